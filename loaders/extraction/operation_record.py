"""Operations of the Record: each draft with what the linker gives it, and the words behind each value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crackdown.graph.record import Evidence, Operation
from crackdown.loaders.extraction.agencies import AgencyFound
from crackdown.loaders.extraction.airports import AirportFound
from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.body_links import agency_candidates, official_candidates
from crackdown.loaders.extraction.candidates import Candidate
from crackdown.loaders.extraction.country_links import country_candidates, listed_with, nationality_candidates
from crackdown.loaders.extraction.counts import Count
from crackdown.loaders.extraction.drafts import Draft
from crackdown.loaders.extraction.groups import attach_breakdown, attach_sexes
from crackdown.loaders.extraction.linear import probability
from crackdown.loaders.extraction.officials import OfficialFound, usual_name
from crackdown.loaders.extraction.operations import build_operations
from crackdown.loaders.extraction.other_links import airport_candidates, date_candidates, offence_candidates
from crackdown.loaders.extraction.totals import complete_total

Span = tuple[int, int]
# Under these probabilities a value is left out: null, not a guess.
THRESHOLDS = {
    "date": 0.25, "country": 0.22, "destination": 0.5, "nationality": 0.4, "agency": 0.35, "partner": 0.4,
    "official": 0.3, "airport": 0.33, "offence": 0.35,
}  # fmt: skip
# How much the other operations of the text say about a slot of one: they often share a country and the bodies at work.
SHARED = {"country": 0.3, "agency": 0.3, "partner": 0.3, "official": 0.3, "offence": 0.4}
_REQUIRED = 0.6
_SENT = {"deportation", "repatriation", "extradition", "rescue"}


class OperationWriter:
    """Writes the operations of one analysed text."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._drafts = build_operations(analysis)
        self._sexes = attach_sexes(analysis, self._drafts)
        self._breakdown = attach_breakdown(analysis, self._drafts)
        self._shared: dict[tuple[str, str], float] = {}
        self._share()

    def write(self) -> list[Operation]:
        """Give the operations with their evidence."""
        operations = [self._operation(position, draft) for position, draft in enumerate(self._drafts)]
        for operation in operations:
            if operation.parts:
                complete_total(operation, [operations[part] for part in operation.parts])
        return operations

    def _share(self) -> None:
        """Average, over the text's operations, each candidate's probability in the slots that they tend to share."""
        for slot in SHARED:
            sums: dict[str, float] = {}
            for draft in self._drafts:
                for candidate in self._candidates(draft, slot):
                    key = _key(candidate)
                    sums[key] = sums.get(key, 0.0) + probability(slot, candidate.features)
            self._shared |= {(slot, key): total / len(self._drafts) for key, total in sums.items()}

    def _candidates(self, draft: Draft, slot: str) -> list[Candidate]:
        if slot in {"country", "destination"}:
            return country_candidates(self._analysis, draft, slot)
        return _CANDIDATES[slot](self._analysis, draft)

    def _operation(self, position: int, draft: Draft) -> Operation:
        values: dict[str, Any] = {"kind": draft.kind}
        quotes: dict[str, Any] = {}
        span = (draft.trigger.start, draft.trigger.end) if draft.trigger else (draft.position, draft.counts[0].noun_end)
        quotes["kind"] = self._evidence(span, draft.kind_sure * (0.9 if draft.trigger else 0.6))
        if draft.counts:
            values["persons"] = draft.persons
            quotes["persons"] = self._count_evidence(draft.counts[0], draft.sure)
        self._add_sexes(position, values, quotes)
        self._add_nationalities(position, draft, values, quotes)
        self._add_date(draft, values, quotes)
        self._add_countries(draft, values, quotes)
        self._add_sets(draft, values, quotes)
        self._add_places(draft, values, quotes)
        if draft.is_total:
            values["total_of"] = True
            values["parts"] = draft.parts
        return Operation.model_validate({**values, "evidence": quotes})

    def _evidence(self, span: Span, confidence: float) -> Evidence:
        start, end = self._analysis.view.span(*span)
        quote = self._analysis.view.original[start:end]
        return Evidence(quote=quote, start=start, end=end, confidence=round(min(confidence, 0.99), 2))

    def _count_evidence(self, count: Count, confidence: float) -> Evidence:
        start = count.hedge.start if count.hedge else count.start
        found = self._evidence((start, max(count.noun_end, count.end)), confidence)
        precision = count.hedge.value if count.hedge else "exactly"
        printed = self._analysis.view.quote(count.start, count.end)
        return Evidence.model_validate({**found.model_dump(), "precision": precision, "printed": printed})

    def _add_sexes(self, position: int, values: dict[str, Any], quotes: dict[str, Any]) -> None:
        for sex, count in self._sexes.get(position, {}).items():
            values[sex] = count.value
            quotes[sex] = self._count_evidence(count, 0.8)

    def _add_nationalities(self, position: int, draft: Draft, values: dict[str, Any], quotes: dict[str, Any]) -> None:
        counts = self._breakdown.get(position, {})
        nationalities: dict[str, int | None] = {code: count.value for code, count in counts.items()}
        found = {code: self._count_evidence(count, 0.85) for code, count in counts.items()}
        is_whole = draft.persons is not None and sum(n or 0 for n in nationalities.values()) >= draft.persons
        spans: set[Span] = set()
        candidates = [] if is_whole else nationality_candidates(self._analysis, draft)
        for candidate, sure in self._chosen(candidates, "nationality"):
            code = str(candidate.value)
            if code not in nationalities and draft.counts:
                nationalities[code] = None
                found[code] = self._evidence(candidate.span, sure)
                spans.add(candidate.span)
        for mention in listed_with(self._analysis, spans):
            if mention.value not in nationalities:
                nationalities[mention.value] = None
                found[mention.value] = self._evidence((mention.start, mention.end), 0.7)
        if len(nationalities) == 1 and draft.persons is not None:
            code = next(iter(nationalities))
            nationalities[code] = nationalities[code] if nationalities[code] is not None else draft.persons
        if nationalities:
            values["nationalities"], quotes["nationalities"] = nationalities, found

    def _chosen(self, candidates: list[Candidate], slot: str) -> list[tuple[Candidate, float]]:
        weight = SHARED.get(slot, 0.0)
        scored = []
        for candidate in candidates:
            if candidate.excluded:
                continue
            own = probability(slot, candidate.features)
            own = max(own, _REQUIRED) if candidate.required else own
            scored.append(
                (
                    candidate,
                    own
                    if candidate.required
                    else (1 - weight) * own + weight * self._shared.get((slot, _key(candidate)), own),
                )
            )
        return [(candidate, sure) for candidate, sure in scored if sure >= THRESHOLDS[slot]]

    def _best(self, candidates: list[Candidate], slot: str) -> tuple[Candidate, float] | None:
        return max(self._chosen(candidates, slot), key=lambda item: item[1], default=None)

    def _add_date(self, draft: Draft, values: dict[str, Any], quotes: dict[str, Any]) -> None:
        best = self._best(date_candidates(self._analysis, draft), "date")
        if best:
            value = best[0].value
            values["date"] = {"from": value[0], "to": value[1]} if isinstance(value, tuple) else value
            quotes["date"] = self._evidence(best[0].span, best[1])

    def _add_countries(self, draft: Draft, values: dict[str, Any], quotes: dict[str, Any]) -> None:
        for slot in ("country", "destination"):
            if slot == "destination" and draft.kind not in _SENT:
                continue
            best = self._best(country_candidates(self._analysis, draft, slot), slot)
            if best and not (slot == "destination" and best[0].value == values.get("country")):
                values[slot] = best[0].value
                quotes[slot] = self._evidence(best[0].span, best[1])

    def _add_sets(self, draft: Draft, values: dict[str, Any], quotes: dict[str, Any]) -> None:
        analysis = self._analysis
        self._add_set("agencies", "agency", agency_candidates(analysis, draft), _agency_name, values, quotes)
        self._add_set("partners", "partner", agency_candidates(analysis, draft), _agency_name, values, quotes)
        self._add_set("officials", "official", official_candidates(analysis, draft), _official_name, values, quotes)
        self._add_set("airports", "airport", airport_candidates(analysis, draft), _airport_code, values, quotes)
        self._add_set("offences", "offence", offence_candidates(analysis, draft), str, values, quotes)

    def _add_set(
        self, key: str, slot: str, candidates: list[Candidate], name: Callable[[Any], str], values: dict[str, Any],
        quotes: dict[str, Any],
    ) -> None:  # fmt: skip
        chosen = self._chosen(candidates, slot)
        if key == "partners":
            chosen = [item for item in chosen if name(item[0].value) not in values.get("agencies", ())]
        if chosen:
            values[key] = list(dict.fromkeys(name(candidate.value) for candidate, _ in chosen))
            quotes[key] = {name(candidate.value): self._evidence(candidate.span, sure) for candidate, sure in chosen}

    def _add_places(self, draft: Draft, values: dict[str, Any], quotes: dict[str, Any]) -> None:
        """Name the places of the operation's sentence that lie in its country."""
        index = self._analysis.sentences.index(draft.position)
        sentence = self._analysis.sentences.all[index]
        for mention in self._analysis.of_type("place"):
            here = sentence.start <= mention.start < sentence.end
            if (
                here
                and mention.data["country"] == values.get("country")
                and mention.value not in values.get("places", ())
            ):
                values.setdefault("places", []).append(mention.value)
                quotes.setdefault("places", {})[mention.value] = self._evidence((mention.start, mention.end), 0.6)


def _key(candidate: Candidate) -> str:
    value = candidate.value
    return value if isinstance(value, str) else str(id(value))


_CANDIDATES: dict[str, Callable[[Analysis, Draft], list[Candidate]]] = {
    "date": date_candidates,
    "nationality": nationality_candidates,
    "agency": agency_candidates,
    "partner": agency_candidates,
    "official": official_candidates,
    "airport": airport_candidates,
    "offence": offence_candidates,
}


def _agency_name(agency: AgencyFound) -> str:
    return agency.name


def _official_name(official: OfficialFound) -> str:
    return usual_name(official.name)


def _airport_code(airport: AirportFound) -> str:
    return str(airport.iata)
