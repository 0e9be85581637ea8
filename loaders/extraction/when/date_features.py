"""How a date of the text stands to an operation: what speaks for it as the operation's own."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import Mention, bucket, distance
from crackdown.loaders.extraction.text.spans import Span, Spans
from crackdown.loaders.extraction.what.candidates import anchor_of, has_cue_around, standing_features
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.when.date_found import DateFound
from crackdown.loaders.extraction.where.other_links import trigger_around

_DAY = len("2026-02-08")
_AGES = (("ahead", -1), ("same", 0), ("day", 1), ("days", 4), ("week", 10), ("month", 40), ("months", 190))
_FAR = 1000  # further than any two words of a sentence
_BESIDE = 12  # characters between a word and what it goes with
_NO_COUNTS = Spans(())


@dataclass(slots=True)
class Place:
    """How the dates of events stand to an operation: in its sentence, before it, by distance, what they say."""

    sentence: int  # of the operation
    same: Spans
    last_before: int | None  # where the last one before it begins
    ranked: list[DateFound]
    days: set[str | tuple[str, str]]
    others: dict[int, Spans]  # by sentence, the counts that are not the operation's own
    trigger: tuple[int, int]
    nearest_to_trigger: DateFound | None
    is_background: bool
    ranks: dict[int, int]  # by where a date begins, how many of `ranked` are nearer
    starts: list[int]  # where they begin, in the order of the text, each place once


def place_of(analysis: Analysis, draft: Draft) -> Place:
    """Look once at how the text's dates and counts stand to an operation."""
    anchor, index = anchor_of(draft), analysis.sentences.index
    here = index(anchor[0])
    events = [date for date in analysis.dates if not date.is_published]
    own = set(draft.counts)
    others: dict[int, list[Span]] = {}
    for count in analysis.counts:
        if not count.listed and count not in own:
            others.setdefault(index(count.start), []).append((count.start, count.noun_end))
    trigger = (draft.trigger.start, draft.trigger.end) if draft.trigger else anchor
    ranked = sorted(events, key=lambda d: distance(*anchor, d.start, d.end))
    ranks: dict[int, int] = {}
    for rank, date in enumerate(ranked):
        ranks.setdefault(date.start, rank)
    return Place(
        here,
        Spans((d.start, d.end) for d in events if index(d.start) == here),
        next((d.start for d in reversed(events) if d.start < anchor[0]), None),
        ranked,
        {date.value for date in events},
        {sentence: Spans(spans) for sentence, spans in others.items()},
        trigger,
        min(ranked, key=lambda d: distance(*trigger, d.start, d.end), default=None),
        bool(analysis.in_sentence(here, "background")),
        ranks,
        sorted(ranks),
    )


@dataclass(slots=True)
class _Stated:
    """A date in its text, whichever operation asks about it."""

    sentence: int
    heads: bool
    is_bracketed: bool
    exact: str
    named: int
    is_day_of_publication: bool
    age: str
    is_running: bool
    is_announced: bool
    beside: str  # which word is next to it in its sentence: one of announcing, one of an action, or none
    cues: list[Mention]  # words of announcing right beside it


def _stated(analysis: Analysis, date: DateFound) -> _Stated:
    key = _stated, date.start, date.end, date.value
    if key not in analysis.remembered:
        analysis.remembered[key] = _look_at(analysis, date)
    found: _Stated = analysis.remembered[key]
    return found


def _look_at(analysis: Analysis, date: DateFound) -> _Stated:
    span, text = (date.start, date.end), analysis.view.text
    index = analysis.sentences.index(date.start)
    said = analysis.in_sentence(index, "announce")
    return _Stated(
        index,
        not text[analysis.sentences.all[index].start : date.start].strip(" \n\"'(-"),
        text[date.start - 1 : date.start] == "(",
        "span" if isinstance(date.value, tuple) else str(len(date.value)),
        min(3, analysis.times_dated[date.value]),
        bool(analysis.published) and date.value == analysis.published[0],  # type: ignore[index]
        _age(analysis, date),
        has_cue_around(analysis, span, "running"),
        has_cue_around(analysis, span, "announce"),
        _word_beside(analysis, date),
        [cue for cue in said if distance(cue.start, cue.end, *span) <= _BESIDE],
    )


