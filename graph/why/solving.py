"""From rows to triples: which solutions a row was made of, and which triples each solution rests on.

One query a level asks for the solutions behind all rows at once; a sub-query or a grouping is a level of its own, asked
for the solutions behind what it handed up. Rows are recognised by their values, term for term: a level that does not
give a row again leaves it unexplained.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.why.pattern import (
    Basic,
    Bind,
    Filter,
    Graph,
    Grouped,
    Join,
    Minus,
    NotUnderstood,
    Optional,
    Pattern,
    Select,
    Slot,
    TriplePattern,
    Union,
    asked_of_outside,
    in_scope,
    inner_patterns,
    is_absent_from,
    is_open_in,
    mentioned,
)
from crackdown.graph.why.walking import Walker
from crackdown.graph.why.writing import write_select

Solution = Mapping[str, Node]
Key = tuple[Node | None, ...]
Place = Node | None  # the named graph that a triple was asked of; None is the default graph

# Aggregates whose value may change with the order in which the engine meets the solutions.
_UNSTEADY = ("GROUP_CONCAT", "SAMPLE", "SUM", "AVG")


@dataclass
class Witness:
    """What a row rests on: triples in the order found, and what is to be said of it.

    Attributes:
        triples: each with the named graph that it was asked of; None is the default graph.
        is_cut: more solutions were left out.
        is_partial: a part of the row could not be explained.
        rests_on_absence: something not being in the graph is a part of it, too.
        counts_nothing: an aggregate was made of no solution at all.
    """

    triples: dict[tuple[Fact[Node], Place], None] = field(default_factory=dict)
    is_cut: bool = False
    is_partial: bool = False
    rests_on_absence: bool = False
    counts_nothing: bool = False

    def add(self, other: Witness) -> None:
        """Count another's triples in."""
        self.triples |= other.triples
        self.is_cut |= other.is_cut
        self.is_partial |= other.is_partial
        self.rests_on_absence |= other.rests_on_absence
        self.counts_nothing |= other.counts_nothing


@dataclass(frozen=True, eq=False)
class _Level:
    """A pattern whose solutions are told apart by the values of `names`; at most `most` are looked at for each.

    `is_whole` marks a grouping of all solutions, which has a row even where there are none; `is_condition` an EXISTS,
    of which one solution is enough, that may leave a name unbound.
    """

    pattern: Pattern
    names: tuple[str, ...]
    most: int
    is_whole: bool = False
    is_condition: bool = False

    def keys_met(self, found: Key, wanted: Mapping[Key, object]) -> Iterable[Key]:
        """Return those of the wanted keys that a solution stands behind."""
        if self.is_condition and None in found:
            return [key for key in wanted if all(have in (None, want) for have, want in zip(found, key, strict=True))]
        return (found,) if found in wanted else ()


_Asked = tuple[TriplePattern, Place] | None  # None is a part that cannot be looked at by itself
_Leaf = _Asked | _Level


