"""Whose words a wording is: the operation's that asks, or another's of the text."""

from __future__ import annotations

from collections.abc import Iterator

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import distance
from crackdown.loaders.extraction.text.wordings import Wording
from crackdown.loaders.extraction.what.candidates import Span, anchor_of
from crackdown.loaders.extraction.what.drafts import Draft


def owner_features(analysis: Analysis, draft: Draft, wording: Wording) -> Features:
    """Say whether a wording is nearer to the operation than to the text's others, and whose places stand around it."""
    mine, others = _places(draft)
    apart = min(distance(*place, *wording.span) for place in mine)
    other = min((distance(*place, *wording.span) for place in others), default=None)
    nearest = "alone" if other is None else "mine" if apart < other else "tie" if apart == other else "other"
    before, after = (_next(mine, others, wording, side) for side in (-1, 1))
    index = analysis.sentences.index
    there = index(wording.start)
    is_told = any(index(start) == there for start, _ in mine)
    return _owner(wording.how, nearest, before, after, index(mine[0][0]) == there, is_told)


@features
def _owner(how: str, nearest: str, before: str, after: str, is_here: bool, is_told: bool) -> Iterator[str]:
    yield f"own={nearest}"
    yield f"own={nearest},how={how}"
    yield f"own={nearest},here={is_here}"
    yield f"own={nearest},told={is_told}"
    yield f"between={before},{after}"
    yield f"between={before},{after},here={is_here}"
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


def _next(mine: list[Span], others: list[Span], wording: Wording, side: int) -> str:
    """Tell whose place is the next one before a wording (-1) or after it (1): the operation's or another's."""
    own, other = (
        min((apart for start, _ in places if (apart := (start - wording.start) * side) >= 0), default=None)
        for places in (mine, others)
    )
    if own is None:
        return "none" if other is None else "other"
    return "mine" if other is None or own <= other else "other"
