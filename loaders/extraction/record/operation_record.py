"""Operations of the Record: each draft with what the linker gives it, and the words behind each value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from crackdown.graph.announcement.record import Evidence, Operation
from crackdown.loaders.extraction.how_many.counts import Count
from crackdown.loaders.extraction.how_many.groups import attach_breakdown, attach_sexes
from crackdown.loaders.extraction.how_many.totals import complete_total
from crackdown.loaders.extraction.models import reasons
from crackdown.loaders.extraction.models.linear import Probability, probability
from crackdown.loaders.extraction.models.reasons import Reason
from crackdown.loaders.extraction.record.quoting import quoted, widened
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import distance
from crackdown.loaders.extraction.text.wordings import Wording
from crackdown.loaders.extraction.what.candidates import CARRIED, Candidate, carried_probability, value_key
from crackdown.loaders.extraction.what.drafts import SENT, Draft
from crackdown.loaders.extraction.what.operations import build_operations, role_threshold
from crackdown.loaders.extraction.what.sanctions import shares_of_imposing
from crackdown.loaders.extraction.what.uncounted import AGAINST_THINGS
from crackdown.loaders.extraction.what.windows import around
from crackdown.loaders.extraction.when.date_links import date_shares, settle_dates
from crackdown.loaders.extraction.where.airports import AirportFound
from crackdown.loaders.extraction.where.country_links import country_shares
from crackdown.loaders.extraction.where.destination_links import destination_candidates
from crackdown.loaders.extraction.where.nationality_links import listed_with, nationality_candidates
from crackdown.loaders.extraction.where.other_links import airport_candidates, offence_candidates
from crackdown.loaders.extraction.who.agencies import AgencyFound
from crackdown.loaders.extraction.who.body_links import agency_candidates, official_candidates
from crackdown.loaders.extraction.who.officials import OfficialFound, usual_name

Span = tuple[int, int]
# Under these probabilities a value is left out: null, not a guess.
THRESHOLDS = {
    "nationality": 0.4, "agency": 0.37, "partner": 0.4, "official": 0.3, "airport": 0.45,
    "offence": 0.35,
}  # fmt: skip
_NEAR = 30  # characters between two things that are told in one breath: a count and its country, offences of one list
_LISTED = 0.4  # share of the threshold that does for an offence listed beside one that passes
# A country to which people were sent: whoever is brought home or handed over for trial goes somewhere, named or not.
_SENT_TO = {"repatriation": 0.1, "extradition": 0.15, "deportation": 0.2, "rescue": 0.3}
_REQUIRED = 0.6
_UNSTATED = 0.7  # of two equally likely, a date is given rather than none
_NOWHERE = 0.8  # the same of a country
_ABROAD = {"deportation", "repatriation"}  # kinds by which people leave a country that is not theirs
_HOST = 0.85  # how surely it is one for its people not to be among those who left
_HOME = 0.4  # the same where it tells itself of a deportation
_OWN = 0.1  # else, of how likely it was one that is theirs
_FOREIGN = 3.3  # times how sure it must be that they are sent to one that is not theirs


class Chosen(NamedTuple):
    """A candidate that a slot takes, how surely, and why."""

    candidate: Candidate
    sure: float
    why: Reason


Scored = tuple[Candidate, float, Probability]  # how surely a slot takes it, and the model's own figure


class OperationWriter:
    """Writes the operations of one analysed text."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._drafts = build_operations(analysis)
        self._sexes = attach_sexes(analysis, self._drafts)
        self._breakdown = attach_breakdown(analysis, self._drafts)
        # Where a country is named beside the number of its people among an operation's, that operation's position.
        self._broken_down = {
            (mention.start, mention.end): position
            for position, counts in self._breakdown.items()
            for count in counts.values()
            if not any(count is own for own in self._drafts[position].counts)
            for mention in count.countries
        }

    def write(self) -> list[Operation]:
        """Give the operations with their evidence; it can be asked for once."""
        settle_dates(self._analysis, self._drafts)
        operations = [self._operation(position, draft) for position, draft in enumerate(self._drafts)]
        for operation in operations:
            if operation.parts:
                complete_total(operation, [operations[part] for part in operation.parts])
                self._note_taken(operation)
        for draft in self._drafts:  # operations that know of one another are a circle: it would keep the text in memory
            draft.rest.clear()
        return operations

    def counts(self) -> list[Count]:
        """Give the counts that state the operations' numbers, repetitions included."""
        return [count for draft in self._drafts for count in draft.counts]

    def _near(self, draft: Draft) -> Analysis:
        """Give what the operation is compared with."""
        return around(self._analysis, draft.position)

    def _operation(self, position: int, draft: Draft) -> Operation:
        values: dict[str, Any] = {"kind": draft.kind}
        quotes: dict[str, Any] = {}
        span = (draft.trigger.start, draft.trigger.end) if draft.trigger else (draft.position, draft.counts[0].noun_end)
        span = quoted(self._near(draft), draft, "kind", draft.kind, span)
        why = _weighed("model of the kind: the likeliest of all", draft.kind_sure, draft.kind_needed)
        why = reasons.PLAINLY if draft.is_plain else why
        quotes["kind"] = self._evidence(span, draft.kind_sure * (0.9 if draft.trigger else 0.6), why)
        if draft.counts:
            values["persons"] = draft.persons
            quotes["persons"] = self._count_evidence(
                draft.counts[0],
                draft.sure,
                _weighed("model of which counts are operations", draft.sure, role_threshold(self._analysis)),
            )
        self._add_sexes(position, draft, values, quotes)
        self._add_nationalities(position, draft, values, quotes)
        self._add_date(draft, values, quotes)
        self._add_countries(draft, values, quotes)
        self._add_sets(draft, values, quotes)
        self._add_places(draft, values, quotes)
        if draft.is_total:
            values["total_of"] = True
            values["parts"] = draft.parts
        return Operation.model_validate({**values, "evidence": quotes})

    def _evidence(self, span: Span, confidence: float, why: Reason, **of_count: Any) -> Evidence:
        start, end = self._analysis.view.span(*span)
        quote = self._analysis.view.original[start:end]
        made = Evidence(quote=quote, start=start, end=end, confidence=round(min(confidence, 0.99), 2), **of_count)
        return self._analysis.reasons.note(made, why)

    def _count_evidence(
        self, count: Count, confidence: float, why: Reason, with_country: str | None = None
    ) -> Evidence:
        """Make the evidence of a count: its words, with those that name a country of its people where they are near."""
        starts, ends = [count.start], [count.noun_end, count.end]
        if count.hedge is not None:
            starts, ends = [*starts, count.hedge.start], [*ends, count.hedge.end]
        spans = [(min(starts), max(ends))]
        named = [(m.start, m.end) for m in count.countries if m.value == with_country]
        spans += [span for span in named if distance(*spans[0], *span) <= _NEAR]
        precision = count.hedge.value if count.hedge else "exactly"
        printed = self._analysis.view.quote(count.start, count.end)
        span = min(spans)[0], max(end for _, end in spans)
        return self._evidence(span, confidence, why, precision=precision, printed=printed)

    def _note_taken(self, total: Operation) -> None:
        """Keep of what a total has from its parts that it has it from them."""
        for found in total.evidence.values():
            for evidence in [found] if isinstance(found, Evidence) else found.values():
                if self._analysis.reasons.of(evidence) is None:
                    self._analysis.reasons.note(evidence, reasons.PART)

    def _add_sexes(self, position: int, draft: Draft, values: dict[str, Any], quotes: dict[str, Any]) -> None:
        for sex, count in self._sexes.get(position, {}).items():
            values[sex] = count.value
            why = reasons.OWN_SEX if any(count is own for own in draft.counts) else reasons.SEX
            quotes[sex] = self._count_evidence(count, 0.8, why)

    def _add_nationalities(self, position: int, draft: Draft, values: dict[str, Any], quotes: dict[str, Any]) -> None:
        counts = self._breakdown.get(position, {})
        nationalities: dict[str, int | None] = {code: count.value for code, count in counts.items()}
        found = {}
        for code, count in counts.items():
            is_own = any(count is own for own in draft.counts)
            why = reasons.OWN_NATIONALITY if is_own else reasons.NATIONALITY
            found[code] = self._count_evidence(count, 0.85, why, with_country=code)
        is_whole = draft.persons is not None and sum(n or 0 for n in nationalities.values()) >= draft.persons
        spans: set[Span] = set()
        candidates = [] if is_whole else nationality_candidates(self._near(draft), draft)
        candidates = [one for one in candidates if not self._is_of_another(position, draft, str(one.value))]
        for candidate, sure, why in self._chosen(draft, candidates, "nationality"):
            code = str(candidate.value)
            if code not in nationalities and (draft.counts or draft.kind not in AGAINST_THINGS):
                nationalities[code] = None
                found[code] = self._evidence(self._quoted(draft, "nationality", candidate), sure, why)
                spans.add(candidate.span)
        for mention in listed_with(self._near(draft), spans):
            if mention.value not in nationalities:
                nationalities[mention.value] = None
                found[mention.value] = self._evidence((mention.start, mention.end), 0.7, reasons.LISTED)
        if len(nationalities) == 1 and draft.persons is not None:
            code = next(iter(nationalities))
            if nationalities[code] is None and not self._is_told_of_fewer(code, draft.persons):
                nationalities[code] = draft.persons
        if nationalities:
            values["nationalities"], quotes["nationalities"] = nationalities, found

    def _is_of_another(self, position: int, draft: Draft, code: str) -> bool:
        """Tell whether a country is spoken of only where the number of another operation is broken down."""
        named = [m for m in self._near(draft).of_type("country") if m.value == code]
        return all(self._broken_down.get((m.start, m.end), position) != position for m in named)

    def _quoted(self, draft: Draft, slot: str, candidate: Candidate) -> Span:
        return quoted(self._near(draft), draft, slot, candidate.value, candidate.span)

    def _chosen(self, draft: Draft, candidates: list[Candidate], slot: str) -> list[Chosen]:
        needed = THRESHOLDS[slot]
        scored: list[Scored] = []
        for candidate in candidates:
            if candidate.excluded:
                continue
            sure, own = self._probability(draft, candidate, slot)
            draft.had[slot, value_key(candidate.value)] = sure
            scored.append((candidate, sure, own))
        chosen = [_chosen(one, slot, needed) for one in scored if one[0].required or one[1] >= needed]
        if slot == "offence":  # "for fraud, illegal entry or illegal work": what is listed together is meant together
            lower, taken = needed * _LISTED, [one.candidate for one in chosen]
            chosen += [
                _chosen(one, slot, lower, ", beside one that passes")
                for one in scored
                if lower <= one[1] < needed and any(self._are_listed(one[0], other) for other in taken)
            ]
        return chosen

    def _are_listed(self, one: Candidate, other: Candidate) -> bool:
        spans = one.span, other.span
        index = self._analysis.sentences.index
        return distance(*spans[0], *spans[1]) <= _NEAR and index(spans[0][0]) == index(spans[1][0])

    def _probability(self, draft: Draft, candidate: Candidate, slot: str) -> tuple[float, Probability]:
        if slot in CARRIED:
            return carried_probability(self._near(draft), draft, slot, candidate)
        own = probability(slot, candidate.features)
        return own, own

    def _add_date(self, draft: Draft, values: dict[str, Any], quotes: dict[str, Any]) -> None:
        """Choose among the dates and none at all; what several places or spans say alike counts together."""
        candidates, sure, unstated = date_shares(self._near(draft), draft)
        by_value: dict[Any, float] = {}
        for candidate, share in zip(candidates, sure, strict=True):
            by_value[candidate.value] = by_value.get(candidate.value, 0.0) + share
        value: Any = max(by_value, key=lambda key: by_value[key], default=None)
        if value is None or by_value[value] < _UNSTATED * unstated:
            return
        best = max(zip(sure, candidates, strict=True), key=lambda item: (item[1].value == value, item[0]))[1]
        why = Reason("model that chooses the date, or none, among all that the text names")
        values["date"] = _as_told(value)
        same = [Wording(date.start, date.end, "date") for date in self._near(draft).dates if date.value == value]
        span = widened(self._analysis, Wording(*best.span, "date"), same)
        quotes["date"] = self._evidence(span, by_value[value], why)

    def _add_countries(self, draft: Draft, values: dict[str, Any], quotes: dict[str, Any]) -> None:
        """Choose among the countries, or none, where it took place, then where people were sent."""
        candidates, sure, unstated = country_shares(self._near(draft), draft)
        host = self._host(draft, candidates, sure)
        for found in (values, quotes):
            found.get("nationalities", {}).pop(host, None)
        own = values.get("nationalities", {}) if draft.kind in _ABROAD else {}
        sure = shares_of_imposing(draft, candidates, sure)
        sure = [share * (_OWN if one.value in own else 1) for one, share in zip(candidates, sure, strict=True)]
        best = max(range(len(candidates)), key=sure.__getitem__, default=None)
        if best is not None and sure[best] >= _NOWHERE * unstated:
            why = Reason("model that chooses the country, or none, among all that the text names")
            values["country"] = candidates[best].value
            span = self._quoted(draft, "country", candidates[best])
            if draft.by is not None:
                why, span = reasons.IMPOSED, (draft.by.start, draft.by.end)
            quotes["country"] = self._evidence(span, sure[best], why)
        if draft.kind in SENT:
            others = destination_candidates(self._near(draft), draft)
            others = [candidate for candidate in others if candidate.value != values.get("country")]
            self._add_destination(draft, others, own, values, quotes)

    def _is_told_of_fewer(self, country: str, persons: int) -> bool:
        """Tell whether the text counts fewer people of a country, but as no operation's: "among them one Mexican"."""
        own = {id(count) for draft in self._drafts for count in draft.counts}
        return any(
            0 < count.value < persons and id(count) not in own and country in {m.value for m in count.countries}
            for count in self._analysis.counts
        )

    def _host(self, draft: Draft, candidates: list[Candidate], sure: list[float]) -> Any:
        """Give the country that people left so surely that they are not of it; None where none is so sure."""
        if draft.kind not in _ABROAD or not candidates:
            return None
        likeliest = max(range(len(sure)), key=sure.__getitem__)
        code = candidates[likeliest].value
        by_home = draft.kind == "deportation" and code == self._analysis.home
        return code if sure[likeliest] >= (_HOME if by_home else _HOST) else None

    def _add_destination(
        self,
        draft: Draft,
        candidates: list[Candidate],
        own: dict[str, int | None],
        values: dict[str, Any],
        quotes: dict[str, Any],
    ) -> None:
        if draft.kind == "deportation":  # deported from somewhere: where to is known only where it is said
            candidates = [candidate for candidate in candidates if candidate.stated]
        usual = _SENT_TO[draft.kind]
        scored = [
            (
                probability("destination", one.features),
                usual if not own or one.value in own else usual * _FOREIGN,
                one,
            )
            for one in candidates
        ]
        sure, needed, best = max(scored, key=lambda item: item[0] / item[1], default=(None, usual, None))
        if best and sure is not None and sure >= needed:
            values["destination"] = best.value
            why = Reason(f"model of the destination of a {draft.kind}: the likeliest of all", sure, needed)
            quotes["destination"] = self._evidence(self._quoted(draft, "destination", best), sure, why)

    def _add_sets(self, draft: Draft, values: dict[str, Any], quotes: dict[str, Any]) -> None:
        bodies = agency_candidates(self._near(draft), draft)
        helps = self._chosen(draft, bodies, "partner")
        works = _workers(self._chosen(draft, bodies, "agency"), helps)
        self._add_set("agencies", self._with_quotes(draft, "agency", works), _agency_name, values, quotes)
        self._add_set("partners", helps, _agency_name, values, quotes)
        for key, slot, find, name in _SETS:
            chosen = self._chosen(draft, find(self._near(draft), draft), slot)
            chosen = self._with_quotes(draft, slot, chosen) if slot == "offence" else chosen
            self._add_set(key, chosen, name, values, quotes)

    def _with_quotes(self, draft: Draft, slot: str, chosen: list[Chosen]) -> list[Chosen]:
        """Have each candidate that a slot takes stand where it is quoted."""
        return [
            one._replace(candidate=replace(one.candidate, span=self._quoted(draft, slot, one.candidate)))
            for one in chosen
        ]

    def _add_set(
        self, key: str, chosen: list[Chosen], name: Callable[[Any], str], values: dict[str, Any], quotes: dict[str, Any]
    ) -> None:
        if key == "partners":
            chosen = [one for one in chosen if name(one.candidate.value) not in values.get("agencies", ())]
        if chosen:
            values[key] = list(dict.fromkeys(name(one.candidate.value) for one in chosen))
            quotes[key] = {
                name(one.candidate.value): self._evidence(one.candidate.span, one.sure, one.why) for one in chosen
            }

    def _add_places(self, draft: Draft, values: dict[str, Any], quotes: dict[str, Any]) -> None:
        """Name the places of the operation's sentence that lie in its country."""
        index = self._analysis.sentences.index(draft.position)
        sentence = self._analysis.sentences.all[index]
        for mention in self._near(draft).of_type("place"):
            here = sentence.start <= mention.start < sentence.end
            if (
                here
                and mention.data["country"] == values.get("country")
                and mention.value not in values.get("places", ())
            ):
                values.setdefault("places", []).append(mention.value)
                quotes.setdefault("places", {})[mention.value] = self._evidence(
                    (mention.start, mention.end), 0.6, reasons.PLACE
                )


