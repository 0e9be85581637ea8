"""The default graph: each triple that a named graph tells, all that follows, and nothing else.

It is not built anew, as that would take the whole of it in memory. Every told triple is looked up in it; every rule is
applied to each of its triples, and what follows must be there; and each that nobody tells must rest, step by step, on
some that are told. Together this is what a rebuild gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from crackdown.graph.inference import Fact
from crackdown.graph.oxigraph import Node
from crackdown.graph.transaction import reasoner
from crackdown.graph.verifying.problem import REBUILD, Problem

_DEFAULT: Final = ox.DefaultGraph()


class Default:
    """The default graph as facts, with nothing remembered."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine

    def match(self, subject: Node | None, predicate: Node | None, object_: Node | None) -> Iterator[Fact[Node]]:
        """Iterate over the facts that fit."""
        quads = self._engine.quads_for_pattern(subject, predicate, object_, _DEFAULT)  # type: ignore[arg-type]
        return ((quad.subject, quad.predicate, quad.object) for quad in quads)

    def has(self, fact: Fact[Node]) -> bool:
        """Tell whether a fact is there."""
        return next(self.match(*fact), None) is not None


class Told(Default):
    """The default graph with the named ones beside it: a told triple that it lacks still bears what follows from it."""

    def __init__(self, engine: ox.Store, left_out: frozenset[ox.NamedNode]) -> None:
        super().__init__(engine)
        self._left_out = left_out

    def match(self, subject: Node | None, predicate: Node | None, object_: Node | None) -> Iterator[Fact[Node]]:
        """Iterate over the facts that fit, each once."""
        quads = self._engine.quads_for_pattern(subject, predicate, object_, None)  # type: ignore[arg-type]
        found = ((quad.subject, quad.predicate, quad.object) for quad in quads if quad.graph_name not in self._left_out)
        return iter(dict.fromkeys(found))


class Merged:
    """Checks one default graph."""

    def __init__(self, engine: ox.Store, left_out: Iterable[ox.NamedNode]) -> None:
        """Prepare.

        Args:
            engine: what holds the graph.
            left_out: named graphs that the default graph does not sum up.
        """
        self._engine = engine
        self._left_out = frozenset(left_out)
        self._facts = Default(engine)
        self._told = Told(engine, self._left_out)

    def check_told(self, quad: ox.Quad) -> Iterator[Problem]:
        """Look a told triple up in the default graph."""
        fact = (quad.subject, quad.predicate, quad.object)
        if quad.graph_name not in self._left_out and not self._facts.has(fact):
            told = f"the triple, which {quad.graph_name} tells"
            yield Problem("default graph", _words(fact), "no such triple", told, REBUILD)

    def check_kept(self, tell: Callable[[], object]) -> Iterator[Problem]:
        """Check each triple of the default graph."""
        rules = reasoner()
        for quad in self._engine.quads_for_pattern(None, None, None, _DEFAULT):
            tell()
            fact = (quad.subject, quad.predicate, quad.object)
            if not self._is_told(fact) and not self._rests_on_told(fact):
                yield Problem(
                    "default graph", _words(fact), "a triple that no graph tells and that follows from none",
                    "no such triple", REBUILD,
                )  # fmt: skip
            for follows in rules.consequences(fact, self._facts):
                if not self._facts.has(follows):
                    expected = f"the triple, as it follows from {_words(fact)}"
                    yield Problem("default graph", _words(follows), "no such triple", expected, REBUILD)

    def _is_told(self, fact: Fact[Node]) -> bool:
        quads = self._engine.quads_for_pattern(*fact, None)  # type: ignore[arg-type]
        return any(quad.graph_name != _DEFAULT and quad.graph_name not in self._left_out for quad in quads)

    def _rests_on_told(self, wanted: Fact[Node]) -> bool:
        """Tell whether a fact follows from told ones alone: two that follow from each other show nothing.

        All that it can rest on is gathered, and what is told among it grows by what follows.
        """
        shown: set[Fact[Node]] = set()
        waiting: defaultdict[Fact[Node], list[tuple[Fact[Node], set[Fact[Node]]]]] = defaultdict(list)
        seen, agenda = {wanted}, [wanted]
        while agenda:
            fact = agenda.pop()
            if self._is_told(fact):
                _show(fact, shown, waiting)
            else:
                for body in reasoner().derivations(fact, self._told):
                    missing = {one for one in body if one not in shown}
                    if not missing:
                        _show(fact, shown, waiting)
                        break
                    for one in missing:
                        waiting[one].append((fact, missing))
                        if one not in seen:
                            seen.add(one)
                            agenda.append(one)
            if wanted in shown:
                return True
        return False


def _show(
    fact: Fact[Node],
    shown: set[Fact[Node]],
    waiting: defaultdict[Fact[Node], list[tuple[Fact[Node], set[Fact[Node]]]]],
) -> None:
    """Count a fact as shown, and all that was waiting for nothing but it."""
    agenda = [fact]
    while agenda:
        one = agenda.pop()
        if one in shown:
            continue
        shown.add(one)
        for head, missing in waiting.pop(one, ()):
            missing.discard(one)
            if not missing:
                agenda.append(head)


def _words(fact: Fact[Node]) -> str:
    return " ".join(str(node) for node in fact)
