"""Dates as candidates for an operation, and what speaks for one, or for none, in the choice among them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.candidates import (
    Candidate,
    anchor_of,
    has_cue_around,
    once_a_draft,
    standing_features,
)
from crackdown.loaders.extraction.chains import chained_shares
from crackdown.loaders.extraction.counts import Count
from crackdown.loaders.extraction.date_readings import readings
from crackdown.loaders.extraction.dates import DateFound, Value
from crackdown.loaders.extraction.drafts import Draft
from crackdown.loaders.extraction.linear import Features, features
from crackdown.loaders.extraction.mentions import bucket, distance
from crackdown.loaders.extraction.other_links import trigger_around

_DAY = len("2026-02-08")
_AGES = (("ahead", -1), ("same", 0), ("day", 1), ("days", 4), ("week", 10), ("month", 40), ("months", 190))
_FAR = 1000  # further than any two words of a sentence
_BESIDE = 12  # characters between a word and what it goes with


@once_a_draft
def date_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every date as a candidate for when the operation took place, and the spans that dates of the text make."""
    anchor = anchor_of(draft)
    events = [date for date in analysis.dates if not date.is_published]
    place = _Place(
        [d for d in events if analysis.sentences.index(d.start) == analysis.sentences.index(anchor[0])],
        [d for d in events if d.start < anchor[0]],
        sorted(events, key=lambda d: distance(*anchor, d.start, d.end)),
        {date.value for date in events},
        [count for count in analysis.counts if not count.listed and count not in draft.counts],
    )
    return [
        Candidate(date.value, (date.start, date.end), _date_features(analysis, draft, date, place))
        for date in [*analysis.dates, *readings(analysis, draft)]
    ]


@dataclass(slots=True)
class _Place:
    """How the dates of events stand to an operation: in its sentence, before it, by distance, what they say."""

    same: list[DateFound]
    before: list[DateFound]
    ranked: list[DateFound]
    days: set[str | tuple[str, str]]
    others: list[Count]  # that are not the operation's own


def _date_features(analysis: Analysis, draft: Draft, date: DateFound, place: _Place) -> list[Features]:
    span = (date.start, date.end)
    rank = next((i for i, other in enumerate(place.ranked) if other.start == date.start), len(place.ranked))
    is_last_before = bool(place.before) and place.before[-1].start == date.start
    trigger = trigger_around(analysis, span, draft.kind)
    running = has_cue_around(analysis, span, "running")
    announced = has_cue_around(analysis, span, "announce")
    goes = _goes_with_announcing(analysis, date, place.ranked)
    is_alone = len(place.same) == 1 and place.same[0].start == date.start
    return [
        *standing_features(analysis, draft, span),
        _meant(date.meaning, draft.is_total, running),
        _said(date.is_published, _is_day_of_publication(analysis, date), trigger, announced, goes, len(place.same) > 1),
        _ranked(min(3, rank), is_alone, is_last_before, bool(place.same), min(4, len(analysis.dates))),
        Features(_order_features(analysis, draft, date, place)),
        Features(_value_features(analysis, draft, date, place)),
        Features(_wording_features(analysis, draft, date, place)),
    ]


@features
def _meant(meaning: str, is_total: bool, is_running: bool) -> Iterator[str]:
    yield f"meaning={meaning}"
    yield f"total={is_total},meaning={meaning}"
    yield f"running={is_running},total={is_total}"
    yield f"running={is_running},meaning={meaning}"


@features
def _said(
    is_published: bool, is_day_of_publication: bool, trigger: str, is_announced: bool, goes_with_it: bool,
    are_several: bool,
) -> Iterator[str]:  # fmt: skip
    """Say which words stand around a date: those for what was done, those of announcing."""
    yield f"is_day_of_publication={is_day_of_publication}"
    yield f"published={is_published},trigger={trigger}"
    yield f"trigger={trigger}"
    yield f"announced={is_announced}"
    yield f"day_of_announcing={goes_with_it},same={are_several}"


@features
def _ranked(rank: int, is_alone: bool, is_last_before: bool, are_here: bool, dates: int) -> Iterator[str]:
    yield f"rank={rank}"
    yield f"alone={is_alone}"
    yield f"last_before={is_last_before},same={are_here}"
    yield f"dates={dates}"


