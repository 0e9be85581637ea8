"""Measures of who works with whom that answer a question and say what they mean.

They are taken on the projection "cooperation" (see `projections`): officials and agencies, linked where they took part
in the same operation. What the graph does not know of nobody has announced, or was not loaded: a measure speaks of the
announcements, not of the world. networkx does the mathematics; `backend` hands it to a faster one that is installed
(https://networkx.org/documentation/stable/reference/backends.html), with the same results.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

import networkx as nx

from crackdown.errors import InputError
from crackdown.graph.linking.backends import dispatch
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.partition import Method, part
from crackdown.graph.linking.projections import NetworkxGraph, cooperation
from crackdown.graph.linking.things import Node, to_iri
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import crk

Period = Literal["year", "quarter", "month"]
_NAMED: Final = 3  # of the members of a community, in its label
_WHOLE_PERCENTS: Final = 0.1  # from there on a decimal says nothing more
_MONTH: Final = len("2026-02")


@dataclass(frozen=True, slots=True)
class Broker:
    """How far one actor stands between others.

    Attributes:
        betweenness: the share of shortest paths between two others that pass through it, from 0 to 1 (Freeman 1977).
        cut_off: how many others would no longer be linked to most of their group without it.
        meaning: the same in a sentence.
    """

    node: Node
    partners: int
    betweenness: float
    cut_off: int
    meaning: str


def brokerage(view: View, *, backend: str | None = None) -> list[Broker]:
    """Tell who stands between others: the highest betweenness first.

    Raises:
        InputError: no backend of that name is installed.
    """
    network, graph = network_of(view), cooperation(view)
    between = dispatch(nx.betweenness_centrality, graph, backend=backend)
    cut = _cut_off(graph)
    found = [
        Broker(
            network.nodes[id_], graph.degree(id_), share, cut.get(id_, 0),
            _broker_sentence(network.nodes[id_].label, share, cut.get(id_, 0)),
        )
        for id_, share in between.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.betweenness, one.node.label))


def _cut_off(graph: NetworkxGraph) -> dict[str, int]:
    """Count for each cut vertex the nodes that its removal parts from the largest rest of its component."""
    found = {}
    for id_ in nx.articulation_points(graph):
        component = nx.node_connected_component(graph, id_)
        rest = graph.subgraph(component - {id_})
        found[id_] = len(rest) - max(map(len, nx.connected_components(rest)))
    return found


def _broker_sentence(label: str, share: float, cut_off: int) -> str:
    if share == 0:
        return f"No shortest way between two others passes through {label}."
    percent = f"{share:.0%}" if share >= _WHOLE_PERCENTS else f"{share:.1%}"
    told = f"{percent} of the shortest ways between two others pass through {label}"
    if cut_off:
        cut = _counted(cut_off, "other")
        return f"{told}; without it, {cut} would be cut off from the rest of those who work together."
    return f"{told}; without it, all would still be linked by other ways."


@dataclass(frozen=True, slots=True)
class Standing:
    """One actor in one period: its operations, its partners in them, and how central it was among those active then."""

    period: str
    node: Node
    operations: int
    partners: int
    degree_centrality: float
    betweenness: float


def centrality_over_time(view: View, *, period: Period = "quarter") -> list[Standing]:
    """Tell who was central when: by the days of the operations, period by period.

    An operation of which only the year is known counts in periods of a year alone.

    Raises:
        InputError: there is no such period.
    """
    network = network_of(view)
    standings = []
    for name, together in sorted(_by_period(network, cooperation(view), period).items()):
        graph: nx.Graph[str] = nx.Graph()
        operations: dict[str, set[str]] = defaultdict(set)
        for one, other, operation in together:
            graph.add_edge(one, other)
            operations[one].add(operation)
            operations[other].add(operation)
        central, between = nx.degree_centrality(graph), nx.betweenness_centrality(graph)
        standings += [
            Standing(name, network.nodes[id_], len(operations[id_]), graph.degree(id_), central[id_], between[id_])
            for id_ in sorted(graph, key=lambda id_: (-central[id_], id_))
        ]
    return standings


def _by_period(network: Network, graph: NetworkxGraph, period: str) -> dict[str, list[tuple[str, str, str]]]:
    if period not in {"year", "quarter", "month"}:
        raise InputError(f"there is no period {period!r}; there are year, quarter, month")
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for one, other, told in graph.edges(data=True):
        for operation in told["operation_ids"].split():
            name = _period_of(network.nodes[operation].from_, period)
            if name:
                found[name].append((one, other, operation))
    return found


def _period_of(day: str | None, period: str) -> str | None:
    """Name the period of a day, a month or a year, where it is known so exactly.

    >>> _period_of("2026-02-08", "quarter"), _period_of("2026", "quarter"), _period_of("2026", "year")
    ('2026-Q1', None, '2026')
    """
    if day is None or (period != "year" and len(day) < _MONTH):
        return None
    if period == "quarter":
        return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
    return day[:4] if period == "year" else day[:_MONTH]


@dataclass(frozen=True, slots=True)
class Community:
    """Actors that work with each other more than with the rest.

    Attributes:
        label: its countries and best connected members.
        inside: shared operations among its members, as a sum over pairs.
        outside: likewise with others.
    """

    label: str
    members: tuple[Node, ...]
    countries: tuple[str, ...]
    inside: int
    outside: int
    meaning: str


def communities(view: View, *, method: Method = "louvain", backend: str | None = None) -> list[Community]:
    """Part the actors into communities; the largest first.

    Args:
        view: where to look.
        method: "louvain" (Blondel and others 2008), or "leiden" (Traag and others 2019).
        backend: a networkx backend, for Louvain's method.

    Raises:
        InputError: there is no such method or backend, or it is not installed.
    """
    network, graph = network_of(view), cooperation(view)
    found = (_community(network, graph, ids) for ids in part(graph, method, backend=backend))
    return sorted(found, key=lambda one: (-len(one.members), one.label))


def _community(network: Network, graph: NetworkxGraph, ids: set[str]) -> Community:
    strength = {id_: sum(graph[id_][other]["weight"] for other in graph[id_] if other in ids) for id_ in ids}
    ordered = sorted(ids, key=lambda id_: (-strength[id_], id_))
    members = tuple(network.nodes[id_] for id_ in ordered)
    inside = sum(strength.values()) // 2
    outside = sum(graph[id_][other]["weight"] for id_ in ids for other in graph[id_] if other not in ids)
    countries = tuple(dict.fromkeys(name for id_ in ordered for name in _countries(network, id_)))
    named = ", ".join(node.label for node in members[:_NAMED]) + (" …" if len(members) > _NAMED else "")
    label = f"{', '.join(countries[:_NAMED])}: {named}" if countries else named
    meaning = (
        f"{len(members)} officials and agencies; pairs of them share an operation {_counted(inside, 'time')}, and "
        f"{_counted(outside, 'time')} with somebody else."
    )
    return Community(label, members, countries, inside, outside, meaning)


def _countries(network: Network, id_: str) -> list[str]:
    """Return the countries of an actor."""
    return [
        network.nodes[edge.target].label
        for edge in network.links_from(id_)
        if network.nodes[edge.target].type == "country"
    ]


@dataclass(frozen=True, slots=True)
class Tie:
    """How strongly two work together.

    Attributes:
        strength: the sum over their shared operations of 1 / (actors in it - 1), so that an operation of two counts
            fully and one of ten a ninth (Newman 2001).
        origins: the independent origins that tell of it.
    """

    one: Node
    other: Node
    operations: int
    strength: float
    origins: int
    first: str | None
    last: str | None
    operation_ids: tuple[str, ...]


def ties(view: View) -> list[Tie]:
    """List who works with whom, the strongest first."""
    network, graph = network_of(view), cooperation(view)
    actors = _actors_by_operation(graph)
    found = []
    for one, other, told in graph.edges(data=True):
        ids = tuple(told["operation_ids"].split())
        strength = sum(1 / (len(actors[id_]) - 1) for id_ in ids)
        found.append(
            Tie(
                network.nodes[one], network.nodes[other], len(ids), strength, told["origins"], told.get("first"),
                told.get("last"), ids,
            )
        )  # fmt: skip
    return sorted(found, key=lambda tie: (-tie.strength, -tie.origins, tie.one.label, tie.other.label))


def _actors_by_operation(graph: NetworkxGraph) -> Mapping[str, set[str]]:
    actors: dict[str, set[str]] = defaultdict(set)
    for one, other, told in graph.edges(data=True):
        for operation in told["operation_ids"].split():
            actors[operation] |= {one, other}
    return actors


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: two who share operations, and what that rests on."""

    one: Node
    other: Node
    operations: tuple[Node, ...]
    origins: int


