"""Dates, airports and offences as candidates for an operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.candidates import (
    Candidate,
    Span,
    anchor_of,
    general_features,
    has_cue_around,
    nearest_span,
    relation_before,
    standing_features,
)
from crackdown.loaders.extraction.counts import Count
from crackdown.loaders.extraction.dates import DateFound
from crackdown.loaders.extraction.drafts import Draft
from crackdown.loaders.extraction.kinds import FITTING
from crackdown.loaders.extraction.linear import Features, features
from crackdown.loaders.extraction.mentions import distance

_DAY = len("2026-02-08")
_OPEN = {"since", "since_year"}  # spans that end only with the text
_THIS_YEAR = {"this_year", "since_year"}
_BESIDE = 12  # characters between a word and what it goes with


def date_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every date as a candidate for when the operation took place, and the spans that dates of the text make."""
    anchor = anchor_of(draft)
    events = [date for date in analysis.dates if not date.is_published]
    index = analysis.sentences.index
    here = index(anchor[0])
    ranked = sorted(events, key=lambda d: distance(*anchor, d.start, d.end))
    others: dict[int, list[Count]] = {}
    for count in analysis.counts:
        if not count.listed and count not in draft.counts:
            others.setdefault(index(count.start), []).append(count)
    place = _Place(
        [d for d in events if index(d.start) == here],
        [d for d in events if d.start < anchor[0]],
        ranked,
        {d.start: rank for rank, d in reversed([*enumerate(ranked)])},
        {date.value for date in events},
        others,
    )
    return [
        Candidate(date.value, (date.start, date.end), _date_features(analysis, draft, date, place))
        for date in [*analysis.dates, *_made_spans(analysis, draft)]
    ]


@dataclass(slots=True)
class _Place:
    """How the dates of events stand to an operation: in its sentence, before it, by distance, what they say."""

    same: list[DateFound]
    before: list[DateFound]
    ranked: list[DateFound]
    ranks: dict[int, int]  # by where a date begins
    days: set[str | tuple[str, str]]
    others: dict[int, list[Count]]  # counts that are not the operation's own, by sentence


