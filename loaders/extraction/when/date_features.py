"""How a date of the text stands to an operation: what speaks for it as the operation's own."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.models.linear import Features, Together, features
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import Mention, bucket, distance
from crackdown.loaders.extraction.text.spans import Span, Spans
from crackdown.loaders.extraction.what.candidates import anchor_of, has_cue_around, standing_features
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.when.date_found import DateFound, Value
from crackdown.loaders.extraction.where.other_links import trigger_around

_DAY = len("2026-02-08")
_AGES = (("ahead", -1), ("same", 0), ("day", 1), ("days", 4), ("week", 10), ("month", 40), ("months", 190))
_FAR = 1000  # further than any two words of a sentence
_BESIDE = 12  # characters between a word and what it goes with


@dataclass(slots=True)
class Place:
    """How the dates of events stand to an operation: in its sentence, before it, by distance, what they say."""

    sentence: int  # of the operation
    same: list[int]  # where those in its sentence begin, in the order of the text
    last_before: int | None  # where the last one before it begins
    ranked: list[DateFound]
    only: Value | None  # what they say, where they all say it
    trigger: Span
    nearest_to_trigger: DateFound | None
    is_background: bool
    ranks: dict[int, int]  # by where a date begins, how many of `ranked` are nearer
    starts: list[int]  # where they begin, in the order of the text, each place once
    others: dict[int, Spans] = field(default_factory=dict)  # by sentence, once asked for: see `_other_counts`
    standings: dict[Span, _Standing] = field(default_factory=dict)  # by where dates stand, once asked for


def place_of(analysis: Analysis, draft: Draft) -> Place:
    """Look once at how the text's dates stand to an operation."""
    if place_of not in draft.remembered:
        draft.remembered[place_of] = _place(analysis, draft)
    found: Place = draft.remembered[place_of]
    return found


def _place(analysis: Analysis, draft: Draft) -> Place:
    anchor, index = anchor_of(draft), analysis.sentences.index
    here = index(anchor[0])
    events, days = _events(analysis)
    trigger = (draft.trigger.start, draft.trigger.end) if draft.trigger else anchor
    ranked = sorted(events, key=lambda d: distance(*anchor, d.start, d.end))
    ranks: dict[int, int] = {}
    for rank, date in enumerate(ranked):
        ranks.setdefault(date.start, rank)
    return Place(
        here,
        sorted(date.start for date in events if index(date.start) == here),
        next((d.start for d in reversed(events) if d.start < anchor[0]), None),
        ranked,
        events[0].value if len(days) == 1 else None,
        trigger,
        min(ranked, key=lambda d: distance(*trigger, d.start, d.end), default=None),
        bool(analysis.in_sentence(here, "background")),
        ranks,
        sorted(ranks),
    )


@once_a_text
def _events(analysis: Analysis) -> tuple[list[DateFound], set[Value]]:
    """Give the dates of events, and what they say."""
    events = [date for date in analysis.dates if not date.is_published]
    return events, {date.value for date in events}


def _other_counts(analysis: Analysis, draft: Draft, sentence: int, place: Place) -> Spans:
    """Give where the counts of a sentence stand that are not the operation's own."""
    if sentence not in place.others:
        counts = _unlisted_counts(analysis).get(sentence, ())
        place.others[sentence] = Spans((one.start, one.noun_end) for one in counts if one not in draft.counts)
    return place.others[sentence]


@once_a_text
def _unlisted_counts(analysis: Analysis) -> dict[int, list[Count]]:
    """Give the counts by sentence, without those of lists."""
    found: dict[int, list[Count]] = {}
    for count in analysis.counts:
        if not count.listed:
            found.setdefault(analysis.sentences.index(count.start), []).append(count)
    return found


@dataclass(slots=True)
class _Stated:
    """Where dates stand in their text, whichever operation asks about them and however they are read."""

    sentence: int
    heads: bool
    is_bracketed: bool
    is_running: bool
    is_announced: bool
    beside: str  # which word is next to it in its sentence: one of announcing, one of an action, or none
    cues: list[Mention]  # words of announcing right beside it


def _stated(analysis: Analysis, span: Span) -> _Stated:
    key = _stated, span
    if key not in analysis.remembered:
        analysis.remembered[key] = _look_at(analysis, span)
    found: _Stated = analysis.remembered[key]
    return found


def _look_at(analysis: Analysis, span: Span) -> _Stated:
    text, index = analysis.view.text, analysis.sentences.index(span[0])
    said = analysis.in_sentence(index, "announce")
    return _Stated(
        index,
        not text[analysis.sentences.all[index].start : span[0]].strip(" \n\"'(-"),
        text[span[0] - 1 : span[0]] == "(",
        has_cue_around(analysis, span, "running"),
        has_cue_around(analysis, span, "announce"),
        _word_beside(said, analysis.in_sentence(index, "kind"), span),
        [cue for cue in said if distance(cue.start, cue.end, *span) <= _BESIDE],
    )


@dataclass(slots=True)
class _Meaning:
    """What a date says, wherever it stands."""

    exact: str
    named: int
    is_day_of_publication: bool
    age: str


def _meaning(analysis: Analysis, value: Value) -> _Meaning:
    key = _meaning, value
    if key not in analysis.remembered:
        published = analysis.published[0] if analysis.published else None
        exact = "span" if isinstance(value, tuple) else str(len(value))
        named = min(3, analysis.times_dated[value])
        analysis.remembered[key] = _Meaning(exact, named, value == published, _age(value, published))
    found: _Meaning = analysis.remembered[key]
    return found


