"""What an endpoint answers, turned into pyoxigraph's own results; and what one server writes in its own way, repaired.

Virtuoso 7 answers ASK with a table of one number, writes booleans as 1 and 0 and blank nodes as `nodeID://b1`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyoxigraph as ox

from crackdown.errors import QueryAborted, QueryTimeout, StoreUnavailable
from crackdown.graph.remote.client import Response

JSON: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"
_BOOLEAN: Final = "http://www.w3.org/2001/XMLSchema#boolean"
_ASKED: Final = "__ASK_RETVAL"


def rows_of(response: Response, where: str, *, repairs: bool) -> ox.QuerySolutions | ox.QueryBoolean:
    """Read the answer to a SELECT or ASK query.

    Raises:
        QueryTimeout: the answer is cut off, as servers do whose own time limit ended the query.
        QueryAborted: it has more rows than the server gives.
        StoreUnavailable: it is no SPARQL result.
    """
    _refuse_cut(response, where)
    if response.media_type not in {JSON, "application/json"}:
        raise StoreUnavailable(f"{where} answers {response.media_type or 'nothing'}, not SPARQL results: no endpoint?")
    body = _repaired(response.body) if repairs else response.body
    try:
        return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _cut_off(where) from error


def list_rows(results: object) -> list[ox.QuerySolution]:
    """Return the rows of the answer to a SELECT query."""
    assert isinstance(results, ox.QuerySolutions)
    return list(results)


def triples_of(response: Response, where: str) -> list[ox.Triple]:
    """Read the answer to a CONSTRUCT or DESCRIBE query.

    Raises:
        QueryTimeout, QueryAborted, StoreUnavailable: as for `rows_of`.
    """
    _refuse_cut(response, where)
    formats = {
        TRIPLES: ox.RdfFormat.N_TRIPLES,
        "text/plain": ox.RdfFormat.N_TRIPLES,
        "text/turtle": ox.RdfFormat.TURTLE,
    }
    if response.media_type not in formats:
        raise StoreUnavailable(f"{where} answers {response.media_type or 'nothing'}, not N-Triples: no endpoint?")
    try:
        found = ox.parse(response.body, format=formats[response.media_type])
        return [quad.triple for quad in as_kept(found)]
    except SyntaxError as error:
        raise _cut_off(where) from error


def as_kept(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Give quads the form in which pyoxigraph keeps them: values, not spellings."""
    scratch = ox.Store()
    scratch.extend(quads)
    return iter(list(scratch))


def _refuse_cut(response: Response, where: str) -> None:
    """Refuse an answer that the server itself cut short, which it says in a header alone."""
    if response.headers.get("x-sql-state", "").startswith("S1TAT"):
        raise QueryTimeout(f"{where} stopped the query at its own time limit; make it narrower")
    if "x-sparql-maxrows" in response.headers:
        most = response.headers["x-sparql-maxrows"]
        raise StoreUnavailable(f"{where} cuts answers at {most} rows; raise its limit (ResultSetMaxRows)")
    if "crackdown-truncated" in response.headers:
        most = response.headers["crackdown-truncated"]
        raise QueryAborted(
            f"{where} cuts answers at {most} rows; make the query narrower, or start it with --max-rows 0"
        )


def _cut_off(where: str) -> QueryTimeout:
    return QueryTimeout(f"{where} broke its answer off, as servers do at their own time limit; make the query narrower")


def _repaired(body: bytes) -> bytes:
    try:
        answer: dict[str, Any] = json.loads(body)
    except ValueError:
        return body
    bindings = answer.get("results", {}).get("bindings", [])
    if answer.get("head", {}).get("vars") == [_ASKED]:
        return json.dumps({"head": {}, "boolean": bindings[0][_ASKED]["value"] in {"1", "true"}}).encode()
    for binding in bindings:
        for value in binding.values():
            if value["type"] == "bnode":
                value["value"] = value["value"].removeprefix("nodeID://")
            elif value.get("datatype") == _BOOLEAN:
                value["value"] = {"1": "true", "0": "false"}.get(value["value"], value["value"])
    return json.dumps(answer).encode()