def _as_told(value: str | tuple[str, str]) -> str | dict[str, str]:
    """Give a date as the record has it: a span that begins and ends on one day is that day.

    >>> _as_told(("2026-02-03", "2026-02-03"))
    '2026-02-03'
    """
    if isinstance(value, str):
        return value
    first, last = value
    return first if first == last else {"from": first, "to": last}


def _chosen(scored: Scored, slot: str, needed: float, how: str = "") -> Chosen:
    candidate, sure, own = scored
    how = f"model of the {slot}, over all that the text names{how}"
    why = Reason(how, own, needed, None if sure == own else sure, required=candidate.required)
    return Chosen(candidate, max(sure, _REQUIRED) if candidate.required else sure, why)


def _workers(works: list[Chosen], helps: list[Chosen]) -> list[Chosen]:
    """Give the bodies that did not more likely help than carry the operation out."""
    helping = {id(one.candidate): one.sure for one in helps}
    return [one for one in works if one.sure >= helping.get(id(one.candidate), 0.0)]


def _weighed(how: str, sure: float, needed: float) -> Reason:
    return Reason(how, sure if isinstance(sure, Probability) else None, needed)


def _agency_name(agency: AgencyFound) -> str:
    return agency.name


def _official_name(official: OfficialFound) -> str:
    return usual_name(official.name)


def _airport_code(airport: AirportFound) -> str:
    return str(airport.iata)


_SETS: tuple[tuple[str, str, Callable[[Analysis, Draft], list[Candidate]], Callable[[Any], str]], ...] = (
    ("officials", "official", official_candidates, _official_name),
    ("airports", "airport", airport_candidates, _airport_code),
    ("offences", "offence", offence_candidates, str),
)
