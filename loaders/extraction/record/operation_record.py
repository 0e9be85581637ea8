"""Operations of the Record: each draft with what the linker gives it, and the words behind each value."""

from __future__ import annotations

from typing import Any

from crackdown.graph.announcement.record import Evidence, Operation
from crackdown.loaders.extraction.how_many.counts import Count
from crackdown.loaders.extraction.how_many.totals import complete_total
from crackdown.loaders.extraction.models import reasons
from crackdown.loaders.extraction.models.linear import Probability, probability
from crackdown.loaders.extraction.models.reasons import Reason
from crackdown.loaders.extraction.record.facts import Facts
from crackdown.loaders.extraction.record.people import People
from crackdown.loaders.extraction.record.quoting import quoted, widened
from crackdown.loaders.extraction.record.taking_part import add_sets
from crackdown.loaders.extraction.record.unequal_parts import add_unequal_parts
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.wordings import Wording
from crackdown.loaders.extraction.what.candidates import Candidate
from crackdown.loaders.extraction.what.drafts import SENT, Draft
from crackdown.loaders.extraction.what.operations import build_operations, role_threshold
from crackdown.loaders.extraction.what.sanctions import shares_of_imposing
from crackdown.loaders.extraction.when.date_links import date_shares, settle_dates
from crackdown.loaders.extraction.where.country_links import country_shares
from crackdown.loaders.extraction.where.destination_links import destination_candidates
from crackdown.loaders.extraction.where.scenes import scenes

# A country to which people were sent: whoever is brought home or handed over for trial goes somewhere, named or not.
_SENT_TO = {"repatriation": 0.1, "extradition": 0.15, "deportation": 0.2, "rescue": 0.3}
_UNSTATED = 0.7  # of two equally likely, a date is given rather than none
_NOWHERE = 0.8  # the same of a country
_ABROAD = {"deportation", "repatriation"}  # kinds by which people leave a country that is not theirs
_HOST = 0.85  # how surely it is one for its people not to be among those who left
_HOME = 0.4  # the same where it tells itself of a deportation
_OWN = 0.1  # else, of how likely it was one that is theirs
_FOREIGN = 3.3  # times how sure it must be that they are sent to one that is not theirs


class OperationWriter:
    """Writes the operations of one analysed text."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._drafts = build_operations(analysis)
        self._people = People(analysis, self._drafts)
        self._positions = {id(draft): position for position, draft in enumerate(self._drafts)}

    def write(self) -> list[Operation]:
        """Give the operations with their evidence; it can be asked for once."""
        settle_dates(self._analysis, self._drafts)
        operations = [self._operation(position) for position in range(len(self._drafts))]
        for operation in operations:
            if operation.parts:
                complete_total(operation, [operations[part] for part in operation.parts])
                self._note_taken(operation)
        add_unequal_parts(self._analysis, self._drafts, operations)
        for draft in self._drafts:  # operations that know of one another are a circle: it would keep the text in memory
            draft.rest.clear()
        return operations

    def counts(self) -> list[Count]:
        """Give the counts that state the operations' numbers, repetitions included."""
        return [count for draft in self._drafts for count in draft.counts]

    def _operation(self, position: int) -> Operation:
        draft = self._drafts[position]
        facts = Facts(self._analysis, draft)
        _add_kind(facts)
        if draft.counts:
            why = _weighed("model of which counts are operations", draft.sure, role_threshold(self._analysis))
            facts.values["persons"] = draft.persons
            facts.quotes["persons"] = facts.count_evidence(draft.counts[0], draft.sure, why)
        if draft.whose is None:
            self._people.add_sexes(position, facts)
            self._people.add_nationalities(position, facts)
        else:
            self._add_people_of(draft.whose, facts)
        _add_date(facts)
        _add_countries(facts)
        add_sets(facts)
        _add_places(facts)
        if draft.is_total:
            facts.values["total_of"] = True
            facts.values["parts"] = draft.parts
        return facts.operation()

    def _add_people_of(self, whose: Draft, facts: Facts) -> None:
        """Add the people of another operation, to whom this was done as well, with the words there."""
        position = self._positions[id(whose)]
        there = Facts(self._analysis, whose)
        self._people.add_sexes(position, there)
        self._people.add_nationalities(position, there)
        there.values["persons"] = whose.persons
        sure = min(whose.sure, facts.draft.sure)
        there.quotes["persons"] = there.count_evidence(whose.counts[0], sure, reasons.WHOSE)
        for key in ("persons", "women", "men", "nationalities"):
            if key in there.quotes:
                facts.values[key], facts.quotes[key] = there.values[key], there.quotes[key]

    def _note_taken(self, total: Operation) -> None:
        """Keep of what a total has from its parts that it has it from them."""
        for found in total.evidence.values():
            for evidence in [found] if isinstance(found, Evidence) else found.values():
                if self._analysis.reasons.of(evidence) is None:
                    self._analysis.reasons.note(evidence, reasons.PART)


