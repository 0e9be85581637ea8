"""Dates, airports and offences as candidates for an operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.candidates import (
    Candidate,
    Span,
    anchor_of,
    general_features,
    has_cue_around,
    nearest_span,
    once_a_draft,
    standing_features,
)
from crackdown.loaders.extraction.dates import DateFound
from crackdown.loaders.extraction.drafts import Draft
from crackdown.loaders.extraction.kinds import FITTING
from crackdown.loaders.extraction.mentions import distance

_DAY = len("2026-02-08")
_THIS_YEAR = {"this_year", "since_year"}
_BESIDE = 12  # characters between a word and what it goes with


def date_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every date as a candidate for when the operation took place, and the spans that dates of the text make."""
    anchor = anchor_of(draft)
    events = [date for date in analysis.dates if not date.is_published]
    place = _Place(
        [d for d in events if analysis.sentences.index(d.start) == analysis.sentences.index(anchor[0])],
        [d for d in events if d.start < anchor[0]],
        sorted(events, key=lambda d: distance(*anchor, d.start, d.end)),
    )
    return [
        Candidate(date.value, (date.start, date.end), _date_features(analysis, draft, date, place))
        for date in [*analysis.dates, *_made_spans(analysis, draft)]
    ]


@dataclass(slots=True)
class _Place:
    """How the dates of events stand to an operation: in its sentence, before it, and by distance."""

    same: list[DateFound]
    before: list[DateFound]
    ranked: list[DateFound]


def _date_features(analysis: Analysis, draft: Draft, date: DateFound, place: _Place) -> list[str]:
    span = (date.start, date.end)
    rank = next((i for i, other in enumerate(place.ranked) if other.start == date.start), len(place.ranked))
    is_last_before = bool(place.before) and place.before[-1].start == date.start
    trigger = _trigger_around(analysis, span, draft.kind)
    running = has_cue_around(analysis, span, "running")
    return [
        *standing_features(analysis, draft, span),
        f"meaning={date.meaning}",
        f"total={draft.is_total},meaning={date.meaning}",
        f"rank={min(3, rank)}",
        f"is_day_of_publication={_is_day_of_publication(analysis, date)}",
        f"published={date.is_published},trigger={trigger}",
        f"alone={len(place.same) == 1 and place.same[0].start == date.start}",
        f"last_before={is_last_before},same={bool(place.same)}",
        f"dates={min(4, len(analysis.dates))}",
        f"announced={has_cue_around(analysis, span, 'announce')}",
        f"day_of_announcing={_goes_with_announcing(analysis, date, place.ranked)},same={len(place.same) > 1}",
        f"trigger={trigger}",
        f"running={running},total={draft.is_total}",
        f"running={running},meaning={date.meaning}",
    ]


def _made_spans(analysis: Analysis, draft: Draft) -> Iterator[DateFound]:
    """Make the span of the dates beside other operations, and for a running total those from a date until now."""
    around = [
        date
        for date in analysis.dates
        if isinstance(date.value, str) and len(date.value) == _DAY and analysis.sentences.index(date.start) in draft.others
    ]
    if around:
        first, last = (choose(around, key=lambda date: str(date.value)) for choose in (min, max))
        if first.value != last.value:
            yield DateFound(first.start, first.end, "parts", (str(first.value), str(last.value)))
    if not draft.is_total or analysis.published is None:
        return
    until = analysis.published[0]
    for date in analysis.dates:
        if date.meaning in _THIS_YEAR:
            yield DateFound(date.start, date.end, f"all_of_{date.meaning}", until[:4])
            yield DateFound(date.start, date.end, f"so_far_{date.meaning}", (f"{until[:4]}-01-01", until))
            yield DateFound(date.start, date.end, f"from_january_{date.meaning}", (f"{until[:4]}-01", until))
        elif isinstance(date.value, str) and date.value < until and not until.startswith(date.value):
            yield DateFound(date.start, date.end, f"from_{date.meaning}", (date.value, until))


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
    triggers = analysis.in_sentence(analysis.sentences.index(span[0]), "kind")
    if not triggers:
        return "none"
    nearest = min(triggers, key=lambda m: distance(m.start, m.end, *span))
    return "own" if nearest.value == kind or nearest.value in FITTING.get(kind, set()) else "other"


def airport_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every airport as a candidate for having been used."""
    anchor = anchor_of(draft)
    candidates = []
    for airport in analysis.airports:
        if airport.iata is None:
            continue
        span = nearest_span(anchor, airport.spans)
        features = [
            *standing_features(analysis, draft, span),
            *general_features(draft),
            f"home={airport.country == analysis.home}",
        ]
        features.append(f"airports={len(analysis.airports)}")
        candidates.append(Candidate(airport, span, features))
    return candidates


@once_a_draft
def offence_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every offence named as a candidate for what the persons are accused of."""
    anchor = anchor_of(draft)
    here = analysis.sentences.index(anchor[0])
    by_value: dict[str, list[Span]] = {}
    any_here = bool(analysis.in_sentence(here, "offence"))
    for mention in analysis.of_type("offence"):
        by_value.setdefault(mention.value, []).append((mention.start, mention.end))
    candidates = []
    for value, spans in by_value.items():
        span = nearest_span(anchor, spans)
        features = [*standing_features(analysis, draft, span), *general_features(draft)]
        features += [
            f"offence={value}",
            f"offence={value},kind={draft.kind}",
            f"offence={value},apart={abs(analysis.sentences.index(span[0]) - here) <= 1}",
            f"mentions={min(3, len(spans))}",
            f"offence={value},title={any(analysis.sentences.index(s[0]) <= 1 for s in spans)}",
            f"offences={min(4, len(by_value))}",
            f"any_here={any_here},here={any(analysis.sentences.index(s[0]) == here for s in spans)}",
            f"any_here={any_here},next={any(analysis.sentences.index(s[0]) == here + 1 for s in spans)}",
        ]
        # Offences named for the act itself stand in for all others of the text.
        elsewhere = any_here and not any(analysis.sentences.index(s[0]) == here for s in spans)
        candidates.append(Candidate(value, span, features, excluded=elsewhere))
    return candidates
