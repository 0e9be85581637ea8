"""Dates as candidates for an operation, and what speaks for one, or for none, in the choice among them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.candidates import (
    Candidate,
    about_candidate,
    about_none,
    anchor_of,
    once_a_draft,
)
from crackdown.loaders.extraction.what.chains import chained_shares, likely_before
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.what.windows import around
from crackdown.loaders.extraction.when.date_features import Place, date_features, place_of
from crackdown.loaders.extraction.when.date_found import DateFound, Value, begins_after
from crackdown.loaders.extraction.when.date_readings import of_operations, readings
from crackdown.loaders.extraction.when.paired_dates import paired_date

_DAY = len("2026-02-08")
_COMPARED = 256  # pairs of dates that are remembered: a text has some dozens, and each operation asks for them again
_BY_TURNS = 0.85  # what a date has at least that a sentence tells by turns with its operations


@once_a_draft
def date_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every date as a candidate for when the operation took place, and the spans that dates of the text make."""
    place = place_of(analysis, draft)
    return [_candidate(analysis, draft, date, place) for date in [*analysis.dates, *readings(analysis, draft)]]


def _candidate(analysis: Analysis, draft: Draft, date: DateFound, place: Place) -> Candidate:
    span = date.start, date.end
    given = [*date_features(analysis, draft, date, place), *about_candidate(analysis, draft, span)]
    return Candidate(date.value, span, given)


def date_options(
    analysis: Analysis, draft: Draft, before: Value | None
) -> tuple[list[Candidate], list[list[Features]]]:
    """Give the dates that an operation may have, and the features of each, with those of none at all in the end.

    `before` is the date of the operation told before, if it has one: texts go on with a date, or on from it.
    """
    candidates, spans = _candidates(analysis, draft)
    given = _own_features(analysis, draft, candidates, spans)
    carried = _carried_features(analysis, draft, candidates, before)
    return candidates, [[*own, after] for own, after in zip(given, carried, strict=True)]


def settle_dates(analysis: Analysis, drafts: list[Draft]) -> None:
    """Weigh the dates of operations in the order of the text, where totals are to be dated by what they sum up."""
    if any(draft.is_total for draft in drafts):
        for draft in drafts:
            date_shares(around(analysis, draft.position), draft)


def _own_features(
    analysis: Analysis, draft: Draft, candidates: list[Candidate], spans: list[Value]
) -> list[list[Features]]:
    """Give the features of every candidate, and of none in the end, whatever the operation told before may have."""
    none = [no_date_features(analysis, draft), *about_none(analysis, draft)]
    given = [*(one.features for one in candidates), none]
    if not draft.is_total:
        return given
    return [[*own, whole] for own, whole in zip(given, _summed_features(candidates, spans), strict=True)]


def _candidates(analysis: Analysis, draft: Draft) -> tuple[list[Candidate], list[Value]]:
    """Give the dates that an operation may have; and those of them that span what a total may sum up."""
    spans = of_operations(analysis, draft)
    if not spans:
        return date_candidates(analysis, draft), []
    place = place_of(analysis, draft)
    whole = [_candidate(analysis, draft, date, place) for date in spans]
    return [*date_candidates(analysis, draft), *whole], [date.value for date in spans]


def _summed_features(candidates: list[Candidate], spans: list[Value]) -> list[Features]:
    """Say of each date, and of none in the end, whether it is the span of the operations that a total may sum up."""
    return [*(_summed(one.value in spans, bool(spans)) for one in candidates), _summed(False, bool(spans))]


@features
def _summed(is_span: bool, are_spans: bool) -> Iterator[str]:
    yield f"sums_up={is_span},{are_spans}"


def date_shares(analysis: Analysis, draft: Draft) -> tuple[list[Candidate], list[float], float]:
    """Share out certainty among the dates that an operation may have, and none at all; where nothing changed, once."""
    candidates, spans = _candidates(analysis, draft)
    asked = spans, likely_before(draft, "date")
    if draft.remembered.get(date_shares, (None,))[0] != asked:
        given = _own_features(analysis, draft, candidates, spans)
        carried = partial(_carried_features, analysis, draft, candidates)
        found = chained_shares(draft, "date", [one.value for one in candidates], given, carried)
        shared = _without_later(analysis, candidates, *found)
        draft.remembered[date_shares] = asked, (candidates, *_by_turns(analysis, draft, candidates, *shared))
    shares: tuple[list[Candidate], list[float], float] = draft.remembered[date_shares][1]
    return shares


def _without_later(
    analysis: Analysis, candidates: list[Candidate], sure: list[float], none: float
) -> tuple[list[float], float]:
    """Take back what is shared out to days after the announcement: what happened was not to come."""
    published = analysis.announced_on
    later = [begins_after(_span(one.value)[0], published) for one in candidates] if published else []
    if not any(later):
        return sure, none
    left = none + sum(share for share, is_later in zip(sure, later, strict=True) if not is_later)
    if not left:
        return sure, none
    return [0.0 if is_later else share / left for share, is_later in zip(sure, later, strict=True)], none / left