def _add_kind(facts: Facts) -> None:
    draft, trigger = facts.draft, facts.draft.trigger
    span = (trigger.start, trigger.end) if trigger else (draft.position, draft.counts[0].noun_end)
    span = quoted(facts.near, draft, "kind", draft.kind, span)
    why = _weighed("model of the kind: the likeliest of all", draft.kind_sure, draft.kind_needed)
    why = reasons.PLAINLY if draft.is_plain else why
    facts.quotes["kind"] = facts.evidence(span, draft.kind_sure * (0.9 if trigger else 0.6), why)


def _add_date(facts: Facts) -> None:
    """Choose among the dates and none at all; what several places or spans say alike counts together."""
    candidates, sure, unstated = date_shares(facts.near, facts.draft)
    by_value: dict[Any, float] = {}
    for candidate, share in zip(candidates, sure, strict=True):
        by_value[candidate.value] = by_value.get(candidate.value, 0.0) + share
    value: Any = max(by_value, key=by_value.__getitem__, default=None)
    if value is None or by_value[value] < _UNSTATED * unstated:
        return
    best = max(zip(sure, candidates, strict=True), key=lambda item: (item[1].value == value, item[0]))[1]
    why = Reason("model that chooses the date, or none, among all that the text names")
    facts.values["date"] = _as_told(value)
    same = [Wording(date.start, date.end, "date") for date in facts.near.dates if date.value == value]
    span = widened(facts.analysis, Wording(*best.span, "date"), same)
    facts.quotes["date"] = facts.evidence(span, by_value[value], why)


def _add_countries(facts: Facts) -> None:
    """Choose among the countries, or none, where it took place, then where people were sent."""
    draft, values, quotes = facts.draft, facts.values, facts.quotes
    candidates, sure, unstated = country_shares(facts.near, draft)
    host = _host(facts, candidates, sure)
    for found in (values, quotes):
        found.get("nationalities", {}).pop(host, None)
    own = values.get("nationalities", {}) if draft.kind in _ABROAD else {}
    sure = shares_of_imposing(draft, candidates, sure)
    sure = [share * (_OWN if one.value in own else 1) for one, share in zip(candidates, sure, strict=True)]
    best = max(range(len(candidates)), key=sure.__getitem__, default=None)
    if best is not None and sure[best] >= _NOWHERE * unstated:
        values["country"] = candidates[best].value
        if draft.by is not None:
            why, span = reasons.IMPOSED, (draft.by.start, draft.by.end)
        else:
            why = Reason("model that chooses the country, or none, among all that the text names")
            span = facts.quoted("country", candidates[best])
        quotes["country"] = facts.evidence(span, sure[best], why)
    if draft.kind in SENT:
        others = destination_candidates(facts.near, draft)
        others = [candidate for candidate in others if candidate.value != values.get("country")]
        _add_destination(facts, others, own)


def _host(facts: Facts, candidates: list[Candidate], sure: list[float]) -> Any:
    """Give the country that people left so surely that they are not of it; None where none is so sure."""
    kind = facts.draft.kind
    if kind not in _ABROAD or not candidates:
        return None
    likeliest = max(range(len(sure)), key=sure.__getitem__)
    code = candidates[likeliest].value
    if any(m.value == code and m.data["demonym"] for count in facts.draft.counts for m in count.countries):
        return None  # "64 Filipinos" are Filipinos, wherever they came from
    by_home = kind == "deportation" and code == facts.analysis.home
    return code if sure[likeliest] >= (_HOME if by_home else _HOST) else None


def _add_destination(facts: Facts, candidates: list[Candidate], own: dict[str, int | None]) -> None:
    kind = facts.draft.kind
    if kind == "deportation":  # deported from somewhere: where to is known only where it is said
        candidates = [candidate for candidate in candidates if candidate.stated]
    usual = _SENT_TO[kind]
    scored = [
        (probability("destination", one.features), usual if not own or one.value in own else usual * _FOREIGN, one)
        for one in candidates
    ]
    sure, needed, best = max(scored, key=lambda item: item[0] / item[1], default=(None, usual, None))
    if best and sure is not None and sure >= needed:
        facts.values["destination"] = best.value
        why = Reason(f"model of the destination of a {kind}: the likeliest of all", sure, needed)
        facts.quotes["destination"] = facts.evidence(facts.quoted("destination", best), sure, why)


def _add_places(facts: Facts) -> None:
    """Name the places of the operation's sentence that lie in its country and are its own."""
    quotes: dict[str, Evidence] = {}
    for mention in scenes(facts.analysis, facts.near, facts.draft, facts.values.get("country")):
        if mention.value not in quotes:
            quotes[mention.value] = facts.evidence((mention.start, mention.end), 0.6, reasons.PLACE)
    if quotes:
        facts.values["places"], facts.quotes["places"] = list(quotes), quotes


def _as_told(value: str | tuple[str, str]) -> str | dict[str, str]:
    """Give a date as the record has it: a span that begins and ends on one day is that day.

    >>> _as_told(("2026-02-03", "2026-02-03"))
    '2026-02-03'
    """
    if isinstance(value, str):
        return value
    first, last = value
    return first if first == last else {"from": first, "to": last}


def _weighed(how: str, sure: float, needed: float) -> Reason:
    return Reason(how, sure if isinstance(sure, Probability) else None, needed)
