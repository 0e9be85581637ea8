"""What the program would ask a person: pairs of members that may be one thing, and merges that are not beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from crackdown.graph.announcement.record import Agency, Airport, Evidence, EvidenceMap, Official, Record
from crackdown.graph.announcement.stated import Stated, read_stated
from crackdown.graph.identity.decisions import Decisions
from crackdown.graph.identity.index import Index, iter_judged_pairs, iter_open
from crackdown.graph.identity.resolution import Resolution
from crackdown.graph.identity.scoring import Score
from crackdown.graph.identity.things import things_of
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import BASE

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
    """One fact of a member, as an announcement words it.

    `announcement` is the record's id, `source` that of the announcement in the graph, `start` and `end` the place of
    the quote in its text (code points).
    """

    fact: str
    value: str
    quote: str
    start: int
    end: int
    language: str
    source: str
    announcement: str
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True, order=True)
class _Ranked:
    """A question by its rank, before the two are compared again; of a merge, only the member that was merged."""

    rank: float
    one: str
    other: str | None


def read_questions(
    view: View,
    *,
    type_: str | None = None,
    merged: bool = False,
    about: str | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[Question]:
    """List what is open: the likeliest first; or, on request, the program's merges, the least sure first.

    Args:
        view: of a store.
        type_: operation, official, agency, airport or place; None means all.
        merged: ask about what is merged instead of what is apart.
        about: the IRI of a thing; only what concerns it, or what goes by that IRI.
        offset: leave out so many of the first.
        limit: at most so many; only these are compared.
    """
    resolution = Resolution(view.engine)
    found: dict[tuple[str, str], Question] = {}
    for ranked in _rank(view, type_, merged=merged, about=about)[offset:]:
        if limit is not None and len(found) >= limit:
            break
        pair = (ranked.one, ranked.other) if ranked.other else _merge(resolution, ranked.one)
        if pair:
            found.setdefault(pair, Question(_type(pair[0]), *pair, resolution.compare(*pair), is_merged=merged))
    return sorted(found.values(), key=lambda q: (q.score.value if merged else -q.score.value, q.one, q.other))


def count_questions(view: View, *, type_: str | None = None, merged: bool = False, about: str | None = None) -> int:
    """Count what is open, or, on request, what goes by another IRI because the program merged it."""
    return len(_rank(view, type_, merged=merged, about=about))


def _rank(view: View, type_: str | None, *, merged: bool, about: str | None) -> list[_Ranked]:
    judged = {frozenset(pair) for pair in iter_judged_pairs(view.engine)}
    if merged:
        ranked = [_Ranked(confidence, member, None) for member, confidence in _merged(view)]
    else:
        pairs = iter_open(view.engine)
        ranked = [_Ranked(-score, one, other) for one, other, score in pairs if frozenset((one, other)) not in judged]
    concerned = None if about is None else {about, *Index(view.engine).members_of(about)}
    return sorted(
        one
        for one in ranked
        if type_ in {None, _type(one.one)} and (concerned is None or {one.one, one.other} & concerned)
    )


def _merged(view: View) -> Iterator[tuple[str, float]]:
    """Yield members that the program merged, with how sure it is; a group of three members is two merges."""
    index, known = Index(view.engine), set()
    for decided in sorted(Decisions(view.engine).decided(), key=lambda decided: (-decided.confidence, decided.member)):
        is_first = decided.canonical not in known
        known.add(decided.canonical)
        if is_first and index.profile(decided.canonical) is None:
            continue  # all members go by a name that is none of theirs: the surest is what the others are compared with
        if not decided.is_judged:
            yield decided.member, decided.confidence


def _merge(resolution: Resolution, member: str) -> tuple[str, str] | None:
    """Pair a merged member with the one that it is likest, judged pairs left out."""
    index = resolution.index
    judged = {*index.judged_same(member), *index.judged_different(member), *index.judged_undecided(member)}
    mates = [mate for mate in index.members_of(index.canonical(member) or "") if mate not in {member, *judged}]
    if not mates:
        return None
    mate = max(mates, key=lambda mate: (resolution.compare(member, mate).value, mate))
    return min(member, mate), max(member, mate)


def _type(member: str) -> str:
    """Tell a member's type by its IRI, which names it."""
    return member.removeprefix(BASE).partition("/")[0]


def read_told(view: View, member: str) -> list[Told]:
    """List what announcements state of a member, each with its words, in the order in which a person would compare."""
    index = Resolution(view.engine).index
    found: list[Told] = []
    for announcement in sorted(index.announcements(member))[:_SHOWN]:
        stated = read_stated(view.records, index.archived(announcement))
        if stated is not None:
            found += _told(stated, announcement, member)
    return found


def _told(stated: Stated, announcement: str, member: str) -> Iterator[Told]:
    record, source = stated.record, stated.source
    for values, evidence in _items(record, announcement, member):
        for fact in _ORDER:
            for value, passage in _passages(values.get(fact), evidence.get(fact)):
                yield Told(
                    fact=fact, value=value, quote=passage.quote, start=passage.start, end=passage.end,
                    language=record.language, source=announcement.removeprefix(BASE), announcement=record.id,
                    publisher=source.publisher, published=record.published, url=record.url,
                )  # fmt: skip


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
