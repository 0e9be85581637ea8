"""The graph as a network of nodes and edges: what is next to what.

A Network of a View is had at once: what is near a thing is read when it is first asked for, by the engine's indexes
(`near.py`), and kept as long as the graph does not change. Who iterates over all nodes or edges reads all of them.
Paths are in `paths.py`.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Final, NamedTuple

from crackdown.errors import NotFound
from crackdown.graph.figures.told import Days, days_counted, is_disputed
from crackdown.graph.linking.asked import Asked
from crackdown.graph.linking.backing import Backing, Key
from crackdown.graph.linking.kept_network import iter_rows, take_rows
from crackdown.graph.linking.near import NearReads
from crackdown.graph.linking.reads import Reads, read_whole
from crackdown.graph.linking.relations import MORE_EXACT, RELATIONS, SYMMETRIC, TRANSITIVE
from crackdown.graph.linking.things import DAYS, Node, Outline, counts_of, node_of, outline_of, to_id, to_iri
from crackdown.graph.storage.engine import Prefetches
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.on_disk import OnDisk, Rows, Texts
from crackdown.graph.storage.view import View
from crackdown.graph.telling.origins import Origins
from crackdown.ontology.terms import crk, dcterms, org

# An announcement names at most one of these for a thing: two of them come from announcements that disagree.
_AT_MOST_ONE: Final = frozenset({crk.inCountry, crk.sentTo, crk.inferredHolder})


class Link(NamedTuple):
    """That two nodes are linked, and how: an edge without what it rests on, by ids."""

    source: str
    target: str
    relation: str

    def other(self, id_: str) -> str:
        """Return the end that is not this one."""
        return self.target if self.source == id_ else self.source


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


class Network:
    """All nodes and edges of one version of a graph. Nodes go by their ids, the local paths of their IRIs."""

    def __init__(self, reads: Reads) -> None:
        self.things = reads.things
        self.origins = Origins(self.things, _ends(reads, crk.announcedBy), _ends(reads, crk.servesIn), reads.alike)
        self.texts: dict[str, str] = {}  # read lately, by announcement: a text changes only with the version
        self.reads = reads
        self.before: weakref.ref[Network] | None = None  # of the version from which the rest was taken over
        self.unlike: frozenset[str] = frozenset()  # the ids of which that could not be done
        self._ids: dict[str, str] = {}
        self.nodes = Asked[str, Node](self._node, lambda: map(to_id, self.things.types))
        self._outlines = Asked[str, Outline](
            lambda id_: outline_of(self.things, to_iri(id_), self.reads.backing), lambda: ()
        )
        self._from = Asked[str, tuple[Link, ...]](self._links_from, lambda: ())
        self._links = Asked[str, tuple[Link, ...]](self._links_of, lambda: ())
        self._edges = Asked[Link, Edge](self.edge_of, lambda: ())

    def after(self, view: View, touched: Set[str]) -> Network | None:
        """Take over to a later view what did not change; None where too little is read.

        Args:
            view: the later one.
            touched: the IRIs of all that came or went in between, subjects and objects.
        """
        reads = self.reads.after(view, touched) if isinstance(self.reads, NearReads) else None
        if reads is None or not isinstance(self.reads, NearReads):
            return None
        later = Network(reads)
        later.unlike = frozenset(map(to_id, reads.unlike(self.reads, touched)))
        later.before = weakref.ref(self)
        later.nodes.take_over(self.nodes, without=later.unlike)
        later._from.take_over(self._from, without=later.unlike)
        later._links.take_over(self._links, without=later.unlike)
        return later

    def node(self, id_: str) -> Node:
        """Return a node by its id or IRI.

        Raises:
            NotFound: the graph has no node of that name.
        """
        node = self.nodes.get(to_id(id_))
        if node is None:
            raise NotFound(f"{id_}: nothing of that id is in the graph; look it up by name in the search")
        return node

    def outline(self, id_: str) -> Node | Outline:
        """Return a node, or its outline where it has not been asked for: that takes no look at its neighbours."""
        return self.nodes.kept.get(id_) or self._outlines[id_]

    def day(self, id_: str) -> str | None:
        """Return when a thing began or was issued, None for what has no date."""
        return self.reads.trait(to_iri(id_), *DAYS)

    def type_of(self, id_: str) -> str:
        """Return the type of a thing that there is."""
        return self.things.types[to_iri(id_)]

    def iter_edges(self) -> Iterator[Edge]:
        """Iterate over every edge."""
        self.reads.read_backing()
        return map(self._edges.__getitem__, self.iter_links())

    def iter_links(self) -> Iterator[Link]:
        """Iterate over every edge, without what it rests on."""
        for iri in sorted(self.things.types):
            yield from self._from[to_id(iri)]

    def edges_of(self, id_: str) -> list[Edge]:
        """Return every edge that starts or ends at a node."""
        return [self._edges[link] for link in self.links_of(id_)]

    def links_of(self, id_: str) -> tuple[Link, ...]:
        """Return every edge that starts or ends at a node, without what it rests on."""
        return self._links[id_]

    def targets(self, id_: str, relation: str) -> list[Node]:
        """Return what a node points to by one relation, in alphabetical order."""
        ends = {link.target for link in self.links_from(id_) if link.relation == relation}
        return sorted((self.nodes[end] for end in ends), key=lambda node: node.label)

    def links_from(self, id_: str) -> tuple[Link, ...]:
        """Return the edges that start at a node: few, where thousands may end at it."""
        return self._from[id_]

    def links_by(self, id_: str, relations: Container[str], *, into: bool = False) -> Iterator[Link]:
        """Yield the edges of some kinds that start, or `into` it end, at a node: a few of what may be hundreds."""
        iri = to_iri(id_)
        ends = self.reads.into(iri) if into else self.reads.out(iri)
        keys = ((other, relation, iri) if into else (iri, relation, other) for relation, other in ends)
        return (self._link(key) for key in keys if key[1] in relations and self._is_shown(key))

    def edges_among(self, ids: Collection[str]) -> list[Edge]:
        """Return every edge whose two ends are both given."""
        chosen = set(ids)
        return [self._edges[link] for id_ in ids for link in self.links_from(id_) if link.target in chosen]

    def edge(self, source: str, target: str, relation: str) -> Edge | None:
        """Return one edge, None where there is none."""
        link = Link(to_id(source), to_id(target), relation)
        key = _key(link)
        is_there = (relation, key[2]) in self.reads.out(key[0]) and self._is_shown(key)
        return self._edges[link] if is_there else None

    def edge_of(self, link: Link) -> Edge:
        """Return an edge with what it rests on."""
        key = _key(link)
        backing = self.reads.backing(key)
        return Edge(
            id=" ".join((link.source, link.relation, link.target)),
            source=link.source,
            target=link.target,
            relation=link.relation,
            label=RELATIONS[link.relation].label,
            claims=len(backing.texts),
            origins=self.origins.count(backing.announcements),
            announcements=len(backing.announcements),
            confidence=backing.confidence,
            inferred=not self.is_asserted(link),
            disputed=self._is_disputed(key),
        )

    def is_asserted(self, link: Link) -> bool:
        """Tell whether a graph states an edge; else it was inferred."""
        return self.reads.is_asserted(_key(link))

    def claims_behind(self, edge: Edge) -> frozenset[str]:
        """Return the IRIs of the claims that state an edge, or that it was inferred from."""
        return self.backing_of(edge).claims

    def backing_of(self, edge: Edge) -> Backing:
        """Return what an edge rests on, or the edges that it was inferred from."""
        return self.reads.backing((to_iri(edge.source), edge.relation, to_iri(edge.target)))

    def degree(self, id_: str) -> int:
        """Count the things next to a node in the drawn network."""
        return len({link.other(id_) for link in self._links[id_] if RELATIONS[link.relation].drawn})

    def most_degree(self, id_: str) -> int:
        """Count what may be next to a node, without a look at it: its degree is no more than that."""
        iri = to_iri(id_)
        ends = self.reads.out(iri) | self.reads.into(iri)
        return len({one for relation, one in ends if RELATIONS[relation].drawn} - {iri})

    def near(self, id_: str) -> list[str]:
        """Return the id of what places a node in one line: the post an official holds, the country, who announced."""
        wanted = {
            "official": (crk.holdsPost, crk.country),
            "operation": (crk.inCountry,),
            "announcement": (crk.announcedBy,),
            "post": (org.postIn,),
        }.get(self.things.types[to_iri(id_)], (crk.country,))
        links = [link for link in self.links_from(id_) if link.relation in wanted]
        if len(links) > len(wanted):  # an airport that people arrived at makes its country one more of an operation
            links.sort(key=lambda link: not self.is_asserted(link))
        ends = {link.relation: link.target for link in reversed(links)}
        return [ends[key] for key in wanted if key in ends and self.things.label(to_iri(ends[key]))][:1]

    def _node(self, id_: str) -> Node | None:
        iri = to_iri(id_)
        if iri not in self.things.types:
            return None
        near = [self.things.label(to_iri(one)) or one for one in self.near(id_)]
        announced = self._announced(id_)
        return node_of(
            self.things, iri, self._days, self.reads.backing, near=near, degree=self.degree(id_), announced=announced
        )

    def _published(self, announcement: str) -> str | None:
        return self.reads.trait(announcement, dcterms.issued)

    def _days(self, operation: str, announcement: str) -> Days:
        """Return the days that an announcement's figures of a running total cover, by what it tells of the total."""
        return days_counted(*self.reads.days_told(operation, announcement), self._published(announcement))

    def _announced(self, id_: str) -> str | None:
        """Return when what announcements report was first announced, None for what they do not report."""
        reports = (link.source for link in self._links[id_] if link.target == id_ and link.relation == crk.reports)
        told = (self._published(to_iri(one)) for one in reports)
        return min((day for day in told if day), default=None)

    def _links_from(self, id_: str) -> tuple[Link, ...]:
        iri = to_iri(id_)
        keys = sorted((iri, relation, object_) for relation, object_ in self.reads.out(iri))
        return tuple(self._link(key) for key in keys if self._is_shown(key))

    def _links_of(self, id_: str) -> tuple[Link, ...]:
        iri = to_iri(id_)
        keys = ((subject, relation, iri) for relation, subject in self.reads.into(iri))
        ending = (self._link(key) for key in sorted(keys) if self._is_shown(key))
        return *self.links_from(id_), *ending

    def _link(self, key: Key) -> Link:
        subject, relation, object_ = key
        return Link(self._id(subject), self._id(object_), relation)

    def _id(self, iri: str) -> str:
        """Return the id of a thing: one text in memory, in however many links it stands."""
        id_ = self._ids.get(iri)
        if id_ is None:
            id_ = self._ids[iri] = to_id(iri)
        return id_

    def _is_shown(self, key: Key) -> bool:
        """Tell whether a relation is an edge: between two things, and where nothing more exact says the same."""
        return self._may_be_shown(key) and not (key[1] in TRANSITIVE and self._sums_up(key))

    def _may_be_shown(self, key: Key) -> bool:
        subject, relation, object_ = key
        if subject == object_ or subject not in self.things.types or object_ not in self.things.types:
            return False
        if relation in SYMMETRIC and subject > object_ and self.reads.says((object_, relation, subject)):
            return False
        return not any(self.reads.says((subject, exact, object_)) for exact in MORE_EXACT.get(relation, ()))

    def _sums_up(self, key: Key) -> bool:
        """Tell whether an inferred relation only sums up two others of the same kind."""
        subject, relation, object_ = key
        steps = ((relation, object_), (relation, subject))
        return not self.reads.is_asserted(key) and any(
            one == relation
            and middle != object_
            and steps[0] in self.reads.out(middle)
            and self._may_be_shown((subject, relation, middle))
            and self._may_be_shown((middle, relation, object_))
            for one, middle in self.reads.out(subject)
        )

    def _is_disputed(self, key: Key) -> bool:
        """Tell whether not all that is claimed beside an edge can be right."""
        subject, relation, object_ = key
        if relation in _AT_MOST_ONE:
            # A country may follow from a place in it; that names no other one.
            named = [
                one
                for same, one in self.reads.out(subject)
                if same == relation
                and (relation == crk.inferredHolder or self.reads.is_asserted((subject, relation, one)))
            ]
            return len(named) > 1 and object_ in named
        if relation == crk.nationalsOf:
            counts = counts_of(self.things, subject, self._days)
            return is_disputed(pair for pair in counts if not pair[1].headline and object_ in pair[1].group)
        return False


