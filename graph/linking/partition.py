"""Parting a network into communities: Louvain's method, or Leiden's where it is installed.

Both look for groups with more weight inside than chance would give (modularity). Leiden's (Traag, Waltman and van Eck
2019, https://doi.org/10.1038/s41598-019-41695-z) leaves no group that does not hang together, which Louvain's may, and
is faster; networkx has only an interface to it, so it comes from graspologic-native (MIT).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, Literal, get_args

import networkx as nx

from crackdown.errors import InputError
from crackdown.graph.linking.backends import dispatch
from crackdown.graph.linking.projections import NetworkxGraph

Method = Literal["louvain", "leiden"]
_SEED: Final = 0  # nodes are visited by chance: with the same one, the same communities


def part(graph: NetworkxGraph, method: Method, *, backend: str | None = None) -> list[set[str]]:
    """Part the nodes of a network whose edges have a `weight`; each node is in one part.

    Args:
        graph: the network.
        method: "louvain" or "leiden".
        backend: a networkx backend, for Louvain's.

    Raises:
        InputError: there is no such method or backend, or what it takes is not installed.
    """
    if method not in get_args(Method):
        raise InputError(f"there is no method {method!r} for communities; there are {', '.join(get_args(Method))}")
    if not graph:
        return []
    if method == "leiden":
        return _by_leiden(graph, backend)
    return list(dispatch(nx.community.louvain_communities, graph, backend=backend, weight="weight", seed=_SEED))


def _by_leiden(graph: NetworkxGraph, backend: str | None) -> list[set[str]]:
    if backend is not None:
        raise InputError("Leiden's method is graspologic-native's own and takes no networkx backend; leave it out")
    try:
        from graspologic_native import leiden
    except ImportError as error:
        raise InputError("Leiden's method takes graspologic-native: pip install graspologic-native") from error
    weights: Iterable[tuple[str, str, float]] = graph.edges(data="weight")
    edges = sorted((min(one, other), max(one, other), float(weight)) for one, other, weight in weights)
    _, found = leiden(edges=edges, seed=_SEED)
    parts: defaultdict[int, set[str]] = defaultdict(set)
    for id_, number in found.items():
        parts[number].add(id_)
    alone = ({id_} for id_ in graph if id_ not in found)  # what no edge leads to is not handed over
    return [*parts.values(), *alone]