@dataclass(slots=True)
class _Standing:
    """How the dates that stand in one place stand to an operation, however they are read."""

    stated: _Stated
    is_here: bool  # in the operation's sentence
    trigger: str
    word: str  # what the word beside it is to the operation
    features: Features


def _standing(analysis: Analysis, draft: Draft, span: Span, place: Place) -> _Standing:
    if span not in place.standings:
        stated = _stated(analysis, span)
        trigger = trigger_around(analysis, span, draft.kind)
        word = trigger if stated.beside == "action" else stated.beside
        given = Together(_standing_features(analysis, draft, span, stated, place))
        place.standings[span] = _Standing(stated, stated.sentence == place.sentence, trigger, word, given)
    return place.standings[span]


def date_features(analysis: Analysis, draft: Draft, date: DateFound, place: Place) -> list[Features]:
    """Describe a date for the model that chooses an operation's."""
    standing, meaning = _standing(analysis, draft, (date.start, date.end), place), _meaning(analysis, date.value)
    stated, is_here, is_total = standing.stated, standing.is_here, draft.is_total
    goes = any(_goes_with(cue, date, place.ranked) for cue in stated.cues)
    is_published, are_here, are_several = meaning.is_day_of_publication, bool(place.same), len(place.same) > 1
    return [
        standing.features,
        _meant(date.meaning, is_total, stated.is_running),
        _said(date.is_published, is_published, standing.trigger, stated.is_announced, goes, are_several),
        _valued(meaning.exact, draft.kind, is_total, meaning.named, place.only == date.value),
        _worded(standing.word, is_here, is_published, min(3, len(place.ranked))),
        _aged(meaning.age, draft.kind, are_here, is_here, place.is_background),
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


def _standing_features(
    analysis: Analysis, draft: Draft, span: Span, stated: _Stated, place: Place
) -> Iterator[Features]:
    """Say how a place where dates stand lies to the operation, to its counts and to the other dates."""
    anchor, here, there = anchor_of(draft), place.sentence, stated.sentence
    is_here, are_here, apart = here == there, bool(place.same), max(-2, min(2, there - here))
    rank = min(3, place.ranks.get(span[0], len(place.ranked)))
    is_alone, is_last_before = place.same == [span[0]], place.last_before == span[0]
    others = _other_counts(analysis, draft, there, place)
    between = others.apart(*span)
    is_nearer_to_other = between is not None and between < distance(*anchor, *span)
    after = max(0, bisect_left(place.starts, anchor[0]) - bisect_left(place.starts, span[1]))
    yield from standing_features(analysis, draft, span)
    yield _ranked(rank, is_alone, is_last_before, are_here, min(4, len(analysis.dates)))
    yield _apart(are_here, apart, min(3, there), is_nearer_to_other, is_here)
    yield _heads(stated.heads, apart, stated.is_bracketed, is_here)
    yield _dates_between(min(2, after), span[0] < anchor[0], are_here)
    if is_here:
        yield _order(anchor, span, others, place)
    if analysis.sentences.index(place.trigger[0]) == there:
        yield _beside_trigger(analysis.view.text, span, place)


def _order(anchor: Span, span: Span, others: Spans, place: Place) -> Features:
    """Say in which order the dates and counts of the operation's sentence stand."""
    side = "before" if span[0] < anchor[0] else "after"
    leads = bool(place.same) and place.same[0] < min([*others.starts[:1], anchor[0]])
    low, high = min(anchor[0], span[0]), max(anchor[0], span[0])
    dates = max(0, bisect_left(place.same, high) - bisect_right(place.same, low))
    return _in_order(leads, side, min(2, len(others.starts)), min(2, dates), min(2, others.begin_between(low, high)))


def _beside_trigger(text: str, span: Span, place: Place) -> Features:
    """Say how a date stands to the word for what was done in its sentence."""
    trigger, nearest = place.trigger, place.nearest_to_trigger
    side = "before" if span[0] < trigger[0] else "after"
    is_nearest = nearest is not None and nearest.start == span[0]
    between = text[min(trigger[1], span[1]) : max(trigger[0], span[0])]
    clauses = min(2, sum(map(between.count, ",;:("))) if between else 0
    return _to_trigger(side, bucket(distance(*trigger, *span)), is_nearest, clauses)


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


def _word_beside(said: list[Mention], done: list[Mention], span: Span) -> str:
    """Tell whether of the words of its sentence one of announcing or one of an action stands nearest to a date."""
    apart = [m for m in said if m.end <= span[0] or m.start >= span[1]]
    to_said, to_done = (min((distance(m.start, m.end, *span) for m in found), default=_FAR) for found in (apart, done))
    if min(to_said, to_done) == _FAR:
        return "none"
    return "announce" if to_said < to_done else "action"


def _age(value: Value, published: str | None) -> str:
    """Tell how long before its publication a date of the text lies, coarsely."""
    last = value if isinstance(value, str) else value[1]
    if published is None or len(last) < _DAY:
        return "unknown"
    days = (datetime.date.fromisoformat(published) - datetime.date.fromisoformat(last)).days
    return next((name for name, limit in _AGES if days <= limit), "years")
