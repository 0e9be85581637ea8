"""A patch: the quads that one transaction takes out of a graph and those that it puts in.

It is worked out before anything is written, so that it can be sent to any engine, kept in a journal until it is
through, and handed on to a replica. Removing what is not there and adding what is changes nothing: a patch may be
applied twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import pyoxigraph as ox

from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node

GraphName = ox.NamedNode | ox.DefaultGraph
ByGraph = Mapping[GraphName, AbstractSet[Fact[Node]]]


@dataclass(frozen=True)
class Patch:
    """What goes and what comes, by graph; `emptied` names the graphs that lose their last triple."""

    removed: ByGraph
    added: ByGraph
    emptied: tuple[ox.NamedNode, ...] = field(default=())

    def removed_quads(self) -> Iterator[ox.Quad]:
        """Yield the quads that go."""
        return _quads(self.removed)

    def added_quads(self) -> Iterator[ox.Quad]:
        """Yield the quads that come."""
        return _quads(self.added)

    @classmethod
    def of_quads(cls, removed: Iterable[ox.Quad], added: Iterable[ox.Quad]) -> Patch:
        """Make a patch of its quads."""
        return cls(_by_graph(removed), _by_graph(added))

    def count_added(self) -> int:
        """Count the quads that come."""
        return sum(map(len, self.added.values()))

    def count_removed(self) -> int:
        """Count the quads that go."""
        return sum(map(len, self.removed.values()))

    def to_update(self) -> str:
        """Write the patch as one request of SPARQL 1.1 Update."""
        removed = "".join(block(facts, graph) for graph, facts in self.removed.items())
        added = "".join(block(facts, graph) for graph, facts in self.added.items())
        # The engine remembers the name of a graph that has lost its last triple.
        dropped = "".join(f" ;\nDROP SILENT GRAPH {graph}" for graph in self.emptied)
        return f"DELETE DATA {{ {removed} }} ;\nINSERT DATA {{ {added} }}{dropped}"


def block(facts: Iterable[Fact[Node]], graph: GraphName) -> str:
    """Write triples, within GRAPH where they are a named graph's."""
    body = "".join(f"{subject} {predicate} {object_} .\n" for subject, predicate, object_ in facts)
    return f"GRAPH {graph} {{ {body} }}\n" if isinstance(graph, ox.NamedNode) and body else body


def to_lines(by_graph: ByGraph) -> Iterator[str]:
    """Write quads as lines of N-Quads; most nodes stand in many, and are written once."""
    texts: dict[int, str] = {}  # by the node's id: its hash would cost as much as to write it
    for graph, facts in by_graph.items():
        end = f" {graph} .\n" if isinstance(graph, ox.NamedNode) else " .\n"
        for subject, predicate, object_ in facts:
            if (first := texts.get(id(subject))) is None:
                first = texts[id(subject)] = str(subject)
            if (second := texts.get(id(predicate))) is None:
                second = texts[id(predicate)] = str(predicate)
            if (third := texts.get(id(object_))) is None:
                third = texts[id(object_)] = str(object_)
            yield f"{first} {second} {third}{end}"


def _quads(by_graph: ByGraph) -> Iterator[ox.Quad]:
    for graph, facts in by_graph.items():
        for subject, predicate, object_ in facts:
            yield ox.Quad(subject, predicate, object_, graph)  # type: ignore[arg-type]


def _by_graph(quads: Iterable[ox.Quad]) -> dict[GraphName, set[Fact[Node]]]:
    found: dict[GraphName, set[Fact[Node]]] = {}
    for quad in quads:
        assert not isinstance(quad.graph_name, ox.BlankNode)
        found.setdefault(quad.graph_name, set()).add((quad.subject, quad.predicate, quad.object))
    return found
