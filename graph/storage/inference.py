"""What the ontology implies, kept true while facts come and go.

Two algorithms over the rules of `crackdown.ontology.rules`, whose patterns are Datalog without negation: semi-naive
forward chaining for new facts, and delete–rederive for withdrawn ones (A. Gupta, I. S. Mumick, V. S. Subrahmanian,
"Maintaining Views Incrementally", SIGMOD 1993): what the withdrawn facts helped to derive goes, then comes back where
another derivation is left. They compute a change and apply nothing: the store applies it in the transaction that brings
the facts.

Nodes are whatever the store's engine uses, as long as they can be hashed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Generic, NamedTuple, Protocol, TypeVar

from crackdown.ontology.rules import Rule

N = TypeVar("N")
Fact = tuple[N, N, N]
Binding = dict[str, N]


class Facts(Protocol[N]):
    """Facts that can be looked up by any part; None matches everything."""

    def match(self, subject: N | None, predicate: N | None, object_: N | None) -> Iterable[Fact[N]]:
        """Iterate over the facts that fit."""


class Atom(NamedTuple, Generic[N]):
    """One pattern of a rule: each part is a variable's name (a str) or a node."""

    subject: str | N
    predicate: str | N
    object: str | N

    def unify(self, fact: Fact[N], binding: Binding[N]) -> Binding[N] | None:
        """Extend the binding so that the pattern equals the fact, or return None where it cannot."""
        extended = dict(binding)
        for part, node in zip(self, fact, strict=True):
            if not isinstance(part, str):
                if part != node:
                    return None
            elif extended.setdefault(part, node) != node:
                return None
        return extended

    def fill(self, binding: Binding[N]) -> tuple[N | None, N | None, N | None]:
        """Put the bound nodes in; None stays where a variable is free."""
        subject, predicate, object_ = (binding.get(part) if isinstance(part, str) else part for part in self)
        return subject, predicate, object_


class _Compiled(NamedTuple, Generic[N]):
    head: Atom[N]
    body: tuple[Atom[N], ...]


class Overlay(Generic[N]):
    """Stored facts with a change on top that is not applied yet."""

    def __init__(self, stored: Facts[N], looked_up: AbstractSet[N]) -> None:
        """Begin with no change.

        Args:
            stored: what is there.
            looked_up: the predicates by which `match` is asked; of new facts no others are found by it.
        """
        self._stored = stored
        self._looked_up = looked_up
        self.removed: set[Fact[N]] = set()
        self.added: set[Fact[N]] = set()
        self._index: defaultdict[tuple[N | None, N | None, N | None], set[Fact[N]]] = defaultdict(set)

    def match(self, subject: N | None, predicate: N | None, object_: N | None) -> Iterator[Fact[N]]:
        """Iterate over what is there once the change counts."""
        for fact in self._stored.match(subject, predicate, object_):
            if fact not in self.removed:
                yield fact
        if subject is not None and object_ is not None:
            object_, wanted = None, object_
            yield from [fact for fact in self._index.get((subject, predicate, None), ()) if fact[2] == wanted]
        else:
            yield from list(self._index.get((subject, predicate, object_), ()))

    def add(self, fact: Fact[N]) -> bool:
        """Count a fact in; False where it was there."""
        if self.removed and fact in self.removed:
            self.removed.discard(fact)
            return True
        if fact in self.added or next(iter(self._stored.match(*fact)), None) is not None:
            return False
        self.added.add(fact)
        if fact[1] in self._looked_up:
            for key in _keys(fact):
                self._index[key].add(fact)
        return True

    def remove(self, fact: Fact[N]) -> None:
        """Count a stored fact out."""
        self.removed.add(fact)


