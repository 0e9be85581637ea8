"""Dates, airports and offences as candidates for an operation."""

from __future__ import annotations

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

_BESIDE = 12  # characters between a word and what it goes with


def date_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every date as a candidate for when the operation took place; the dateline's own is none."""
    anchor = anchor_of(draft)
    here = analysis.sentences.index(anchor[0])
    events = [date for date in analysis.dates if not date.is_published]
    ranked = sorted(events, key=lambda d: distance(*anchor, d.start, d.end))
    same = [d for d in events if analysis.sentences.index(d.start) == here]
    before = [d for d in events if d.start < anchor[0]]
    candidates = []
    for date in events:
        features = [
            *standing_features(analysis, draft, (date.start, date.end)),
            f"meaning={date.meaning}",
            f"total={draft.is_total},meaning={date.meaning}",
            f"rank={min(3, ranked.index(date))}",
            f"is_day_of_publication={_is_day_of_publication(analysis, date)}",
            f"alone={date in same and len(same) == 1}",
            f"last_before={bool(before) and before[-1] is date},same={bool(same)}",
            f"dates={min(4, len(analysis.dates))}",
            f"announced={has_cue_around(analysis, (date.start, date.end), 'announce')}",
            f"day_of_announcing={_goes_with_announcing(analysis, date, events)},same={len(same) > 1}",
            f"trigger={_trigger_around(analysis, (date.start, date.end), draft.kind)}",
            f"running={has_cue_around(analysis, (date.start, date.end), 'running')},total={draft.is_total}",
        ]
        candidates.append(Candidate(date.value, (date.start, date.end), features))
    return candidates


def _goes_with_announcing(analysis: Analysis, date: DateFound, events: list[DateFound]) -> bool:
    """Tell whether, of all dates, this one stands nearest to a word of announcing: "said on Monday evening"."""
    index = analysis.sentences.index(date.start)
    for cue in analysis.in_sentence(index, "announce"):
        nearest = min(events, key=lambda other: distance(cue.start, cue.end, other.start, other.end))
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
