"""Figures of a running server for Prometheus, at `/metrics` (https://prometheus.io/docs/instrumenting/exposition_formats/).

A registry of our own: what another library counts in the process is not told here. Where several server processes
share the work (`PROMETHEUS_MULTIPROC_DIR` names their common folder), any of them tells the sum of all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol, runtime_checkable

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from crackdown.api.http.request_log import Line
from crackdown.graph.storage.age import Age, age_of

# The text form of Prometheus, which every scraper reads; the newer one differs in details that are not used here.
_MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS: Final = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
_SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"

router = APIRouter(tags=["operation"])


@runtime_checkable
class HasStats(Protocol):
    """A source of views that also counts what becomes of the queries it answers."""

    def stats(self) -> Mapping[str, Any]:
        """Return the counts by name, such as `running` and `waiting_heavy`; some are counts by name themselves."""
        ...


class Metrics:
    """What is counted. `paths` are the application's routes, by which requests are told apart."""

    def __init__(self, paths: Callable[[], Sequence[str]], source: object) -> None:
        self._paths = paths
        self._source = source
        self._known: frozenset[str] | None = None
        self._is_shared = bool(os.environ.get(_SHARED))
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "crackdown_requests", "Requests answered.", ("route", "method", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "crackdown_request_seconds", "Time until an answer's last byte was sent.", ("route",), buckets=_SECONDS,
            registry=self.registry,
        )  # fmt: skip
        self._problems = Counter(
            "crackdown_problems", "Requests refused or failed, by the code in the problem.", ("code",),
            registry=self.registry,
        )  # fmt: skip
        self._queries = Gauge(
            "crackdown_queries", "Queries by what becomes of them, as the pool of workers counts them.", ("state",),
            registry=self.registry, multiprocess_mode="livesum",
        )  # fmt: skip

    def tell(self, line: Line) -> None:
        """Count one request."""
        route = self._route(line.path)
        method = line.method if line.method in _METHODS else "OTHER"
        self._requests.labels(route, method, str(line.status)).inc()
        self._seconds.labels(route).observe(line.seconds)
        if line.problem:
            self._problems.labels(line.problem).inc()
        if self._is_shared:  # another process may be asked for them; else they are taken when they are
            self.take_stats()

    def take_stats(self) -> None:
        """Take over what the source counts."""
        if isinstance(self._source, HasStats):
            for name, number in _numbers(self._source.stats()):
                self._queries.labels(name).set(number)

    def text(self, age: Age) -> bytes:
        """Write everything, and how old the graph is, in Prometheus' text form."""
        self.take_stats()
        counted = self.registry
        if self._is_shared:
            counted = CollectorRegistry()
            MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
        return generate_latest(counted) + _age_text(age)

    def _route(self, path: str) -> str:
        """Name the route of a path: itself, or its first part; whatever is asked, there are only so many names."""
        if self._known is None:
            self._known = frozenset(self._paths())
        if path in self._known:
            return path
        first = "/" + path.removeprefix("/").partition("/")[0]  # "OPTIONS *" asks for no path at all
        return f"{first}/…" if any(known.startswith(f"{first}/{{") for known in self._known) else "other"


def _numbers(stats: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for name, value in stats.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}_{inner}", number) for inner, number in _numbers(value))
        elif isinstance(value, int) and not isinstance(value, bool):
            yield name, value


_METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"))


def _age_text(age: Age) -> bytes:
    """Write the figures of the graph, the same from whichever server process they are asked."""
    lines = []
    figures = (
        ("crackdown_quads", "Quads in the graph served.", age.quads),
        ("crackdown_graph_loaded_timestamp_seconds", "When an announcement was last loaded.", age.loaded_seconds),
        (
            "crackdown_newest_announcement_timestamp_seconds", "When the newest announcement was published.",
            age.published_seconds,
        ),
    )  # fmt: skip
    for name, help_, value in figures:
        if value is not None:
            lines += [f"# HELP {name} {help_}", f"# TYPE {name} gauge", f"{name} {value}"]
    return ("\n".join(lines) + "\n").encode()


@router.get("/metrics", response_class=PlainTextResponse)
def get_metrics(request: Request) -> Response:
    """Tell Prometheus what was asked and answered, and how old the graph is."""
    metrics: Metrics = request.app.state.metrics
    return Response(
        metrics.text(age_of(request.app.state.view_source.view())),
        headers={"content-type": _MEDIA_TYPE, "cache-control": "no-store"},
    )
