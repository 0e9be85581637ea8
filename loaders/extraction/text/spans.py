"""Spans of a text in its order, for whoever asks again and again how near they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

Span = tuple[int, int]


class Spans:
    """Some spans of one text, found by where they stand.

    >>> spans = Spans([(30, 34), (3, 9), (5, 20)])
    >>> spans.apart(22, 28), spans.apart(8, 12), Spans([]).apart(8, 12)
    (2, 0, None)
    >>> spans.begin_between(3, 30), spans.next_start(6), spans.next_start(31)
    (1, 30, None)
    >>> spans.cover(6, 8), spans.cover(3, 9), spans.cover(30, 34)
    (True, False, False)
    """

    __slots__ = ("_ends", "starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))  # how far they reach up to each of them

    def apart(self, start: int, end: int) -> int | None:
        """Give the characters between a span and the nearest of these, 0 where they touch or overlap, None for none."""
        starts = self.starts
        following = bisect_right(starts, end)
        after = starts[following] - end if following < len(starts) else None
        if not following:
            return after
        before = start - self._ends[following - 1]
        if before <= 0:
            return 0
        return before if after is None or before < after else after

    def begin_between(self, low: int, high: int) -> int:
        """Count those that begin after one character and before another."""
        begun = bisect_left(self.starts, high) - bisect_right(self.starts, low)
        return begun if begun > 0 else 0

    def next_start(self, low: int) -> int | None:
        """Give where the first of them begins that does so at a character or after it."""
        following = bisect_left(self.starts, low)
        return self.starts[following] if following < len(self.starts) else None

    def cover(self, start: int, end: int) -> bool:
        """Tell whether a longer one of these holds a span."""
        earlier, up_to = bisect_left(self.starts, start), bisect_right(self.starts, start)
        return (earlier > 0 and self._ends[earlier - 1] >= end) or (up_to > 0 and self._ends[up_to - 1] > end)
