"""Where along its line a relation's name is written, so that it covers neither a label nor another name."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from crackdown.graph.drawing.layout import Position
from crackdown.graph.export.labels import width_of_text
from crackdown.graph.export.scene_lines import Course, Line, course_of

SIZE: Final = 10.0
_MOST: Final = 40  # more names than this are clutter; every line tells its own on hovering
_ALONG: Final = (0.5, 0.36, 0.64)  # where on its line a name may stand, best first
_STEP: Final = 8.0
_CLEAR: Final = 11.0


@dataclass(frozen=True, slots=True)
class Box:
    """What a mark or its label covers."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Position) -> bool:
        """Tell whether a point is within it, or next to it."""
        x, y = point
        return self.left - 5 < x < self.right + 5 and self.top - 5 < y < self.bottom + 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name at its place: `turn` in degrees."""

    text: str
    x: float
    y: float
    turn: float
    width: float


def names_of(lines: list[Line], taken: Iterable[Box]) -> Iterator[Name]:
    """Iterate over the names that have room; the thickest lines choose first."""
    if len(lines) > _MOST:
        return
    boxes = list(taken)
    written: list[Position] = []
    for line in sorted(lines, key=lambda line: -line.width):
        course, width = course_of(line), width_of_text(line.label, SIZE)
        if course is None or course.length < width + 24:
            continue
        for place in (course.at(along) for along in _ALONG):
            points = list(_covered(place, course, width))
            if not any(box.holds(point) for box in boxes for point in points) and _is_clear(points, written):
                written += points
                yield Name(line.label, *place, course.turn, width)
                break


def _covered(place: Position, course: Course, width: float) -> Iterator[Position]:
    """Iterate over points along a name."""
    turn = math.radians(course.turn)
    count = max(1, round(width / 2 / _STEP))
    for at in range(-count, count + 1):
        away = width / 2 * at / count
        yield place[0] + math.cos(turn) * away, place[1] + math.sin(turn) * away


def _is_clear(points: list[Position], written: list[Position]) -> bool:
    return all(math.dist(one, other) > _CLEAR for one in points for other in written)
