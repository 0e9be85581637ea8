"""`create_app`: the whole server, made of its parts and of what it is given."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from crackdown.api import explorer_api, front, pages, review_api, sparql
from crackdown.api.problems import handle_problems
from crackdown.api.revalidation import Head, Revalidation
from crackdown.api.security import HEADERS, SecurityHeaders
from crackdown.api.source import ViewSource
from crackdown.ontology.terms import BASE

BUILT = Path(__file__).parent / "static"


def create_app(
    view_source: ViewSource,
    *,
    base: str = BASE,
    static: Path = BUILT,
    origins: Sequence[str] = (),
    judge: review_api.Judge | None = None,
) -> FastAPI:
    """Make the server.

    Args:
        view_source: gives the current view of the graph; asked once a request.
        base: what the IRIs begin with whose pages are served here, at the rest of the IRI.
        static: the folder of the built explorer; where it is missing a plain page takes its place.
        origins: the sites whose scripts may read the answers (CORS); "*" is any, none is the default.
        judge: keeps a person's judgement on two members, see `review_api`; without it the server only reads.
    """
    release = _release()
    app = FastAPI(
        title="Crackdown",
        version=release,
        description="Announcements of crackdowns on online scams: a graph in which every fact leads back to its words.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # both load their scripts from other sites, which the policy of `security.py` forbids
        redoc_url=None,
    )
    app.state.view_source = view_source
    app.state.base = base
    app.state.judge = judge
    app.include_router(explorer_api.router)
    app.include_router(review_api.router)
    app.include_router(sparql.router)
    front.serve_front(app, static)
    app.include_router(pages.router)
    front.serve_files(app, static)
    handle_problems(app, HEADERS)
    # The last added is the outermost.
    app.add_middleware(Revalidation, version=lambda: f"{view_source.view().version}-{release}", prefix="/api/")
    app.add_middleware(CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "HEAD", "POST"])
    app.add_middleware(Head)
    app.add_middleware(SecurityHeaders)
    return app


def _release() -> str:
    """Return the installed version, which is part of every ETag: new code may answer otherwise over the same graph."""
    try:
        return version_of("crackdown")
    except PackageNotFoundError:  # a checkout on the path, not installed
        return "checkout"
