"""Airports and offences as candidates for an operation."""

from __future__ import annotations

from collections.abc import Iterator

from crackdown.loaders.extraction.models.linear import features
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import distance
from crackdown.loaders.extraction.what.candidates import (
    Candidate,
    Span,
    about_candidate,
    anchor_of,
    general_features,
    nearest_span,
    relation_before,
    standing_features,
)
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.what.kinds import FITTING
from crackdown.loaders.extraction.what.owners import owner_features


def trigger_around(analysis: Analysis, span: Span, kind: str) -> str:
    """Tell whether the word nearest to a span says the operation's kind, another, or nothing."""
    nearest = _nearest_trigger(analysis, span)
    if nearest is None:
        return "none"
    return "own" if nearest == kind or nearest in FITTING.get(kind, ()) else "other"


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
        trigger = trigger_around(analysis, span, draft.kind)
        given = [
            *standing_features(analysis, draft, span),
            owner_features(analysis, draft, span),
            general_features(draft),
            _airport(draft.kind, is_home, is_here, any_here, trigger),
            _airport_named(min(4, len(listed)), relation_before(analysis, span), min(3, len(airport.spans))),
            *about_candidate(analysis, draft, span, airport.spans),
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
    anchor, index, offences = anchor_of(draft), analysis.sentences.index, _offences(analysis)
    here = index(anchor[0])
    any_here, named = bool(analysis.in_sentence(here, "offence")), min(4, len(offences))
    general = general_features(draft)
    candidates = []
    for value, (spans, sentences) in offences.items():
        span = nearest_span(anchor, spans)
        given = [
            *standing_features(analysis, draft, span),
            owner_features(analysis, draft, span),
            general,
            _offence(value, draft.kind, abs(index(span[0]) - here) <= 1, sentences[0] <= 1),
            _offence_named(min(3, len(spans)), named, any_here, here in sentences, here + 1 in sentences),
            *about_candidate(analysis, draft, span),
        ]
        candidates.append(Candidate(value, span, given))
    return candidates


@once_a_text
def _offences(analysis: Analysis) -> dict[str, tuple[list[Span], list[int]]]:
    """Give the offences that a text names, each with where it does and in which sentences, in its order."""
    index = analysis.sentences.index
    found: dict[str, tuple[list[Span], list[int]]] = {}
    for mention in analysis.of_type("offence"):
        spans, sentences = found.setdefault(mention.value, ([], []))
        spans.append((mention.start, mention.end))
        sentences.append(index(mention.start))
    return found


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
