"""A model's endpoint on the loopback interface, which answers as a test tells it to.

`endpoint` is a real HTTP server in a thread of its own: tests give it one function from the question as it arrived to
the answer, so that good, bad, slow and hostile servers differ in that function alone. `reader` asks it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.llm import Mode
from crackdown.loaders.llm.cache import Cache
from crackdown.loaders.llm.reader import ModelReader
from crackdown.loaders.llm.settings import ModelSettings

Asked = dict[str, Any]
# Sends an answer through the handler, or returns the bytes of one.
Behaviour = Callable[[Asked, BaseHTTPRequestHandler], bytes | None]

TEXT = (
    "PHNOM PENH, 10 February 2026 - The General Department of Immigration deported 312 Chinese nationals, among them "
    "26 women, from Techo International Airport on 8 February 2026. In a separate case 45 people were arrested in "
    "Poipet on 9 February 2026 for online scams. Lieutenant General Sok Dara, Director General of the General "
    "Department of Immigration, led the operation."
)


class Endpoint:
    """The server and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.headers: list[dict[str, str]] = []
        self.behave: Behaviour = lambda *_: completion({"operations": []})
        self.released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def answers(self, answer: Callable[[Asked], Any]) -> None:
        """Answer each question with what a function makes of it: JSON, or words that are sent as they are."""
        self.behave = lambda asked, _: completion(answer(asked))

    def fails(self, code: int, **headers: str) -> None:
        """Answer with a status and with words that must not be passed on."""
        self.behave = lambda _, handler: send(handler, code, b"the key was sk-test-1234", headers)

    @staticmethod
    def id_of(asked: Asked, letter: str, told: str) -> str:
        """Find in a question the id of a kind of mention by how it is told."""
        lines = asked["messages"][1]["content"].split("MENTIONS ", 1)[1].splitlines()
        listed = [line.split(" = ", 1) for line in lines if " = " in line]
        return next(id_ for id_, words in listed if id_[0] == letter and told in words.split(" in “")[0])

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                endpoint.asked.append(asked)
                endpoint.headers.append(dict(self.headers))
                body = endpoint.behave(asked, self)
                if body is not None:
                    send(self, 200, body, {})

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


def completion(answer: Any) -> bytes:
    """Wrap an answer as the chat completions of OpenAI's API do; a string goes in as it is."""
    content = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def send(handler: BaseHTTPRequestHandler, code: int, body: bytes, headers: dict[str, str]) -> None:
    """Send a whole answer."""
    handler.send_response(code)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    server = Endpoint()
    yield server
    server.close()


@pytest.fixture
def warnings() -> list[str]:
    """What the reader warned of."""
    return []


@pytest.fixture
def reader(endpoint: Endpoint, warnings: list[str], tmp_path: Path) -> Callable[..., ModelReader]:
    """Make a reader that asks the endpoint."""

    def make(mode: str = "link", *, folder: Path | None = None, **settings: Any) -> ModelReader:
        chosen = {"url": f"{endpoint.url}/chat/completions", "model": "test-model", "timeout_seconds": 5.0, **settings}
        return ModelReader(ModelSettings(**chosen), Mode(mode), Cache(folder or tmp_path / "cache"), warnings.append)

    return make


@pytest.fixture
def document() -> Document:
    return Document.from_text(TEXT, name="kh-gdi-2026-02-10-en", language="en")
