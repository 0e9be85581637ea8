"""HTTP/1.1 as the server reads it: parsed in C by httptools, and bounded, which its parser is not.

The parser sets no limit to a head, in bytes or in time, reads no address above 64 KiB, takes a trailer for a header,
and answers HTTP/1.0 in chunks, which that version does not know: each is put right here. What is not HTTP is answered
400, and the connection closed (RFC 9112, sections 3.2, 6.1 and 7.1.2).
"""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

if TYPE_CHECKING:
    from uvicorn._types import ASGISendEvent

LONGEST_HEAD: Final = (
    600_000  # bytes of a request before its body; `api/protocols/protocol.py` refuses a longer query in words
)
_HEAD_SECONDS: Final = 30.0  # for a head to come whole, from when the connection stands or the head begins
_LONGEST_PATH: Final = 60_000  # bytes; no route has a longer one, and the parser of addresses reads 65,535


class BoundedHttp(HttpToolsProtocol):
    """One connection."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._unread = 0  # bytes received since a head or a piece of a body was last whole
        self._is_in_head = False
        self._head_due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._unset_head_due()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take in what was received; end the connection where a head, or a trailer, has no end."""
        self._unread += len(data)
        super().data_received(data)
        if self._unread > LONGEST_HEAD and not self.transport.is_closing():
            if self.cycle is None or self.cycle.response_complete:
                self.send_400_response(f"The head of the request is longer than {LONGEST_HEAD} bytes.")
            else:
                self.transport.close()

    def on_message_begin(self) -> None:
        """Begin a head."""
        super().on_message_begin()
        self._is_in_head = True
        self._await_head()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header; a trailer comes when the request is being answered already."""
        if self._is_in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begin to answer.

        Raises:
            ValueError: no host is named, or several, or the path is too long; the parser makes it a 400.
        """
        self._unread, self._is_in_head = 0, False
        self._unset_head_due()
        hosts = sum(name == b"host" for name, _ in self.headers)
        self.url, _, query = self.url.partition(b"?")
        if hosts > 1 or (not hosts and self.parser.get_http_version() != "1.0") or len(self.url) > _LONGEST_PATH:
            raise ValueError("not one Host, or a path that is too long")
        super().on_headers_complete()
        self.scope["query_string"] = query.partition(b"#")[0]
        if self.scope["http_version"] == "1.0":
            self.cycle.__class__ = _UntilClose

    def on_body(self, body: bytes) -> None:
        """Keep a piece of a body."""
        self._unread = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End a request."""
        self._unread = 0
        super().on_message_complete()

    def _await_head(self) -> None:
        self._unset_head_due()
        self._head_due = self.loop.call_later(_HEAD_SECONDS, self._end_without_head)

    def _unset_head_due(self) -> None:
        if self._head_due:
            self._head_due.cancel()

    def _end_without_head(self) -> None:
        """Close the connection, unless an answer to what came before is still under way."""
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
        else:
            self._await_head()


class _UntilClose(RequestResponseCycle):
    """An answer to HTTP/1.0: one whose length is not known beforehand ends with the connection."""

    async def send(self, message: ASGISendEvent) -> None:
        if message["type"] == "http.response.start":
            if not any(name.lower() == b"content-length" for name, _ in message.get("headers", ())):
                self.chunked_encoding, self.expected_content_length = False, sys.maxsize
        elif message["type"] == "http.response.body" and not message.get("more_body", False):
            is_unknown = self.expected_content_length > sys.maxsize // 2
            self.expected_content_length = len(message["body"]) if is_unknown else self.expected_content_length
        await super().send(message)
