"""Mention: a stretch of the normalised text that a recogniser gave a meaning."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

_NEAR_BUCKETS = (15, 40, 80, 160)  # characters
_START = attrgetter("start")
_BUCKET_NAMES = (*map(str, _NEAR_BUCKETS), "far")


@dataclass(slots=True, unsafe_hash=True)  # never changed; a frozen one takes thrice as long to make
class Mention:
    """What a recogniser found: its type, its value and where it stands in the normalised text."""

    type: str
    value: str
    start: int
    end: int
    data: dict[str, Any] = field(default_factory=dict, compare=False, hash=False)

    def overlaps(self, other: Mention) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end


def longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Drop what overlaps a longer mention, or one as long that hides it; give the rest in the order of the text.

    >>> found = longest([Mention("kind", "a", 0, 4), Mention("kind", "b", 0, 9), Mention("kind", "c", 10, 12)])
    >>> [mention.value for mention in found]
    ['b', 'c']
    >>> [mention.value for mention in longest([Mention("kind", "a", 0, 4), Mention("kind", "", 0, 4)])]
    ['']
    """
    kept: list[Mention] = []
    together: list[Mention] = []  # each of which begins before the ones ahead of it have all ended
    end = -1
    for mention in sorted(mentions, key=_START):
        if mention.start < end:
            together.append(mention)
            end = max(end, mention.end)
        else:
            kept += together if len(together) < 2 else _longest(together)
            together = [mention]
            end = mention.end
    return kept + (together if len(together) < 2 else _longest(together))


def _longest(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start, m.value != "")):  # what hides goes first
        if not any(map(mention.overlaps, kept)):
            kept.append(mention)
    return sorted(kept, key=_START)


def bucket(distance: int) -> str:
    """Name a distance in characters coarsely, so that a model can learn from few texts.

    >>> bucket(10), bucket(100), bucket(1000)
    ('15', '160', 'far')
    """
    return _BUCKET_NAMES[bisect_left(_NEAR_BUCKETS, distance)]


def distance(start: int, end: int, other_start: int, other_end: int) -> int:
    """Give the characters between two spans; 0 where they touch or overlap."""
    if other_start > end:
        return other_start - end
    return start - other_end if start > other_end else 0