def _order_features(analysis: Analysis, draft: Draft, date: DateFound, place: _Place) -> Iterator[str]:
    """Say in which order dates and counts stand, and whether this date stands nearer to another count."""
    anchor, span = anchor_of(draft), (date.start, date.end)
    here, there = analysis.sentences.index(anchor[0]), analysis.sentences.index(date.start)
    yield f"same={bool(place.same)},apart={max(-2, min(2, there - here))}"
    yield f"sentence={min(3, there)},same={bool(place.same)}"
    others = [count for count in place.others if analysis.sentences.index(count.start) == there]
    own = distance(*anchor, *span)
    nearer = any(distance(count.start, count.noun_end, *span) < own for count in others)
    yield f"nearer_count={nearer},here={here == there}"
    if here == there:
        side = "before" if span[0] < anchor[0] else "after"
        first = min([count.start for count in others] + [anchor[0]])
        leads = any(other.start < first for other in place.same)
        between = sum(min(anchor[0], span[0]) < other.start < max(anchor[0], span[0]) for other in place.same)
        counts = sum(min(anchor[0], span[0]) < other.start < max(anchor[0], span[0]) for other in others)
        yield f"leads={leads},side={side},counts={min(2, len(others))}"
        yield f"between={min(2, between)},side={side},leads={leads}"
        yield f"counts_between={min(2, counts)},side={side},leads={leads}"


def _value_features(analysis: Analysis, draft: Draft, date: DateFound, place: _Place) -> Iterator[str]:
    """Say how exact a date is and how often the text names it."""
    exact = "span" if isinstance(date.value, tuple) else str(len(date.value))
    named = sum(other.value == date.value for other in analysis.dates)
    yield f"exact={exact},total={draft.is_total}"
    yield f"exact={exact},kind={draft.kind}"
    yield f"named={min(3, named)}"
    yield f"only={place.days == {date.value}}"


def _goes_with_announcing(analysis: Analysis, date: DateFound, events: list[DateFound]) -> bool:
    """Tell whether, of all dates, this one stands nearest to a word of announcing: "said on Monday evening"."""
    index = analysis.sentences.index(date.start)
    for cue in analysis.in_sentence(index, "announce"):
        nearest = min(events, key=lambda other: distance(cue.start, cue.end, other.start, other.end), default=None)
        if nearest is date and distance(cue.start, cue.end, date.start, date.end) <= _BESIDE:
            return True
    return False


def _is_day_of_publication(analysis: Analysis, date: DateFound) -> bool:
    return bool(analysis.published) and date.value == analysis.published[0]  # type: ignore[index]


def _wording_features(analysis: Analysis, draft: Draft, date: DateFound, place: _Place) -> Iterator[str]:
    """Say where in its sentence a date stands, how old it is, and how the trigger stands to it."""
    anchor, span = anchor_of(draft), (date.start, date.end)
    here, there = analysis.sentences.index(anchor[0]), analysis.sentences.index(date.start)
    sentence = analysis.sentences.all[there]
    heads = not analysis.view.text[sentence.start : date.start].strip(" \n\"'(-")
    word = _word_beside(analysis, date, draft.kind)
    yield f"word={word},here={here == there}"
    yield f"word={word},day_of_publication={_is_day_of_publication(analysis, date)},dates={min(3, len(place.ranked))}"
    yield f"heads={heads},apart={max(-2, min(2, there - here))}"
    yield f"bracket={analysis.view.text[date.start - 1 : date.start] == '('},here={here == there}"
    yield f"age={_age(analysis, date)},kind={draft.kind}"
    yield f"age={_age(analysis, date)},same={bool(place.same)},here={here == there}"
    yield f"age={_age(analysis, date)},background={bool(analysis.in_sentence(here, 'background'))}"
    trigger = (draft.trigger.start, draft.trigger.end) if draft.trigger else anchor
    if analysis.sentences.index(trigger[0]) == there:
        side = "before" if span[0] < trigger[0] else "after"
        nearest = min(place.ranked, key=lambda d: distance(*trigger, d.start, d.end), default=None)
        yield f"to_trigger={side}:{bucket(distance(*trigger, *span))}"
        yield f"nearest_to_trigger={nearest is not None and nearest.start == date.start},side={side}"
        between = analysis.view.text[min(trigger[1], span[1]) : max(trigger[0], span[0])]
        yield f"to_trigger_clauses={min(2, sum(between.count(c) for c in ',;:('))},side={side}"
    after = [d for d in place.ranked if date.end <= d.start < anchor[0]]
    yield f"dates_between={min(2, len({d.start for d in after}))},before={span[0] < anchor[0]},same={bool(place.same)}"


