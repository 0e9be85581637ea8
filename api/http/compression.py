"""Answers are sent compressed to who takes that: zstd or gzip, by Accept-Encoding (RFC 9110, 8.4 and 12.5.3).

What comes in pieces is compressed piece by piece, so a long answer still begins at once. What is small, compressed
already, or a stream of events is left as it is.
"""

from __future__ import annotations

import re
import zlib
from http import HTTPStatus
from typing import Final, Protocol

import zstandard
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crackdown.api.http.negotiation import choose_coding, takes_plain

CODINGS: Final = ("zstd", "gzip")  # between equals the first: smaller, and several times as fast
_SMALLEST: Final = 1000  # bytes; below it the packet is the same size, and the work is for nothing
_LARGE: Final = 64 * 1024  # bytes; what takes longer to compress than to change threads
_GZIP_LEVEL, _ZSTD_LEVEL = 5, 3
_GZIP_WINDOW: Final = zlib.MAX_WBITS | 16  # 16 asks zlib for gzip's frame
_COMPRESSIBLE: Final = re.compile(
    r"text/(?!event-stream)|multipart/byteranges\b|application/(json|javascript|xml|trig|n-triples|n-quads|sparql-results)\b|[^;]*\+(json|xml)\b"
)


class _Compressor(Protocol):
    def add(self, body: bytes, *, is_last: bool) -> bytes:
        """Take a piece and return all that can be read from what was given so far."""
        ...


class Compression:
    """Compress what other parts of the application answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and compress what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        accepted = ", ".join(Headers(scope=scope).getlist("accept-encoding"))
        sender = _Sender(send, choose_coding(accepted, CODINGS), smallest=_SMALLEST if takes_plain(accepted) else 0)
        await self._app(scope, receive, sender)


class _Sender:
    """Sends one answer; its head waits for the first piece of the body, which tells whether it is worth while."""

    def __init__(self, send: Send, coding: str | None, *, smallest: int) -> None:
        self._send = send
        self._coding = coding
        self._smallest = smallest  # bytes that are worth while
        self._start: Message | None = None
        self._compressor: _Compressor | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_compressible(message):
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
            if self._coding and message["status"] != HTTPStatus.PARTIAL_CONTENT:
                self._start = message
                return
        if message["type"] == "http.response.body" and (self._start or self._compressor):
            message = await self._compressed(message)
        await self._send(message)

    async def _compressed(self, message: Message) -> Message:
        body, is_last = message.get("body", b""), not message.get("more_body", False)
        if self._start:
            start, self._start = self._start, None
            if not is_last or len(body) >= self._smallest:
                self._compressor = _Zstd() if self._coding == "zstd" else _Gzip()
            if self._compressor is None:
                await self._send(start)
                return message
            compressed = await _add(self._compressor, body, is_last=is_last)
            _set_headers(start, str(self._coding), len(compressed) if is_last else None)
            await self._send(start)
        else:
            assert self._compressor
            compressed = await _add(self._compressor, body, is_last=is_last)
        return {**message, "body": compressed}


async def _add(compressor: _Compressor, body: bytes, *, is_last: bool) -> bytes:
    if len(body) < _LARGE:
        return compressor.add(body, is_last=is_last)
    return await run_in_threadpool(compressor.add, body, is_last=is_last)


def _is_compressible(start: Message) -> bool:
    """Tell whether an answer is text and not compressed yet; as a whole it is sent so, of a part only said to be."""
    headers = Headers(raw=start["headers"])
    has_body = start["status"] not in {204, 304}
    may_change = "no-transform" not in headers.get("cache-control", "")
    is_text = _COMPRESSIBLE.match(headers.get("content-type", "").lower()) is not None
    return has_body and may_change and is_text and "content-encoding" not in headers


def _set_headers(start: Message, coding: str, length: int | None) -> None:
    """Say what was done; a strong ETag named the bytes as they were, and is made a weak one."""
    headers = MutableHeaders(scope=start)
    headers["content-encoding"] = coding
    if length is None:
        del headers["content-length"]
    else:
        headers["content-length"] = str(length)
    if (tag := headers.get("etag", "")) and not tag.startswith("W/"):
        headers["etag"] = f"W/{tag}"


class _Gzip:
    def __init__(self) -> None:
        self._compressor = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)

    def add(self, body: bytes, *, is_last: bool) -> bytes:
        return self._compressor.compress(body) + self._compressor.flush(zlib.Z_FINISH if is_last else zlib.Z_SYNC_FLUSH)


class _Zstd:
    def __init__(self) -> None:
        self._compressor = zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compressobj()

    def add(self, body: bytes, *, is_last: bool) -> bytes:
        end = zstandard.COMPRESSOBJ_FLUSH_FINISH if is_last else zstandard.COMPRESSOBJ_FLUSH_BLOCK
        return self._compressor.compress(body) + self._compressor.flush(end)
