"""The rows of the tables, made thing by thing: see `tables.py` for what each column means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from crackdown.graph.export.reader import Claim, Reader, surest_first
from crackdown.graph.export.row_parts import figure_json, group_of, name_of, place_of, said_by, telling
from crackdown.graph.figures.told import persons_told
from crackdown.graph.showing.wording import property_label
from crackdown.ontology.labels import label as term_label
from crackdown.ontology.terms import crk, dcterms, org, rdf, schema

Row = dict[str, Any]


def iter_operations(reader: Reader) -> Iterator[Row]:
    """Iterate over operations."""
    for iri in reader.things("operation"):
        told = reader.told(iri)
        node = reader.node(iri, "operation", told)
        persons = persons_told(told)
        yield {
            "operation": iri,
            "label": node.label,
            "kinds": [term_label(kind) for kind in reader.values(iri, crk.kind)],
            "earliest": reader.value(iri, crk.earliestDate),
            "latest": next(reversed(reader.values(iri, crk.latestDate)), None),
            "is_total": node.total,
            "part_of": reader.values(iri, crk.partOf),
            **_where(reader, iri),
            **_actors(reader, iri),
            "offences": [term_label(offence) for offence in reader.values(iri, crk.offence)],
            "persons_low": persons.low if persons else None,
            "persons_high": persons.high if persons else None,
            "disputed": node.disputed,
            "figures": [figure_json(reader, one) for one in told],
            **telling(reader, reader.claims_about(iri)),
        }


def _where(reader: Reader, iri: str) -> Row:
    codes = {
        name: [reader.code(one) for one in reader.values(iri, predicate)]
        for name, predicate in (
            ("countries", crk.inCountry),
            ("destinations", crk.sentTo),
            ("nationalities", crk.nationalsOf),
            ("airports", crk.departedFrom),
        )
    }
    airports = set(reader.values(iri, crk.departedFrom))
    return {**codes, "places": [reader.label(one) for one in reader.values(iri, crk.atPlace) if one not in airports]}


def _actors(reader: Reader, iri: str) -> Row:
    directed = {
        one for name in (crk.orderedBy, crk.ledBy, crk.directedBy) for one in reader.values(iri, name)
    }  # the first two imply the third, but for what a rule does not reach
    row: Row = {}
    for iris, names, found in (
        ("agencies", "agency_names", reader.values(iri, crk.carriedOutBy)),
        ("partners", "partner_names", reader.values(iri, crk.withPartner)),
        ("officials", "official_names", sorted(directed)),
    ):
        row |= {iris: found, names: [reader.label(one) for one in found]}
    return row


def iter_officials(reader: Reader) -> Iterator[Row]:
    """Iterate over officials; what shows them in a post are claims about the tenure."""
    for iri in reader.things("official"):
        tenures = reader.subjects(org.member, iri)
        agencies = reader.values(iri, crk.servesIn)
        claims = [claim for subject in (iri, *tenures) for claim in reader.claims_about(subject)]
        yield {
            "official": iri,
            "label": reader.label(iri),
            "names": sorted({name.text for name in reader.names(iri)}),
            "country": _code(reader, iri, crk.country),
            "agencies": agencies,
            "agency_names": [reader.label(agency) for agency in agencies],
            "roles": _stated(reader, tenures, crk.roleAsStated),
            "ranks": _stated(reader, tenures, crk.rankAsStated),
            "inferred_holders": reader.values(iri, crk.inferredHolder),
            "operations": _subjects(reader, iri, crk.orderedBy, crk.ledBy, crk.directedBy),
            **telling(reader, claims),
        }


def iter_agencies(reader: Reader) -> Iterator[Row]:
    """Iterate over agencies."""
    for iri in reader.things("agency"):
        kind = reader.value(iri, org.classification)
        yield {
            "agency": iri,
            "label": reader.label(iri),
            "names": sorted({name.text for name in reader.names(iri)}),
            "kind": term_label(kind) if kind else None,
            "country": _code(reader, iri, crk.country),
            "accredited_to": _code(reader, iri, crk.accreditedTo),
            "parent": reader.value(iri, org.subOrganizationOf),
            "operations": _subjects(reader, iri, crk.carriedOutBy),
            "partner_operations": _subjects(reader, iri, crk.withPartner),
            **telling(reader, claims_on_agency(reader, iri)),
        }


def claims_on_agency(reader: Reader, iri: str) -> list[Claim]:
    """Return what is said about an agency, or where nothing is, what is said with it."""
    about = list(reader.claims_about(iri))
    return about or [reader.claim(claim) for claim in reader.subjects(rdf.object, iri)]


def iter_announcements(reader: Reader) -> Iterator[Row]:
    """Iterate over announcements."""
    for iri in reader.things("announcement"):
        announcers = reader.values(iri, crk.announcedBy)
        claims = list(reader.claims_about(iri))
        quotes = surest_first(quote for claim in claims for quote in claim.quotes)
        yield {
            "announcement": iri,
            "title": reader.value(iri, dcterms.title),
            "language": reader.value(iri, schema.inLanguage),
            "published": reader.value(iri, dcterms.issued),
            "publisher": reader.value(iri, dcterms.publisher),
            "url": reader.value(iri, schema.url),
            "sha256": reader.value(iri, schema.sha256),
            "announced_by": announcers,
            "announced_by_names": [reader.label(one) for one in announcers],
            "copy_of": reader.value(iri, crk.copyOf),
            "operations": reader.values(iri, crk.reports),
            "claim_count": len(claims),
            "quotes": [quote.text for quote in quotes],
            "passages": [quote.passage for quote in quotes],
        }


def iter_claims(reader: Reader) -> Iterator[Row]:
    """Iterate over the claims of every announcement, passage by passage; counts are in `figures`."""
    for announcement in reader.things("announcement"):
        for iri in reader.subjects(crk.statedIn, announcement):
            claim = reader.claim(iri)
            if claim.predicate and claim.subject and claim.object is not None:
                for quote in claim.quotes:
                    yield {
                        "claim": iri,
                        "subject": claim.subject,
                        "subject_label": name_of(reader, claim.subject),
                        "predicate": claim.predicate,
                        "predicate_label": property_label(claim.predicate),
                        **_object(reader, claim.object),
                        **place_of(quote),
                    }


def _object(reader: Reader, node: ox.NamedNode | ox.Literal) -> Row:
    if isinstance(node, ox.NamedNode):
        return {"object": node.value, "object_label": name_of(reader, node.value), "object_type": "iri"}
    type_ = f"@{node.language}" if node.language else node.datatype.value
    return {"object": node.value, "object_label": node.value, "object_type": type_}


def iter_figures(reader: Reader) -> Iterator[Row]:
    """Iterate over the figures of every operation, passage by passage."""
    for operation in reader.things("operation"):
        figures = reader.told(operation)
        label = reader.node(operation, "operation", figures).label
        for told in figures:
            for quote in reader.claim(told.claim).quotes:
                yield {
                    "figure": told.claim,
                    "operation": operation,
                    "operation_label": label,
                    "group": group_of(reader, told),
                    "is_headline": told.headline,
                    "value": told.value,
                    "printed": told.printed,
                    "at_least": told.low,
                    "at_most": told.high,
                    "precision": term_label(told.precision) if told.precision else None,
                    "capacity": term_label(told.capacity) if told.capacity else None,
                    "said_by": said_by(reader, {told.announcement}),
                    **place_of(quote),
                }


def _code(reader: Reader, iri: str, predicate: str) -> str | None:
    country = reader.value(iri, predicate)
    return reader.code(country) if country else None


def _stated(reader: Reader, tenures: Iterable[str], predicate: str) -> list[str]:
    return sorted({value for tenure in tenures for value in reader.values(tenure, predicate)})


def _subjects(reader: Reader, iri: str, *predicates: str) -> list[str]:
    return sorted({one for predicate in predicates for one in reader.subjects(predicate, iri)})
