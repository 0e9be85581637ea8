"""Whose a mention is: the operation's that asks, or another's of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.spans import Span, Spans
from crackdown.loaders.extraction.what.candidates import anchor_of
from crackdown.loaders.extraction.what.drafts import Draft


def owner_features(analysis: Analysis, draft: Draft, span: Span, how: str | None = None) -> Features:
    """Say whether a mention is nearer to the operation than to the text's others, and whose places stand around it.

    `how` is the way in which the mention states what it states, where there are several.
    """
    places = _places(analysis, draft)
    apart, other = places.mine.apart(*span), places.others.apart(*span)
    nearest = "alone" if other is None or apart is None else _nearest(apart, other)
    there = analysis.sentences.index(span[0])
    before = places.whose[bisect_right(places.starts, span[0])]
    after = places.whose[bisect_left(places.starts, span[0]) + 1]
    return _owner(how, nearest, before, after, places.here == there, there in places.told)


def _nearest(apart: int, other: int) -> str:
    return "mine" if apart < other else "tie" if apart == other else "other"


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


class _Places(NamedTuple):
    """Where a text states an operation, and where it states the others."""

    mine: Spans
    others: Spans
    starts: list[int]  # of all of them in the order of the text, each once
    whose: list[str]  # before the first of them, from each of them on, and behind the last: mine, other, none
    here: int  # the sentence of the operation's anchor
    told: set[int]  # every sentence that states it


def _places(analysis: Analysis, draft: Draft) -> _Places:
    if _places not in draft.remembered:
        index, mine = analysis.sentences.index, _stated_at(draft)
        others = {place for other in draft.rest for place in _stated_at(other)}.difference(mine)
        told = {index(start) for start, _ in mine}
        starts, whose = whose_places(mine, others)
        draft.remembered[_places] = _Places(Spans(mine), Spans(others), starts, whose, index(mine[0][0]), told)
    found: _Places = draft.remembered[_places]
    return found


def whose_places(mine: Iterable[Span], others: Iterable[Span]) -> tuple[list[int], list[str]]:
    """Give where places begin, and whose they are: see `_Places`; where both begin, it is the operation's own."""
    begins = dict.fromkeys((start for start, _ in others), "other") | dict.fromkeys((at for at, _ in mine), "mine")
    starts = sorted(begins)
    return starts, ["none", *map(begins.__getitem__, starts), "none"]


def _stated_at(draft: Draft) -> list[Span]:
    return [(count.start, count.noun_end) for count in draft.counts] or [anchor_of(draft)]
