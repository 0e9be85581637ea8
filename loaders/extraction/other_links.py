"""Airports and offences as candidates for an operation."""

from __future__ import annotations

from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.candidates import (
    Candidate,
    Span,
    anchor_of,
    general_features,
    nearest_span,
    relation_before,
    standing_features,
)
from crackdown.loaders.extraction.drafts import Draft
from crackdown.loaders.extraction.kinds import FITTING
from crackdown.loaders.extraction.mentions import distance


def trigger_around(analysis: Analysis, span: Span, kind: str) -> str:
    """Tell whether the word nearest to a span says the operation's kind, another, or nothing."""
    triggers = analysis.in_sentence(analysis.sentences.index(span[0]), "kind")
    if not triggers:
        return "none"
    nearest = min(triggers, key=lambda m: distance(m.start, m.end, *span))
    return "own" if nearest.value == kind or nearest.value in FITTING.get(kind, set()) else "other"


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
        features = [
            *standing_features(analysis, draft, span),
            *general_features(draft),
            f"home={is_home}",
            f"airports={min(4, len(listed))}",
            f"kind={draft.kind},home={is_home}",
            f"kind={draft.kind},here={is_here}",
            f"any_here={any_here},here={is_here}",
            f"trigger={trigger_around(analysis, span, draft.kind)},here={is_here}",
            f"relation={relation_before(analysis, span)}",
            f"named={min(3, len(airport.spans))}",
        ]
        candidates.append(Candidate(airport, span, features))
    return candidates


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
        candidates.append(Candidate(value, span, features))
    return candidates
