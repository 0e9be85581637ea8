"""What an operation is compared by: the facts one announcement gives of it, without their evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from crackdown.graph import dates, iris
from crackdown.graph.announcement.counts import bounds
from crackdown.graph.announcement.record import Evidence, Operation, Record
from crackdown.graph.identity.names import normalise_name

Span = tuple[str, str]  # first and last day, ISO 8601
Range = tuple[int, int | None]  # least and greatest number that the words allow

_DOUBTED: Final = ("kind", "date", "persons", "nationalities", "country", "destination")


@dataclass(frozen=True, slots=True)
class OperationProfile:
    """One operation as one announcement tells it.

    Attributes:
        announcement: the announcement's IRI.
        name: the IRI that announcements share where all that makes it one and the same is told; else None.
        kind: of the operation.
        span: its days; None where no date is told.
        published: the day the announcement was published, or its first possible day; None where unknown.
        told_by: the day by which it was told: `published`, or else the last that the announcement's operations tell.
        persons: how many people; None where untold.
        allowed: the numbers that the wording allows.
        women: how many of them are women.
        men: how many of them are men.
        nationalities: by country code, the number where one is told.
        country: where it took place.
        destination: where the people were sent.
        airports: codes.
        agencies: normalised names of those who act or help.
        offences: keys of the scheme.
        places: normalised names.
        is_total: whether it sums up others.
        position: among the announcement's operations, from 0.
        sure: how sure the reading of a fact is, from 0 to 1, by the record's field; what is not listed is certain.
    """

    announcement: str
    name: str | None
    kind: str
    span: Span | None
    published: str | None
    told_by: str | None
    persons: int | None
    allowed: Range | None
    women: int | None
    men: int | None
    nationalities: dict[str, int | None]
    country: str | None
    destination: str | None
    airports: frozenset[str]
    agencies: frozenset[str]
    offences: frozenset[str]
    places: frozenset[str]
    is_total: bool
    position: int = 0
    sure: dict[str, float] = field(default_factory=dict)

    @property
    def is_read(self) -> bool:
        """Tell whether a program read it from a text, so that what it tells may be wrong."""
        return bool(self.sure)

    @property
    def is_of_a_day(self) -> bool:
        """Tell whether a day is told, not a month or several days."""
        return self.span is not None and self.span[0] == self.span[1]

    def to_json(self) -> dict[str, Any]:
        """Write it as plain values."""
        found = {name: getattr(self, name) for name in self.__slots__}
        return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in found.items()}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> OperationProfile:
        """Read what `to_json` wrote."""
        pairs = {name: tuple(values[name]) for name in ("span", "allowed") if values[name] is not None}
        sets = {name: frozenset(values[name]) for name in ("airports", "agencies", "offences", "places")}
        return cls(**(values | pairs | sets))


def profile_of(record: Record, position: int, announcement: str) -> OperationProfile:
    """Take from a record what one of its operations is compared by."""
    operation = record.operations[position]
    published = dates.first_day(record.published) if record.published else None
    return OperationProfile(
        announcement=announcement,
        name=iris.mint_shared_operation(operation),
        kind=operation.kind,
        span=(dates.first_day(operation.date), dates.last_day(operation.date)) if operation.date else None,
        published=published,
        told_by=published or max((dates.last_day(one.date) for one in record.operations if one.date), default=None),
        persons=operation.persons,
        allowed=_allowed(operation),
        women=operation.women,
        men=operation.men,
        nationalities=dict(operation.nationalities),
        country=operation.country,
        destination=operation.destination,
        airports=frozenset(operation.airports),
        agencies=frozenset(map(normalise_name, (*operation.agencies, *operation.partners))),
        offences=frozenset(operation.offences),
        places=frozenset(map(normalise_name, operation.places)),
        is_total=bool(operation.total_of or operation.parts),
        position=position,
        sure=dict(_doubts(operation)),
    )


def _allowed(operation: Operation) -> Range | None:
    if operation.persons is None:
        return None
    evidence = operation.evidence.get("persons")
    precision = evidence.precision if isinstance(evidence, Evidence) else None
    least, greatest = bounds(operation.persons, precision or "exactly")
    return least or 0, greatest


def _doubts(operation: Operation) -> Iterator[tuple[str, float]]:
    """Yield how sure the facts are that are not certain: of several values, the least sure."""
    for fact in _DOUBTED:
        found = operation.evidence.get(fact)
        values = [found] if isinstance(found, Evidence) else list((found or {}).values())
        confidence = min((evidence.confidence for evidence in values), default=1.0)
        if confidence < 1:
            yield fact, round(confidence, 2)
