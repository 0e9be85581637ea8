"""The reading half of the SPARQL 1.1 Graph Store HTTP Protocol, at `/store`.

https://www.w3.org/TR/sparql11-http-rdf-update/

`?graph=IRI` names a graph, `?default` the default graph; `/store/announcement/…` is the graph whose IRI ends so.
Without either the whole dataset is sent. Nothing is written here: other methods are refused.
"""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import unquote

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from crackdown.api.http.negotiation import accept_of
from crackdown.api.protocols.answers import GRAPHS, Family, choose
from crackdown.api.protocols.protocol import read_fields
from crackdown.api.protocols.streaming import as_stream
from crackdown.api.source import AsOf, view_of
from crackdown.api.spoken import GRAPH_ANSWERS, IRI
from crackdown.errors import InputError, NotFound, UnknownFormat
from crackdown.graph.sparql.query import load
from crackdown.graph.sparql.sending import iter_dataset, iter_graph
from crackdown.graph.storage.view import View
from crackdown.graph.term import iri
from crackdown.ontology.base import BASE

router = APIRouter(tags=["Graph Store Protocol"])

_WHOLE: Final = Family(
    {"application/n-quads": "nquads", "application/trig": "trig", "application/ld+json": "jsonld"},
    {"nquads": "application/n-quads", "trig": "application/trig", "jsonld": "application/ld+json"},
    "nquads",
)
_ONE: Final = Family(
    {media_type: name for media_type, name in GRAPHS.media_types.items() if name != "html"},
    {name: media_type for name, media_type in GRAPHS.names.items() if name != "html"},
    "turtle",
)


@router.get("/store", response_class=Response, responses=GRAPH_ANSWERS)
async def get_graph(
    request: Request,
    graph: Annotated[str | None, Query(description="The graph's IRI.", json_schema_extra=IRI)] = None,
    default: Annotated[str | None, Query(include_in_schema=False)] = None,  # graph= and it exclude each other
    format: Annotated[str | None, Query(json_schema_extra={"enum": [*_WHOLE.names, ""]})] = None,  # noqa: A002
    as_of: AsOf = None,
) -> Response:
    """Send one graph, named by `graph=`, the default graph (`default`), or without either the whole dataset."""
    named = [value for name, value in read_fields(request) if name == "graph"]
    if len(named) + (default is not None) > 1:
        raise InputError("one graph at a time: either graph=IRI, once, or default")
    if graph is not None:
        return await _named_graph(request, graph, format, as_of)
    if default is not None:
        return await _send_graph(request, await _view(request, as_of), None, format)
    return await _send_dataset(request, format, as_of)


@router.get("/store/{path:path}", response_class=Response, responses=GRAPH_ANSWERS)
async def get_graph_by_path(
    request: Request,
    path: str,
    format: Annotated[str | None, Query(json_schema_extra={"enum": [*_ONE.names, ""]})] = None,  # noqa: A002
    as_of: AsOf = None,
) -> Response:
    """Send the graph whose IRI ends with the path, such as `/store/announcement/kh-gdi-2026-02-08-en`."""
    if not path:
        return await _send_dataset(request, format, as_of)
    raw = request.scope.get("raw_path", request.url.path.encode()).decode("ascii").partition("/store/")[2]
    # A slash inside a name is escaped in the IRI too; letters beyond ASCII are not.
    graph = BASE + (unquote(raw) if "%2f" not in raw.lower() else raw)
    try:
        return await _named_graph(request, graph, format, as_of)
    except InputError as error:
        if isinstance(error, (NotFound, UnknownFormat)):
            raise
        raise NotFound(f"{graph}: no graph can have that name ({error})") from error


async def _named_graph(request: Request, graph: str, format_: str | None, as_of: str | None) -> Response:
    name = iri(graph)
    view = await _view(request, as_of)
    if not await run_in_threadpool(view.ask, load("graph_known"), graph=name):
        raise NotFound(f"{graph}: there is no graph of that name; `SELECT DISTINCT ?g {{ GRAPH ?g {{}} }}` lists them")
    return await _send_graph(request, view, graph, format_)


async def _send_graph(request: Request, view: View, graph: str | None, format_: str | None) -> Response:
    chosen = choose(_ONE, format_, accept_of(request.headers))
    chosen.require(format_, "a graph")
    return await run_in_threadpool(as_stream, iter_graph(view, chosen.engine_format, graph), chosen)


async def _send_dataset(request: Request, format_: str | None, as_of: str | None) -> Response:
    chosen = choose(_WHOLE, format_, accept_of(request.headers))
    chosen.require(format_, "the whole dataset")
    pieces = iter_dataset(await _view(request, as_of), chosen.engine_format)
    return await run_in_threadpool(as_stream, pieces, chosen)


async def _view(request: Request, as_of: str | None) -> View:
    return await run_in_threadpool(view_of, request.app.state.view_source, as_of)
