"""Which body of a text another one is part of, where no words between the two say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from crackdown.loaders.extraction.models.linear import Features, features, probability
from crackdown.loaders.extraction.models.places import about, is_heard
from crackdown.loaders.extraction.text.data import load_gazetteer
from crackdown.loaders.extraction.text.mentions import Mention, bucket, distance
from crackdown.loaders.extraction.text.sentences import Sentences
from crackdown.loaders.extraction.who.agency_found import AgencyFound

THRESHOLD = 0.5
_SURE = 0.95  # of bodies that the gazetteer knows
_AROUND = 32  # bodies on either side of one that may own it
_FEW = 4  # mentions of a body that are looked at
_NEAR = 15  # characters between a body and the one that it is named beside


def attach_parents(agencies: list[AgencyFound], sentences: Sentences, places: list[Mention]) -> None:
    """Give each body without an owner the likeliest one of its country, if any is likely enough."""
    owners: list[tuple[AgencyFound, AgencyFound]] = []
    for agency in (agency for agency in agencies if agency.parent is None):
        candidates = parent_candidates(agency, agencies, sentences, places)
        scored = [(probability("parent", given), other) for other, given in candidates]
        sure, owner = max(scored, key=lambda item: item[0], default=(0.0, agency))
        if sure >= THRESHOLD:
            owners.append((agency, owner))
    for agency, owner in owners:
        if owner.parent != agency.name and (owner, agency) not in owners:
            agency.parent = owner.name


def parent_candidates(
    agency: AgencyFound, agencies: list[AgencyFound], sentences: Sentences, places: list[Mention]
) -> Iterator[tuple[AgencyFound, list[Features]]]:
    """Give every other body of the same country as a candidate for the one that a body is part of.

    In a text that names more bodies than any announcement it is those named around it.
    """
    at = agencies.index(agency)
    agencies = agencies[max(0, at - _AROUND) : at + _AROUND + 1]
    rivals = [a for a in agencies if a.country == agency.country and a is not agency and a.kind != "embassy"]
    if not rivals:
        return
    kinds = Counter(a.kind for a in rivals)
    own_sentences = {sentences.index(s) for s, _ in agency.spans}
    is_local = any(m.start >= s and m.end <= e for m in places for s, e in agency.spans)
    for other in rivals:
        pairs = ((one, two) for one in agency.spans[:_FEW] for two in other.spans[:_FEW])
        apart, before = min((distance(*one, *two), two[0] < one[0]) for one, two in pairs)
        are_together = any(sentences.index(s) in own_sentences for s, _ in other.spans)
        inside = any(form != own and form in own for own in agency.forms for form in other.forms)
        national = other.name in _national(agency.country)
        near, mentions = bucket(apart) if are_together else "no", (min(3, len(agency.spans)), min(3, len(other.spans)))
        is_only = kinds[other.kind] == 1
        given = [
            _sorts(agency.kind, other.kind, is_local, national, "Foreign" in other.name),
            _known(agency.sure >= _SURE, other.sure >= _SURE, other.first < agency.first, inside),
            _beside(are_together, before, apart <= _NEAR, near),
            _rivals(other.kind, min(3, len(rivals)), is_only, *mentions),
            *_about(agency, other, sentences),
        ]
        yield other, given


def _about(agency: AgencyFound, other: AgencyFound, sentences: Sentences) -> tuple[Features, ...]:
    """Give the place of the question whether a body is part of another."""
    if not is_heard():
        return ()
    anchor = agency.spans[0]
    return about(anchor, other.spans, sentences.at(anchor[0]).span)


@features
def _sorts(own: str, other: str, is_local: bool, is_national: bool, is_foreign_ministry: bool) -> Iterator[str]:
    yield f"kinds={own},{other}"
    yield f"kind={own},national={is_national}"
    yield f"kind={own},foreign_ministry={is_foreign_ministry}"
    yield f"local={is_local},national={is_national}"
    yield f"local={is_local},kinds={own},{other}"


@features
def _known(is_known: bool, is_other_known: bool, is_other_first: bool, is_inside: bool) -> Iterator[str]:
    yield f"known={is_known},{is_other_known}"
    yield f"first={is_other_first}"
    yield f"inside={is_inside}"


@features
def _beside(are_together: bool, is_before: bool, is_beside: bool, near: str) -> Iterator[str]:
    yield f"together={are_together},before={is_before}"
    yield f"beside={is_beside},before={is_before}"
    yield f"apart={near}"


@features
def _rivals(other: str, rivals: int, is_only: bool, mentions: int, others_mentions: int) -> Iterator[str]:
    yield f"rivals={rivals}"
    yield f"same_kind={is_only},{other}"
    yield f"mentions={mentions},{others_mentions}"


@cache
def _national(country: str | None) -> frozenset[str]:
    """Give the names of a country's national services."""
    return frozenset(names[country] for names in load_gazetteer("services").values() if country in names)
