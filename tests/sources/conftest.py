"""A site on loopback whose every page is a function, so that it can misbehave; and a clock that does not wait.

`site.pages[path]` is bytes (an HTML page), or a function of the handler that answers. `site.asked` lists what was asked
for, `site.headers` the headers of the last request to each path.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from crackdown.loaders.fetching import Fetcher, Limits
from crackdown.loaders.fetching.pacing import Clock

Page = bytes | Callable[[BaseHTTPRequestHandler], None]


def answer(body: bytes = b"", status: int = 200, content_type: str = "text/html", **headers: str) -> Page:
    """Return what sends one answer; an underscore in a header's name stands for a hyphen."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": content_type, "Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


class Site:
    def __init__(self) -> None:
        self.pages: dict[str, Page | list[Page]] = {}
        self.asked: list[str] = []
        self.headers: dict[str, Any] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers[self.path] = self.headers
                page = site.pages.get(self.path, answer(b"nothing here", 404))
                if isinstance(page, list):
                    page = page.pop(0) if len(page) > 1 else page[0]
                if isinstance(page, bytes):
                    page = answer(page)
                try:
                    page(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def count(self, path: str) -> int:
        return self.asked.count(path)


class StillClock(Clock):
    """Time passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._now = 1000.0

    def now(self) -> float:
        return self._now

    def today(self) -> datetime:
        return datetime(2026, 2, 10, 8, tzinfo=UTC)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(name="answer", scope="session")
def give_answer() -> Callable[..., Page]:
    return answer


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def make_fetcher(clock: StillClock) -> Iterator[Callable[..., Fetcher]]:
    made: list[Fetcher] = []

    def make(**limits: Any) -> Fetcher:
        made.append(Fetcher(Limits(**limits), contact="mail@example.org", allow_private=True, clock=clock))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def fetcher(make_fetcher: Callable[..., Fetcher]) -> Fetcher:
    return make_fetcher()
