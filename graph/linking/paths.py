"""How two things are connected: all shortest paths between them, by anything or by operations alone.

Both ends are walked from at once, a whole step at a time, so that each node that is met half-way lies on a shortest
path; then the ways to it are counted, and the best told ones returned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final, Literal

from crackdown.graph.linking.network import Edge, Network

Through = Literal["anything", "operations"]

# A path through one of these says little: half the world is in the same country, an announcement lists many things.
NEVER_BETWEEN: Final = frozenset({"country", "announcement", "post"})
# Who takes part. Two operations that left from one airport need have nothing to do with each other.
_PART_TAKERS: Final = frozenset({"operation", "agency", "official"})
_MOST_COMPARED = 500  # of all the shortest paths, so that a question about two hubs ends

_Steps = Mapping[str, Collection[str]]  # from each node to those one step nearer to where the walk began


@dataclass(frozen=True, slots=True)
class Paths:
    """Some of the shortest paths between two things, the best told first; `total` counts all of that length."""

    paths: tuple[tuple[str, ...], ...]
    total: int


def find_paths(network: Network, one: str, other: str, *, through: Through = "anything", limit: int = 5) -> Paths:
    """Find the shortest paths between two things; none where all lead through what says little.

    Args:
        network: where to look.
        one: an end, by its id or IRI.
        other: the other end.
        through: "operations" takes only steps that an operation has an end in, between those who take part in it:
            never the chain of command, a shared place or a shared airport.
        limit: the most paths to return.

    Raises:
        NotFound: there is no such thing.
    """
    start, end = network.node(one).id, network.node(other).id
    if start == end:
        return Paths(((start,),), 1)
    beside = _walker(network, {start, end}, through)
    walks = _Walk(start), _Walk(end)
    while not (met := walks[0].front.keys() & walks[1].front.keys()):
        walk = min(walks, key=lambda walk: len(walk.front))
        if not walk.front:
            return Paths((), 0)
        walk.step(beside)
    total = sum(walks[0].front[node] * walks[1].front[node] for node in met)
    compared = islice(_along(sorted(met), walks[0].back, walks[1].back), _MOST_COMPARED)
    best = sorted(compared, key=lambda path: (*_untold(network, path), path))
    return Paths(tuple(best[:limit]), total)


def edges_along(network: Network, path: tuple[str, ...]) -> list[Edge]:
    """Return every edge between two neighbours of a path, step by step."""
    return [edge for step in pairwise(path) for edge in sorted(network.edges_among(step), key=lambda edge: edge.id)]


class _Walk:
    """All shortest ways from one end: how many lead to each node of the outermost step, and whence they come."""

    def __init__(self, start: str) -> None:
        self.front: dict[str, int] = {start: 1}
        self.back: dict[str, list[str]] = {start: []}

    def step(self, beside: Callable[[str], Iterator[str]]) -> None:
        reached: defaultdict[str, int] = defaultdict(int)
        back: defaultdict[str, list[str]] = defaultdict(list)
        for node, ways in self.front.items():
            for next_ in dict.fromkeys(beside(node)):
                if next_ not in self.back:
                    reached[next_] += ways
                    back[next_].append(node)
        self.front = reached
        self.back.update(back)


def _walker(network: Network, ends: Collection[str], through: Through) -> Callable[[str], Iterator[str]]:
    type_of = network.type_of

    def beside(id_: str) -> Iterator[str]:
        for link in network.links_of(id_):
            other = link.other(id_)
            if through == "operations":
                if "operation" not in (type_of(id_), type_of(other)):
                    continue
                if other not in ends and type_of(other) not in _PART_TAKERS:
                    continue
            if other in ends or type_of(other) not in NEVER_BETWEEN:
                yield other

    return beside


def _along(met: list[str], to_start: _Steps, to_end: _Steps) -> Iterator[tuple[str, ...]]:
    for node in met:
        for first in _ways(node, to_start):
            for last in _ways(node, to_end):
                yield (*reversed(first), *last[1:])


def _ways(node: str, back: _Steps) -> Iterator[tuple[str, ...]]:
    if not back[node]:
        yield (node,)
    for before in sorted(back[node]):
        for way in _ways(before, back):
            yield (node, *way)


def _untold(network: Network, path: tuple[str, ...]) -> tuple[int, int]:
    """Order paths: first those whose weakest step has the most origins, then those with the most in all."""
    steps = [max(edge.origins for edge in network.edges_among(step)) for step in pairwise(path)]
    return -min(steps), -sum(steps)
