"""Where to put the nodes of a small network: rings round the thing in the middle, in the order of what they hang on.

The positions are the same in every run and need no simulation in the browser. Of a hub with hundreds of neighbours the
rings fill up one after another, so that labels have room.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from crackdown.graph.linking.network import Edge
from crackdown.graph.linking.things import Node

_FIRST_RADIUS: Final = 260.0
_RING_GAP: Final = 170.0
_ROOM: Final = 150.0  # along the ring, for a node and its label of some twenty letters
_LETTERS: Final = 14.0, 26.0  # the smallest and the largest, in the units of positions
_TYPE_ORDER: Final = ("operation", "official", "agency", "airport", "place", "country", "post", "announcement")

Position = tuple[float, float]


def rings(center: str, nodes: Mapping[str, Node], edges: Collection[Edge]) -> dict[str, Position]:
    """Place every node: the center at the origin, the others on rings by their distance from it in steps."""
    parents = _walk(center, edges)
    order: dict[str, tuple[float, int, str]] = {}
    positions: dict[str, Position] = {center: (0.0, 0.0)}
    radius = _FIRST_RADIUS
    for step in _steps(center, nodes, parents):
        for id_ in step:
            hung_on = positions.get(parents.get(id_, center), (0.0, 0.0))
            angle = math.atan2(hung_on[1], hung_on[0]) if parents.get(id_, center) != center else 0.0
            order[id_] = (angle, _turn_of(nodes[id_].type), nodes[id_].from_ or nodes[id_].label)
        for ring in _fill(sorted(step, key=order.__getitem__), radius):
            positions.update(_around(ring, radius))
            radius += _RING_GAP
    return positions


def letter_size(positions: Collection[Position]) -> float:
    """Return how large letters are to be so that they can be read where the whole is some 900 pixels wide."""
    if not positions:
        return _LETTERS[0]
    xs, ys = [x for x, _ in positions], [y for _, y in positions]
    span = max((max(xs) - min(xs)) / 1.3, max(ys) - min(ys))
    return round(min(_LETTERS[1], max(_LETTERS[0], _LETTERS[0] * span / 900)), 1)


def _turn_of(type_: str) -> int:
    return _TYPE_ORDER.index(type_) if type_ in _TYPE_ORDER else len(_TYPE_ORDER)


def _walk(center: str, edges: Iterable[Edge]) -> dict[str, str]:
    """Return for each node the one through which it is first reached."""
    beside: dict[str, list[str]] = {}
    for edge in edges:
        beside.setdefault(edge.source, []).append(edge.target)
        beside.setdefault(edge.target, []).append(edge.source)
    parents, waiting = {center: center}, deque([center])
    while waiting:
        here = waiting.popleft()
        for other in sorted(beside.get(here, ())):
            if other not in parents:
                parents[other] = here
                waiting.append(other)
    return parents


def _steps(center: str, nodes: Iterable[str], parents: Mapping[str, str]) -> list[list[str]]:
    by_step: dict[int, list[str]] = {}
    for id_ in nodes:
        step, here = 0, id_
        while here != center and here in parents:
            step, here = step + 1, parents[here]
        if id_ != center:
            by_step.setdefault(step, []).append(id_)
    return [by_step[step] for step in sorted(by_step)]


def _fill(ids: list[str], radius: float) -> Iterator[list[str]]:
    """Deal nodes out to rings, each with as many as its circumference has room for; the first has the given radius."""
    rest = ids
    while rest:
        room = int(2 * math.pi * radius / _ROOM)
        yield rest[:room]
        rest, radius = rest[room:], radius + _RING_GAP


def _around(ids: list[str], radius: float) -> dict[str, Position]:
    turn = 2 * math.pi / max(len(ids), 3)
    return {
        id_: (round(radius * math.cos(at * turn), 1), round(radius * math.sin(at * turn), 1))
        for at, id_ in enumerate(ids)
    }