class Solver:
    """Finds what rows rest on, until the time is up."""

    def __init__(
        self,
        ask: Callable[[str], Iterable[Solution]],
        walker: Callable[[Place], Walker],
        *,
        max_solutions: int,
        deadline: float,
    ) -> None:
        """Prepare.

        Args:
            ask: answers a SELECT query, lazily.
            walker: walks over the triples of a named graph, or of the default graph.
            max_solutions: how many solutions behind one row are looked at.
            deadline: by `time.monotonic()`.
        """
        self._ask = ask
        self._walker = walker
        self._max_solutions = max_solutions
        self._deadline = deadline
        self._levels: dict[tuple[int, Slot | None, tuple[str, ...]], _Level] = {}

    def witnesses(self, pattern: Pattern, names: tuple[str, ...], wanted: Iterable[Key]) -> dict[Key, Witness]:
        """Find what each of the wanted rows of a pattern rests on; rows that were not found again are left out."""
        return self._solve(_Level(pattern, names, self._max_solutions), wanted)

    def is_late(self) -> bool:
        """Tell whether the time is up."""
        return time.monotonic() > self._deadline

    def _solve(self, level: _Level, wanted: Iterable[Key]) -> dict[Key, Witness]:
        found = self._solutions(level, dict.fromkeys(wanted))
        witnesses = {key: Witness(is_cut=is_cut) for key, (_, is_cut) in found.items()}
        below: defaultdict[_Level, dict[Key, list[Witness]]] = defaultdict(lambda: defaultdict(list))
        denies, is_open = is_absent_from(level.pattern), is_open_in(level.pattern)
        for key, (solutions, _) in found.items():
            witness = witnesses[key]
            witness.rests_on_absence, witness.is_partial = denies, is_open
            for solution in solutions:
                for leaf in self._leaves(level.pattern, solution, None, None):
                    if isinstance(leaf, _Level):
                        handed_up = tuple(solution.get(name) for name in leaf.names)
                        below[leaf][handed_up].append(witness)
                    else:
                        self._ground(leaf, solution, witness)
        for lower, users in below.items():
            inner = self._solve(lower, users)
            for handed_up, resting in users.items():
                for witness in resting:
                    if handed_up in inner:
                        witness.add(inner[handed_up])
                    elif lower.is_whole and not self.is_late():
                        witness.counts_nothing = True
                    else:
                        witness.is_partial = True
        return witnesses

    def _solutions(self, level: _Level, wanted: dict[Key, None]) -> dict[Key, tuple[list[Solution], bool]]:
        """Ask for the solutions behind the wanted keys; each list comes with whether more were left out."""
        if not wanted or self.is_late():
            return {}
        rows = [_narrowing(level, key) for key in wanted]
        found: dict[Key, list[Solution]] = {}
        cut: set[Key] = set()
        unsteady = _unsteady(level.pattern) & set(level.names)
        alike: defaultdict[Key, list[Solution]] = defaultdict(list)
        steady = _steady(level, unsteady)
        for count, solution in enumerate(self._ask(write_select(level.pattern, rows))):  # type: ignore[arg-type]
            key = tuple(solution.get(name) for name in level.names)
            for met in (keys := level.keys_met(key, wanted)):
                some = found.setdefault(met, [])
                if len(some) < level.most:
                    some.append(solution)
                else:
                    cut.add(met)
            if not keys and unsteady and len(alike[steady(key)]) < 2:
                alike[steady(key)].append(solution)
            if count % 256 == 255 and (self.is_late() or len(cut) == len(wanted)):
                break
        for key in wanted if unsteady else ():
            if key not in found and len(alike[steady(key)]) == 1:
                found[key] = alike[steady(key)]
        return {key: (some, key in cut and not level.is_condition) for key, some in found.items()}

    def _leaves(  # noqa: C901 - one case a kind of pattern
        self, pattern: Pattern, solution: Solution, slot: Slot | None, place: Place
    ) -> Iterator[_Leaf]:
        """Yield the triples and the lower levels of the parts of a pattern that held in a solution."""
        match pattern:
            case Basic(triples):
                yield from ((triple, place) for triple in triples)
            case Join(left, right):
                yield from self._leaves(left, solution, slot, place)
                yield from self._leaves(right, solution, slot, place)
            case Optional(left, right, condition, tag):
                yield from self._leaves(left, solution, slot, place)
                if tag in solution:
                    yield from self._leaves(right, solution, slot, place)
                    yield from self._needed(condition.needs if condition else (), solution, slot)
            case Union(left, right, (one, _)):
                yield from self._leaves(left if one in solution else right, solution, slot, place)
            case Minus(left, _):
                yield from self._leaves(left, solution, slot, place)
            case Filter(inner, condition):
                yield from self._leaves(inner, solution, slot, place)
                yield from self._needed(condition.needs, solution, slot)
            case Bind(inner, _, _):
                yield from self._leaves(inner, solution, slot, place)
            case Graph(name, inner):
                there = solution.get(name) if isinstance(name, str) else name
                yield from self._leaves(inner, solution, name, there)
            case Select(_, copies, inner):
                yield self._level(pattern, inner, copies, slot)
            case Grouped(keys, _, inner):
                yield self._level(pattern, inner, keys, slot)

    def _needed(self, needs: tuple[Pattern, ...], solution: Solution, slot: Slot | None) -> Iterator[_Level | None]:
        """Yield a level for each EXISTS; one that speaks of values from around it means something else by itself."""
        for pattern in needs:
            names = tuple(sorted(in_scope(pattern) & set(solution)))
            is_alone = asked_of_outside(pattern).isdisjoint(solution)
            yield self._level(pattern, pattern, names, slot, is_condition=True) if is_alone else None

    def _level(
        self,
        pattern: Pattern,
        inner: Pattern,
        names: tuple[str, ...],
        slot: Slot | None,
        *,
        is_condition: bool = False,
    ) -> _Level:
        """Return the level of a sub-query, a grouping or an EXISTS, asked of the same graph as what is around it."""
        if isinstance(slot, str) and slot not in names:
            if slot in mentioned(inner):
                raise NotUnderstood(f"inside GRAPH ?{slot}, a sub-query has a ?{slot} of its own")
            names = (*names, slot)
        asked = inner if slot is None else Graph(slot, inner)
        key = (id(pattern), slot, names)
        if key not in self._levels:
            is_whole = isinstance(pattern, Grouped) and not names
            most = 1 if is_condition else self._max_solutions
            self._levels[key] = _Level(asked, names, most, is_whole, is_condition)
        return self._levels[key]

    def _ground(self, asked: _Asked, solution: Solution, witness: Witness) -> None:
        """Put a solution's values into a triple pattern; a path gives the triples it leads through."""
        if asked is None:
            witness.is_partial = True
            return
        triple, place = asked
        subject, object_ = (_value(slot, solution) for slot in (triple.subject, triple.object))
        if subject is None or object_ is None:
            witness.is_partial = True
            return
        if isinstance(triple.path, str) or not hasattr(triple.path, "__dataclass_fields__"):
            predicate = _value(triple.path, solution)
            if predicate is None:
                witness.is_partial = True
            else:
                witness.triples[(subject, predicate, object_), place] = None
            return
        way = self._walker(place).way(triple.path, subject, object_)
        if way is None:
            witness.is_partial = True
        for fact in way or ():
            witness.triples[fact, place] = None


