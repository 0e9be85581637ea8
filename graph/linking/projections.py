"""The graph as networkx graphs, for everything that networkx can measure: what is linked is chosen by a projection.

Nodes go by their ids. Every edge says what it rests on: how many texts claim it (`claims`), in how many announcements
(`announcements`), from how many independent origins (`origins`), and the first and the last day it is told of
(`first`, `last`); `claim_ids` lead to the words. Attributes are numbers, truth values and texts, so that every format
that networkx writes takes them; what is not known is left out. Lists of ids are texts, parted by blanks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final, Literal, TypeAlias, get_args

import networkx as nx

from crackdown.errors import InputError
from crackdown.graph.figures.ledger import Transfer, read_ledger
from crackdown.graph.linking.backing import Backing
from crackdown.graph.linking.network import Edge, Network, network_of
from crackdown.graph.linking.things import Node, to_id
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import crk, org, schema

Projection = Literal["cooperation", "transfers", "hierarchy", "everything"]
NetworkxGraph: TypeAlias = "nx.Graph[str]"
PROJECTIONS: Final[tuple[Projection, ...]] = get_args(Projection)

_ACTING: Final = frozenset(
    (crk.carriedOutBy, crk.withPartner, crk.orderedBy, crk.ledBy, crk.directedBy, crk.participant)
)
_UPWARD: Final = frozenset(
    (org.subOrganizationOf, crk.servesIn, crk.answersTo, org.reportsTo, crk.holdsPost, org.postIn)
)


def project(view: View, projection: str) -> NetworkxGraph:
    """Return a projection of a view's graph.

    Args:
        view: where to look.
        projection: one of `PROJECTIONS`.

    Raises:
        InputError: there is no such projection.
    """
    make: dict[str, Callable[[View], NetworkxGraph]] = {
        "cooperation": cooperation,
        "transfers": transfers,
        "hierarchy": hierarchy,
        "everything": everything,
    }
    if projection not in make:
        raise InputError(f"there is no projection {projection!r}; there are {', '.join(PROJECTIONS)}")
    return make[projection](view)


def cooperation(view: View) -> NetworkxGraph:
    """Link officials and agencies that took part in the same operation; `operations` counts those.

    What an edge rests on are the claims that state the two's parts in those operations.
    """
    network = network_of(view)
    graph: nx.Graph[str] = nx.Graph(projection="cooperation")
    parts: dict[str, dict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for edge in network.iter_edges():
        if edge.relation in _ACTING and network.nodes[edge.target].type in {"official", "agency"}:
            parts[edge.source][edge.target].append(edge)
    pairs: dict[tuple[str, str], _Shared] = defaultdict(_Shared)
    for operation, actors in parts.items():
        for one, other in combinations(sorted(actors), 2):
            pairs[one, other].add(operation, [*actors[one], *actors[other]])
    for (one, other), shared in pairs.items():
        told = Backing.merged(network.backing_of(edge) for edge in shared.edges)
        days = [day for id_ in shared.operations for day in _days(network.nodes[id_])]
        graph.add_edge(
            one,
            other,
            **_told(network, told, days),
            operations=len(shared.operations),
            operation_ids=" ".join(sorted(shared.operations)),
            weight=len(shared.operations),
        )
    return _named(graph, network)


def transfers(view: View) -> NetworkxGraph:
    """Link countries, from where people were sent to where.

    `people_low` and `people_high` add up the lowest and the highest figure told of each transfer; a transfer of which
    no figure is told counts in `transfers` alone, and `without_figure` counts those. Totals that sum up other transfers
    are left out, as in the ledger; so are transfers whose origin nobody tells.
    """
    network = network_of(view)
    graph: nx.DiGraph[str] = nx.DiGraph(projection="transfers")
    flows: dict[tuple[str, str], list[Transfer]] = defaultdict(list)
    for transfer in read_ledger(view):
        if transfer.origin is not None:
            flows[to_id(transfer.origin), to_id(transfer.destination)].append(transfer)
    for (origin, destination), told in flows.items():
        graph.add_edge(origin, destination, **_flow(network, told))
    return _named(graph, network)


def hierarchy(view: View) -> NetworkxGraph:
    """Link each agency to the one it belongs to, officials to where they serve and whom they answer to; upwards."""
    return _as_stated(view, "hierarchy", lambda edge: edge.relation in _UPWARD, nx.MultiDiGraph)


def everything(view: View) -> NetworkxGraph:
    """Link all things by all relations, each a line of its own that goes by the relation's IRI."""
    return _as_stated(view, "everything", lambda _edge: True, nx.MultiDiGraph)