def _by_turns(
    analysis: Analysis, draft: Draft, candidates: list[Candidate], sure: list[float], none: float
) -> tuple[list[float], float]:
    """Share out most to the date that its sentence tells by turns with its operations, where it does."""
    paired = paired_date(analysis, draft)
    if paired is None:
        return sure, none
    told = [one.span == paired and share > 0 for one, share in zip(candidates, sure, strict=True)]
    if not any(told):
        return sure, none
    own = sum(share for share, is_told in zip(sure, told, strict=True) if is_told)
    if own >= _BY_TURNS:
        return sure, none
    more, less = _BY_TURNS / own, (1 - _BY_TURNS) / (1 - own)
    return [share * (more if is_told else less) for share, is_told in zip(sure, told, strict=True)], none * less


def _carried_features(
    analysis: Analysis, draft: Draft, candidates: list[Candidate], date: Value | None
) -> list[Features]:
    """Say how every candidate, and none in the end, stands to the date of the operation told before."""
    before = draft.before
    if before is None:
        return [_NOTHING] * (len(candidates) + 1)
    index = analysis.sentences.index
    here = index(anchor_of(draft)[0])
    apart, is_same_kind = min(here - index(anchor_of(before)[0]), 2), draft.kind == before.kind
    kind, is_total, is_counted = draft.kind, draft.is_total, bool(draft.counts)
    ways = [(_order(date, one.value), index(one.span[0]) == here) for one in candidates]
    found = {
        (order, is_here): _carried(order, apart, is_here, kind, is_same_kind, is_total, is_counted)
        for order, is_here in set(ways)
    }
    return [*map(found.__getitem__, ways), _none_carried(date is not None, apart, kind, is_same_kind, is_counted)]


_NOTHING = Features(())


@features
def _carried(
    order: str, apart: int, is_here: bool, kind: str, is_same_kind: bool, is_total: bool, is_counted: bool
) -> Iterator[str]:
    yield f"before={order}"
    yield f"before={order},apart={apart},here={is_here}"
    yield f"before={order},same_kind={is_same_kind},total={is_total}"
    yield f"before={order},kind={kind}"
    yield f"before={order},counted={is_counted},here={is_here}"


@features
def _none_carried(has_it: bool, apart: int, kind: str, is_same_kind: bool, is_counted: bool) -> Iterator[str]:
    """Say of an operation without a date whether the one told before has one."""
    yield f"none:before={has_it},apart={apart}"
    yield f"none:before={has_it},same_kind={is_same_kind}"
    yield f"none:before={has_it},counted={is_counted},kind={kind}"


@lru_cache(_COMPARED)
def _order(before: Value | None, value: Value) -> str:
    """Tell whether a date is the one before, earlier, later, or holds it or lies in it."""
    if before is None:
        return "none"
    if before == value:
        return "equal"
    (first, last), (start, end) = _span(before), _span(value)
    if end < first:
        return "earlier"
    if start > last:
        return "later"
    return "holds" if start <= first and end >= last else "within"


def _span(value: Any) -> tuple[str, str]:
    """Give the first and the last day of a date in a form that sorts: a month or a year ends after all its days."""
    first, last = value if isinstance(value, tuple) else (value, value)
    return first, last + "~" * (len(last) < _DAY)


def no_date_features(analysis: Analysis, draft: Draft) -> Features:
    """Describe an operation for the choice that no date is stated for it."""
    index = analysis.sentences.index
    here = index(anchor_of(draft)[0])
    events = [date for date in analysis.dates if not date.is_published]
    is_before = any(date.start < anchor_of(draft)[0] for date in events)
    are_here = any(index(date.start) == here for date in events)
    cues = bool(analysis.in_sentence(here, "running")), bool(analysis.in_sentence(here, "background"))
    counted, sentence, dates = bool(draft.counts), min(3, here), min(4, len(events))
    return _none(draft.kind, draft.is_total, counted, are_here, is_before, sentence, dates, cues)


@features
def _none(
    kind: str, is_total: bool, is_counted: bool, are_here: bool, is_before: bool, sentence: int, dates: int,
    cues: tuple[bool, bool],
) -> Iterator[str]:  # fmt: skip
    """Describe the operation's place; `cues` tell whether its sentence speaks of running totals, and of background."""
    is_running, is_background = cues
    yield "none"
    yield f"none:kind={kind}"
    yield f"none:total={is_total}"
    yield f"none:counted={is_counted}"
    yield f"none:same={are_here},total={is_total}"
    yield f"none:before={is_before},sentence={sentence}"
    yield f"none:dates={dates}"
    yield f"none:running={is_running},total={is_total}"
    yield f"none:background={is_background}"