def evidence_path(view: View, one: str, other: str) -> list[Step]:
    """Return the best attested way between two actors: a step costs 1 / its independent origins.

    So two steps that two origins each attest are worth one that a single origin attests. A step that no announcement
    attests in words is not taken.

    Args:
        view: where to look.
        one: an official or agency, by id or IRI.
        other: another.

    Returns:
        The steps; none where the two do not hang together.

    Raises:
        NotFound: the graph has no such thing.
        InputError: it is no official or agency.
    """
    network, graph = network_of(view), cooperation(view)
    ends = [network.node(id_) for id_ in (one, other)]
    for node in ends:
        if node.type not in {"official", "agency"}:
            raise InputError(
                f"{node.label} is {node.type}: a path of co-operation leads between officials and agencies"
            )
    attested: NetworkxGraph = nx.Graph()
    attested.add_weighted_edges_from(
        (a, b, 1 / told["origins"]) for a, b, told in graph.edges(data=True) if told["origins"]
    )
    try:
        ids = nx.shortest_path(attested, ends[0].id, ends[1].id, weight="weight")
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return []
    return [
        Step(
            network.nodes[a], network.nodes[b],
            tuple(network.nodes[id_] for id_ in graph[a][b]["operation_ids"].split()), graph[a][b]["origins"],
        )
        for a, b in pairwise(ids)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """What one announcer says that nobody else does.

    Attributes:
        operations: those its announcements report.
        confirmed: those that an independent origin reports too.
        alone: the others.
    """

    announcer: Node
    operations: int
    confirmed: int
    alone: tuple[Node, ...]
    meaning: str


def gaps(view: View) -> list[Gap]:
    """Tell who announces what nobody confirms: the most unconfirmed operations first.

    Copies, translations and relays of one speaker's words are one origin (`origins`), and confirm nothing.
    """
    network = network_of(view)
    reported, announced_by = _ends(network, crk.reports), _ends(network, crk.announcedBy)
    told_by: dict[str, set[str]] = defaultdict(set)
    announced: dict[str, set[str]] = defaultdict(set)
    for announcement, operations in reported.items():
        for operation in operations:
            told_by[operation].add(to_iri(announcement))
        for announcer in announced_by.get(announcement, ()):
            announced[announcer] |= operations
    origins = {operation: network.origins.count(told) for operation, told in told_by.items()}
    found = [_gap(network, announcer, operations, origins) for announcer, operations in announced.items()]
    return sorted(found, key=lambda gap: (-len(gap.alone), gap.announcer.label))


def _ends(network: Network, relation: str) -> dict[str, set[str]]:
    """Return what each thing points to by a relation."""
    found: dict[str, set[str]] = defaultdict(set)
    for edge in network.iter_edges():
        if edge.relation == relation:
            found[edge.source].add(edge.target)
    return found


def _gap(network: Network, announcer: str, operations: set[str], origins: Mapping[str, int]) -> Gap:
    alone = sorted(id_ for id_ in operations if origins[id_] < 2)
    node, confirmed = network.nodes[announcer], len(operations) - len(alone)
    meaning = (
        f"Of {_counted(len(operations), 'operation')} that {node.label} announced, {confirmed} "
        f"{'is' if confirmed == 1 else 'are'} told by an independent origin too; {len(alone)} "
        f"{'rests' if len(alone) == 1 else 'rest'} on its word alone."
    )
    return Gap(node, len(operations), confirmed, tuple(network.nodes[id_] for id_ in alone), meaning)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