def linked(view: View, nodes: Iterable[Node], edges: Iterable[Edge], title: str) -> NetworkxGraph:
    """Link chosen things by chosen edges, each a line of its own; those that no announcement states have no claims."""
    network = network_of(view)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(projection=title)
    graph.add_nodes_from((node.id, dict(_known(node))) for node in nodes)
    for edge in edges:
        _add(graph, network, edge)
    return graph


def _as_stated(
    view: View, name: str, is_wanted: Callable[[Edge], bool], kind: type[nx.MultiDiGraph[str]]
) -> NetworkxGraph:
    network = network_of(view)
    graph = kind(projection=name)
    for edge in network.iter_edges():
        if is_wanted(edge):
            _add(graph, network, edge)
    return _named(graph, network)


def _add(graph: nx.MultiDiGraph[str], network: Network, edge: Edge) -> None:
    told = _told(network, network.backing_of(edge), _days_of(network, edge))
    graph.add_edge(
        edge.source, edge.target, key=edge.relation, label=edge.label, inferred=edge.inferred, weight=1, **told
    )


@dataclass(slots=True)
class _Shared:
    """The operations in which two took part, and the edges that say so."""

    operations: set[str] = field(default_factory=set)
    edges: list[Edge] = field(default_factory=list)

    def add(self, operation: str, edges: Iterable[Edge]) -> None:
        self.operations.add(operation)
        self.edges += edges


def _told(network: Network, backing: Backing, days: Collection[str]) -> dict[str, Any]:
    """Write what an edge rests on; of what has no day of its own the days on which it was announced count."""
    told = {
        "claims": len(backing.texts),
        "announcements": len(backing.announcements),
        "origins": network.origins.count(backing.announcements),
        "announcement_ids": " ".join(sorted(map(to_id, backing.announcements))),
        "claim_ids": " ".join(sorted(map(to_id, backing.claims))),
    }
    if backing.confidence is not None:
        told["confidence"] = backing.confidence
    published = [node.from_ for node in _nodes(network, backing.announcements) if node.from_]
    spans = (("first", min, days or published), ("last", max, days or published))
    return told | {name: pick(found) for name, pick, found in spans if found} | _announced(published)


def _announced(published: Collection[str]) -> dict[str, str]:
    return {"first_announced": min(published), "last_announced": max(published)} if published else {}


def _flow(network: Network, told: list[Transfer]) -> dict[str, Any]:
    entries = [entry for transfer in told for entry in transfer.entries]
    announcements = {entry.announcement for entry in entries}
    figures = [found for transfer in told if (found := _figures(transfer))]
    claims = {entry.persons.claim for entry in entries if entry.persons}
    backing = Backing(frozenset(claims), _texts(network, announcements), frozenset(announcements), None)
    days = [day for entry in entries for day in (entry.first, entry.last) if day]
    return {
        **_told(network, backing, days),
        "transfers": len(told),
        "people_low": sum(min(found) for found in figures),
        "people_high": sum(max(found) for found in figures),
        "without_figure": len(told) - len(figures),
        "open": sum(transfer.is_open for transfer in told),
        "assumed": sum(transfer.is_assumed for transfer in told),
        "operation_ids": " ".join(sorted({to_id(transfer.operation) for transfer in told})),
        "weight": len(told),
    }


def _figures(transfer: Transfer) -> list[int]:
    return [entry.persons.value for entry in transfer.entries if entry.persons]


def _texts(network: Network, announcements: Iterable[str]) -> frozenset[str]:
    """Return the announcements' texts by their digests: one text printed twice counts once."""
    return frozenset(network.things.trait(one, schema.sha256) or one for one in announcements)


def _days(node: Node) -> list[str]:
    return [day for day in (node.from_, node.to) if day]


def _days_of(network: Network, edge: Edge) -> list[str]:
    """Return the days of the operation at one end of an edge."""
    ends = (network.nodes.get(id_) for id_ in (edge.source, edge.target))
    return [day for node in ends if node and node.type == "operation" for day in _days(node)]


def _nodes(network: Network, iris: Iterable[str]) -> list[Node]:
    return [network.nodes[to_id(iri)] for iri in iris if to_id(iri) in network.nodes]


def _named(graph: NetworkxGraph, network: Network) -> NetworkxGraph:
    """Give each node what it is known by."""
    for id_ in graph:
        graph.nodes[id_].update(_known(network.nodes[id_]))
    return graph


def _known(node: Node) -> Mapping[str, Any]:
    told = {
        "label": node.label, "type": node.type, "detail": node.detail, "iri": node.iri, "kind": node.kind,
        "code": node.code, "first": node.from_, "last": node.to,
        "people_low": node.persons.low if node.persons else None,
        "people_high": node.persons.high if node.persons else None,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}
