"""A query and its answer: rows, yes or no, or the triples of a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crackdown.errors import InputError, InvalidQuery

if TYPE_CHECKING:
    from crackdown.graph.sparql.answer import Answer
    from crackdown.python.investigation import Investigation
    from crackdown.python.table import Table


def ask(g: Investigation, given: str | Path, timeout: float | None) -> Table:
    """Answer a query, or the one in a file, as what fits its form.

    Raises:
        InvalidQuery: it does not parse; the message shows the place.
        QueryTimeout: its time was up.
        InputError: the file cannot be read, or `timeout` is no number of seconds.
    """
    from crackdown.console.printing import pointer
    from crackdown.graph.sparql.slips import unknown_terms
    from crackdown.python.table import Table
    from crackdown.python.triples import Triples
    from crackdown.reading import read_query

    if not isinstance(given, str | Path):
        raise TypeError(f"a query is a text, or the name of a file, and no {type(given).__name__}")
    if timeout is not None and not (isinstance(timeout, int | float) and timeout > 0):
        raise InputError(f"timeout={timeout!r}: a number of seconds above 0 is wanted")
    query = read_query(str(given)).rstrip()  # so that a place behind the end is shown on the last line
    try:
        answer = _answer(g, query, timeout)
    except InvalidQuery as error:
        raise InvalidQuery(f"{error}{pointer(query, error)}", line=error.line, column=error.column) from None
    table = Table.from_json(answer.body) if answer.form in {"select", "ask"} else Triples(answer.body, answer.form)
    table.hints = [] if len(table) else unknown_terms(query)
    table.truncated, table.query, table.ask_view = _truncated(g, answer, len(table)), query, lambda: g.view
    return table


def _truncated(g: Investigation, answer: Answer, rows: int) -> int | None:
    """Tell after how many rows an answer was cut; a large one tells it by its number of rows alone."""
    from crackdown.graph.remote.served import ServedSource

    limit = g.source.max_rows if isinstance(g.source, ServedSource) else None
    return limit if limit is not None and rows >= limit else answer.truncated


def _answer(g: Investigation, query: str, timeout: float | None) -> Answer:
    """Ask where a query is stopped when its time is up; as of a day, an endpoint's store is asked in this process."""
    from crackdown.graph.remote.source import RemoteSource

    if g.day is not None and isinstance(g.source, RemoteSource):
        return g.view.serialize(query, select_format="json", graph_format="ntriples")
    return g.source.answer(query, select_format="json", graph_format="ntriples", as_of=g.day, timeout_seconds=timeout)
