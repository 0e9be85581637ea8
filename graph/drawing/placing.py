"""Where to put the things of a large scene, worked out by force here, since a browser would stand still for seconds.

Each connected part is laid out alone and the parts are packed side by side: a pair that hangs on nothing would
otherwise fly off and leave the rest a dot. What stands already keeps its place. rustworkx is used here and nowhere
else.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import rustworkx as rx

Position = tuple[float, float]

_APART: Final = 120.0  # between neighbours, on the whole: names keep their size on the screen and need no room here
_ROUNDS: Final = 150
_GAP: Final = 200.0
_STILL: Final = 7  # the seed: the same scene is always laid out alike


def place(
    ids: Sequence[str], links: Iterable[tuple[str, str]], fixed: Mapping[str, Position] | None = None
) -> dict[str, Position]:
    """Place every id; those in `fixed` stay where they are, and the others find places round them."""
    graph: rx.PyGraph[str, None] = rx.PyGraph(multigraph=False)
    at = dict(zip(ids, graph.add_nodes_from(ids), strict=True))
    graph.add_edges_from_no_data([(at[one], at[other]) for one, other in links if one != other])
    standing = {at[id_]: where for id_, where in (fixed or {}).items() if id_ in at}
    places = _beside(graph, standing) if standing else _anew(graph)
    return {graph[node]: (round(x, 1), round(y, 1)) for node, (x, y) in places.items()}


def _anew(graph: rx.PyGraph[str, None]) -> dict[int, Position]:
    parts = sorted(rx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return _pack([_part(graph, part) for part in parts])


def _part(graph: rx.PyGraph[str, None], part: Collection[int]) -> dict[int, Position]:
    nodes = sorted(part)
    alone = graph.subgraph(nodes)
    # A square whose area grows with what stands in it; the scale is half its side.
    half = round(_APART * math.sqrt(len(nodes)) / 2)
    found = rx.spring_layout(alone, num_iter=_ROUNDS, seed=_STILL, scale=half)
    return {node: (float(found[index][0]), float(found[index][1])) for index, node in enumerate(nodes)}


def _pack(parts: Sequence[Mapping[int, Position]]) -> dict[int, Position]:
    """Put the largest in the middle and the rest in rows below it, none wider than the largest or than all squared."""
    places: dict[int, Position] = {}
    sizes = [_size(part) for part in parts]
    widest = max([size[0] for size in sizes] + [math.sqrt(sum((w + _GAP) * (h + _GAP) for w, h in sizes))], default=0)
    x = y = row = 0.0
    for part, (width, height) in zip(parts, sizes, strict=True):
        if x > 0 and x + width > widest:
            x, y, row = 0.0, y + row + _GAP, 0.0
        left, top = (min(point[axis] for point in part.values()) for axis in (0, 1))
        places.update({node: (px - left + x, py - top + y) for node, (px, py) in part.items()})
        x, row = x + width + _GAP, max(row, height)
    return places


def _size(part: Mapping[int, Position]) -> tuple[float, float]:
    xs, ys = zip(*part.values(), strict=True)
    return max(xs) - min(xs), max(ys) - min(ys)


def _beside(graph: rx.PyGraph[str, None], standing: Mapping[int, Position]) -> dict[int, Position]:
    """Let the new find places among what stands, which does not move."""
    start = {node: list(standing.get(node) or _near(graph, node, standing)) for node in graph.node_indices()}
    # In the layout's own measure, in which linked things lie about 1/√n apart.
    unit = _APART * math.sqrt(len(start))
    pos = {node: (x / unit, y / unit) for node, (x, y) in start.items()}
    found = rx.spring_layout(graph, pos=pos, fixed=set(standing), num_iter=_ROUNDS, seed=_STILL)
    return {node: standing.get(node) or (float(found[node][0]) * unit, float(found[node][1]) * unit) for node in start}


def _near(graph: rx.PyGraph[str, None], node: int, standing: Mapping[int, Position]) -> Position:
    """Begin beside what a new thing is linked to, each in a direction of its own; else below everything."""
    around = [standing[other] for other in graph.neighbors(node) if other in standing]
    angle = node * 2.39996  # the golden angle spreads any number of them evenly
    if around:
        x, y = (sum(point[axis] for point in around) / len(around) for axis in (0, 1))
    else:
        x = sum(point[0] for point in standing.values()) / len(standing)
        y = max(point[1] for point in standing.values()) + 2 * _GAP
    return x + math.cos(angle) * _APART, y + math.sin(angle) * _APART