class Reasoner(Generic[N]):
    """The rules, compiled for one engine's nodes and indexed by predicate."""

    def __init__(self, rules: Sequence[Rule], node: Callable[[str], N]) -> None:
        """Compile the rules.

        Args:
            rules: their patterns hold variables ("?x"), IRIs and literals in N-Triples form.
            node: makes a node of an IRI or a literal.
        """
        self._by_body: defaultdict[N | tuple[N, N], list[tuple[_Compiled[N], int]]] = defaultdict(list)
        self._classing: set[N] = set()  # predicates of patterns whose object is known: a class mostly
        self._looked_up: set[N] = set()  # predicates of patterns that stand beside another one in their rule
        self._by_head: defaultdict[N, list[_Compiled[N]]] = defaultdict(list)
        for rule in rules:
            compiled = _Compiled(_compile(rule.head, node), tuple(_compile(pattern, node) for pattern in rule.body))
            self._by_head[_predicate(compiled.head)].append(compiled)
            for position, atom in enumerate(compiled.body):
                predicate, object_ = _predicate(atom), atom.object
                key = predicate if isinstance(object_, str) else (predicate, object_)
                self._by_body[key].append((compiled, position))
                if key != predicate:
                    self._classing.add(predicate)
            if len(compiled.body) > 1:
                self._looked_up |= {_predicate(atom) for atom in compiled.body}

    def change(
        self,
        stored: Facts[N],
        withdrawn: Iterable[Fact[N]],
        told: Iterable[Fact[N]],
        is_told: Callable[[Fact[N]], bool],
    ) -> Overlay[N]:
        """Compute what to remove from and add to the stored facts, entailments included.

        Args:
            stored: everything told and entailed before the change.
            withdrawn: facts that nobody tells any more.
            told: facts that are told now.
            is_told: whether somebody tells a fact after the change; such facts need no derivation.
        """
        overlay = Overlay(stored, self._looked_up)
        doubtful = self._doubtful(stored, withdrawn, is_told)
        for fact in doubtful:
            overlay.remove(fact)
        self._extend(overlay, [fact for fact in doubtful if self._is_derivable(fact, overlay)])
        self._extend(overlay, told)
        return overlay

    def _extend(self, overlay: Overlay[N], facts: Iterable[Fact[N]]) -> None:
        """Add facts and all that follows from them."""
        agenda = [fact for fact in facts if overlay.add(fact)]
        while agenda:
            for head in self.consequences(agenda.pop(), overlay):
                if overlay.add(head):
                    agenda.append(head)

    def _doubtful(
        self, stored: Facts[N], withdrawn: Iterable[Fact[N]], is_told: Callable[[Fact[N]], bool]
    ) -> set[Fact[N]]:
        """Find the withdrawn facts and all that was derived with their help."""
        doubtful = set(withdrawn)
        agenda = list(doubtful)
        while agenda:
            for head in self.consequences(agenda.pop(), stored):
                if head not in doubtful and not is_told(head):
                    doubtful.add(head)
                    agenda.append(head)
        return doubtful

    def consequences(self, fact: Fact[N], facts: Facts[N]) -> Iterator[Fact[N]]:
        """Yield what follows in one step from a fact together with others."""
        met = self._by_body.get(fact[1], ())
        if fact[1] in self._classing:
            met = [*met, *self._by_body.get((fact[1], fact[2]), ())]
        for rule, position in met:
            binding = rule.body[position].unify(fact, {})
            if binding is not None:
                others = rule.body[:position] + rule.body[position + 1 :]
                for found in list(_solve(others, binding, facts)):
                    yield _ground(rule.head, found)

    def _is_derivable(self, fact: Fact[N], facts: Facts[N]) -> bool:
        return any(True for _ in self.derivations(fact, facts))

    def derivations(self, fact: Fact[N], facts: Facts[N]) -> Iterator[list[Fact[N]]]:
        """Yield each set of facts from which a rule gives a fact in one step."""
        for rule in self._by_head.get(fact[1], ()):
            binding = rule.head.unify(fact, {})
            if binding is not None:
                for found in _solve(rule.body, binding, facts):
                    yield [_ground(atom, found) for atom in rule.body]


def _keys(fact: Fact[N]) -> tuple[tuple[N | None, N | None, N | None], ...]:
    """Name the lookups that find a fact: rules always know the predicate."""
    subject, predicate, object_ = fact
    return (subject, predicate, None), (None, predicate, object_), (None, predicate, None)


def _solve(atoms: Sequence[Atom[N]], binding: Binding[N], facts: Facts[N]) -> Iterator[Binding[N]]:
    """Yield every binding under which all patterns are facts, the most bound pattern first."""
    if not atoms:
        yield binding
        return
    first = min(range(len(atoms)), key=lambda position: atoms[position].fill(binding).count(None))
    rest = [atom for position, atom in enumerate(atoms) if position != first]
    for fact in facts.match(*atoms[first].fill(binding)):
        extended = atoms[first].unify(fact, binding)
        if extended is not None:
            yield from _solve(rest, extended, facts)


def _ground(atom: Atom[N], binding: Binding[N]) -> Fact[N]:
    subject, predicate, object_ = (binding[part] if isinstance(part, str) else part for part in atom)
    return subject, predicate, object_


def _compile(pattern: tuple[str, str, str], node: Callable[[str], N]) -> Atom[N]:
    subject, predicate, object_ = (part if part.startswith("?") else node(part) for part in pattern)
    return Atom(subject, predicate, object_)


def _predicate(atom: Atom[N]) -> N:
    """Rules whose predicate is a variable would have to be tried on every fact; the ontology has none."""
    if isinstance(atom.predicate, str):
        raise TypeError(f"a rule needs a known predicate: {atom}")
    return atom.predicate
