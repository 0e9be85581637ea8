"""An operation as a model puts it together from what was recognised, and its way into the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

from crackdown.graph.announcement.record import Kind, Operation
from crackdown.loaders.extraction.what.drafts import SENT
from crackdown.loaders.llm.recognised import Recognised, Span

CONFIDENCE = 0.6  # of what a model alone says; nobody has measured the one that will be asked
SETS = ("airports", "places", "agencies", "partners", "officials", "offences")


@dataclass
class Chosen:
    """One operation in picks. Every pick is something recognised in the text."""

    kind: str
    trigger: Recognised | None = None
    people_are_lost: bool = False  # the model counts people, by a number that it must not
    single: dict[str, Recognised | None] = field(default_factory=dict)  # persons women men date country destination
    several: dict[str, list[Recognised]] = field(default_factory=dict)  # SETS
    nationalities: list[tuple[Recognised, Recognised | None]] = field(default_factory=list)

    def write(self, text: str, read_by: str, dropped: Counter[str]) -> Operation | None:
        """Write the operation with its evidence; None where nothing in the text says that anything was done.

        Args:
            text: what the picks' spans point into.
            read_by: the model's name, for the evidence.
            dropped: counts what contradicts itself, by reason.
        """
        if self.kind not in get_args(Kind) or self.trigger is None or self.kind not in self.trigger.value:
            dropped["kind without a word for it"] += 1
            return None
        if self.people_are_lost:  # whose operation it would be is then unknown
            return None
        self._drop_contradictions(dropped)
        persons = self.single.get("persons")
        anchor = persons.spans[0] if persons else self.trigger.spans[0]
        values: dict[str, Any] = {"kind": self.kind}
        quotes: dict[str, Any] = {"kind": self.trigger.evidence(text, anchor, CONFIDENCE, read_by)}
        for slot, pick in self.single.items():
            if pick is not None:
                values[slot] = pick.value
                quotes[slot] = pick.evidence(text, anchor, CONFIDENCE, read_by)
        for slot, picks in self.several.items():
            if picks:
                values[slot] = list(dict.fromkeys(pick.value for pick in picks))
                quotes[slot] = {pick.value: pick.evidence(text, anchor, CONFIDENCE, read_by) for pick in picks}
        for country, count in self.nationalities:
            values.setdefault("nationalities", {})[country.value] = count.value if count else None
            told = count or country
            quotes.setdefault("nationalities", {})[country.value] = told.evidence(text, anchor, CONFIDENCE, read_by)
        return Operation.model_validate({**values, "evidence": quotes})

    def spans_of_shares(self) -> Iterator[Span]:
        """Give the places of counts that are a share of the operation's people."""
        for slot in ("women", "men"):
            pick = self.single.get(slot)
            if pick:
                yield pick.spans[0]
        for _, count in self.nationalities:
            if count and count is not self.single.get("persons"):
                yield count.spans[0]

    def _drop_contradictions(self, dropped: Counter[str]) -> None:
        persons = self.single.get("persons")
        for slot, other in (("women", "men"), ("men", "women")):
            pick = self.single.get(slot)
            if pick and (pick.noun == other or (persons and pick.value > persons.value)):
                self.single[slot] = None
                dropped["share that does not fit"] += 1
        fitting = [(c, n) for c, n in self.nationalities if not (n and persons and n.value > persons.value)]
        dropped["share that does not fit"] += len(self.nationalities) - len(fitting)
        self.nationalities = fitting
        country, destination = self.single.get("country"), self.single.get("destination")
        if destination and (self.kind not in SENT or (country and country.value == destination.value)):
            self.single["destination"] = None
            dropped["destination that does not fit"] += 1
        agencies = {pick.value for pick in self.several.get("agencies", ())}
        self.several["partners"] = [p for p in self.several.get("partners", ()) if p.value not in agencies]
