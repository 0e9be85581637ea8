"""Which claims stand behind one relation, looked up by the engine's indexes: what `queries/support.rq` asks for all."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from crackdown.graph.linking.backing import Backing, Key, backing_of_rows
from crackdown.graph.linking.lookup import Lookup
from crackdown.ontology.terms import crk, org, prov, rdf, schema


def backing_behind(graph: Lookup, key: Key) -> Backing:
    """Return what one relation rests on; an inferred one rests on the claims it was inferred from."""
    rows = [row for claim in {*_claims_behind(graph, *key)} for row in _rows(graph, claim)]
    return backing_of_rows(rows) if rows else Backing()


def may_be_changed(key: Key, backing: Backing, touched: Set[str]) -> bool:
    """Tell whether a relation may rest on something else, now that some things were touched.

    Another claim of a relation touches both its ends; where a relation is inferred from those of others, either end.
    """
    subject, relation, object_ = key
    if relation in _FROM_AFAR:
        return True
    ends = (subject in touched, object_ in touched)
    is_told_anew = any(ends) if relation in _INFERRED else all(ends)
    return is_told_anew or not touched.isdisjoint(backing.claims) or not touched.isdisjoint(backing.announcements)


def _claims_behind(graph: Lookup, subject: str, relation: str, object_: str) -> Iterator[str]:
    yield from graph.claims_that(subject, relation, object_)
    if inferred := _INFERRED.get(relation):
        yield from inferred(graph, subject, object_)


def _of_service(graph: Lookup, official: str, agency: str) -> Iterator[str]:
    return _of_tenures(graph, official, org.organization, agency)


def _of_post(graph: Lookup, official: str, post: str) -> Iterator[str]:
    return _of_tenures(graph, official, crk.inPost, post)


def _of_tenures(graph: Lookup, official: str, over: str, held: str) -> Iterator[str]:
    for tenure in graph.subjects(org.member, official):
        if graph.has(tenure, over, held):
            yield from (claim for claim in graph.claims_about(tenure) if graph.has(claim, rdf.predicate, crk.inPost))


def _of_holder(graph: Lookup, unnamed: str, holder: str) -> Iterator[str]:
    for inference in graph.subjects(crk.unnamedOfficial, unnamed):
        if graph.has(inference, crk.holder, holder):
            yield from graph.objects(inference, prov.used)


def _of_command(graph: Lookup, official: str, superior: str) -> Iterator[str]:
    for post in graph.objects(official, crk.holdsPost):
        for above in graph.objects(post, org.reportsTo):
            if graph.has(superior, crk.holdsPost, above):
                yield from graph.claims_that(post, org.reportsTo, above)


def _of_cooperation(graph: Lookup, one: str, other: str) -> Iterator[str]:
    for leading, partner in ((one, other), (other, one)):
        together = graph.all_subjects(crk.carriedOutBy, leading) & graph.all_subjects(crk.withPartner, partner)
        if together:
            graph.all_subjects(rdf.object, partner)  # so that it is not looked up for each operation
        for operation in together:
            yield from graph.claims_that(operation, crk.withPartner, partner)


def _of_nationals(graph: Lookup, operation: str, country: str) -> Iterator[str]:
    return (count for count in graph.objects(operation, crk.count) if graph.has(count, crk.nationality, country))


def _of_place(graph: Lookup, operation: str, country: str) -> Iterator[str]:
    for place in graph.objects(operation, crk.atPlace):
        if graph.has(place, crk.country, country):
            yield from graph.claims_that(operation, crk.atPlace, place)


_INFERRED: Final = {
    crk.servesIn: _of_service, crk.holdsPost: _of_post, crk.inferredHolder: _of_holder, crk.answersTo: _of_command,
    crk.cooperatesWith: _of_cooperation, crk.nationalsOf: _of_nationals, crk.inCountry: _of_place,
}  # fmt: skip

# Inferred from claims of which neither end is a part: of tenures, of posts, of inferences.
_FROM_AFAR: Final = {crk.servesIn, crk.holdsPost, crk.inferredHolder, crk.answersTo}


def _rows(graph: Lookup, claim: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of a claim, as `queries/support.rq` has them."""
    sure = graph.objects(claim, crk.confidence) or [""]
    for announcement in graph.objects(claim, crk.statedIn):
        for digest in graph.objects(announcement, schema.sha256) or [""]:
            yield from ((claim, announcement, digest, confidence) for confidence in sure)
