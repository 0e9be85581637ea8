"""What the program would ask a person: pairs of members that may be one thing, and merges that are not beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from crackdown.graph.identity.clusters import TYPES
from crackdown.graph.identity.form import FormProfile
from crackdown.graph.identity.index import iter_members
from crackdown.graph.identity.resolution import Resolution
from crackdown.graph.identity.scoring import ASK, Score
from crackdown.graph.identity.things import things_of
from crackdown.graph.record import Agency, Airport, Evidence, EvidenceMap, Official, Record
from crackdown.graph.stated import read_stated
from crackdown.graph.view import View

_SHOWN: Final = 3  # announcements of one form
_ORDER: Final = (
    "name", "rank", "role", "agency", "kind", "date", "persons", "women", "men", "nationalities", "country",
    "destination", "airports", "places", "agencies", "partners", "officials", "offences",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """Two members, how they compare, and whether the program takes them for one as things stand."""

    type: str
    one: str
    other: str
    score: Score
    is_merged: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of a member, as an announcement words it; `announcement` is the record's id."""

    fact: str
    value: str
    quote: str
    language: str
    announcement: str
    published: str | None


def read_questions(view: View, *, type_: str | None = None, merged: bool = False) -> list[Question]:
    """List what is open: the likeliest first; or, on request, the program's merges, the least sure first.

    Args:
        view: of a store.
        type_: operation, official, agency, airport or place; None means all.
        merged: ask about what is merged instead of what is apart.
    """
    resolution = Resolution(view.engine)
    found: dict[tuple[str, str], Question] = {}
    for member, canonical in iter_members(view.engine):
        if type_ is not None and _type(resolution, member) != type_:
            continue
        for other in _pairs(resolution, member, canonical, merged=merged):
            pair = min(member, other), max(member, other)
            if pair not in found:
                score = resolution.compare(*pair)
                found[pair] = Question(_type(resolution, member), *pair, score, is_merged=merged)
    return sorted(found.values(), key=lambda q: (q.score.value if merged else -q.score.value, q.one, q.other))


def _pairs(resolution: Resolution, member: str, canonical: str, *, merged: bool) -> Iterator[str]:
    """Yield those that one member is to be compared with, judged pairs left out."""
    index = resolution.index
    judged = {*index.judged_same(member), *index.judged_different(member), *index.judged_undecided(member)}
    if merged:
        mates = [mate for mate in index.members_of(canonical) if mate not in {member, *judged}]
        if mates:
            yield max(mates, key=lambda mate: (resolution.compare(member, mate).value, mate))
        return
    for other in resolution.candidates(member):
        if other in judged or index.canonical(other) == canonical or not resolution.is_comparable(member, other):
            continue
        if resolution.compare(member, other).value >= ASK and not resolution.is_forbidden(member, other):
            yield other


def _type(resolution: Resolution, member: str) -> str:
    profile = resolution.index.profile(member)
    return TYPES[profile.type] if isinstance(profile, FormProfile) else "operation"


def read_told(view: View, member: str) -> list[Told]:
    """List what announcements state of a member, each with its words, in the order in which a person would compare."""
    index = Resolution(view.engine).index
    found: list[Told] = []
    for announcement in sorted(index.announcements(member))[:_SHOWN]:
        stated = read_stated(view.records, index.archived(announcement))
        if stated is not None:
            found += _told(stated.record, announcement, member)
    return found


def _told(record: Record, announcement: str, member: str) -> Iterator[Told]:
    for values, evidence in _items(record, announcement, member):
        for fact in _ORDER:
            for value, passage in _passages(values.get(fact), evidence.get(fact)):
                yield Told(fact, value, passage.quote, record.language, record.id, record.published)


def _items(record: Record, announcement: str, member: str) -> Iterator[tuple[dict[str, object], EvidenceMap]]:
    """Yield the record's items that a member stands for: their values and their evidence."""
    things = things_of(record, announcement)
    for position, (iri, _) in enumerate(things.operations):
        if iri == member:
            operation = record.operations[position]
            yield operation.model_dump(by_alias=True), operation.evidence
    names = {mention.key for mention in things.mentions if mention.iri == member}
    items: list[Agency | Official | Airport] = [*record.agencies, *record.officials, *record.airports]
    for item in items:
        if item.name in names:
            yield item.model_dump(), item.evidence
    for place in record.places:
        evidence = record.evidence.get("places")
        if place in names and isinstance(evidence, dict) and place in evidence:
            yield {"name": place}, {"name": evidence[place]}


def _passages(value: object, evidence: Evidence | dict[str, Evidence] | None) -> Iterator[tuple[str, Evidence]]:
    if isinstance(evidence, Evidence):
        yield _plain(value), evidence
    elif isinstance(evidence, dict):
        numbers = value if isinstance(value, dict) else {}
        for key, passage in evidence.items():
            number = numbers.get(key)
            yield (key if number is None else f"{key} {number}"), passage


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return f"{value.get('from')} to {value.get('to')}"
    return str(value)
