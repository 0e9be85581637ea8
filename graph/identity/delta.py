"""A named graph with changes on top that are not written yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox

from crackdown.graph.storage.engine import Engine
from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node


class Delta:
    """Facts of one named graph to remove and to add; reads see them as if they were written."""

    def __init__(self, engine: Engine, graph: str) -> None:
        self.graph = ox.NamedNode(graph)
        self.removed: set[Fact[Node]] = set()
        self.added: set[Fact[Node]] = set()
        self._engine = engine
        self._by_subject: defaultdict[tuple[Node, Node], dict[Node, None]] = defaultdict(dict)
        self._by_object: defaultdict[tuple[Node, Node], dict[Node, None]] = defaultdict(dict)

    def objects(self, subject: Node, predicate: Node) -> Iterator[Node]:
        """Yield the objects, in no particular order."""
        for quad in self._engine.quads_for_pattern(subject, predicate, None, self.graph):
            if (subject, predicate, quad.object) not in self.removed:
                yield quad.object
        yield from list(self._by_subject.get((subject, predicate), ()))

    def subjects(self, predicate: Node, object_: Node) -> Iterator[Node]:
        """Yield the subjects, in no particular order."""
        for quad in self._engine.quads_for_pattern(None, predicate, object_, self.graph):
            if (quad.subject, predicate, object_) not in self.removed:
                yield quad.subject
        yield from list(self._by_object.get((predicate, object_), ()))

    def having(self, predicate: Node) -> set[Node]:
        """List the subjects that have a predicate."""
        stored = self._engine.quads_for_pattern(None, predicate, None, self.graph)
        facts = {(quad.subject, quad.predicate, quad.object) for quad in stored} - self.removed
        return {subject for subject, *_ in facts} | {subject for subject, told, _ in self.added if told == predicate}

    def has(self, fact: Fact[Node]) -> bool:
        """Tell whether the graph will hold a fact."""
        return fact in self.added or (fact not in self.removed and self._is_stored(fact))

    def add(self, *fact: Node) -> None:
        """Have the graph hold a fact."""
        subject, predicate, object_ = fact
        one = (subject, predicate, object_)
        if one in self.removed:
            self.removed.discard(one)
        elif one not in self.added and not self._is_stored(one):
            self.added.add(one)
            self._by_subject[subject, predicate][object_] = None
            self._by_object[predicate, object_][subject] = None

    def remove(self, *fact: Node) -> None:
        """Have the graph not hold a fact."""
        subject, predicate, object_ = fact
        one = (subject, predicate, object_)
        if one in self.added:
            self.added.discard(one)
            del self._by_subject[subject, predicate][object_]
            del self._by_object[predicate, object_][subject]
        elif self._is_stored(one):
            self.removed.add(one)

    def set(self, subject: Node, predicate: Node, object_: Node | None) -> None:
        """Have the graph hold this object and no other; None means none."""
        for other in list(self.objects(subject, predicate)):
            if other != object_:
                self.remove(subject, predicate, other)
        if object_ is not None:
            self.add(subject, predicate, object_)

    def write(self) -> None:
        """Write the changes as they stand, outside any transaction: for a store that nobody else reads."""
        assert isinstance(self._engine, ox.Store)
        for fact in self.removed:
            self._engine.remove(ox.Quad(*fact, self.graph))  # type: ignore[arg-type]
        self._engine.extend(ox.Quad(*fact, self.graph) for fact in self.added)  # type: ignore[arg-type]

    def is_empty(self) -> bool:
        """Tell whether the graph will hold nothing."""
        stored = self._engine.quads_for_pattern(None, None, None, self.graph)
        return not self.added and all((q.subject, q.predicate, q.object) in self.removed for q in stored)

    def _is_stored(self, fact: Fact[Node]) -> bool:
        quads = self._engine.quads_for_pattern(*fact, self.graph)
        return next(quads, None) is not None