def _value(slot: Slot, solution: Solution) -> Node | None:
    return solution.get(slot) if isinstance(slot, str) else slot


def _narrowing(level: _Level, key: Key) -> dict[str, Node]:
    """Return the bindings that every solution behind a key has; a copy of a variable stands for the variable."""
    bound = {name: node for name, node in zip(level.names, key, strict=True) if node is not None}
    pattern = level.pattern
    while isinstance(pattern, Bind | Graph):
        if isinstance(pattern, Bind) and pattern.name in bound and re.fullmatch(r"\?\w+", pattern.expression.text):
            bound[pattern.expression.text[1:]] = bound[pattern.name]
        pattern = pattern.inner
    return bound


def _steady(level: _Level, unsteady: set[str]) -> Callable[[Key], Key]:
    positions = [position for position, name in enumerate(level.names) if name not in unsteady]
    return lambda key: tuple(key[position] for position in positions)


def _unsteady(pattern: Pattern) -> set[str]:
    """Name the variables whose value comes from an aggregate that may differ from one run to the next."""
    if isinstance(pattern, Grouped):
        fixed = {f"SAMPLE({text})" for text in _key_texts(pattern)}
        return {name for text, name in pattern.aggregates if text.startswith(_UNSTEADY) and text not in fixed}
    if isinstance(pattern, Select):
        return set()
    found = set().union(*(_unsteady(inner) for inner in inner_patterns(pattern)))
    if isinstance(pattern, Bind) and found & set(re.findall(r"\?(\w+)", pattern.expression.text)):
        found.add(pattern.name)
    return found


def _key_texts(grouped: Grouped) -> set[str]:
    """Return what is grouped by, as text."""
    texts, pattern = set(), grouped.inner
    while isinstance(pattern, Bind):
        if pattern.name in grouped.keys:
            texts.add(pattern.expression.text)
        pattern = pattern.inner
    return texts
