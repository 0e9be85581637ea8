"""Draft: an operation while it is being put together, and which others stand beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from crackdown.loaders.extraction.how_many.counts import Count
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.what.windows import around

SENT = {"deportation", "repatriation", "extradition", "rescue"}  # kinds that may take people to another country
# One movement: what one side calls so is another to the other side.
SENT_AWAY = frozenset({"deportation", "repatriation", "extradition"})


@dataclass(slots=True)
class Draft:
    """An operation in the making: its kind, the counts that state its persons, and the word that says what was done."""

    kind: str
    counts: list[Count]
    trigger: Mention | None
    sure: float = 0.8
    kind_sure: float = 0.8
    kind_needed: float = 0.0  # from which probability the kind was accepted
    whose: Draft | None = None  # the operation that states the number of its people, where it states none itself
    by: Mention | None = None  # the country that did it, where the words give one beside others
    is_plain: bool = False  # the text opens with it, whatever the models think
    is_total: bool = False
    parts: list[int] = field(default_factory=list)
    others: frozenset[int] = frozenset()  # numbers of the sentences in which other operations are stated
    remembered: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)  # by `once_a_draft`
    before: Draft | None = None  # the operation that the text states before it
    rest: list[Draft] = field(default_factory=list, repr=False, compare=False)  # the text's other operations
    # By slot, its likeliest values, None for none, and how likely each is.
    likely: dict[str, list[tuple[Any, float]]] = field(default_factory=dict)
    had: dict[tuple[str, object], float] = field(default_factory=dict)  # by slot and value, how surely it has it

    @property
    def persons(self) -> int | None:
        """The number of people, where one is stated."""
        if self.counts:
            return self.counts[0].value
        return self.whose.persons if self.whose else None

    @property
    def nationalities(self) -> set[str]:
        """The countries whose nationals its counts are of."""
        return {mention.value for count in self.counts for mention in count.countries}

    @property
    def position(self) -> int:
        """Where the text states it: at its best count, or at its trigger."""
        if self.counts:
            return self.counts[0].start
        return self.trigger.start if self.trigger else 0


def mark_others(analysis: Analysis, drafts: list[Draft]) -> None:
    """Tell each draft which sentences belong to other operations, and which operation is told before it."""
    own = [
        {analysis.sentences.index(count.start) for count in draft.counts} or {analysis.sentences.index(draft.position)}
        for draft in drafts
    ]
    beside: dict[int, list[int]] = {}  # by what they are compared with, the operations that it holds
    for position, draft in enumerate(drafts):
        near = around(analysis, draft.position)
        if id(near) not in beside:
            beside[id(near)] = [i for i, other in enumerate(drafts) if near.holds(other.position)]
        rest = [i for i in beside[id(near)] if i != position]
        draft.others = frozenset(set().union(*(own[i] for i in rest)) - own[position])
        draft.rest = [drafts[i] for i in rest]
    ordered = sorted(drafts, key=lambda draft: draft.position)
    for before, draft in pairwise(ordered):
        draft.before = before
