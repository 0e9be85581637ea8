"""The graph as a network of nodes and edges: what is next to what, and how two things are connected.

One Network is read from a View in a few queries and kept as long as the graph does not change; every question after
that is answered in memory. networkx is used here and nowhere else.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import networkx as nx

from crackdown.errors import NotFound
from crackdown.graph.origins import Origins
from crackdown.graph.query import load
from crackdown.graph.relations import MORE_EXACT, RELATIONS, SYMMETRIC, TRANSITIVE
from crackdown.graph.term import Term
from crackdown.graph.things import Node, Things, node_of, read_things, to_id, to_iri
from crackdown.graph.view import View
from crackdown.ontology.terms import crk, org

# A path through one of these says little: half the world is in the same country, an announcement lists many things.
NEVER_BETWEEN: Final = frozenset({"country", "announcement", "post"})


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation between two nodes.

    `claims` counts the texts that claim it: one text (same SHA-256) counts once. `origins` counts the independent ones:
    copies, translations and relays of one speaker's words count once (`origins.py`). An inferred edge counts the claims
    it was inferred from; one from the reference data has none.
    """

    id: str
    source: str
    target: str
    relation: str
    label: str
    claims: int
    origins: int
    announcements: int
    confidence: float | None
    inferred: bool


@dataclass(frozen=True, slots=True)
class _Support:
    claims: frozenset[str]
    texts: frozenset[str]
    announcements: frozenset[str]
    confidence: float | None


_NO_SUPPORT = _Support(frozenset(), frozenset(), frozenset(), None)
_Key = tuple[str, str, str]


class Network:
    """All nodes and edges of one version of a graph. Nodes go by their ids, the local paths of their IRIs."""

    def __init__(
        self,
        things: Things,
        edges: Iterable[Edge],
        claims: Mapping[str, frozenset[str]],
        origins: Origins | None = None,
    ) -> None:
        self.things = things
        self.origins = origins or Origins(things, {}, {})
        self.texts: dict[str, str] = {}  # read lately, by announcement: a text changes only with the version
        self._claims = claims
        self._graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self._by_ends = {(edge.source, edge.target, edge.relation): edge for edge in edges}
        for source, target, relation in self._by_ends:
            self._graph.add_edge(source, target, key=relation)
        self._drawn = nx.Graph((e.source, e.target) for e in self.iter_edges() if RELATIONS[e.relation].drawn)
        self.nodes = {to_id(iri): self._node(iri) for iri in things.types}

    def node(self, id_: str) -> Node:
        """Return a node by its id or IRI.

        Raises:
            NotFound: the graph has no node of that name.
        """
        node = self.nodes.get(to_id(id_))
        if node is None:
            raise NotFound(f"{id_}: nothing of that id is in the graph; look it up by name in the search")
        return node

    def iter_edges(self) -> Iterator[Edge]:
        """Iterate over every edge."""
        yield from self._by_ends.values()

    def edges_of(self, id_: str) -> list[Edge]:
        """Return every edge that starts or ends at a node."""
        if id_ not in self._graph:
            return []
        ends = [*self._graph.out_edges(id_, keys=True), *self._graph.in_edges(id_, keys=True)]
        return [self._by_ends[end] for end in ends]

    def targets(self, id_: str, relation: str) -> list[Node]:
        """Return what a node points to by one relation, in alphabetical order."""
        ends = {edge.target for edge in self.edges_of(id_) if edge.relation == relation and edge.source == id_}
        return sorted((self.nodes[end] for end in ends), key=lambda node: node.label)

    def edges_among(self, ids: Collection[str]) -> list[Edge]:
        """Return every edge whose two ends are both given."""
        chosen = set(ids)
        return [self._by_ends[end] for end in self._graph.subgraph(chosen).edges(keys=True)]

    def edge(self, source: str, target: str, relation: str) -> Edge | None:
        """Return one edge, None where there is none."""
        return self._by_ends.get((to_id(source), to_id(target), relation))

    def claims_behind(self, edge: Edge) -> frozenset[str]:
        """Return the IRIs of the claims that state an edge, or that it was inferred from."""
        return self._claims.get(edge.id, frozenset())

    def path(self, one: str, other: str) -> list[str]:
        """Return the ids along a shortest path; empty where none avoids what says little (`NEVER_BETWEEN`)."""
        ends = {self.node(one).id, self.node(other).id}
        allowed = nx.subgraph_view(
            self._graph.to_undirected(as_view=True),
            filter_node=lambda id_: id_ in ends or self.nodes[id_].type not in NEVER_BETWEEN,
        )
        try:
            return list(nx.shortest_path(allowed, to_id(one), to_id(other)))
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            return []

    def _degree(self, id_: str) -> int:
        return self._drawn.degree(id_) if id_ in self._drawn else 0

    def _node(self, iri: str) -> Node:
        id_ = to_id(iri)
        return node_of(self.things, iri, near=self._near(id_), degree=self._degree(id_))

    def _near(self, id_: str) -> list[str]:
        """Return what places a node in one line: the post an official holds, the country, who announced it."""
        wanted = {
            "official": (crk.holdsPost, crk.country),
            "operation": (crk.inCountry,),
            "announcement": (crk.announcedBy,),
            "post": (org.postIn,),
        }.get(self.things.types[to_iri(id_)], (crk.country,))
        if id_ not in self._graph:
            return []
        ends = {key: end for _, end, key in sorted(self._graph.out_edges(id_, keys=True), reverse=True)}
        labels = [self.things.label(to_iri(ends[key])) for key in wanted if key in ends]
        return [label for label in labels if label][:1]


