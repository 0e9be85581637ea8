"""Rows with what supports them: a SELECT answered, and each row of it explained."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Final

import pyoxigraph as ox

from crackdown.errors import InputError
from crackdown.graph.storage.engine import Engine
from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node, from_node, to_node
from crackdown.graph.storage.view import Answer, View
from crackdown.graph.term import Term
from crackdown.graph.why.pattern import NotUnderstood, Pattern
from crackdown.graph.why.solving import Key, Solution, Solver, Witness
from crackdown.graph.why.support import Support, Supports
from crackdown.graph.why.walking import Walker

MAX_ROWS: Final = 100
MAX_CLAIMS: Final = 50
_MAX_SOLUTIONS: Final = 200  # behind one row; a sum over more is explained by the first of them
_SECONDS: Final = 20.0  # of the thirty that a server gives a query


@dataclass
class Row:
    """One row of the answer; `support` is None where it was not explained, `notes` say why and what is left out."""

    values: dict[str, Term]
    support: list[Support] | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Explained:
    """An answer with its first rows explained; `notes` are about all of them."""

    answer: Answer
    names: list[str]
    rows: list[Row]
    notes: list[str]

    def iter_rest(self) -> Iterator[Row]:
        """Yield the rows of the answer that come after the explained ones."""
        for solution in islice(_solutions(self.answer), len(self.rows), None):
            yield _row({name: solution[name] for name in self.names})


def explain(
    view: View,
    query: str,
    *,
    max_rows: int = MAX_ROWS,
    max_claims: int = MAX_CLAIMS,
    seconds: float = _SECONDS,
    default_graph_uris: Sequence[str] = (),
    named_graph_uris: Sequence[str] = (),
    most_rows: int | None = None,
) -> Explained:
    """Answer a SELECT query and find the claims and quotes behind each of its first rows.

    Args:
        view: the graph.
        query: SPARQL 1.1.
        max_rows: how many rows are explained.
        max_claims: how many quotes a row gets at most, the surest of each triple first.
        seconds: after how long the rows not explained yet stay so.
        default_graph_uris: as for `View.serialize`.
        named_graph_uris: as for `View.serialize`.
        most_rows: rows beyond which the answer itself is cut.

    Raises:
        InputError: the query is no SELECT.
        InvalidQuery, UpdateRefused, ServiceRefused: see `crackdown.errors`.
    """
    deadline = time.monotonic() + seconds
    answer = view.serialize(
        query, default_graph_uris=default_graph_uris, named_graph_uris=named_graph_uris, max_rows=most_rows
    )
    if answer.form != "select":
        raise InputError(f"only the rows of a SELECT are explained; this is {answer.form.upper()}")
    names, keys, left = _first(answer, max_rows)
    notes = [f"explained the first {len(keys)} of {len(keys) + left} rows"] if left else []
    asked = partial(read_graphs, view, query, default_graph_uris, named_graph_uris)
    rows, unexplained = _explain(view, asked, names, keys, max_claims, deadline)
    return Explained(answer, names, rows, notes + unexplained)


def explain_chosen(
    view: View,
    query: str,
    names: Sequence[str],
    rows: Sequence[Sequence[Term | None]],
    *,
    max_claims: int = MAX_CLAIMS,
    seconds: float = _SECONDS,
) -> tuple[list[Row], list[str]]:
    """Find the claims and quotes behind some rows of a SELECT, wherever they stand in its answer.

    Args:
        view: the graph.
        query: SPARQL 1.1.
        names: the query's columns.
        rows: the values of each, None where it has none.
        max_claims: how many quotes a row gets at most.
        seconds: after how long the rows not explained yet stay so.

    Returns:
        The rows, explained where they could be, and notes about all of them.
    """
    keys: list[Key] = [tuple(None if term is None else to_node(term) for term in row) for row in rows]
    return _explain(view, partial(read_graphs, view, query), list(names), keys, max_claims, time.monotonic() + seconds)


def _explain(
    view: View, asked: Callable[[], Asked], names: list[str], keys: list[Key], max_claims: int, deadline: float
) -> tuple[list[Row], list[str]]:
    rows = [_row(dict(zip(names, key, strict=True))) for key in keys]
    try:
        graphs = asked()
        solver = Solver(graphs.ask, graphs.walker, max_solutions=_MAX_SOLUTIONS, deadline=deadline)
        witnesses = solver.witnesses(graphs.pattern, tuple(names), keys)
    except NotUnderstood as error:
        return rows, [f"the rows are not explained: {error}"]
    supports = Supports(view.engine)
    for row, key in zip(rows, keys, strict=True):
        witness = witnesses.get(key)
        if witness is None or solver.is_late():
            row.notes.append(_reason(solver, key))
        else:
            row.support, row.notes = _support(supports, graphs, witness, max_claims)
    return rows, []


def read_graphs(view: View, query: str, default: Sequence[str] = (), named: Sequence[str] = ()) -> Asked:
    """Read a query for its pattern and the graphs that it is asked over; those of the protocol outrank its own.

    Raises:
        NotUnderstood: it cannot be explained.
    """
    from crackdown.graph.why.parsing import parse  # the parser takes some tenths of a second to load

    parsed = parse(query)
    if not default and not named:
        default, named = parsed.default_graphs, parsed.named_graphs
    return Asked(view, parsed.pattern, default, named)


class Asked:
    """A query's pattern, and the graphs that it is asked over."""

    def __init__(self, view: View, pattern: Pattern, default: Sequence[str], named: Sequence[str]) -> None:
        self.pattern = pattern
        self._view = view
        self._default, self._named = default, named
        self._chosen = frozenset(ox.NamedNode(one) for one in default) if default or named else None

    def ask(self, query: str) -> Iterator[Solution]:
        """Answer a query over the same graphs."""
        solutions = self._view.solutions(query, default_graph_uris=self._default, named_graph_uris=self._named)
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {name: node for name in names if (node := solution[name]) is not None}

    def asked_of(self, place: Node | None) -> frozenset[Node] | None:
        """Return the named graphs that a triple was asked of; None where it was the store's default graph."""
        return self._chosen if place is None else frozenset([place])

    def walker(self, place: Node | None) -> Walker:
        """Return what walks over the triples of a place."""
        return Walker(_Within(self._view.engine, self.asked_of(place)))


