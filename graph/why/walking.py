"""The triples that a path leads through from one node to another; of a repetition the shortest way."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Protocol

from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.why.pattern import Alternative, Inverse, Negated, Path, Repeated, Sequence

Way = tuple[Fact[Node], ...]


class Facts(Protocol):
    """Triples that can be looked up by any part; None matches everything."""

    def match(self, subject: Node | None, predicate: Node | None, object_: Node | None) -> Iterable[Fact[Node]]:
        """Iterate over the triples that fit."""


class Walker:
    """Walks over the triples of one graph."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def way(self, path: Path, start: Node, end: Node) -> Way | None:  # noqa: PLR0911 - one return a kind of path
        """Return the triples of a way from start to end, none for a path of length zero; None where there is none.

        Where alternatives hold side by side, all of them count.
        """
        match path:
            case Inverse(inner):
                return self.way(inner, end, start)
            case Alternative(paths):
                ways = [way for one in paths if (way := self.way(one, start, end)) is not None]
                return tuple(fact for way in ways for fact in way) if ways else None
            case Negated(properties):
                return tuple(fact for fact in self._facts.match(start, None, end) if fact[1] not in properties) or None
            case Sequence(first, rest):
                for middle, before in self._from(first, start):
                    after = self.way(rest, middle, end)
                    if after is not None:
                        return before + after
                return None
            case Repeated():
                return next((way for reached, way in self._from(path, start) if reached == end), None)
            case _:
                return next(((fact,) for fact in self._facts.match(start, path, end)), None)

    def _from(self, path: Path, start: Node) -> Iterator[tuple[Node, Way]]:  # noqa: C901 - one case a kind of path
        """Yield the nodes that a path leads to, each with a way."""
        match path:
            case Inverse(inner):
                yield from self._back(inner, start)
            case Alternative(paths):
                for one in paths:
                    yield from self._from(one, start)
            case Sequence(first, rest):
                for middle, before in self._from(first, start):
                    for end, after in self._from(rest, middle):
                        yield end, before + after
            case Repeated(inner, sign):
                yield from self._repeat(inner, sign, start)
            case Negated(properties):
                for fact in self._facts.match(start, None, None):
                    if fact[1] not in properties:
                        yield fact[2], (fact,)
            case _:
                for fact in self._facts.match(start, path, None):
                    yield fact[2], (fact,)

    def _back(self, path: Path, end: Node) -> Iterator[tuple[Node, Way]]:  # noqa: C901 - one case a kind of path
        """Yield the nodes from which a path leads to a node."""
        match path:
            case Inverse(inner):
                yield from self._from(inner, end)
            case Alternative(paths):
                for one in paths:
                    yield from self._back(one, end)
            case Sequence(first, rest):
                for middle, after in self._back(rest, end):
                    for start, before in self._back(first, middle):
                        yield start, before + after
            case Repeated(inner, sign):
                yield from self._repeat(Inverse(inner), sign, end)
            case Negated(properties):
                for fact in self._facts.match(None, None, end):
                    if fact[1] not in properties:
                        yield fact[0], (fact,)
            case _:
                for fact in self._facts.match(None, path, end):
                    yield fact[0], (fact,)

    def _repeat(self, path: Path, sign: str, start: Node) -> Iterator[tuple[Node, Way]]:
        if sign != "+":
            yield start, ()
        if sign == "?":
            yield from self._from(path, start)
            return
        queue: deque[tuple[Node, Way]] = deque([(start, ())])
        seen: set[Node] = set() if sign == "+" else {start}
        while queue:
            reached, way = queue.popleft()
            for end, step in self._from(path, reached):
                if end not in seen:
                    seen.add(end)
                    yield end, way + step
                    queue.append((end, way + step))
