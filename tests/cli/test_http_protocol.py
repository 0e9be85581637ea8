"""HTTP as `crackdown serve` reads it, by the byte: its bounds, and what its parser in C would get wrong."""

from __future__ import annotations

import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from crackdown.graph.storage.store import Store
from crackdown.service import http_protocol
from crackdown.service.http_protocol import BoundedHttp

Talk = Callable[..., bytes]
LARGE = (
    "SELECT ?a ?b ?c { VALUES ?a { " + "1 " * 60 + "} VALUES ?b { " + "2 " * 60 + "} VALUES ?c { " + "3 " * 60 + "} }"
)


@pytest.fixture(scope="module")
def port(command: Callable[..., list[str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    store: Path = tmp_path_factory.mktemp("http") / "store"
    Store.open(store).close()
    arguments = command("serve", "--store", store, "--port", "0", "--in-memory", "off")
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        address = re.search(r":(\d+)/", process.stdout.readline())
        assert address
        yield int(address[1])
        process.terminate()


@pytest.fixture
def talk(port: int) -> Talk:
    """Send bytes over a connection of their own, and read until the server closes it."""

    def send(*pieces: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", port), timeout=90) as connection:
            received = b""
            try:
                for piece in pieces:
                    connection.sendall(piece)
                while data := connection.recv(1 << 16):
                    received += data
            except (ConnectionResetError, BrokenPipeError):  # closed with bytes of ours unread
                pass
            return received

    return send


def get(target: bytes, *headers: bytes, version: bytes = b"1.1") -> bytes:
    lines = [b"GET " + target + b" HTTP/" + version, b"host: localhost", b"connection: close", *headers]
    return b"\r\n".join([*lines, b"", b""])


def test_a_query_longer_than_64_kib_is_read_whole(talk: Talk) -> None:
    answer = talk(get(b"/sparql?query=ASK%7B%7D%23" + b"a" * 300_000))
    assert answer.startswith(b"HTTP/1.1 200")


def test_a_query_that_is_too_long_is_refused_in_words(talk: Talk) -> None:
    answer = talk(get(b"/sparql?query=ASK%7B%7D%23" + b"a" * 550_000))
    assert answer.startswith(b"HTTP/1.1 414")
    assert b"the address is longer than 500,000 bytes" in answer


@pytest.mark.parametrize("endless", [b"GET /", b"GET / HTTP/1.1\r\nhost: localhost\r\nx: "])
def test_a_head_without_end_is_not_read_on(talk: Talk, endless: bytes) -> None:
    answer = talk(endless, *[b"a" * 100_000] * 40)
    assert b"HTTP/1.1 200" not in answer


ANOTHER_BEGUN = b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\nG"


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nhost: loc", ANOTHER_BEGUN])
def test_a_head_that_does_not_come_is_given_up(begun: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_protocol, "_HEAD_SECONDS", 0.2)
    config = uvicorn.Config(PlainTextResponse("ok"), port=0, http=BoundedHttp, log_level="warning")
    config.timeout_keep_alive = 60
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    with socket.create_connection(server.servers[0].sockets[0].getsockname(), timeout=10) as connection:
        connection.sendall(begun)
        while connection.recv(1 << 16):  # until it is closed, or the time of ten seconds is up
            pass
    server.should_exit = True
    thread.join(10)


def test_a_trailer_without_end_is_not_read_on(talk: Talk) -> None:
    head = b"POST /sparql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/sparql-query\r\n"
    chunked = b"transfer-encoding: chunked\r\n\r\n5\r\nASK{}\r\n0\r\nx: "
    assert b"HTTP/1.1 200" not in talk(head + chunked, *[b"a" * 100_000] * 40)


def test_a_trailer_is_no_header(talk: Talk) -> None:
    head = (
        b"POST /sparql HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/sparql-query\r\n"
    )
    answer = talk(head + b"transfer-encoding: chunked\r\n\r\n5\r\nASK{}\r\n0\r\naccept: text/csv\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"text/csv" not in answer


@pytest.mark.parametrize("hosts", [b"", b"host: localhost\r\nhost: example.org\r\n"])
def test_a_request_names_one_host(talk: Talk, hosts: bytes) -> None:
    assert talk(b"GET / HTTP/1.1\r\n" + hosts + b"\r\n").startswith(b"HTTP/1.1 400")


def test_a_path_without_end_is_refused(talk: Talk) -> None:
    assert talk(get(b"/" + b"a" * 70_000)).startswith(b"HTTP/1.1 400")


def test_http_1_0_gets_an_answer_of_unknown_length_without_chunks(talk: Talk) -> None:
    query = b"/sparql?format=csv&query=" + LARGE.replace(" ", "+").replace("?", "%3F").encode()
    head, _, body = talk(get(query, version=b"1.0")).partition(b"\r\n\r\n")
    assert b"content-length" not in head.lower()
    assert b"chunked" not in head.lower()
    assert body.startswith(b"a,b,c\r\n1,2,3\r\n")
    assert body.count(b"\r\n") == 60**3 + 1
    assert body.endswith(b"1,2,3\r\n")


def test_small_answers_follow_each_other_without_waiting(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=90) as connection:
        asked = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nhost: localhost\r\n\r\n"
        connection.sendall(asked * 5)
        received = b""
        while received.count(b'"boolean":true') < 5:
            data = connection.recv(1 << 16)
            assert data
            received += data
    assert received.count(b"HTTP/1.1 200") == 5
