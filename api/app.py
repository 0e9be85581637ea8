"""`create_app`: the whole server, made of its parts and of what it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

from fastapi import FastAPI

from crackdown.api import front
from crackdown.api.http import health, metrics
from crackdown.api.http.bodies import BoundedBodies
from crackdown.api.http.compression import Compression
from crackdown.api.http.cors import Cors, site
from crackdown.api.http.problems import handle_problems
from crackdown.api.http.ranges import Ranges
from crackdown.api.http.request_log import HEADER, RequestLog
from crackdown.api.http.revalidation import Head, IfMatch, Revalidation
from crackdown.api.http.security import HEADERS, OwnNames, SecurityHeaders
from crackdown.api.json_api import (
    explorer_api,
    figures_api,
    flows_api,
    listing_api,
    merges_api,
    network_api,
    overview_api,
    query_api,
    review_api,
    scene_api,
    versions_api,
)
from crackdown.api.openapi import describe_truly
from crackdown.api.protocols import description, export_api, graph_store, sparql
from crackdown.api.protocols.streaming import FACTS
from crackdown.api.reconciling import reconcile, xref_api
from crackdown.api.routes import iter_routes
from crackdown.api.source import Keeps, ViewSource
from crackdown.api.things import ontology_pages, pages
from crackdown.api.things.own_address import UnderBase
from crackdown.api.writing import announcing, preview_api
from crackdown.api.writing.tokens import Gate
from crackdown.graph.federation import Federation

_PARTS = (
    explorer_api,
    merges_api,
    network_api,
    overview_api,
    listing_api,
    versions_api,
    figures_api,
    query_api,
    flows_api,
    scene_api,
    review_api,
    announcing,
    preview_api,
    reconcile,
    xref_api,
    sparql,
    graph_store,
    export_api,
    description,
    health,
    metrics,
)
BUILT = Path(__file__).parent / "static"
_OF_THE_GRAPH = ("/api/", "/sparql", "/store", "/.well-known/void", "/dataset")
# What scripts of other sites may read besides the ordinary headers.
_EXPOSED = ("ETag", "Link", "Retry-After", HEADER, *FACTS)
_BODIES = ("/api/", ("/api/read", "/api/xref"))  # which of them the framework reads: all below the one, but for these
_PREFLIGHT_SECONDS = 86_400  # a browser asks again after a day, or sooner


def create_app(
    view_source: ViewSource,
    *,
    static: Path = BUILT,
    origins: Sequence[str] = (),
    hosts: Sequence[str] = (),
    judge: review_api.Judge | None = None,
    writing: announcing.Writing | None = None,
    federation: Federation | None = None,
) -> FastAPI:
    """Make the server.

    Args:
        view_source: gives the current view of the graph; asked once a request.
        static: the folder of the built explorer; where it is missing a plain page takes its place.
        origins: the sites whose scripts may read the answers (CORS); "*" is any, none is the default.
        hosts: the names that the server answers to, without a port; none means any.
        judge: keeps a person's judgement on two members, see `review_api`; without it nobody judges here.
        writing: who may write what, see `announcing`; without it no announcement is taken.
        federation: the endpoints that queries at /sparql may call by SERVICE; without it none.

    Raises:
        InputError: one of the sites is none.
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
    app.state.judge = judge
    app.state.federation = federation
    app.state.metrics = metrics.Metrics(lambda: [route.path for route in iter_routes(app)], view_source)
    app.state.writing = writing = writing or announcing.Writing()
    app.state.gate = Gate(writing.holder_of, writing.audit) if writing.holder_of else None
    app.router.routes[:0] = sparql.direct_routes()
    for part in _PARTS:
        app.include_router(part.router)
    front.serve_front(app, static)
    app.include_router(ontology_pages.router)
    app.include_router(pages.router)
    front.serve_files(app, static)
    handle_problems(app, HEADERS)
    describe_truly(app)
    _wrap(app, view_source, release=release, origins=origins, hosts=hosts)
    return app


def _wrap(app: FastAPI, view_source: ViewSource, *, release: str, origins: Sequence[str], hosts: Sequence[str]) -> None:
    """Add what every request and answer goes through; the last added is the outermost."""
    app.add_middleware(BoundedBodies, prefix=_BODIES[0], besides=_BODIES[1])
    app.add_middleware(
        Revalidation, version=lambda: f"{view_source.view().version}-{release}", known=_known(view_source, release),
        prefixes=_OF_THE_GRAPH,
    )  # fmt: skip
    app.add_middleware(Ranges)
    app.add_middleware(Compression)
    app.add_middleware(IfMatch)
    app.add_middleware(Head)
    app.add_middleware(
        Cors, allow_origins=[site(one) for one in origins], allow_methods=["GET", "HEAD", "POST"], allow_headers=["*"],
        expose_headers=_EXPOSED, max_age=_PREFLIGHT_SECONDS, allow_private_network=bool(origins),
    )  # fmt: skip
    if hosts:
        app.add_middleware(OwnNames, names=hosts)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(UnderBase)
    app.add_middleware(RequestLog, tell=app.state.metrics.tell)


def _known(view_source: ViewSource, release: str) -> Callable[[], str | None]:
    """Return what tells the version of the answers where it need not be waited for."""
    if not isinstance(view_source, Keeps):
        return lambda: None
    keeps = view_source

    def known() -> str | None:
        version = keeps.known_version()
        return None if version is None else f"{version}-{release}"

    return known


def _release() -> str:
    """Return the installed version, which is part of every ETag: new code may answer otherwise over the same graph."""
    try:
        return version_of("crackdown")
    except PackageNotFoundError:  # a checkout on the path, not installed
        return "checkout"
