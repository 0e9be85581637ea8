"""Explained rows as JSON: one line a row, or SPARQL 1.1 Query Results JSON with a member more in its head.

Clients read the head's `vars` and pass over what else is there; a member beside the variables of a binding, or beside
`head` and `results`, makes some of them fail (rdflib the one, the engine's own parser both).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from crackdown.graph.storage.view import Answer, View
from crackdown.graph.term import Term, Triple
from crackdown.graph.why.explanation import Explained, Row, explain
from crackdown.graph.why.support import Support
from crackdown.ontology.terms import xsd

MEMBER: Final = "crackdown:why"
_READERS: Final[dict[str, Callable[[str], Any]]] = {
    xsd.integer: int,
    xsd.decimal: float,
    xsd.boolean: lambda text: text == "true",
}


def answer_with_why(
    view: View,
    query: str,
    *,
    seconds: float,
    default_graph_uris: Sequence[str] = (),
    named_graph_uris: Sequence[str] = (),
    most_rows: int | None = None,
) -> Answer:
    """Answer a SELECT query in SPARQL JSON with what supports each row in its head.

    Raises:
        InputError, InvalidQuery, UpdateRefused, ServiceRefused: see `explain`.
    """
    explained = explain(
        view,
        query,
        seconds=seconds,
        default_graph_uris=default_graph_uris,
        named_graph_uris=named_graph_uris,
        most_rows=most_rows,
    )
    result = json.loads(explained.answer.body)
    result["head"][MEMBER] = why_member(explained)
    body = json.dumps(result, ensure_ascii=False).encode()
    return replace(explained.answer, body=body)


def why_member(explained: Explained) -> dict[str, Any]:
    """Return the support of the explained rows, in the rows' order."""
    rows = [{"support": _supports(row), "notes": row.notes} for row in explained.rows]
    return {"notes": explained.notes, "rows": rows}


def line_of(row: Row) -> str:
    """Write a row with its support as one line of JSON: `{"row": …, "support": […], "notes": […]}`."""
    return json.dumps(row_values(row), ensure_ascii=False)


def row_values(row: Row) -> dict[str, Any]:
    """Return a row as plain values: IRIs in full, numbers as numbers."""
    return {
        "row": {name: plain_value(term) for name, term in row.values.items()},
        "support": _supports(row),
        "notes": row.notes,
    }


def _supports(row: Row) -> list[dict[str, Any]] | None:
    return None if row.support is None else [support_values(one) for one in row.support]


def support_values(support: Support) -> dict[str, Any]:
    """Return one support as plain values; triples are lists of three terms as N-Triples writes them."""
    return {
        "triple": _terms(support.triple),
        "kind": support.kind,
        "inferred_from": _terms(support.inferred_from) if support.inferred_from else None,
        "announcement": support.announcement,
        "quote": support.quote,
        "language": support.language,
        "published": support.published,
        "start": support.start,
        "end": support.end,
        "confidence": support.confidence,
    }


def _terms(triple: Triple) -> list[str]:
    return [term.n3() for term in triple]


def plain_value(term: Term) -> Any:
    """Return a term as a plain value: a number as a number, an IRI in full.

    What is called a number and is none, or has more digits than a computer's, stays as it is written.

    >>> from crackdown.graph.term import literal
    >>> plain_value(literal("12", datatype=xsd.integer)), plain_value(literal("twelve", datatype=xsd.integer))
    (12, 'twelve')
    """
    try:
        return _READERS.get(term.datatype or "", str)(term.value)
    except ValueError:
        return term.value
