"""What is drawn: some things and the lines between them, chosen round one thing or handed in, without how it looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from crackdown.graph.linking.neighbourhood import in_order, neighbourhood
from crackdown.graph.linking.network import Edge, Network
from crackdown.graph.linking.paths import NEVER_BETWEEN
from crackdown.graph.linking.things import Node
from crackdown.graph.showing.claimed import Evidence

MOST_NODES: Final = 300  # more cannot be told apart, and a phone cannot draw them
_FEW: Final = 12  # round a thing with fewer neighbours theirs are drawn too


@dataclass(frozen=True, slots=True)
class Scene:
    """Nodes by id, the edges among them, and how many nodes were left out.

    Attributes:
        center: what all is drawn round; None where nothing is.
        nodes: by id.
        edges: among them.
        left: how many nodes were left out.
        title: what is drawn; of a scene round a thing, its name.
        quotes: by an edge's id, the words behind an edge that is none of the network's.
    """

    center: Node | None
    nodes: Mapping[str, Node]
    edges: Sequence[Edge]
    left: int
    title: str
    quotes: Mapping[str, Sequence[Evidence]] = field(default_factory=dict)


def choose_scene(network: Network, id_: str, *, most_nodes: int = MOST_NODES) -> Scene:
    """Choose what to draw round a thing: its neighbours, and where they are few, theirs."""
    near = neighbourhood(network, id_, limit=most_nodes - 1)
    chosen = {near.center.id: near.center, **{node.id: node for node in near.nodes}}
    left = near.left
    if len(chosen) <= _FEW:
        for node in near.nodes:
            if node.type not in NEVER_BETWEEN:
                further = neighbourhood(network, node.id, have=chosen, limit=most_nodes - len(chosen))
                chosen |= {one.id: one for one in further.nodes}
                left += further.left
    return Scene(near.center, chosen, in_order(network.edges_among(chosen)), left, near.center.label)


def scene_of(
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    title: str,
    *,
    quotes: Mapping[str, Sequence[Evidence]] | None = None,
    most_nodes: int = MOST_NODES,
) -> Scene:
    """Make a scene of given nodes and edges; of too many nodes those with the most edges are drawn."""
    wanted, lines = {node.id: node for node in nodes}, in_order(edges)
    busy = Counter(end for edge in lines for end in (edge.source, edge.target))
    kept = sorted(wanted.values(), key=lambda node: (-busy[node.id], node.id))[:most_nodes]
    chosen = {node.id: node for node in sorted(kept, key=lambda node: node.id)}
    among = [edge for edge in lines if edge.source in chosen and edge.target in chosen]
    return Scene(None, chosen, among, len(wanted) - len(chosen), title, quotes or {})