def read_network(view: View) -> Network:
    """Return a network of a view that nobody else has."""
    return Network(read_whole(view) if isinstance(view.engine, Prefetches) else NearReads(view))


def _taken_over(network: Network, version: str, view: View) -> Network | None:
    touched = view.touched_since(version)
    return None if touched is None else network.after(view, touched)


def _rows_of(network: Network, texts: Texts) -> Iterator[object] | None:
    whole = network.reads.all_parts() if isinstance(network.reads, NearReads) else None
    return iter_rows(texts, whole, dict(network.nodes.items())) if whole else None


def _of_rows(view: View, rows: Rows) -> Network:
    whole, nodes = take_rows(rows)
    network = Network(NearReads.of_parts(view, whole))
    network.nodes.kept.update(nodes)
    return network


def _ends(reads: Reads, relation: str) -> Callable[[str], Iterable[str]]:
    """Return what gives the ends of one relation of a thing."""
    return lambda iri: (end for one, end in reads.out(iri) if one == relation)


def _key(link: Link) -> Key:
    return to_iri(link.source), link.relation, to_iri(link.target)


# The one in use and the one before: each reads its version of the graph, which stays open for that long.
_KEPT: Final = Kept(read_network, most=2, renew=_taken_over, on_disk=OnDisk("network", _rows_of, _of_rows))


def network_of(view: View) -> Network:
    """Return the network of a view, one for each version of its graph.

    It reads what it is asked for, so it is to be used while the view stands: of a store that is written meanwhile, take
    it again.
    """
    return _KEPT(view)


def keep_network(view: View) -> None:
    """Have the network of a view beside its store, where all of it is read."""
    _KEPT.keep(view)


def is_in_use(version: str) -> bool:
    """Tell whether anybody has asked for the network of a version lately."""
    return version in _KEPT
