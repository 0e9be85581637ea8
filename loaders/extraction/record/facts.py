"""The facts of one operation while they are written down: its values, and the words behind each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from crackdown.graph.announcement.record import Evidence, Operation
from crackdown.loaders.extraction.how_many.counts import Count
from crackdown.loaders.extraction.models.linear import Probability, probability
from crackdown.loaders.extraction.models.reasons import Reason
from crackdown.loaders.extraction.record.quoting import quoted
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import distance
from crackdown.loaders.extraction.what.candidates import CARRIED, Candidate, carried_probability, value_key
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.what.windows import around

Span = tuple[int, int]
# Under these probabilities a value is left out: null, not a guess.
THRESHOLDS = {
    "nationality": 0.4, "agency": 0.37, "partner": 0.4, "official": 0.3, "airport": 0.45,
    "offence": 0.35,
}  # fmt: skip
_NEAR = 30  # characters between two things that are told in one breath: a count and its country, offences of one list
_LISTED = 0.4  # share of the threshold that does for an offence listed beside one that passes
_REQUIRED = 0.6


def evidence(analysis: Analysis, span: Span, confidence: float, why: Reason, **of_count: Any) -> Evidence:
    """Make the evidence of a span of the normalised text, in the original's offsets, and keep why it is one."""
    start, end = analysis.view.span(*span)
    quote = analysis.view.original[start:end]
    made = Evidence(quote=quote, start=start, end=end, confidence=round(confidence, 2), **of_count)
    return analysis.reasons.note(made, why)


class Chosen(NamedTuple):
    """A candidate that a slot takes, how surely, why, and the words that are quoted for it."""

    candidate: Candidate
    sure: float
    why: Reason
    span: Span


Scored = tuple[Candidate, float, Probability]  # how surely a slot takes it, and the model's own figure


class Facts:
    """What is written down of one operation.

    Attributes:
        analysis: of the text.
        near: what the operation is compared with.
        draft: the operation.
        values: of its fields in the record.
        quotes: the evidence of each field, or of each value of a field that holds several.
    """

    __slots__ = ("analysis", "draft", "near", "quotes", "values")

    def __init__(self, analysis: Analysis, draft: Draft) -> None:
        self.analysis, self.near, self.draft = analysis, around(analysis, draft.position), draft
        self.values: dict[str, Any] = {"kind": draft.kind}
        self.quotes: dict[str, Any] = {}

    def operation(self) -> Operation:
        """Give them as the record has them."""
        return Operation.model_validate({**self.values, "evidence": self.quotes})

    def evidence(self, span: Span, confidence: float, why: Reason, **of_count: Any) -> Evidence:
        """Make the evidence of a span of the normalised text; no reading is certain."""
        return evidence(self.analysis, span, min(confidence, 0.99), why, **of_count)

    def count_evidence(self, count: Count, confidence: float, why: Reason, with_country: str | None = None) -> Evidence:
        """Make the evidence of a count: its words, with those that name a country of its people where they are near."""
        starts, ends = [count.start], [count.noun_end, count.end]
        if count.hedge is not None:
            starts, ends = [*starts, count.hedge.start], [*ends, count.hedge.end]
        spans = [(min(starts), max(ends))]
        named = [(m.start, m.end) for m in count.countries if m.value == with_country]
        spans += [span for span in named if distance(*spans[0], *span) <= _NEAR]
        precision = count.hedge.value if count.hedge else "exactly"
        printed = self.analysis.view.quote(count.start, count.end)
        span = min(spans)[0], max(end for _, end in spans)
        return self.evidence(span, confidence, why, precision=precision, printed=printed)

    def quoted(self, slot: str, candidate: Candidate) -> Span:
        """Give the span to quote for a candidate that a slot takes."""
        return quoted(self.near, self.draft, slot, candidate.value, candidate.span)

    def with_quotes(self, slot: str, chosen: Iterable[Chosen]) -> list[Chosen]:
        """Have each candidate that a slot takes be quoted where the text states it best."""
        return [one._replace(span=self.quoted(slot, one.candidate)) for one in chosen]

    def chosen(self, candidates: list[Candidate], slot: str) -> list[Chosen]:
        """Give the candidates that a slot takes: those that are likely enough, and those that a rule requires."""
        needed = THRESHOLDS[slot]
        scored = self._scored(candidates, slot)
        chosen = [_chosen(one, slot, needed) for one in scored if one[0].required or one[1] >= needed]
        if slot == "offence":  # "for fraud, illegal entry or illegal work": what is listed together is meant together
            lower, taken = needed * _LISTED, [one.candidate for one in chosen]
            chosen += [
                _chosen(one, slot, lower, ", beside one that passes")
                for one in scored
                if lower <= one[1] < needed and any(self._are_listed(one[0], other) for other in taken)
            ]
        return chosen

    def _scored(self, candidates: list[Candidate], slot: str) -> list[Scored]:
        scored: list[Scored] = []
        for candidate in candidates:
            if not candidate.excluded:
                sure, own = self._probability(candidate, slot)
                self.draft.had[slot, value_key(candidate.value)] = sure
                scored.append((candidate, sure, own))
        return scored

    def _probability(self, candidate: Candidate, slot: str) -> tuple[float, Probability]:
        if slot in CARRIED:
            return carried_probability(self.near, self.draft, slot, candidate)
        own = probability(slot, candidate.features)
        return own, own

    def _are_listed(self, one: Candidate, other: Candidate) -> bool:
        spans = one.span, other.span
        index = self.analysis.sentences.index
        return distance(*spans[0], *spans[1]) <= _NEAR and index(spans[0][0]) == index(spans[1][0])


def _chosen(scored: Scored, slot: str, needed: float, how: str = "") -> Chosen:
    candidate, sure, own = scored
    how = f"model of the {slot}, over all that the text names{how}"
    why = Reason(how, own, needed, None if sure == own else sure, required=candidate.required)
    return Chosen(candidate, max(sure, _REQUIRED) if candidate.required else sure, why, candidate.span)
