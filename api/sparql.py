"""The SPARQL 1.1 Protocol's query operation at `/sparql` (https://www.w3.org/TR/sparql11-protocol/#query-operation).

Queries only: updates are refused, as are calls to other servers. A browser that comes without a query gets a form, and
one that sends a query gets a table.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from crackdown.api.answers import EXPLAINED, GRAPHS, ROWS, answer_page, choose, send
from crackdown.api.negotiation import negotiate
from crackdown.api.protocol import Operation, read_operation
from crackdown.api.source import Answering
from crackdown.api.templating import render
from crackdown.errors import UnknownFormat
from crackdown.graph.summary import questions

router = APIRouter(tags=["SPARQL"])


@router.get("/sparql", response_class=Response)
@router.post("/sparql", response_class=Response)
@router.get("/sparql/", response_class=Response, include_in_schema=False)  # as some clients write it
@router.post("/sparql/", response_class=Response, include_in_schema=False)
async def query(request: Request, answering: Answering) -> Response:
    """Answer a query: `query=` in the address or a form, or `application/sparql-query` as the body.

    `why=true` adds to the answer of a SELECT the claims and quotes behind each row.
    """
    if _wants_form(request):
        return HTMLResponse(render("sparql.html", query="", questions=questions()), headers={"vary": "Accept"})
    operation = await read_operation(request)
    accept = request.headers.get("accept")
    if operation.why:
        return await _explained(operation, answering, accept)
    rows, graph = choose(ROWS, operation.format, accept), choose(GRAPHS, operation.format, accept)
    # The answer is made and written in one call on one thread: the engine's iterators must not change threads.
    answer = await run_in_threadpool(
        answering,
        operation.query,
        select_format=rows.engine_format,
        graph_format=graph.engine_format,
        default_graph_uris=operation.default_graphs,
        named_graph_uris=operation.named_graphs,
        as_of=operation.as_of,
        why=False,
    )
    chosen = rows if answer.form in {"select", "ask"} else graph
    chosen.require(operation.format, answer.form)
    if chosen.media_type == "text/html":
        return HTMLResponse(answer_page(operation.query, answer), headers={"vary": "Accept"})
    return send(answer.body, chosen.media_type)


async def _explained(operation: Operation, answering: Answering, accept: str | None) -> Response:
    """Answer a SELECT with what supports each row: JSON, or a page."""
    chosen = choose(EXPLAINED, operation.format, accept)
    if operation.format and chosen.media_type is None:
        raise UnknownFormat(f"format={operation.format}: with why=true a row comes with its quotes, as json or html")
    chosen.require(operation.format, "SELECT with why=true")
    answer = await run_in_threadpool(
        answering,
        operation.query,
        select_format="json",
        graph_format="turtle",
        default_graph_uris=operation.default_graphs,
        named_graph_uris=operation.named_graphs,
        as_of=operation.as_of,
        why=True,
    )
    if chosen.media_type == "text/html":
        return HTMLResponse(answer_page(operation.query, answer), headers={"vary": "Accept"})
    return send(answer.body, chosen.media_type)


def _wants_form(request: Request) -> bool:
    """Tell whether a browser has come without a query."""
    if request.method != "GET" or "query" in request.query_params or "update" in request.query_params:
        return False
    return negotiate(request.headers.get("accept"), ("application/sparql-results+json", "text/html")) == "text/html"
