"""What one version of an announcement claims and another does not: facts with their words, told apart by what they say.

Things of a record are told apart by their names, operations by which are most alike: their IRIs hold figures, and a
corrected figure is to be a change of one operation and not another operation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from crackdown.graph.announcement.record import DateRange, Evidence, EvidenceMap, Operation, Record

Kind = Literal["added", "taken_away", "changed"]

_ALIKE: Final = ("kind", "date", "country", "destination", "persons", "total_of")
_LEAST_ALIKE: Final = 2  # of those fields: fewer may agree by chance
_BY_POSITION: Final = "parts"  # names operations by their places in the record, which say nothing of themselves


@dataclass(frozen=True, slots=True)
class Told:
    """A value and the words that state it."""

    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that came, went or says something else.

    Attributes:
        kind: added, taken_away or changed.
        about: what it is about, as "operation deportation 2026-02-08 KH"; "announcement" for the text as a whole.
        field: what is said of that, by the record's names, as "persons" or "nationalities.CN".
        before, after: what was said and what is said; None where nothing is.
    """

    kind: Kind
    about: str
    field: str
    before: Told | None
    after: Told | None


_Facts = dict[str, Told]


def changes_between(before: Record, after: Record) -> list[Change]:
    """List the claims in which two versions differ, in the order of the record's parts."""
    return [
        Change(_kind(one.get(field), other.get(field)), about, field, one.get(field), other.get(field))
        for about, one, other in _pairs(before, after)
        for field in dict.fromkeys((*one, *other))
        if _value(one.get(field)) != _value(other.get(field))
    ]


def _kind(before: Told | None, after: Told | None) -> Kind:
    if before is None:
        return "added"
    return "changed" if after else "taken_away"


def _value(told: Told | None) -> str | None:
    return told.value if told else None


def _pairs(before: Record, after: Record) -> Iterator[tuple[str, _Facts, _Facts]]:
    yield "announcement", _facts(before, before.evidence), _facts(after, after.evidence)
    for old, new in _aligned(before.operations, after.operations):
        told = new or old
        assert told
        parts = (told.kind, _written(told.date) if told.date else None, told.country)
        about = " ".join(("operation", *(part for part in parts if part)))
        yield about, _facts(old, old.evidence if old else {}), _facts(new, new.evidence if new else {})
    for one, of_kind in (("official", "officials"), ("agency", "agencies"), ("airport", "airports")):
        olds, news = ({item.name: item for item in getattr(record, of_kind)} for record in (before, after))
        for name in dict.fromkeys((*olds, *news)):
            old, new = olds.get(name), news.get(name)
            yield f"{one} {name}", _facts(old, old.evidence if old else {}), _facts(new, new.evidence if new else {})


def _aligned(
    before: Sequence[Operation], after: Sequence[Operation]
) -> list[tuple[Operation | None, Operation | None]]:
    """Pair operations that are most alike, each once, and leave the others by themselves."""
    scores = sorted(
        ((-_alike(old, new), at, place) for at, old in enumerate(before) for place, new in enumerate(after))
    )
    pairs: dict[int, int] = {}
    for score, at, place in scores:
        if -score >= _LEAST_ALIKE and at not in pairs and place not in pairs.values():
            pairs[at] = place
    found: list[tuple[Operation | None, Operation | None]] = [
        (old, after[pairs[at]] if at in pairs else None) for at, old in enumerate(before)
    ]
    return [*found, *((None, new) for place, new in enumerate(after) if place not in pairs.values())]


def _alike(one: Operation, other: Operation) -> int:
    pairs = ((getattr(one, name), getattr(other, name)) for name in _ALIKE)
    return sum(first is not None and first == second for first, second in pairs)


def _facts(item: object, evidence: EvidenceMap) -> _Facts:
    """Return the facts that have words, by field, or by field and value where a field holds several."""
    facts: _Facts = {}
    for field, told in evidence.items():
        value = getattr(item, field, None)
        if isinstance(told, Evidence):
            facts[field] = Told(_written(value), told.quote)
        elif field != _BY_POSITION:
            for key, words in told.items():
                figure = value.get(key) if isinstance(value, Mapping) else None
                facts[f"{field}.{key}"] = Told(key if figure is None else str(figure), words.quote)
    return facts


def _written(value: Any) -> str:
    return f"{value.from_}/{value.to}" if isinstance(value, DateRange) else str(value)
