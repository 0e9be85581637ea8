"""Where the things of a scene stand: as they were drawn, round their stack, or where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from crackdown.graph.drawing.layout import Position, rings
from crackdown.graph.export.scene import Drawn, Scene
from crackdown.graph.export.scene_look import size_of, size_of_stack
from crackdown.graph.linking.things import Node

_GOLDEN: Final = 2.39996  # the angle that spreads any number of things evenly
_APART: Final = 150.0  # for a thing and its label


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a picture: a thing, or a stack of several; `lines` are its label as the explorer breaks it."""

    id: str
    x: float
    y: float
    size: float
    type: str
    lines: tuple[str, ...]
    members: tuple[Node, ...]

    @property
    def is_stack(self) -> bool:
        """Whether it stands for several things."""
        return len(self.members) > 1


class Places:
    """Where everything stands."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @cached_property
    def marks(self) -> list[Mark]:
        """What a picture shows, each thing of the scene once."""
        drawn: dict[str, Mark] = {}
        done: set[str] = set()
        for one in self._scene.wanted.drawn:
            members = [id_ for id_ in one.members or (one.id,) if id_ not in done]
            if members and one.id not in drawn:
                done.update(members)
                drawn[one.id] = self._mark(one, members)
        rest = [id_ for id_ in self._scene.nodes if id_ not in done]
        for id_, (x, y) in self._found(rest, list(drawn.values())):
            drawn[id_] = self._mark(Drawn(id_, x, y), [id_])
        return list(drawn.values())

    @cached_property
    def of_things(self) -> dict[str, Position]:
        """Where each thing stands alone; the members of a stack stand round its middle."""
        return {id_: place for mark in self.marks for id_, place in _spread(mark)}

    def _mark(self, drawn: Drawn, members: list[str]) -> Mark:
        nodes = tuple(self._scene.nodes[id_] for id_ in members)
        size = size_of_stack(len(nodes)) if len(nodes) > 1 else size_of(nodes[0])
        return Mark(drawn.id, drawn.x, drawn.y, size, nodes[0].type, drawn.lines, nodes)

    def _found(self, ids: list[str], marks: list[Mark]) -> Iterator[tuple[str, Position]]:
        """Find places: rings round the best connected thing or, beside what is drawn, rows below it."""
        if not ids:
            return
        if not marks:
            center = max(ids, key=lambda id_: (self._scene.nodes[id_].degree, id_))
            yield from rings(center, self._scene.nodes, self._scene.edges).items()
            return
        left, top = min(mark.x for mark in marks), max(mark.y for mark in marks) + _APART
        in_a_row = max(4, math.isqrt(len(ids)) * 2)
        for at, id_ in enumerate(ids):
            yield id_, (left + at % in_a_row * _APART, top + at // in_a_row * _APART)


def _spread(mark: Mark) -> Iterator[tuple[str, Position]]:
    if not mark.is_stack:
        yield mark.members[0].id, (mark.x, mark.y)
        return
    for at, node in enumerate(mark.members):
        radius = 30 * math.sqrt(at + 0.5)
        x, y = mark.x + radius * math.cos(at * _GOLDEN), mark.y + radius * math.sin(at * _GOLDEN)
        yield node.id, (round(x, 1), round(y, 1))
