"""The graph as a network of nodes and edges: what is next to what.

One Network is read from a View in a few queries and kept as long as the graph does not change; every question after
that is answered in memory. networkx is used here and nowhere else; paths are in `paths.py`.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import networkx as nx

from crackdown.errors import CrackdownError, NotFound
from crackdown.graph.figures.told import is_disputed
from crackdown.graph.linking.backing import Backing, Key, read_backing
from crackdown.graph.linking.relations import MORE_EXACT, RELATIONS, SYMMETRIC, TRANSITIVE
from crackdown.graph.linking.things import Node, Things, node_of, read_things, to_id, to_iri
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import View
from crackdown.graph.telling.origins import Origins
from crackdown.ontology.terms import crk, dcterms, org


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation between two nodes.

    `claims` counts the texts that claim it: one text (same SHA-256) counts once. `origins` counts the independent ones:
    copies, translations and relays of one speaker's words count once (`origins.py`). An inferred edge counts the claims
    it was inferred from; one from the reference data has none. `disputed` where what is claimed of it cannot all be
    right: figures of one nationality that exclude each other, two destinations, two posts behind one unnamed official.
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
    disputed: bool = False


_NOTHING = Backing()
_TRUE: Final = ("true", "1")  # Virtuoso answers with numbers


class Network:
    """All nodes and edges of one version of a graph. Nodes go by their ids, the local paths of their IRIs."""

    def __init__(
        self,
        things: Things,
        edges: Iterable[Edge],
        backing: Mapping[str, Backing],
        origins: Origins | None = None,
    ) -> None:
        self.things = things
        self.origins = origins or Origins(things, {}, {})
        self.texts: dict[str, str] = {}  # read lately, by announcement: a text changes only with the version
        self._backing = backing
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
        return self.backing_of(edge).claims

    def backing_of(self, edge: Edge) -> Backing:
        """Return what an edge rests on, or the edges that it was inferred from."""
        return self._backing.get(edge.id, _NOTHING)

    def _degree(self, id_: str) -> int:
        return self._drawn.degree(id_) if id_ in self._drawn else 0

    def _node(self, iri: str) -> Node:
        id_ = to_id(iri)
        near = [self.things.label(to_iri(one)) or one for one in self.near(id_)]
        return node_of(self.things, iri, near=near, degree=self._degree(id_), announced=self._announced(id_))

    def _announced(self, id_: str) -> str | None:
        """Return when what announcements report was first announced, None for what they do not report."""
        if id_ not in self._graph:
            return None
        reports = (one for one, _, key in self._graph.in_edges(id_, keys=True) if key == crk.reports)
        told = (self.things.trait(to_iri(one), dcterms.issued) for one in reports)
        return min((day for day in told if day), default=None)

    def near(self, id_: str) -> list[str]:
        """Return the id of what places a node in one line: the post an official holds, the country, who announced."""
        wanted = {
            "official": (crk.holdsPost, crk.country),
            "operation": (crk.inCountry,),
            "announcement": (crk.announcedBy,),
            "post": (org.postIn,),
        }.get(self.things.types[to_iri(id_)], (crk.country,))
        if id_ not in self._graph:
            return []
        ends = {key: end for _, end, key in sorted(self._graph.out_edges(id_, keys=True), reverse=True)}
        return [ends[key] for key in wanted if key in ends and self.things.label(to_iri(ends[key]))][:1]


def read_network(view: View) -> Network:
    """Read the network of a view: its things, the relations between them, the claims behind those."""
    things = read_things(view)
    support = read_backing(view)
    asserted: dict[Key, bool] = {}
    for subject, relation, object_, is_asserted in view.select_values(load("links")):
        asserted[subject, relation, object_] = is_asserted in _TRUE
    shown = {key for key in asserted if _is_shown(key, asserted, things)}
    shown -= _steps_over(shown, asserted)
    origins = Origins(things, _ends(asserted, crk.announcedBy), _ends(asserted, crk.servesIn))
    disputed = _disputed(asserted, things)
    edges = [
        _edge(key, asserted[key], support.get(key, _NOTHING), origins, disputed=key in disputed)
        for key in sorted(shown)
    ]
    return Network(things, edges, {_edge_id(*key): told for key, told in support.items()}, origins)


def _ends(keys: Iterable[Key], relation: str) -> dict[str, set[str]]:
    """Return what each subject points to by one relation."""
    ends: defaultdict[str, set[str]] = defaultdict(set)
    for subject, one, object_ in keys:
        if one == relation:
            ends[subject].add(object_)
    return ends


def _is_shown(key: Key, asserted: Collection[Key], things: Things) -> bool:
    subject, relation, object_ = key
    if subject not in things.types or object_ not in things.types or subject == object_:
        return False
    if relation in SYMMETRIC and subject > object_ and (object_, relation, subject) in asserted:
        return False
    return not any((subject, exact, object_) in asserted for exact in MORE_EXACT.get(relation, ()))


def _steps_over(shown: Collection[Key], asserted: Mapping[Key, bool]) -> set[Key]:
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


# An announcement names at most one of these for a thing: two of them come from announcements that disagree.
_AT_MOST_ONE: Final = frozenset({crk.inCountry, crk.sentTo, crk.inferredHolder})


def _disputed(asserted: Mapping[Key, bool], things: Things) -> set[Key]:
    """Return the edges of which not all that is claimed can be right."""
    objects: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for (subject, relation, object_), is_asserted in asserted.items():
        # A country may follow from a place in it; that names no other one.
        if relation in _AT_MOST_ONE and (is_asserted or relation == crk.inferredHolder):
            objects[subject, relation].add(object_)
    found = {(subject, relation, one) for (subject, relation), all_ in objects.items() if len(all_) > 1 for one in all_}
    for operation, told in things.told.items():
        for country in {group for count in told for group in count.group}:
            if is_disputed(count for count in told if not count.headline and country in count.group):
                found.add((operation, crk.nationalsOf, country))
    return found


def _edge(key: Key, asserted: bool, support: Backing, origins: Origins, *, disputed: bool) -> Edge:
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
        disputed=disputed,
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


def keep_up(stale: str, view: View) -> threading.Thread | None:
    """Begin to read the network of a new version, where that of the version before is in use.

    Whoever asks for it meanwhile waits for that, and no longer than from when the graph changed. Where nobody has asked
    for a network, as on a server that answers queries alone, none is read.

    Args:
        stale: the version before.
        view: of the new version.

    Returns:
        What reads it; None where nothing is to be done.
    """
    if stale not in _KEPT:
        return None
    reading = threading.Thread(target=_try_to_read, args=(view,), name="network", daemon=True)
    reading.start()
    return reading


def _try_to_read(view: View) -> None:
    # Whoever asks next reads it again, and is told what is wrong.
    with suppress(CrackdownError):
        network_of(view)


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
