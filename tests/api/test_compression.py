"""Answers are compressed for who takes that, and for nobody else."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pytest
import zstandard
from fastapi import FastAPI
from fastapi.responses import Response, StreamingResponse
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from crackdown.api.http.compression import Compression
from crackdown.api.http.revalidation import Head

LONG = b"many words, " * 1000
EVENTS = "text/event-stream"
UNPACK = {
    "gzip": lambda: zlib.decompressobj(zlib.MAX_WBITS | 16),
    "zstd": lambda: zstandard.ZstdDecompressor().decompressobj(),
}


@pytest.fixture(scope="module")
def app() -> FastAPI:
    app = FastAPI()

    @app.get("/body")
    def body(media_type: str = "text/turtle", size: int = len(LONG), etag: str = "") -> Response:
        return Response(LONG[:size], media_type=media_type, headers={"etag": etag} if etag else {})

    @app.get("/stream")
    def stream() -> StreamingResponse:
        def pieces() -> Iterator[bytes]:
            yield b"short"
            yield LONG
            yield b"end"

        return StreamingResponse(pieces(), media_type="application/n-quads")

    app.add_middleware(Compression)
    app.add_middleware(Head)
    return app


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def client(app: FastAPI) -> TestClient:
    return TestClient(app)


def raw(client: TestClient, path: str, accept: str, **params: object) -> tuple[bytes, dict[str, str]]:
    """Ask and return the bytes as they were sent, which the client would unpack."""
    with client.stream("GET", path, params=params, headers={"accept-encoding": accept}) as answer:
        return b"".join(answer.iter_raw()), dict(answer.headers)


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip", "gzip"), ("zstd", "zstd"), ("gzip, deflate, br, zstd", "zstd"), ("gzip;q=1, zstd;q=0.5", "gzip"),
        ("*", "zstd"), ("*;q=0.5, zstd;q=0", "gzip"), ("x-gzip", "gzip"), ("identity", None), ("br", None),
        ("gzip;q=0", None), ("identity;q=1, gzip;q=0.2", None), ("", None),
    ],
)  # fmt: skip
def test_the_header_chooses_the_coding(client: TestClient, accept: str, coding: str | None) -> None:
    body, headers = raw(client, "/body", accept)
    assert headers.get("content-encoding") == coding
    assert headers["vary"] == "Accept-Encoding"
    assert (UNPACK[coding]().decompress(body) if coding else body) == LONG


def test_the_length_is_that_of_what_is_sent(client: TestClient) -> None:
    body, headers = raw(client, "/body", "gzip")
    assert int(headers["content-length"]) == len(body) < len(LONG) / 10


@pytest.mark.parametrize("media_type", ["image/png", "application/zip", EVENTS, "font/woff2"])
def test_what_is_compressed_already_is_left_alone(client: TestClient, media_type: str) -> None:
    body, headers = raw(client, "/body", "gzip", media_type=media_type)
    assert (body, headers.get("content-encoding"), headers.get("vary")) == (LONG, None, None)


@pytest.mark.parametrize(
    "media_type",
    ["application/sparql-results+json", "application/sparql-results+xml", "application/n-triples", "application/trig",
     "application/problem+json", "image/svg+xml", "text/csv; charset=utf-8"],
)  # fmt: skip
def test_text_of_every_kind_is_compressed(client: TestClient, media_type: str) -> None:
    assert raw(client, "/body", "gzip", media_type=media_type)[1]["content-encoding"] == "gzip"


def test_what_is_small_is_left_alone(client: TestClient) -> None:
    body, headers = raw(client, "/body", "gzip", size=200)
    assert (body, headers.get("content-encoding"), headers["vary"]) == (LONG[:200], None, "Accept-Encoding")


@pytest.mark.parametrize("accept", ["gzip, identity;q=0", "gzip, *;q=0"])
def test_who_does_not_take_it_plain_gets_even_little_compressed(client: TestClient, accept: str) -> None:
    body, headers = raw(client, "/body", accept, size=200)
    assert (headers["content-encoding"], zlib.decompress(body, wbits=31)) == ("gzip", LONG[:200])


@pytest.mark.parametrize("accept", ["identity;q=0", "br, *;q=0"])
def test_who_takes_no_coding_that_there_is_gets_it_plain(client: TestClient, accept: str) -> None:
    assert raw(client, "/body", accept)[0] == LONG


def test_codings_may_come_in_several_lines(client: TestClient) -> None:
    answer = client.get("/body", headers=[("accept-encoding", "br"), ("accept-encoding", "gzip")])
    assert answer.headers["content-encoding"] == "gzip"


def test_a_strong_tag_becomes_a_weak_one(client: TestClient) -> None:
    assert raw(client, "/body", "gzip", etag='"a"')[1]["etag"] == 'W/"a"'
    assert raw(client, "/body", "identity", etag='"a"')[1]["etag"] == '"a"'


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_stream_is_compressed_piece_by_piece(client: TestClient, coding: str) -> None:
    body, headers = raw(client, "/stream", coding)
    assert (headers.get("content-length"), headers["content-encoding"]) == (None, coding)
    assert UNPACK[coding]().decompress(body) == b"short" + LONG + b"end"


@pytest.mark.anyio
@pytest.mark.parametrize("coding", ["gzip", "zstd"])
async def test_the_first_piece_can_be_read_before_the_second_is_there(app: FastAPI, coding: str) -> None:
    sent: list[bytes] = []

    async def in_pieces(scope: Scope, receive: Receive, send: Send) -> None:
        unpacker = UNPACK[coding]()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/csv")]})
        for piece in (b"first", b"second"):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            assert unpacker.decompress(sent[-1]) == piece
        await send({"type": "http.response.body", "body": b""})

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            sent.append(message["body"])

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "headers": [(b"accept-encoding", coding.encode())]}
    await Compression(in_pieces)(scope, receive, send)
    assert len(sent) == 3


def test_head_has_the_headers_of_get(client: TestClient) -> None:
    head = client.head("/body", headers={"accept-encoding": "gzip"})
    assert head.content == b""
    assert head.headers == client.get("/body", headers={"accept-encoding": "gzip"}).headers