def read_network(view: View) -> Network:
    """Read the network of a view: its things, the relations between them, the claims behind those."""
    things = read_things(view)
    support = _read_support(view)
    asserted: dict[_Key, bool] = {}
    for row in view.select(load("links")):
        key = (str(row["subject"]), str(row["relation"]), str(row["object"]))
        asserted[key] = str(row["asserted"]) == "true"
    shown = {key for key in asserted if _is_shown(key, asserted, things)}
    shown -= _steps_over(shown, asserted)
    origins = Origins(things, _ends(asserted, crk.announcedBy), _ends(asserted, crk.servesIn))
    edges = [_edge(key, asserted[key], support.get(key, _NO_SUPPORT), origins) for key in sorted(shown)]
    return Network(things, edges, {_edge_id(*key): told.claims for key, told in support.items()}, origins)


def _ends(keys: Iterable[_Key], relation: str) -> dict[str, set[str]]:
    """Return what each subject points to by one relation."""
    ends: defaultdict[str, set[str]] = defaultdict(set)
    for subject, one, object_ in keys:
        if one == relation:
            ends[subject].add(object_)
    return ends


def _read_support(view: View) -> dict[_Key, _Support]:
    rows: dict[_Key, list[Mapping[str, Term]]] = defaultdict(list)
    for row in view.select(load("support")):
        rows[str(row["subject"]), str(row["relation"]), str(row["object"])].append(row)
    return {key: _merge(told) for key, told in rows.items()}


def _merge(rows: Iterable[Mapping[str, Term]]) -> _Support:
    rows = list(rows)
    sure = [float(str(row["confidence"])) for row in rows if "confidence" in row]
    return _Support(
        claims=frozenset(str(row["claim"]) for row in rows),
        texts=frozenset(str(row.get("sha", row["announcement"])) for row in rows),
        announcements=frozenset(str(row["announcement"]) for row in rows),
        confidence=max(sure) if sure else None,
    )


def _is_shown(key: _Key, asserted: Collection[_Key], things: Things) -> bool:
    subject, relation, object_ = key
    if subject not in things.types or object_ not in things.types or subject == object_:
        return False
    if relation in SYMMETRIC and subject > object_ and (object_, relation, subject) in asserted:
        return False
    return not any((subject, exact, object_) in asserted for exact in MORE_EXACT.get(relation, ()))


def _steps_over(shown: Collection[_Key], asserted: Mapping[_Key, bool]) -> set[_Key]:
    """Return the inferred edges that only sum up two others of a transitive relation."""
    ends: dict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, relation, object_ in shown:
        if relation in TRANSITIVE:
            ends[relation, subject].add(object_)
    return {
        (subject, relation, object_)
        for (relation, subject), objects in ends.items()
        for object_ in objects
        if not asserted[subject, relation, object_]
        and any(object_ in ends.get((relation, middle), ()) for middle in objects - {object_})
    }


def _edge(key: _Key, asserted: bool, support: _Support, origins: Origins) -> Edge:
    subject, relation, object_ = key
    return Edge(
        id=_edge_id(*key),
        source=to_id(subject),
        target=to_id(object_),
        relation=relation,
        label=RELATIONS[relation].label,
        claims=len(support.texts),
        origins=origins.count(support.announcements),
        announcements=len(support.announcements),
        confidence=support.confidence,
        inferred=not asserted,
    )


def _edge_id(subject: str, relation: str, object_: str) -> str:
    return f"{to_id(subject)} {relation} {to_id(object_)}"


_LOCK = threading.Lock()
_KEPT: OrderedDict[str, Network] = OrderedDict()
_UNCONNECTED: OrderedDict[str, Network] = OrderedDict()
_MOST_KEPT = 4  # a server follows one store, a notebook compares two; older versions are of no use


def network_of(view: View) -> Network:
    """Return the network of a view, read once a version of its graph."""
    with _LOCK:
        return _kept(_KEPT, view, read_network)


def nodes_of(view: View) -> Network:
    """Return the nodes of a view, with their edges only where those have been read.

    To name things and to quote takes no more, and reading the edges takes most of the time. Only an announcement
    without a title goes by less: not by who announces it. Whose words an announcement carries is not known.
    """
    with _LOCK:
        if view.version in _KEPT:
            return _kept(_KEPT, view, read_network)
        return _kept(_UNCONNECTED, view, lambda view: Network(read_things(view), (), {}))


def _kept(kept: OrderedDict[str, Network], view: View, read: Callable[[View], Network]) -> Network:
    version = view.version
    if version not in kept:
        kept[version] = read(view)
    kept.move_to_end(version)
    while len(kept) > _MOST_KEPT:
        kept.popitem(last=False)
    return kept[version]