def date_features(analysis: Analysis, draft: Draft, date: DateFound, place: Place) -> list[Features]:
    """Describe a date for the model that chooses an operation's."""
    span, stated = (date.start, date.end), _stated(analysis, date)
    rank = place.ranks.get(date.start, len(place.ranked))
    is_last_before = place.last_before == date.start
    trigger = trigger_around(analysis, span, draft.kind)
    goes = any(_goes_with(cue, date, place.ranked) for cue in stated.cues)
    same = place.same.starts
    is_alone, are_several, is_named = same == [date.start], len(same) > 1, bool(same)
    return [
        *standing_features(analysis, draft, span),
        _meant(date.meaning, draft.is_total, stated.is_running),
        _said(date.is_published, stated.is_day_of_publication, trigger, stated.is_announced, goes, are_several),
        _ranked(min(3, rank), is_alone, is_last_before, is_named, min(4, len(analysis.dates))),
        *_order_features(draft, date, stated, place),
        _valued(stated.exact, draft.kind, draft.is_total, stated.named, place.days == {date.value}),
        *_wording_features(analysis, draft, date, stated, place),
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


def _order_features(draft: Draft, date: DateFound, stated: _Stated, place: Place) -> Iterator[Features]:
    """Say in which order dates and counts stand, and whether this date stands nearer to another count."""
    anchor, span, here, there = anchor_of(draft), (date.start, date.end), place.sentence, stated.sentence
    others, same = place.others.get(there, _NO_COUNTS), place.same
    apart = others.apart(*span)
    nearer = apart is not None and apart < distance(*anchor, *span)
    yield _apart(bool(same.starts), max(-2, min(2, there - here)), min(3, there), nearer, here == there)
    if here == there:
        side = "before" if span[0] < anchor[0] else "after"
        first = min([*others.starts[:1], anchor[0]])
        leads = bool(same.starts) and same.starts[0] < first
        low, high = min(anchor[0], span[0]), max(anchor[0], span[0])
        between, counts = same.begin_between(low, high), others.begin_between(low, high)
        yield _in_order(leads, side, min(2, len(others.starts)), min(2, between), min(2, counts))


@features
def _apart(are_here: bool, apart: int, sentence: int, is_nearer_to_other: bool, is_here: bool) -> Iterator[str]:
    yield f"same={are_here},apart={apart}"
    yield f"sentence={sentence},same={are_here}"
    yield f"nearer_count={is_nearer_to_other},here={is_here}"


@features
def _in_order(leads: bool, side: str, others: int, dates_between: int, counts_between: int) -> Iterator[str]:
    yield f"leads={leads},side={side},counts={others}"
    yield f"between={dates_between},side={side},leads={leads}"
    yield f"counts_between={counts_between},side={side},leads={leads}"


@features
def _valued(exact: str, kind: str, is_total: bool, named: int, is_only: bool) -> Iterator[str]:
    """Say how exact a date is and how often the text names it."""
    yield f"exact={exact},total={is_total}"
    yield f"exact={exact},kind={kind}"
    yield f"named={named}"
    yield f"only={is_only}"


def _goes_with(cue: Mention, date: DateFound, events: list[DateFound]) -> bool:
    """Tell whether, of all dates, this one stands nearest to a word of announcing: "said on Monday evening"."""
    return min(events, key=lambda other: distance(cue.start, cue.end, other.start, other.end), default=None) is date


def _wording_features(
    analysis: Analysis, draft: Draft, date: DateFound, stated: _Stated, place: Place
) -> Iterator[Features]:
    """Say where in its sentence a date stands, how old it is, and how the trigger stands to it."""
    anchor, span, here, there = anchor_of(draft), (date.start, date.end), place.sentence, stated.sentence
    is_here, are_here = here == there, bool(place.same.starts)
    word = trigger_around(analysis, span, draft.kind) if stated.beside == "action" else stated.beside
    yield _worded(word, is_here, stated.is_day_of_publication, min(3, len(place.ranked)))
    yield _heads(stated.heads, max(-2, min(2, there - here)), stated.is_bracketed, is_here)
    yield _aged(stated.age, draft.kind, are_here, is_here, place.is_background)
    trigger = place.trigger
    if analysis.sentences.index(trigger[0]) == there:
        side = "before" if span[0] < trigger[0] else "after"
        nearest = place.nearest_to_trigger
        is_nearest = nearest is not None and nearest.start == date.start
        between = analysis.view.text[min(trigger[1], span[1]) : max(trigger[0], span[0])]
        clauses = min(2, sum(map(between.count, ",;:("))) if between else 0
        yield _to_trigger(side, bucket(distance(*trigger, *span)), is_nearest, clauses)
    after = max(0, bisect_left(place.starts, anchor[0]) - bisect_left(place.starts, date.end))
    yield _dates_between(min(2, after), span[0] < anchor[0], are_here)


@features
def _worded(word: str, is_here: bool, is_day_of_publication: bool, dates: int) -> Iterator[str]:
    yield f"word={word},here={is_here}"
    yield f"word={word},day_of_publication={is_day_of_publication},dates={dates}"


@features
def _heads(heads: bool, apart: int, is_bracketed: bool, is_here: bool) -> Iterator[str]:
    yield f"heads={heads},apart={apart}"
    yield f"bracket={is_bracketed},here={is_here}"


@features
def _aged(age: str, kind: str, are_here: bool, is_here: bool, is_background: bool) -> Iterator[str]:
    yield f"age={age},kind={kind}"
    yield f"age={age},same={are_here},here={is_here}"
    yield f"age={age},background={is_background}"


@features
def _to_trigger(side: str, near: str, is_nearest: bool, clauses: int) -> Iterator[str]:
    yield f"to_trigger={side}:{near}"
    yield f"nearest_to_trigger={is_nearest},side={side}"
    yield f"to_trigger_clauses={clauses},side={side}"


@features
def _dates_between(dates: int, is_before: bool, are_here: bool) -> Iterator[str]:
    yield f"dates_between={dates},before={is_before},same={are_here}"


def _word_beside(analysis: Analysis, date: DateFound) -> str:
    """Tell whether of all words in its sentence one of announcing or one of an action stands nearest to a date."""
    index = analysis.sentences.index(date.start)
    said = [m for m in analysis.in_sentence(index, "announce") if m.end <= date.start or m.start >= date.end]
    done = analysis.in_sentence(index, "kind")
    to_said, to_done = (
        min((distance(m.start, m.end, date.start, date.end) for m in found), default=_FAR) for found in (said, done)
    )
    if min(to_said, to_done) == _FAR:
        return "none"
    return "announce" if to_said < to_done else "action"


def _age(analysis: Analysis, date: DateFound) -> str:
    """Tell how long before its publication a date of the text lies, coarsely."""
    last = date.value if isinstance(date.value, str) else date.value[1]
    if analysis.published is None or len(last) < _DAY:
        return "unknown"
    published, day = (datetime.date.fromisoformat(value) for value in (analysis.published[0], last))
    days = (published - day).days
    return next((name for name, limit in _AGES if days <= limit), "years")
