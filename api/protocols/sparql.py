"""The SPARQL 1.1 Protocol's query operation at `/sparql` (https://www.w3.org/TR/sparql11-protocol/#query-operation).

Queries only: updates are refused, as are calls to servers that are on no list. A browser that comes without a query
gets a form, and one that sends a query gets a table.
"""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from crackdown.api.http.negotiation import accept_of, negotiate
from crackdown.api.protocols.answers import EXPLAINED, GRAPHS, ROWS, Choice, answer_page, choose, head_of
from crackdown.api.protocols.description import DESCRIPTIONS, send_description
from crackdown.api.protocols.protocol import Operation, read_operation
from crackdown.api.protocols.streaming import StreamedAnswer, ask, facts_of, unless_gone
from crackdown.api.spoken import QUERY_BODY, QUERY_PARAMETERS, SPARQL_ANSWERS
from crackdown.api.things.templating import render
from crackdown.errors import UnknownFormat
from crackdown.graph.serving.question import AnswerStream, Question
from crackdown.graph.showing.summary import questions

_ROWS_BEHIND_PAGE: Final = 20_000

router = APIRouter(tags=["SPARQL"])


@router.get("/sparql", response_class=Response, responses=SPARQL_ANSWERS, openapi_extra=QUERY_PARAMETERS)
@router.post("/sparql", response_class=Response, responses=SPARQL_ANSWERS, openapi_extra=QUERY_BODY)
@router.get("/sparql/", response_class=Response, include_in_schema=False)  # as some clients write it
@router.post("/sparql/", response_class=Response, include_in_schema=False)
async def query(request: Request) -> Response:
    """Answer a query: `query=` in the address or a form, or `application/sparql-query` as the body.

    `why=true` adds to the answer of a SELECT the claims and quotes behind each row; `max_rows` cuts an answer short.
    """
    if _wants_form(request):
        return HTMLResponse(render("sparql.html", query="", questions=questions()), headers={"vary": "Accept"})
    if _wants_description(request):
        return await send_description(request)
    operation = await read_operation(request)
    accept = accept_of(request.headers)
    if operation.why:
        return await _explained(request, operation, accept)
    rows, graph = choose(ROWS, operation.format, accept), choose(GRAPHS, operation.format, accept)
    stream = await ask(request, _question(operation, rows, graph), operation.as_of)
    chosen = rows if stream.form in {"select", "ask"} else graph
    return await _respond(request, operation, chosen, stream)


async def _explained(request: Request, operation: Operation, accept: str | None) -> Response:
    """Answer a SELECT with what supports each row: JSON, or a page."""
    chosen = choose(EXPLAINED, operation.format, accept)
    if operation.format and chosen.media_type is None:
        raise UnknownFormat(f"format={operation.format}: with why=true a row comes with its quotes, as json or html")
    chosen.require(operation.format, "SELECT with why=true")
    stream = await ask(request, _question(operation, chosen, choose(GRAPHS, None, None)), operation.as_of)
    return await _respond(request, operation, chosen, stream)


def _question(operation: Operation, rows: Choice, graph: Choice) -> Question:
    """Put the question; of a page, which is made in this process, not more than it can show."""
    is_page = rows.media_type == graph.media_type == "text/html"
    bounds = (operation.max_rows, _ROWS_BEHIND_PAGE if is_page else None)
    return Question(
        query=operation.query,
        select_format=rows.engine_format,
        graph_format=graph.engine_format,
        default_graph_uris=operation.default_graphs,
        named_graph_uris=operation.named_graphs,
        why=operation.why,
        max_rows=min((one for one in bounds if one is not None), default=None),
    )


async def _respond(request: Request, operation: Operation, chosen: Choice, stream: AnswerStream) -> Response:
    """Send an answer as it comes, or as a page, for which all of it is wanted."""
    try:
        chosen.require(operation.format, stream.form)
        if chosen.media_type == "text/html":
            answer = await unless_gone(request, stream.whole())
            page = answer_page(operation.query, operation.besides(), answer)
            return HTMLResponse(page, headers=facts_of(stream) | {"vary": "Accept"})
    except BaseException:
        stream.close()
        raise
    if stream.body is None:
        return StreamedAnswer(stream, head_of(chosen.media_type) | facts_of(stream))
    return Response(stream.body, headers=head_of(chosen.media_type) | facts_of(stream))


def direct_routes() -> list[BaseRoute]:
    """Return routes that lead to `query` ahead of all others.

    The framework's own way to it, which reads parameters and finds dependencies, takes longer than most queries; it
    stays for the description of the API.
    """
    return [Route(path, query, methods=["GET", "POST"], include_in_schema=False) for path in ("/sparql", "/sparql/")]


def _wants_form(request: Request) -> bool:
    """Tell whether a browser has come without a query."""
    if request.method != "GET":
        return False
    if negotiate(accept_of(request.headers), (*DESCRIPTIONS.media_types, "text/html")) != "text/html":
        return False
    return "query" not in request.query_params and "update" not in request.query_params


def _wants_description(request: Request) -> bool:
    """Tell whether a program has come with nothing at all, and is not one that takes rows alone and forgot its query.

    Who takes neither RDF nor rows is told so (406) with the formats there are.
    """
    if request.method != "GET" or request.scope["query_string"]:
        return False
    accept = accept_of(request.headers)
    takes_rows = negotiate(accept, tuple(ROWS.media_types)) is not None
    return not takes_rows or negotiate(accept, tuple(DESCRIPTIONS.media_types)) is not None
