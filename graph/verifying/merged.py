"""The default graph: each triple that a named graph tells, all that follows, and nothing else.

It is not built anew, as that would take the whole of it in memory. Every told triple is looked up in it; every rule is
applied to each of its triples, and what follows must be there; and each that nobody tells must rest, step by step, on
some that are told. Together this is what a rebuild gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

import pyoxigraph as ox

from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.storage.transaction import is_summed, reasoner
from crackdown.graph.verifying.problem import REBUILD, Problem

_DEFAULT: Final = ox.DefaultGraph()


class Default:
    """The default graph as facts, with nothing remembered."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine

    def match(self, subject: Node | None, predicate: Node | None, object_: Node | None) -> Iterator[Fact[Node]]:
        """Iterate over the facts that fit."""
        quads = self._engine.quads_for_pattern(subject, predicate, object_, _DEFAULT)  # type: ignore[arg-type]
        return (_fact(quad) for quad in quads)

    def has(self, fact: Fact[Node]) -> bool:
        """Tell whether a fact is there."""
        return next(self.match(*fact), None) is not None


class Told(Default):
    """The default graph with what it lacks: that too bears what follows from it."""

    def __init__(self, engine: ox.Store) -> None:
        super().__init__(engine)
        self.missing = ox.Store()

    def match(self, subject: Node | None, predicate: Node | None, object_: Node | None) -> Iterator[Fact[Node]]:
        """Iterate over the facts that fit, each once."""
        quads = chain(
            self._engine.quads_for_pattern(subject, predicate, object_, None),  # type: ignore[arg-type]
            self.missing.quads_for_pattern(subject, predicate, object_, None),  # type: ignore[arg-type]
        )
        return iter(dict.fromkeys(_fact(quad) for quad in quads if _counts(quad)))


class Merged:
    """Checks one default graph."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine
        self._facts, self._told = Default(engine), Told(engine)

    def check_told(self, quad: ox.Quad) -> Iterator[Problem]:
        """Look a told triple up in the default graph."""
        fact = _fact(quad)
        if _counts(quad) and not self._facts.has(fact):
            told = f"the triple, which {quad.graph_name} tells"
            yield Problem("default graph", _words(fact), "no such triple", told, REBUILD)

    def check_kept(self, tell: Callable[[], object]) -> Iterator[Problem]:
        """Check each triple of the default graph, and what follows from it.

        What is in doubt is kept in memory, and looked at again when all that is missing is known: what follows from a
        triple that is missing is not wrong for that, nor is missing what follows from one that is wrong.
        """
        doubtful: list[Fact[Node]] = []
        missing: dict[Fact[Node], Fact[Node]] = {}
        for quad in self._engine.quads_for_pattern(None, None, None, _DEFAULT):
            tell()
            fact = _fact(quad)
            if not self._is_told(fact) and not self._rests_on_told(fact):
                doubtful.append(fact)
            self._note_missing(fact, missing)
        agenda = list(missing)
        while agenda:
            agenda += self._note_missing(agenda.pop(), missing)
        for fact, because in missing.items():
            if not self._is_told(fact) and self._rests_on_told(fact):
                expected = f"the triple, as it follows from {_words(because)}"
                yield Problem("default graph", _words(fact), "no such triple", expected, REBUILD)
        for fact in doubtful:
            if not self._rests_on_told(fact):
                found = "a triple that no graph tells and that follows from none"
                yield Problem("default graph", _words(fact), found, "no such triple", REBUILD)

    def _note_missing(self, fact: Fact[Node], missing: dict[Fact[Node], Fact[Node]]) -> list[Fact[Node]]:
        """Note what follows from a fact and is not there; return what was not noted before."""
        found = [
            follows
            for follows in dict.fromkeys(reasoner().consequences(fact, self._told if missing else self._facts))
            if follows not in missing and not self._facts.has(follows)
        ]
        for follows in found:
            missing[follows] = fact
            self._told.missing.add(ox.Quad(*follows))  # type: ignore[arg-type]
        return found

    def _is_told(self, fact: Fact[Node]) -> bool:
        quads = self._engine.quads_for_pattern(*fact, None)  # type: ignore[arg-type]
        return any(quad.graph_name != _DEFAULT and _counts(quad) for quad in quads)

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


def _fact(quad: ox.Quad) -> Fact[Node]:
    return quad.subject, quad.predicate, quad.object


def _counts(quad: ox.Quad) -> bool:
    return not isinstance(quad.graph_name, ox.NamedNode) or is_summed(quad.graph_name)


def _words(fact: Fact[Node]) -> str:
    return " ".join(str(node) for node in fact)
