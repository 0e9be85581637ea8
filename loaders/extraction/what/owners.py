"""Whose a mention is: the operation's that asks, or another's of the text."""

from __future__ import annotations

from collections.abc import Iterator

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import distance
from crackdown.loaders.extraction.what.candidates import Span, anchor_of
from crackdown.loaders.extraction.what.drafts import Draft


def owner_features(analysis: Analysis, draft: Draft, span: Span, how: str | None = None) -> Features:
    """Say whether a mention is nearer to the operation than to the text's others, and whose places stand around it.

    `how` is the way in which the mention states what it states, where there are several.
    """
    mine, others = _places(draft)
    apart = min(distance(*place, *span) for place in mine)
    other = min((distance(*place, *span) for place in others), default=None)
    nearest = "alone" if other is None else "mine" if apart < other else "tie" if apart == other else "other"
    before, after = (_next(mine, others, span[0], side) for side in (-1, 1))
    index = analysis.sentences.index
    there = index(span[0])
    is_told = any(index(start) == there for start, _ in mine)
    return _owner(how, nearest, before, after, index(mine[0][0]) == there, is_told)


@features
def _owner(how: str | None, nearest: str, before: str, after: str, is_here: bool, is_told: bool) -> Iterator[str]:
    yield f"owner={nearest}"
    yield f"owner={nearest},here={is_here}"
    yield f"owner={nearest},told={is_told}"
    yield f"between={before},{after}"
    yield f"between={before},{after},here={is_here}"
    if how:
        yield f"owner={nearest},how={how}"
        yield f"between={before},{after},how={how}"


def _places(draft: Draft) -> tuple[list[Span], list[Span]]:
    """Give where a text states an operation, its anchor first, and where it states the others."""
    if _places not in draft.remembered:
        mine = _stated_at(draft)
        others = [place for other in draft.rest for place in _stated_at(other)]
        draft.remembered[_places] = mine, [place for place in others if place not in mine]
    found: tuple[list[Span], list[Span]] = draft.remembered[_places]
    return found


def _stated_at(draft: Draft) -> list[Span]:
    return [(count.start, count.noun_end) for count in draft.counts] or [anchor_of(draft)]


def _next(mine: list[Span], others: list[Span], at: int, side: int) -> str:
    """Tell whose place is the next one before a character (-1) or after it (1): the operation's or another's."""
    own, other = (
        min((apart for start, _ in places if (apart := (start - at) * side) >= 0), default=None)
        for places in (mine, others)
    )
    if own is None:
        return "none" if other is None else "other"
    return "mine" if other is None or own <= other else "other"
