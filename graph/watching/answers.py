"""The answer of a watch as rows that can be compared: by their values, whatever their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import pyoxigraph as ox

from crackdown.errors import InputError
from crackdown.graph.sparql.answer import Answer
from crackdown.graph.sparql.lexing import blank
from crackdown.graph.storage.oxigraph import from_node
from crackdown.graph.storage.view import View
from crackdown.graph.term import Term, literal
from crackdown.ontology.terms import xsd

Row = tuple[Term | None, ...]

MOST_ROWS: Final = 20_000
_TRIES: Final = 3
_HOLDS: Final = "holds"  # the one column of an ASK
_CLOCK: Final = re.compile(r"\bNOW\s*\(", re.IGNORECASE)


class Source(Protocol):
    """What a store is read through as it changes: snapshots of a folder, or an endpoint."""

    def view(self) -> View:
        """Return the view of the store as it is now."""
        ...

    def answer(self, query: str, *, select_format: str) -> Answer:
        """Answer a query within the source's bounds."""
        ...


@dataclass(frozen=True)
class Rows:
    """An answer: its columns, its rows, each once, and the view it was read from."""

    columns: tuple[str, ...]
    rows: list[Row]
    view: View
    is_ask: bool = False


def ask(source: Source, query: str) -> Rows:
    """Ask a query, within the bounds that the source has for one.

    An ASK is taken for a row that is there while it holds.

    Raises:
        InputError: the query is neither SELECT nor ASK, a value is a blank node, or there are too many rows.
        InvalidQuery, UpdateRefused, ServiceRefused, QueryError: see `crackdown.errors`.
    """
    for _ in range(_TRIES):
        view = source.view()
        answer = source.answer(query, select_format="json")
        if source.view().version == view.version:  # else the quotes would be looked for in another graph
            break
    if answer.form not in {"select", "ask"}:
        raise InputError(f"a watch compares the rows of a SELECT, or an ASK; this is {answer.form.upper()}")
    if answer.truncated is not None:  # and what was cut is for who reads it as it comes, no JSON to be parsed whole
        raise _too_many()
    results = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
    if isinstance(results, ox.QueryBoolean):
        return Rows((_HOLDS,), [(literal("true", datatype=xsd.boolean),)] if results else [], view, is_ask=True)
    names = tuple(variable.value for variable in results.variables)
    rows = list(dict.fromkeys(_row(names, solution) for solution in results))
    if len(rows) > MOST_ROWS:
        raise _too_many()
    return Rows(names, rows, view)


def _too_many() -> InputError:
    return InputError(f"the answer has more than {MOST_ROWS:,} rows, too many to watch; ask for less, or count them")


def depends_on_clock(query: str) -> bool:
    """Tell whether the answer changes though the graph does not.

    >>> depends_on_clock("ASK { FILTER(NOW() > ?d) }"), depends_on_clock('ASK { ?x ?now "NOW()" }')
    (True, False)
    """
    return _CLOCK.search(blank(query)) is not None


def check_keys(keys: Sequence[str], columns: Sequence[str]) -> None:
    """Refuse keys that are no columns.

    Raises:
        InputError: which, and what the columns are.
    """
    wrong = [key for key in keys if key not in columns]
    if wrong:
        raise InputError(f"--key {wrong[0]}: the query has no such column, but {', '.join(columns)}")


def _row(names: Sequence[str], solution: ox.QuerySolution) -> Row:
    row = tuple(None if (node := solution[name]) is None else from_node(node) for name in names)
    for name, term in zip(names, row, strict=True):
        if term is not None and term.kind in {"bnode", "triple"}:
            raise InputError(
                f"?{name} has a value without a name (a blank node), which cannot be compared with the last answer's; "
                "ask for what is said of it instead"
            )
    return row
