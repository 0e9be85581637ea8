"""The front door: the built explorer, or a plain page in its place, and what both need."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles

from crackdown.api.http.files import send_file
from crackdown.api.http.negotiation import accept_of
from crackdown.api.protocols.answers import THINGS, choose
from crackdown.api.source import CurrentView
from crackdown.api.things.linked_data import as_data, with_links
from crackdown.api.things.templating import render
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import bind
from crackdown.graph.term import iri
from crackdown.ontology.base import BASE

TEMPLATES = Path(__file__).parent / "templates"
_VARIES = {"vary": "Accept"}


def serve_front(app: FastAPI, static: Path) -> None:
    """Add the routes of the front door; the explorer's files come last, below everything else."""

    @app.get("/", include_in_schema=False)
    def explorer(request: Request, view: CurrentView) -> Response:
        chosen = choose(THINGS, request.query_params.get("format"), accept_of(request.headers))
        if chosen.media_type not in {"text/html", None}:  # the base is an IRI too
            query = bind(load("description"), {"thing": iri(BASE)})
            data = view.serialize(query, graph_format=chosen.engine_format).body
            return with_links(as_data(data, chosen), request, "", chosen, request.query_params.get("format"))
        index = static / "index.html"
        if not index.is_file():
            return HTMLResponse(render("not_built.html"), headers=_VARIES)
        # The page names its scripts by their hash: an old page would ask for scripts that are gone.
        return send_file(request, index, "text/html", _VARIES | {"cache-control": "no-cache"})

    @app.get("/pages.css", include_in_schema=False)
    def style(request: Request) -> Response:
        return send_file(request, TEMPLATES / "pages.css", "text/css")


def serve_files(app: FastAPI, static: Path) -> None:
    """Serve the explorer's scripts and pictures at the root; added last, as it answers for every path that is left."""
    app.mount("/", _Files(directory=static, check_dir=False), name="explorer")


class _Files(StaticFiles):
    """Files of a folder that need not be there: the explorer may be built while the server runs, or never."""

    async def check_config(self) -> None:
        """Let a missing folder be answered with "not found" like a missing file."""
