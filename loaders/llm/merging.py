"""The model's operations and the built-in reader's, put together into one record.

What both say is surer than what one says. Where they differ, the model has the say on what belongs together (kind,
date, countries, bodies, people, offences), and the built-in reader on numbers. What the model leaves out stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from crackdown.graph.announcement.record import Agency, Airport, Evidence, Official, Operation, Record
from crackdown.loaders.llm.chosen import CONFIDENCE, SETS, Chosen
from crackdown.loaders.llm.quotes import Things

_NUMBERS = ("persons", "women", "men")
_LINKS = ("kind", "date", "country", "destination")
_SUREST = 0.99


class Merge:
    """One record while a model's operations are put into it; `confirmed` counts what both say.

    Args:
        record: the built-in reader's; it is changed.
        place_countries: in which country each place of the text lies.
    """

    def __init__(self, record: Record, place_countries: Mapping[str, str | None]) -> None:
        self._record = record
        self._place_countries = place_countries
        self._left = list(range(len(record.operations)))  # the built-in reader's operations not met yet
        self.confirmed = 0

    @property
    def added(self) -> int:
        """How many facts come from the model alone."""
        return sum(1 for _, evidence in self._record.iter_evidence() if evidence.read_by)

    def add_things(self, things: Things) -> None:
        """Add agencies, officials and airports that a quote alone names."""
        record = self._record
        for thing in things.values():
            if isinstance(thing, Agency):
                thing.parent = None  # a body that this text may not name
                record.agencies.append(thing)
            elif isinstance(thing, Airport):
                record.airports.append(thing)
        known = {agency.name for agency in record.agencies}
        for thing in things.values():
            if isinstance(thing, Official):
                if thing.agency not in known:
                    thing.agency = None
                    thing.evidence.pop("agency", None)
                if thing.role or thing.rank or thing.agency:  # without a post somebody is no official, and not named
                    record.officials.append(thing)

    def add_operations(self, proposed: Iterable[tuple[Chosen, Operation]]) -> None:
        """Put operations in: beside the built-in reader's of the same people, or as new ones."""
        pairs = list(proposed)
        shares = {span for chosen, _ in pairs for span in chosen.spans_of_shares()}
        for _, operation in pairs:
            position = self._position_of(operation)
            if position is None:
                self._record.operations.append(operation)
            else:
                self._left.remove(position)
                self._join(self._record.operations[position], operation)
        self._remove([position for position in self._left if _stands_at(self._record.operations[position], shares)])
        self._gather_places()
        if self._record.operations:
            self._record.outcome = "facts_found"

    def _position_of(self, operation: Operation) -> int | None:
        """Find the operation of the same people; of the same kind by the same word where the model counts none."""
        fitting = [p for p in self._left if _is_same(self._record.operations[p], operation)]
        alike = [p for p in fitting if self._record.operations[p].kind == operation.kind]
        return next(iter(alike or fitting), None)

    def _join(self, ours: Operation, theirs: Operation) -> None:
        country = ours.country
        for slot in (*_NUMBERS, *_LINKS):
            self._join_value(ours, theirs, slot)
        for slot in SETS:
            if getattr(theirs, slot):
                self._join_set(ours, theirs, slot)
        if theirs.nationalities:
            self._join_nationalities(ours, theirs)
        if ours.country != country and not theirs.places:
            self._leave_places(ours)
        if ours.destination == ours.country:
            ours.destination = None
            ours.evidence.pop("destination", None)
        for name in set(ours.partners) & set(ours.agencies):
            ours.partners.remove(name)
            _of_values(ours, "partners").pop(name, None)

    def _join_value(self, ours: Operation, theirs: Operation, slot: str) -> None:
        told, known = getattr(theirs, slot), getattr(ours, slot)
        if told is not None and told == known:
            self._confirm(ours.evidence.get(slot))
        elif told is not None and (known is None or slot in _LINKS):
            setattr(ours, slot, told)
            ours.evidence[slot] = theirs.evidence[slot]

    def _leave_places(self, operation: Operation) -> None:
        """Take out the places that do not lie in the operation's country."""
        known = _of_values(operation, "places")
        operation.places = [p for p in operation.places if self._place_countries.get(p) == operation.country]
        operation.evidence["places"] = {place: known[place] for place in operation.places}

    def _join_set(self, ours: Operation, theirs: Operation, slot: str) -> None:
        known, told = _of_values(ours, slot), _of_values(theirs, slot)
        for value in getattr(theirs, slot):
            self._confirm(known.get(value))
        setattr(ours, slot, getattr(theirs, slot))
        ours.evidence[slot] = {value: known.get(value, told[value]) for value in told}

    def _join_nationalities(self, ours: Operation, theirs: Operation) -> None:
        known, told = _of_values(ours, "nationalities"), _of_values(theirs, "nationalities")
        joined: dict[str, int | None] = {}
        evidence: dict[str, Evidence] = {}
        for code, number in theirs.nationalities.items():
            own = ours.nationalities.get(code)
            joined[code] = own if own is not None else number
            if code in known and (own is not None or number is None):
                self._confirm(known[code] if own in {number, None} else None)
                evidence[code] = known[code]
            else:
                evidence[code] = told[code]
        ours.nationalities = joined
        ours.evidence["nationalities"] = dict(evidence)

    def _confirm(self, evidence: Any) -> None:
        """Raise the confidence of what both readers say, as if they were two witnesses."""
        if isinstance(evidence, Evidence):
            self.confirmed += 1
            evidence.confidence = round(min(_SUREST, 1 - (1 - evidence.confidence) * (1 - CONFIDENCE)), 2)

    def _remove(self, positions: list[int]) -> None:
        """Take out operations whose people the model knows as a share of another operation's."""
        operations = self._record.operations
        kept = [position for position in range(len(operations)) if position not in positions]
        moved = {position: index for index, position in enumerate(kept)}
        self._record.operations = [operations[position] for position in kept]
        for operation in self._record.operations:
            operation.parts = [moved[part] for part in operation.parts if part in moved]

    def _gather_places(self) -> None:
        """Name in the record every place that an operation names."""
        record = self._record
        quotes = record.evidence.setdefault("places", {})
        for operation in record.operations:
            for place, evidence in _of_values(operation, "places").items():
                if place not in record.places:
                    record.places.append(place)
                    if isinstance(quotes, dict):
                        quotes[place] = evidence
        if not quotes:
            del record.evidence["places"]


def _of_values(operation: Operation, slot: str) -> dict[str, Evidence]:
    found = operation.evidence.get(slot, {})
    return found if isinstance(found, dict) else dict.fromkeys(getattr(operation, slot), found)


def _is_same(ours: Operation, theirs: Operation) -> bool:
    if theirs.persons is not None:
        return ours.persons == theirs.persons
    return ours.kind == theirs.kind and _span(ours, "kind") == _span(theirs, "kind")


def _stands_at(operation: Operation, spans: set[tuple[int, int]]) -> bool:
    return _span(operation, "persons") in spans


def _span(operation: Operation, slot: str) -> tuple[int, int] | None:
    found = operation.evidence.get(slot)
    return (found.start, found.end) if isinstance(found, Evidence) else None