class _Within:
    """The triples of some graphs; None is the default graph."""

    def __init__(self, engine: Engine, graphs: frozenset[Node] | None) -> None:
        self._engine = engine
        self._graphs: Iterable[Node | ox.DefaultGraph] = [ox.DefaultGraph()] if graphs is None else graphs

    def match(self, subject: Node | None, predicate: Node | None, object_: Node | None) -> Iterator[Fact[Node]]:
        """Iterate over the triples that fit."""
        if isinstance(subject, ox.Literal):
            return
        for graph in self._graphs:
            for quad in self._engine.quads_for_pattern(subject, predicate, object_, graph):
                yield quad.subject, quad.predicate, quad.object


def _solutions(answer: Answer) -> ox.QuerySolutions:
    """Read the rows of an answer in SPARQL JSON, one after the other."""
    solutions = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
    assert isinstance(solutions, ox.QuerySolutions)
    return solutions


def _first(answer: Answer, most: int) -> tuple[list[str], list[Key], int]:
    """Return the variables of an answer, its first rows and how many more there are.

    The engine's rows end here: what the parser raises and keeps would hold them, and free them on another thread.
    """
    solutions = _solutions(answer)
    names = [variable.value for variable in solutions.variables]
    keys = [tuple(solution[name] for name in names) for solution in islice(solutions, most)]
    return names, keys, sum(1 for _ in solutions)


def _row(nodes: Mapping[str, Node | None]) -> Row:
    return Row({name: from_node(node) for name, node in nodes.items() if node is not None})


def _reason(solver: Solver, key: Key) -> str:
    if solver.is_late():
        return "not explained: the time was up"
    if any(isinstance(node, ox.BlankNode) for node in key):
        return "not explained: a value has no name by which to find it again"
    return "not explained: asked again in another form, the query did not give this row"


def _support(supports: Supports, graphs: Asked, witness: Witness, max_claims: int) -> tuple[list[Support], list[str]]:
    """Look up what supports the triples of a row; return it with what there is to say about it."""
    found: dict[Support, None] = {}
    quotes = left_out = 0
    for fact, place in witness.triples:
        for one in supports.of(fact, graphs.asked_of(place)):
            if one in found:
                continue
            if one.kind == "claim" and quotes >= max_claims:
                left_out += 1
                continue
            quotes += one.kind == "claim"
            found[one] = None
    notes = [f"{quotes} of {quotes + left_out} quotes are given"] if left_out else []
    return list(found), [*notes, *_notes(witness)]


def _notes(witness: Witness) -> list[str]:
    notes = []
    if witness.is_cut:
        notes.append(
            f"only the first {_MAX_SOLUTIONS} solutions behind this row, or behind a part of it, were looked at"
        )
    if witness.is_partial:
        notes.append("a part of this row could not be explained")
    if witness.rests_on_absence:
        notes.append("it rests, too, on something not being in the graph, for which there are no words")
    if witness.counts_nothing:
        notes.append("nothing was found that it counts")
    elif not witness.triples and not witness.is_partial:
        notes.append("it rests on no triple")
    return notes
