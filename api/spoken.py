"""What the OpenAPI description says of answers that are no JSON of ours: their media types, and the problems."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

from crackdown.api.protocols.answers import GRAPHS, ROWS
from crackdown.api.source import DAY

PROBLEM_TYPES: Final[dict[str, Any]] = {
    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
    "text/html": {"schema": {"type": "string"}},
}
IRI: Final[dict[str, Any]] = {"type": "string", "format": "uri", "pattern": "^[a-z]+:[A-Za-z0-9/._~-]+$"}

Answers = dict[int | str, dict[str, Any]]


class Problem(BaseModel):
    """An error as RFC 9457 writes it."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=["about:blank"])
    title: str
    status: int
    detail: str = Field(description="What is wrong and what would be right, in words.")
    code: str = Field(description="The stable name of this sort of error.")
    instance: str | None = Field(None, description="This one error.")
    query_id: str | None = Field(None, description="As in the header `x-query-id` and in the server's log.")
    line: int | None = Field(None, description="Of the query, where it does not parse.")
    column: int | None = None


def as_sent(media_types: Iterable[str]) -> dict[str, Any]:
    """Describe answers of some media types: JSON of any shape, or text."""
    return {name: {"schema": {} if name.endswith("json") else {"type": "string"}} for name in media_types}


def _answers(description: str, media_types: Iterable[str], *statuses: int) -> Answers:
    return {
        200: {"description": description, "content": as_sent(media_types)},
        304: {"description": "The graph is as it was when the ETag in `if-none-match` was sent."},
        412: {"description": "The answer has none of the tags in `if-match`.", "content": PROBLEM_TYPES},
        **{status: {"description": _MEANINGS[status], "content": PROBLEM_TYPES} for status in statuses},
    }


_MEANINGS: Final = {
    400: "The request, or the query in it, is not right; `detail` says where.",
    403: "An update, or a query that would call another server.",
    404: "There is no such graph.",
    406: "None of the media types accepted is offered.",
    413: "The body is too long.",
    414: "The address is too long; POST the query.",
    415: "A body of this kind is not read.",
    503: "The query was not answered: too many others, too much memory, or no graph to read.",
    504: "The query ran past its time and was stopped.",
}
GRAPH_TYPES: Final = tuple(name for name in GRAPHS.media_types if name != "text/html")
SPARQL_ANSWERS: Final = _answers(
    "Rows, yes or no, or a graph; without a query, the service's description or, for a browser, a form.",
    dict.fromkeys((*ROWS.media_types, *GRAPHS.media_types)), 400, 403, 406, 413, 414, 415, 503, 504,
)  # fmt: skip
GRAPH_ANSWERS: Final = _answers("The graph.", GRAPH_TYPES, 400, 404, 406, 503, 504)
DESCRIPTION_ANSWERS: Final = _answers("The description.", GRAPH_TYPES, 400, 406, 503)

_TEXT: Final[dict[str, Any]] = {"type": "string"}
_GRAPH_URIS: Final[dict[str, Any]] = {"type": "array", "items": IRI}
_PARAMETERS: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "query": (_TEXT, "SPARQL 1.1; the project's prefixes need no declaration."),
    "default-graph-uri": (_GRAPH_URIS, "The graphs that make up the default graph."),
    "named-graph-uri": (_GRAPH_URIS, "The graphs that GRAPH sees."),
    "format": (_TEXT, f"Outranks Accept: {', '.join(dict.fromkeys((*ROWS.names, *GRAPHS.names)))}."),
    "as_of": (DAY, "A day: only what was published by then is seen."),
    "why": ({"type": "string", "enum": ["true", "false"]}, "Add the claims and quotes behind each row of a SELECT."),
    "max_rows": (
        {"type": "integer", "minimum": 1, "maximum": 999_999_999},
        "Rows, or triples, after which the answer is cut, and says so; the server's own limit may be lower.",
    ),
}
_SHOWN: Final = {"query": "ASK {}", "format": "json", "as_of": "2026-02-09", "why": "false", "max_rows": 100}
QUERY_PARAMETERS: Final = {
    "parameters": [
        {
            "name": name, "in": "query", "required": False, "schema": schema, "description": description,
            **({"example": _SHOWN[name]} if name in _SHOWN else {}),
        }
        for name, (schema, description) in _PARAMETERS.items()
    ]
}  # fmt: skip
QUERY_BODY: Final = {
    **QUERY_PARAMETERS,
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {
                        name: {**schema, "description": description}
                        for name, (schema, description) in _PARAMETERS.items()
                    },
                    "required": ["query"],
                },
                "example": {"query": "ASK {}"},
            },
            "application/sparql-query": {"schema": _TEXT, "example": "ASK {}"},
        },
    },
}
