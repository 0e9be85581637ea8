"""Where to put the nodes of a network that has no middle: each part of it by itself, drawn together along its lines.

Lines pull, nodes push each other away, and every step is smaller than the last (Fruchterman and Reingold, 1991). It
begins on rings and uses no chance, so that the same network is always drawn alike.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from crackdown.graph.drawing.layout import Position, rings
from crackdown.graph.linking.network import Edge
from crackdown.graph.linking.things import Node

_LENGTH: Final = 170.0  # of a line at rest: room for a label of some twenty letters
_GAP: Final = 190.0
_PAIRS: Final = 2_000_000  # of nodes that are looked at in all: about a second
_MOST_STEPS: Final = 150


def scatter(nodes: Mapping[str, Node], edges: Collection[Edge]) -> dict[str, Position]:
    """Place every node; the largest part first, the others beside and below it."""
    beside: dict[str, set[str]] = {id_: set() for id_ in nodes}
    for edge in edges:
        if edge.source != edge.target:
            beside[edge.source].add(edge.target)
            beside[edge.target].add(edge.source)
    parts = sorted(_parts(beside), key=lambda part: (-len(part), part[0]))
    return _side_by_side([_placed(part, nodes, edges, beside) for part in parts])


def _parts(beside: Mapping[str, set[str]]) -> list[list[str]]:
    found, seen = [], set[str]()
    for start in sorted(beside):
        if start in seen:
            continue
        part, agenda = {start}, [start]
        while agenda:
            new = beside[agenda.pop()] - part
            part |= new
            agenda += new
        seen |= part
        found.append(sorted(part))
    return found


def _placed(
    part: Sequence[str], nodes: Mapping[str, Node], edges: Collection[Edge], beside: Mapping[str, set[str]]
) -> dict[str, Position]:
    if len(part) == 1:
        return {part[0]: (0.0, 0.0)}
    center = max(part, key=lambda id_: (len(beside[id_]), id_))
    within = {id_: nodes[id_] for id_ in part}
    placed = rings(center, within, [edge for edge in edges if edge.source in within])
    return _relaxed(placed, beside)


def _relaxed(start: Mapping[str, Position], beside: Mapping[str, set[str]]) -> dict[str, Position]:
    ids = sorted(start)
    at = {id_: list(start[id_]) for id_ in ids}
    steps = min(_MOST_STEPS, max(10, _PAIRS // max(1, len(ids) * len(ids) // 2)))
    for step in range(steps):
        most = _LENGTH * (1 - step / steps)
        for id_, (x, y) in _pushes(ids, at, beside).items():
            far = math.hypot(x, y) or 1.0
            at[id_][0] += x / far * min(far, most)
            at[id_][1] += y / far * min(far, most)
    return {id_: (round(x, 1), round(y, 1)) for id_, (x, y) in at.items()}


def _pushes(
    ids: Sequence[str], at: Mapping[str, Sequence[float]], beside: Mapping[str, set[str]]
) -> dict[str, list[float]]:
    moves = {id_: [0.0, 0.0] for id_ in ids}
    for position, one in enumerate(ids):
        here, move, near = at[one], moves[one], beside[one]
        for other in ids[position + 1 :]:
            x, y = here[0] - at[other][0], here[1] - at[other][1]
            far = math.hypot(x, y) or 1.0
            push = _LENGTH * _LENGTH / far - (far * far / _LENGTH if other in near else 0.0)
            x, y = x / far * push, y / far * push
            move[0] += x
            move[1] += y
            moves[other][0] -= x
            moves[other][1] -= y
    return moves


def _side_by_side(parts: Sequence[Mapping[str, Position]]) -> dict[str, Position]:
    """Put the parts into rows about as wide as the whole is high."""
    boxes = [_box(part) for part in parts]
    area = sum((right - left + _GAP) * (bottom - top + _GAP) for left, top, right, bottom in boxes)
    widest = max(1.25 * math.sqrt(area), *(right - left for left, _, right, _ in boxes)) if boxes else 0.0
    placed: dict[str, Position] = {}
    x = y = height = 0.0
    for part, (left, top, right, bottom) in zip(parts, boxes, strict=True):
        if x and x + right - left > widest:
            x, y, height = 0.0, y + height + _GAP, 0.0
        placed.update({id_: (round(x + px - left, 1), round(y + py - top, 1)) for id_, (px, py) in part.items()})
        x, height = x + right - left + _GAP, max(height, bottom - top)
    return placed


def _box(part: Mapping[str, Position]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in part.values()], [y for _, y in part.values()]
    return min(xs), min(ys), max(xs), max(ys)
