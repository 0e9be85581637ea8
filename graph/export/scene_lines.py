"""The lines of a picture: each link of the scene once, those at a stack put together, those side by side bent apart."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from crackdown.graph.drawing.layout import Position
from crackdown.graph.export.scene_look import is_unsaid, width_of
from crackdown.graph.export.scene_places import Mark
from crackdown.graph.linking.network import Edge

_BEND: Final = 26.0  # between two lines that join the same two things
_HEAD: Final = 7.0  # an arrow's length


@dataclass(frozen=True, slots=True)
class Line:
    """One line between two marks; several links of one sort at a stack are one line."""

    source: Mark
    target: Mark
    edges: tuple[Edge, ...]
    bend: float

    @property
    def is_unsaid(self) -> bool:
        """Whether no announcement says any of it in words."""
        return all(is_unsaid(edge) for edge in self.edges)

    @property
    def width(self) -> float:
        """How thick it is drawn."""
        return round(width_of(sum(edge.origins for edge in self.edges)), 2)

    @property
    def label(self) -> str:
        """What it says, and how often."""
        times = f" × {len(self.edges)}" if len(self.edges) > 1 else ""
        return self.edges[0].label + times


def lines_of(marks: Sequence[Mark], edges: Sequence[Edge]) -> list[Line]:
    """Return the lines between marks; what stays within one stack is not drawn."""
    home = {node.id: mark for mark in marks for node in mark.members}
    gathered: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        source, target = home[edge.source], home[edge.target]
        if source.id != target.id:
            gathered[source.id, target.id, edge.relation].append(edge)
    beside: dict[tuple[str, ...], list[tuple[str, str, str]]] = defaultdict(list)
    for key in gathered:
        beside[tuple(sorted(key[:2]))].append(key)
    return [
        Line(home[told[0].source], home[told[0].target], tuple(told), _bend(beside[tuple(sorted(key[:2]))], key))
        for key, told in gathered.items()
    ]


def _bend(all_: list[tuple[str, str, str]], key: tuple[str, str, str]) -> float:
    """Return how far a line leans to the left of its way; lines that go back lean to the same side of the picture."""
    aside = (all_.index(key) - (len(all_) - 1) / 2) * _BEND
    return aside if key[0] <= key[1] else -aside


@dataclass(frozen=True, slots=True)
class Course:
    """Where a line runs: from, by, to, with the three corners of its arrow."""

    start: Position
    by: Position
    end: Position
    head: tuple[Position, Position, Position]

    @property
    def length(self) -> float:
        """How far it is from start to end."""
        return math.dist(self.start, self.end)

    def at(self, along: float) -> Position:
        """Return a point of the curve: 0 is its start, 1 its end."""
        one, two, three = (1 - along) ** 2, 2 * along * (1 - along), along**2
        (x1, y1), (x, y), (x2, y2) = self.start, self.by, self.end
        return _rounded((one * x1 + two * x + three * x2, one * y1 + two * y + three * y2))

    @property
    def turn(self) -> float:
        """In degrees, how a text along it is turned, never upside down."""
        (x1, y1), (x2, y2) = self.start, self.end
        turn = math.degrees(math.atan2(y2 - y1, x2 - x1))
        return round(turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn, 1)


def course_of(line: Line) -> Course | None:
    """Return a line's course between the outlines of its two marks; None where these touch."""
    (x1, y1), (x2, y2) = (line.source.x, line.source.y), (line.target.x, line.target.y)
    away = math.hypot(x2 - x1, y2 - y1)
    room = away - line.source.size / 2 - line.target.size / 2
    if room < _HEAD + 2:
        return None
    middle = (x1 + x2) / 2 + (y2 - y1) / away * line.bend, (y1 + y2) / 2 - (x2 - x1) / away * line.bend
    start = _towards((x1, y1), middle, line.source.size / 2 + 1)
    tip = _towards((x2, y2), middle, line.target.size / 2 + 2)
    end = _towards(tip, middle, _HEAD - 1)
    return Course(start, _rounded(middle), end, _head(tip, end, line.width))


def _towards(origin: Position, goal: Position, by: float) -> Position:
    away = math.hypot(goal[0] - origin[0], goal[1] - origin[1]) or 1.0
    return _rounded((origin[0] + (goal[0] - origin[0]) / away * by, origin[1] + (goal[1] - origin[1]) / away * by))


def _head(tip: Position, back: Position, width: float) -> tuple[Position, Position, Position]:
    away = math.hypot(tip[0] - back[0], tip[1] - back[1]) or 1.0
    along = (tip[0] - back[0]) / away, (tip[1] - back[1]) / away
    half = 2.6 + width * 0.7
    foot = tip[0] - along[0] * _HEAD, tip[1] - along[1] * _HEAD
    left = foot[0] - along[1] * half, foot[1] + along[0] * half
    right = foot[0] + along[1] * half, foot[1] - along[0] * half
    return tip, _rounded(left), _rounded(right)


def _rounded(point: Position) -> Position:
    return round(point[0], 1), round(point[1], 1)
