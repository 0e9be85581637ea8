"""Asking an endpoint: who asks is told, what goes wrong is said, and nothing waits for ever.

The servers here are real ones on loopback: an Oxigraph server, a gate before it that asks for credentials, and small
servers that misbehave in the ways that endpoints do.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
import ssl
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.errors import CrackdownError, InputError, InvalidQuery, QueryAborted, QueryTimeout, StoreUnavailable
from crackdown.graph.remote.address import Address, Credentials, parse_address
from crackdown.graph.remote.client import Client
from crackdown.graph.remote.dialect import Dialect, server_of
from crackdown.graph.remote.engine import RemoteEngine
from crackdown.graph.remote.results import JSON
from crackdown.graph.remote.source import RemoteSource
from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.view import View

Answer = Callable[[BaseHTTPRequestHandler, bytes], None]
YES = b'{"head": {}, "boolean": true}'
SECRET = "kept to myself"


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", kind: str = JSON, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def start() -> Iterator[Callable[..., str]]:
    """Start servers that answer each POST by a function; return their addresses."""
    servers: list[ThreadingHTTPServer] = []

    def run(answer: Answer, context: ssl.SSLContext | None = None) -> str:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                answer(self, self.rfile.read(int(self.headers["Content-Length"])))

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}/sparql"

    yield run
    for server in servers:
        server.shutdown()
        server.server_close()


def passing(target: str) -> Answer:
    """Hand a request on to a real endpoint."""

    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        headers = {"Content-Type": handler.headers["Content-Type"], "Accept": handler.headers["Accept"]}
        with urllib.request.urlopen(urllib.request.Request(target, body, headers), timeout=90) as found:
            reply(handler, found.status, found.read(), found.headers["Content-Type"])

    return answer


def gate(scheme: str, target: str) -> Answer:
    """Ask for credentials before handing on."""
    let_through = passing(target)
    expected = {"Basic": "Basic YW5uOmtlcHQgdG8gbXlzZWxm", "Bearer": f"Bearer {SECRET}"}

    def is_right(given: str) -> bool:
        if scheme != "Digest":
            return given == expected[scheme]
        parts = dict(re.findall(r'(\w+)="?([^",]+)"?', given.removeprefix("Digest ")))
        one, two = (hashlib.sha256(text.encode()).hexdigest() for text in (f"ann:here:{SECRET}", "POST:/sparql"))
        proof = ":".join((one, "n1", parts.get("nc", ""), parts.get("cnonce", ""), "auth", two))
        return parts.get("response") == hashlib.sha256(proof.encode()).hexdigest()

    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        if is_right(handler.headers.get("Authorization", "")):
            let_through(handler, body)
        else:
            asked = 'Digest realm="here", nonce="n1", qop="auth", algorithm=SHA-256' if scheme == "Digest" else scheme
            reply(handler, 401, WWW_Authenticate=asked)

    return answer


@pytest.mark.parametrize("scheme", ["Basic", "Bearer", "Digest"])
def test_credentials_open_the_gate_and_are_logged_nowhere(
    scheme: str, start: Callable[..., str], oxigraph: Address, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    right = Credentials(token=SECRET) if scheme == "Bearer" else Credentials("ann", SECRET)
    client = Client(Address(start(gate(scheme, oxigraph.query_url)), credentials=right))
    assert client.query("ASK { }", JSON).status == 200
    assert client.query("ASK { }", JSON).status == 200
    assert SECRET not in caplog.text + repr(right) + repr(client.address)


@pytest.mark.parametrize("scheme", ["Basic", "Bearer", "Digest"])
def test_wrong_credentials_are_refused_without_being_told(
    scheme: str, start: Callable[..., str], oxigraph: Address
) -> None:
    wrong = Credentials(token="no such token") if scheme == "Bearer" else Credentials("ann", "no such word")
    client = Client(Address(start(gate(scheme, oxigraph.query_url)), credentials=wrong))
    with pytest.raises(StoreUnavailable, match=r"401.*CRACKDOWN_STORE_TOKEN") as raised:
        client.query("ASK { }", JSON)
    assert "no such" not in str(raised.value)


def test_credentials_come_from_environment_or_netrc(tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine example.org login ann password kept\n")
    url = "https://example.org/sparql"
    assert parse_address(url, {"NETRC": str(netrc)}).credentials.password == "kept"
    assert parse_address(url.replace("//", "//bob@"), {"NETRC": str(netrc)}).credentials.password is None
    told = {"CRACKDOWN_STORE_USER": "eve", "CRACKDOWN_STORE_PASSWORD": "own", "NETRC": str(netrc)}
    assert parse_address(url, told).credentials == Credentials("eve", "own")
    assert parse_address(url, {**told, "CRACKDOWN_STORE_TOKEN": "t"}).credentials == Credentials(token="t")


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(InputError, match="CRACKDOWN_STORE_PASSWORD") as raised:
        parse_address(f"https://ann:{SECRET.replace(' ', '-')}@example.org/sparql", {})
    assert "myself" not in str(raised.value)


def test_a_certificate_that_nobody_vouches_for_is_refused(start: Callable[..., str], tmp_path: Path) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl, which makes the certificate, is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    url = start(lambda handler, _: reply(handler, 200, YES), context)
    with pytest.raises(StoreUnavailable, match="certificate"):
        Client(Address(url)).query("ASK { }", JSON)


def test_a_busy_server_is_asked_again_for_a_read_and_never_for_a_write(start: Callable[..., str]) -> None:
    seen: list[bytes] = []

    def busy(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        seen.append(body[:6])
        reply(handler, 200 if seen.count(b"query=") == 3 else 503, YES)

    client = Client(Address(start(busy)))
    assert client.query("ASK { }", JSON).body == YES
    seen.clear()
    with pytest.raises(StoreUnavailable, match="503"):
        client.update("CLEAR ALL", client.address.query_url)
    assert seen == [b"update"]


def _slow(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.end_headers()
    for _ in range(50):
        time.sleep(0.1)
        handler.wfile.write(b" ")


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (_slow, QueryTimeout, "within 0.5 s"),
        (lambda handler, _: reply(handler, 200, b'{"head": {"vars": ["a"]}, "resul'), QueryTimeout, "broke its answer"),
        (lambda handler, _: reply(handler, 200, YES, X_SQL_State="S1TAT"), QueryTimeout, "own time limit"),
        (lambda handler, _: reply(handler, 200, YES, X_SPARQL_MaxRows="10"), StoreUnavailable, "ResultSetMaxRows"),
        (lambda handler, _: reply(handler, 200, b"<html>", "text/html"), StoreUnavailable, "no endpoint"),
        (lambda handler, _: reply(handler, 404), StoreUnavailable, "no SPARQL endpoint"),
        (lambda handler, _: reply(handler, 302, Location="https://e.org/"), StoreUnavailable, "points elsewhere"),
        (lambda handler, _: reply(handler, 200, b" " * 2048), QueryAborted, "larger than 1024"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_told(
    answer: Answer, error: type[CrackdownError], words: str, start: Callable[..., str]
) -> None:
    engine = RemoteEngine(Client(Address(start(answer))), Dialect("default")).limited(0.5, 1024)
    begun = time.monotonic()
    with pytest.raises(error, match=words):
        engine.query("ASK { }")
    assert time.monotonic() - begun < 3


def test_the_place_of_a_mistake_is_told_though_the_endpoint_does_not(start: Callable[..., str]) -> None:
    engine = RemoteEngine(Client(Address(start(lambda handler, _: reply(handler, 400)))), Dialect("default"))
    view = View(lambda: engine, Archive(None), str, None)
    with pytest.raises(InvalidQuery) as caught:
        view.results("SELECT *\nWHERE { ?s ex:no ?o }")
    assert caught.value.line == 2


def test_what_an_endpoint_refuses_and_nobody_can_plan_holds_nobody_up(start: Callable[..., str]) -> None:
    engine = RemoteEngine(Client(Address(start(lambda handler, _: reply(handler, 400)))), Dialect("default"))
    with pytest.raises(InvalidQuery, match="does not answer this query"):
        engine.query("SELECT * {" + "{ ?s ?p ?o } " * 1_000 + "}")


def test_a_connection_is_used_again(start: Callable[..., str]) -> None:
    connections = set()

    def answer(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        connections.add(handler.client_address)
        reply(handler, 200, YES)

    client = Client(Address(start(answer)))
    for _ in range(3):
        client.query("ASK { }", JSON)
    assert len(connections) == 1


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1:1/sparql cannot be reached: Connection refused;"):
        server_of(Client(Address("http://127.0.0.1:1/sparql")))


def test_a_server_without_a_store_is_told_from_one_with(start: Callable[..., str]) -> None:
    empty = b'{"head": {"vars": ["p", "o"]}, "results": {"bindings": []}}'
    url = start(lambda handler, body: reply(handler, 200, YES if b"ASK" in body else empty))
    with pytest.raises(StoreUnavailable, match="no graph here yet"):
        RemoteSource(Address(url))


@pytest.fixture
def client(pair: Any) -> Iterator[TestClient]:
    with RemoteSource(pair.place, timeout_seconds=60) as source:
        yield TestClient(create_app(source, static=Path("not-built")))


served = pytest.mark.parametrize("pair", ["oxigraph", "virtuoso"], indirect=True, scope="session")


@served
@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv", "application/sparql-results+xml"])
def test_the_api_answers_over_an_endpoint(client: TestClient, pair: Any, accept: str) -> None:
    query = "SELECT ?a ?t WHERE { ?a a crk:Announcement ; dcterms:title ?t } ORDER BY ?a"
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 200
    formats = {"application/sparql-results+json": "json", "text/csv": "csv", "application/sparql-results+xml": "xml"}
    assert answer.content == pair.twin.view().serialize(query, select_format=formats[accept]).body


@served
def test_the_api_refuses_other_servers_and_updates(client: TestClient) -> None:
    for text in ("SELECT * { SERVICE <http://127.0.0.1:1/> { } }", "DELETE WHERE { ?s ?p ?o }"):
        assert 400 <= client.get("/sparql", params={"query": text}).status_code < 500


@served
def test_a_page_and_its_explained_rows_are_served(client: TestClient) -> None:
    assert "Cambodia" in client.get("/country/KH", headers={"accept": "text/html"}).text
    query = "SELECT ?n WHERE { ?op crk:total/crk:value ?n } ORDER BY ?n LIMIT 1"
    answer = client.get("/sparql", params={"query": query, "why": "true"}, headers={"accept": "application/json"})
    assert "quote" in answer.text


@served
def test_a_query_as_of_a_day_is_not_asked_in_the_servers_own_process(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK { }", "as_of": "2026-01-01"})
    assert answer.status_code == 400
    assert "--as-of" in answer.text


@served
def test_commands_take_an_address_for_a_store(pair: Any, tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "crackdown", *words, "--store", pair.place.query_url]
        given = {**os.environ, "CRACKDOWN_WAIT": "0.5"}  # a load would wait for the other writer, which does not end
        return subprocess.run(command, env=given, capture_output=True, text=True, timeout=120, check=False)

    asked = run("query", "SELECT (COUNT(?a) AS ?n) WHERE { ?a a crk:Announcement }", "--format", "csv")
    assert asked.stdout.split() == ["n", "3"]
    notice = tmp_path / "notice.txt"
    notice.write_text("On 3 March 2026 the police of Thailand arrested 12 people for online scams.")
    refused = run("load", str(notice))
    assert refused.returncode == 2
    assert "is being written by another process" in refused.stderr or "refuses (401)" in refused.stderr