def _date_features(analysis: Analysis, draft: Draft, date: DateFound, place: _Place) -> list[Features]:
    span = (date.start, date.end)
    rank = place.ranks.get(date.start, len(place.ranked))
    is_last_before = bool(place.before) and place.before[-1].start == date.start
    trigger = _trigger_around(analysis, span, draft.kind)
    running = has_cue_around(analysis, span, "running")
    announced = has_cue_around(analysis, span, "announce")
    goes = _goes_with_announcing(analysis, date, place.ranked)
    is_alone = len(place.same) == 1 and place.same[0].start == date.start
    return [
        *standing_features(analysis, draft, span),
        _meant(date.meaning, draft.is_total, running),
        _said(date.is_published, _is_day_of_publication(analysis, date), trigger, announced, goes, len(place.same) > 1),
        _ranked(min(3, rank), is_alone, is_last_before, bool(place.same), min(4, len(analysis.dates))),
        *_order_features(analysis, draft, date, place),
        _value_features(analysis, draft, date, place),
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
    """Say which of the dates by their distance from the operation one is."""
    yield f"rank={rank}"
    yield f"alone={is_alone}"
    yield f"last_before={is_last_before},same={are_here}"
    yield f"dates={dates}"


def _order_features(analysis: Analysis, draft: Draft, date: DateFound, place: _Place) -> Iterator[Features]:
    """Say in which order dates and counts stand, and whether this date stands nearer to another count."""
    anchor, span = anchor_of(draft), (date.start, date.end)
    here, there = analysis.sentences.index(anchor[0]), analysis.sentences.index(date.start)
    others = place.others.get(there, [])
    own = distance(*anchor, *span)
    nearer = bool(others) and any(distance(count.start, count.noun_end, *span) < own for count in others)
    yield _apart(bool(place.same), max(-2, min(2, there - here)), min(3, there), nearer, here == there)
    if here == there:
        side = "before" if span[0] < anchor[0] else "after"
        first = min([count.start for count in others] + [anchor[0]])
        leads = any(other.start < first for other in place.same)
        between = sum(min(anchor[0], span[0]) < other.start < max(anchor[0], span[0]) for other in place.same)
        counts = sum(min(anchor[0], span[0]) < other.start < max(anchor[0], span[0]) for other in others)
        yield _in_order(leads, side, min(2, len(others)), min(2, between), min(2, counts))


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


def _value_features(analysis: Analysis, draft: Draft, date: DateFound, place: _Place) -> Features:
    exact = "span" if isinstance(date.value, tuple) else str(len(date.value))
    named = analysis.times_dated[date.value]
    return _value(exact, draft.is_total, draft.kind, min(3, named), place.days == {date.value})


@features
def _value(exact: str, is_total: bool, kind: str, named: int, is_only: bool) -> Iterator[str]:
    """Say how exact a date is and how often the text names it."""
    yield f"exact={exact},total={is_total}"
    yield f"exact={exact},kind={kind}"
    yield f"named={named}"
    yield f"only={is_only}"


def _made_spans(analysis: Analysis, draft: Draft) -> Iterator[DateFound]:
    """Make the spans that several dates of the text cover, and other ways to read "since" and "this year"."""
    for name, dates in _groups(analysis, draft):
        days = [(day, date) for date in dates for day in _ends(date)]
        if days:
            (first, where), (last, _) = min(days, key=itemgetter(0)), max(days, key=itemgetter(0))
            if first < last:
                yield DateFound(where.start, where.end, f"span_of_{name}", (first, last))
    until = analysis.published[0] if analysis.published else None
    for date in analysis.dates:
        for name, value in _other_readings(date, until, is_total=draft.is_total):
            yield DateFound(date.start, date.end, f"{name}_{date.meaning}", value)


def _groups(analysis: Analysis, draft: Draft) -> Iterator[tuple[str, list[DateFound]]]:
    """Give the groups of dates that an operation may span: those beside other operations, and those beside itself."""
    index = analysis.sentences.index
    here = index(anchor_of(draft)[0])
    yield "others", [date for date in analysis.dates if index(date.start) in draft.others]
    yield "sentence", [date for date in analysis.dates if index(date.start) == here and not date.is_published]


def _ends(date: DateFound) -> list[str]:
    """Give the days that a date begins and ends with."""
    ends = [date.value] if isinstance(date.value, str) else list(date.value)
    return [end for end in ends if len(end) == _DAY] if date.meaning not in _OPEN else []


def _other_readings(
    date: DateFound, until: str | None, *, is_total: bool
) -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Give what else a date may mean: the beginning of an open span, a year so far, the time from then on."""
    if date.meaning == "since" and isinstance(date.value, tuple):
        yield "beginning_of", date.value[0]
    if until is None:
        return
    if date.meaning in _THIS_YEAR:
        yield "all_of", until[:4]
        yield "so_far", (f"{until[:4]}-01-01", until)
    elif is_total and isinstance(date.value, str) and date.value < until and not until.startswith(date.value):
        yield "from", (date.value, until)


def no_date_features(analysis: Analysis, draft: Draft) -> list[Features]:
    """Describe an operation for the choice that no date is stated for it."""
    index = analysis.sentences.index
    here = index(anchor_of(draft)[0])
    events = [date for date in analysis.dates if not date.is_published]
    is_before = any(date.start < anchor_of(draft)[0] for date in events)
    are_here = any(index(date.start) == here for date in events)
    is_running = bool(analysis.in_sentence(here, "running"))
    return [
        _undated(draft.kind, draft.is_total, bool(draft.counts), are_here, is_running),
        _dates_around(is_before, min(3, here), min(4, len(events))),
    ]


@features
def _undated(kind: str, is_total: bool, is_counted: bool, are_here: bool, is_running: bool) -> Iterator[str]:
    yield "none"
    yield f"none:kind={kind}"
    yield f"none:total={is_total}"
    yield f"none:counted={is_counted}"
    yield f"none:same={are_here},total={is_total}"
    yield f"none:running={is_running},total={is_total}"


@features
def _dates_around(are_before: bool, sentence: int, dates: int) -> Iterator[str]:
    yield f"none:before={are_before},sentence={sentence}"
    yield f"none:dates={dates}"


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


def _trigger_around(analysis: Analysis, span: Span, kind: str) -> str:
    """Tell whether the word nearest to a date says the operation's kind, another, or nothing."""
    nearest = _nearest_trigger(analysis, span)
    if nearest is None:
        return "none"
    return "own" if nearest == kind or nearest in FITTING.get(kind, set()) else "other"


def _nearest_trigger(analysis: Analysis, span: Span) -> str | None:
    """Give what the word for an action nearest to a span says, of those in its sentence."""
    key = _nearest_trigger, span
    if key not in analysis.remembered:
        triggers = analysis.in_sentence(analysis.sentences.index(span[0]), "kind")
        nearest = min(triggers, key=lambda m: distance(m.start, m.end, *span), default=None)
        analysis.remembered[key] = nearest.value if nearest else None
    found: str | None = analysis.remembered[key]
    return found


def airport_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every airport as a candidate for having been used."""
    anchor = anchor_of(draft)
    here = analysis.sentences.index(anchor[0])
    listed = [airport for airport in analysis.airports if airport.iata is not None]
    any_here = any(analysis.sentences.index(span[0]) == here for airport in listed for span in airport.spans)
    candidates = []
    for airport in listed:
        span = nearest_span(anchor, airport.spans)
        is_here = analysis.sentences.index(span[0]) == here
        is_home = airport.country == analysis.home
        trigger = _trigger_around(analysis, span, draft.kind)
        given = [
            *standing_features(analysis, draft, span),
            general_features(draft),
            _airport(draft.kind, is_home, is_here, any_here, trigger),
            _airport_named(min(4, len(listed)), relation_before(analysis, span), min(3, len(airport.spans))),
        ]
        candidates.append(Candidate(airport, span, given))
    return candidates


@features
def _airport(kind: str, is_home: bool, is_here: bool, any_here: bool, trigger: str) -> Iterator[str]:
    yield f"home={is_home}"
    yield f"kind={kind},home={is_home}"
    yield f"kind={kind},here={is_here}"
    yield f"any_here={any_here},here={is_here}"
    yield f"trigger={trigger},here={is_here}"


@features
def _airport_named(airports: int, relation: str | None, named: int) -> Iterator[str]:
    yield f"airports={airports}"
    yield f"relation={relation}"
    yield f"named={named}"


def offence_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every offence named as a candidate for what the persons are accused of."""
    anchor = anchor_of(draft)
    index = analysis.sentences.index
    here = index(anchor[0])
    by_value: dict[str, list[Span]] = {}
    any_here = bool(analysis.in_sentence(here, "offence"))
    for mention in analysis.of_type("offence"):
        by_value.setdefault(mention.value, []).append((mention.start, mention.end))
    general = general_features(draft)
    candidates = []
    for value, spans in by_value.items():
        span = nearest_span(anchor, spans)
        sentences = [index(start) for start, _ in spans]
        given = [
            *standing_features(analysis, draft, span),
            general,
            _offence(value, draft.kind, abs(index(span[0]) - here) <= 1, min(sentences) <= 1),
            _offence_named(
                min(3, len(spans)), min(4, len(by_value)), any_here, here in sentences, here + 1 in sentences
            ),
        ]
        candidates.append(Candidate(value, span, given))
    return candidates


@features
def _offence(offence: str, kind: str, is_near: bool, in_title: bool) -> Iterator[str]:
    yield f"offence={offence}"
    yield f"offence={offence},kind={kind}"
    yield f"offence={offence},apart={is_near}"
    yield f"offence={offence},title={in_title}"


@features
def _offence_named(mentions: int, offences: int, any_here: bool, is_here: bool, is_next: bool) -> Iterator[str]:
    yield f"mentions={mentions}"
    yield f"offences={offences}"
    yield f"any_here={any_here},here={is_here}"
    yield f"any_here={any_here},next={is_next}"