def _word_beside(analysis: Analysis, date: DateFound, kind: str) -> str:
    """Tell whether of all words in its sentence one of announcing or one of doing stands nearest to a date."""
    index = analysis.sentences.index(date.start)
    said = [m for m in analysis.in_sentence(index, "announce") if m.end <= date.start or m.start >= date.end]
    done = analysis.in_sentence(index, "kind")
    to_said, to_done = (
        min((distance(m.start, m.end, date.start, date.end) for m in found), default=_FAR) for found in (said, done)
    )
    if min(to_said, to_done) == _FAR:
        return "none"
    return "announce" if to_said < to_done else trigger_around(analysis, (date.start, date.end), kind)


def _age(analysis: Analysis, date: DateFound) -> str:
    """Tell how long before its publication a date of the text lies, coarsely."""
    last = date.value if isinstance(date.value, str) else date.value[1]
    if analysis.published is None or len(last) < _DAY:
        return "unknown"
    published, day = (datetime.date.fromisoformat(value) for value in (analysis.published[0], last))
    days = (published - day).days
    return next((name for name, limit in _AGES if days <= limit), "years")


def date_options(
    analysis: Analysis, draft: Draft, before: Value | None
) -> tuple[list[Candidate], list[list[Features]]]:
    """Give the dates that an operation may have, and the features of each, with those of none at all in the end.

    `before` is the date of the operation told before, if it has one: texts go on with a date, or on from it.
    """
    candidates = date_candidates(analysis, draft)
    options = [[*one.features, Features(_before_features(analysis, draft, one, before))] for one in candidates]
    none = [no_date_features(analysis, draft), Features(_none_before(analysis, draft, before))]
    return candidates, [*options, none]


def date_shares(analysis: Analysis, draft: Draft) -> tuple[list[Candidate], list[float], float]:
    """Share out certainty among the dates that an operation may have, and none at all."""
    candidates = date_candidates(analysis, draft)
    values = [candidate.value for candidate in candidates]
    return candidates, *chained_shares(draft, "date", values, lambda before: date_options(analysis, draft, before)[1])


def _before_features(analysis: Analysis, draft: Draft, candidate: Candidate, date: Value | None) -> Iterator[str]:
    """Say how a candidate stands to the date of the operation told before."""
    before = draft.before
    if before is None:
        return
    order = _order(date, candidate.value)
    apart = analysis.sentences.index(anchor_of(draft)[0]) - analysis.sentences.index(anchor_of(before)[0])
    here = analysis.sentences.index(candidate.span[0]) == analysis.sentences.index(anchor_of(draft)[0])
    yield f"before={order}"
    yield f"before={order},apart={min(apart, 2)},here={here}"
    yield f"before={order},same_kind={draft.kind == before.kind},total={draft.is_total}"
    yield f"before={order},kind={draft.kind}"
    yield f"before={order},counted={bool(draft.counts)},here={here}"


def _order(before: object, value: object) -> str:
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
    running, background = (bool(analysis.in_sentence(here, word)) for word in ("running", "background"))
    return Features(
        (
            "none",
            f"none:kind={draft.kind}",
            f"none:total={draft.is_total}",
            f"none:counted={bool(draft.counts)}",
            f"none:same={are_here},total={draft.is_total}",
            f"none:before={is_before},sentence={min(3, here)}",
            f"none:dates={min(4, len(events))}",
            f"none:running={running},total={draft.is_total}",
            f"none:background={background}",
        )
    )


def _none_before(analysis: Analysis, draft: Draft, date: Value | None) -> Iterator[str]:
    """Say of an operation without a date whether the one told before has one."""
    before = draft.before
    if before is None:
        return
    apart = analysis.sentences.index(anchor_of(draft)[0]) - analysis.sentences.index(anchor_of(before)[0])
    has_it = date is not None
    yield f"none:before={has_it},apart={min(apart, 2)}"
    yield f"none:before={has_it},same_kind={draft.kind == before.kind}"
    yield f"none:before={has_it},counted={bool(draft.counts)},kind={draft.kind}"
