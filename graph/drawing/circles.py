"""Circles side by side, as close as they go and none over another: places for an overview, in one pass.

Each circle is put where it touches two that stand and is nearest to the middle (Wang and others, "Visualization of
large hierarchical data by circle packing", 2006), as d3-hierarchy does it too. Lengths have no unit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

Place = tuple[float, float]

_GOLDEN: Final = math.pi * (3 - math.sqrt(5))
_HAIR: Final = 1e-6  # by which two that touch may overlap


class _Standing:
    """A circle in its place, between its neighbours on the rim."""

    __slots__ = ("after", "before", "r", "x", "y")

    def __init__(self, x: float, y: float, r: float) -> None:
        self.x, self.y, self.r = x, y, r
        self.after = self.before = self

    def far(self) -> float:
        """How far from the middle the gap between this circle and the next is, squared."""
        next_ = self.after
        both = self.r + next_.r
        x, y = (self.x * next_.r + next_.x * self.r) / both, (self.y * next_.r + next_.y * self.r) / both
        return x * x + y * y

    def meets(self, other: _Standing) -> bool:
        """Tell whether two circles overlap."""
        apart = self.r + other.r - _HAIR
        return apart > 0 and apart * apart > (self.x - other.x) ** 2 + (self.y - other.y) ** 2


def pack(radii: Sequence[float]) -> list[Place]:
    """Return a place for each circle, in the order given: the first stand in the middle, the rest round them.

    >>> pack([1.0, 1.0])
    [(-1.0, 0.0), (1.0, 0.0)]
    """
    if len(radii) < 2:
        return [(0.0, 0.0)] * len(radii)
    first, second = _Standing(-radii[1], 0.0, radii[0]), _Standing(radii[0], 0.0, radii[1])
    placed = [first, second]
    if len(radii) > 2:
        third = _beside(second, first, radii[2])
        placed.append(third)
        _ring(first, second, third)
        rim = first
        for radius in radii[3:]:
            rim, new = _put(rim, radius)
            placed.append(new)
    return [(one.x, one.y) for one in placed]


def spiral(count: int, apart: float, inner: float = 0.0) -> Iterator[Place]:
    """Yield places round a middle, evenly spread however many, the first ones innermost.

    Args:
        count: how many.
        apart: about how far neighbours are from each other.
        inner: the radius of what stands in the middle.
    """
    start = (inner / apart) ** 2 * math.pi
    for number in range(count):
        radius = apart * math.sqrt((start + number + 0.5) / math.pi)
        yield radius * math.cos(number * _GOLDEN), radius * math.sin(number * _GOLDEN)


def radius_of_spiral(count: int, apart: float, inner: float = 0.0) -> float:
    """Return the radius of a circle that holds a spiral of so many places."""
    return apart * (math.sqrt(((inner / apart) ** 2 * math.pi + count) / math.pi) + 0.5) if count else inner


def _ring(*circles: _Standing) -> None:
    for one, next_ in zip(circles, (*circles[1:], circles[0]), strict=True):
        one.after, next_.before = next_, one


def _put(rim: _Standing, radius: float) -> tuple[_Standing, _Standing]:
    """Put one more on the rim; return the place of the rim that is then nearest to the middle, and the circle."""
    one, next_ = rim, rim.after
    while True:
        new = _beside(one, next_, radius)
        in_the_way = _first_met(one, next_, new)
        if in_the_way is None:
            break
        is_after, circle = in_the_way
        if is_after:
            next_ = circle
        else:
            one = circle
        one.after, next_.before = next_, one
    new.before, new.after = one, next_
    one.after = next_.before = new
    best, nearest, walk = new, new.far(), new.after
    while walk is not new:
        if (far := walk.far()) < nearest:
            best, nearest = walk, far
        walk = walk.after
    return best, new


def _first_met(one: _Standing, next_: _Standing, new: _Standing) -> tuple[bool, _Standing] | None:
    """Return what a new circle overlaps on the rim, looking both ways at once, and whether it lies after it."""
    after, before = next_.after, one.before
    length_after, length_before = next_.r, one.r
    while True:
        if length_after <= length_before:
            if after.meets(new):
                return True, after
            length_after += after.r
            after = after.after
        else:
            if before.meets(new):
                return False, before
            length_before += before.r
            before = before.before
        if after is before.after:
            return None


def _beside(one: _Standing, other: _Standing, radius: float) -> _Standing:
    """Return a circle that touches two others, on the outer side of the way from the one to the other."""
    dx, dy = one.x - other.x, one.y - other.y
    squared = dx * dx + dy * dy
    if squared == 0:
        return _Standing(other.x + radius, other.y, radius)
    to_other, to_one = (other.r + radius) ** 2, (one.r + radius) ** 2
    if to_other > to_one:
        along = (squared + to_one - to_other) / (2 * squared)
        across = math.sqrt(max(0.0, to_one / squared - along * along))
        return _Standing(one.x - along * dx - across * dy, one.y - along * dy + across * dx, radius)
    along = (squared + to_other - to_one) / (2 * squared)
    across = math.sqrt(max(0.0, to_other / squared - along * along))
    return _Standing(other.x + along * dx - across * dy, other.y + along * dy + across * dx, radius)
