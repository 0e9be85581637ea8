"""A scene: what somebody has in view in the explorer, with where it stands and the words behind it.

Whoever asks names the things in view and, where they are drawn, the marks: a thing alone, or a stack that stands for
several. Everything else, names and links and claims, comes from the graph, so that an export holds what the graph says
and not what was sent. A merged thing is followed; what the graph does not know is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from crackdown.errors import NotFound
from crackdown.graph.export.links import Item, Link, claims_behind, claims_on, item_of, link_of
from crackdown.graph.export.reader import Claim, Reader
from crackdown.graph.linking.neighbourhood import in_order
from crackdown.graph.linking.network import Edge, Network, network_of
from crackdown.graph.linking.things import Node, to_id
from crackdown.graph.showing.entity import current_id
from crackdown.graph.storage.view import View

MOST_THINGS: Final = 1500  # as many as the explorer takes into a picture


@dataclass(frozen=True, slots=True)
class Drawn:
    """One mark as it stands in the explorer.

    Attributes:
        id: of the thing, or of the stack.
        x: to the right.
        y: downwards.
        lines: its label, broken into lines as the explorer shows it; made here where there are none.
        members: the things that a stack stands for.
    """

    id: str
    x: float
    y: float
    lines: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported.

    Attributes:
        ids: the things in view, in the order in which they came.
        drawn: where they stand; without it a place is found for each.
        title: what the maker calls it.
        address: where the explorer shows it.
        query: the SPARQL query it was opened from.
        as_of: the day of which the graph is the record, where it is not all.
        language: of the words that the export itself says, such as its legend.
        is_dark: whether pictures are dark.
    """

    ids: Sequence[str]
    drawn: Sequence[Drawn] = ()
    title: str = ""
    address: str = ""
    query: str = ""
    as_of: str = ""
    language: str = "en"
    is_dark: bool = False


class Scene:
    """Things and the links among them, read from one version of a graph.

    Attributes:
        view: the graph.
        wanted: what was asked for; its ids are those of the graph.
        reader: looks things up.
        nodes: the things by their ids, in the order asked for.
        edges: every link among them, in the order of their ids.
    """

    def __init__(self, view: View, wanted: Wanted, nodes: Mapping[str, Node], edges: Sequence[Edge]) -> None:
        self.view = view
        self.wanted = wanted
        self.reader = Reader(view)
        self.nodes = nodes
        self.edges = edges

    @cached_property
    def items(self) -> list[Item]:
        """The things with what stands behind each."""
        return [item_of(self.reader, node) for node in self.nodes.values()]

    @cached_property
    def links(self) -> list[Link]:
        """The links with what stands behind each."""
        return [link_of(self.reader, edge) for edge in self.edges]

    @cached_property
    def claims_on_nodes(self) -> dict[str, list[Claim]]:
        """The claims that say something of a thing, by its id."""
        return {id_: claims_on(self.reader, node) for id_, node in self.nodes.items()}

    @cached_property
    def claims_behind_edges(self) -> dict[str, list[Claim]]:
        """The claims that state a link, or that it follows from, by its id."""
        return {edge.id: claims_behind(self.reader, edge) for edge in self.edges}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Every claim behind the scene, by its IRI, in order."""
        told = (*self.claims_on_nodes.values(), *self.claims_behind_edges.values())
        return dict(sorted({claim.iri: claim for claims in told for claim in claims}.items()))

    @cached_property
    def announcements(self) -> list[str]:
        """The IRIs of the announcements that make those claims, in order."""
        return sorted({claim.announcement for claim in self.claims.values()})


def read_scene(view: View, wanted: Wanted) -> Scene:
    """Read a scene.

    Raises:
        NotFound: the graph knows none of its things.
    """
    network = network_of(view)
    follow = _Following(view, network)
    ids = follow.all(wanted.ids)
    if not ids:
        raise NotFound("none of these things is in the graph, so there is nothing to export")
    known = set(ids)
    drawn = [kept for mark in wanted.drawn if (kept := _kept(mark, follow, known))]
    nodes = {id_: network.nodes[id_] for id_ in ids}
    told = replace(wanted, ids=ids, drawn=drawn)
    return Scene(view, told, nodes, in_order(network.edges_among(known)))


class _Following:
    """Follows merged things, each once."""

    def __init__(self, view: View, network: Network) -> None:
        self._view = view
        self._network = network
        self._known: dict[str, str | None] = {}

    def one(self, asked: str) -> str | None:
        """Return the id under which the graph knows a thing; None where it does not."""
        if asked not in self._known:
            found = to_id(current_id(self._view, self._network, asked))
            self._known[asked] = found if found in self._network.nodes else None
        return self._known[asked]

    def all(self, asked: Sequence[str]) -> list[str]:
        """Return the ids of those that are known, each once."""
        return list(dict.fromkeys(found for one in asked if (found := self.one(one))))


def _kept(mark: Drawn, follow: _Following, known: set[str]) -> Drawn | None:
    """Return a mark by the ids of the graph; None where nothing of it is in the scene.

    A stack that goes by the name of a thing is given another: the thing may stand beside it.
    """
    if mark.members:
        members = tuple(one for one in follow.all(mark.members) if one in known)
        name = f"stack:{mark.id}" if mark.id in known else mark.id
        return Drawn(name, mark.x, mark.y, mark.lines, members) if members else None
    found = follow.one(mark.id)
    return Drawn(found, mark.x, mark.y, mark.lines) if found in known and found else None
