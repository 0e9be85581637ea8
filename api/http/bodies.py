"""How much of a request's body is taken in: the framework would read one of any length, and all of it into memory.

`BoundedBodies` is for the bodies that the framework reads, which are JSON; `read_body` for routes that read their own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crackdown.api.http.problems import BodyTooLarge, BodyTooSlow, problem, status_of, to_nobody

# Bytes; a scene of 1,500 things with labels in Khmer, the most that is sent, has 0.9 million.
LONGEST: Final = 2_000_000
_SECONDS: Final = 60.0  # for the whole body: whoever sends a byte a second must not hold the server


class BoundedBodies:
    """Take a body in as far as it is bounded, and pass it on; refuse a longer one, or one that does not come.

    Args:
        app: what answers.
        prefix: the paths whose bodies the framework reads.
        besides: paths below it that read their own.
    """

    def __init__(self, app: ASGIApp, prefix: str, besides: Collection[str]) -> None:
        self._app = app
        self._prefix = prefix
        self._besides = frozenset(besides)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http" or not self._is_read(scope):
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(_SECONDS):
                body = await _body(Headers(scope=scope), receive)
        except (BodyTooLarge, TimeoutError) as error:
            told = error if isinstance(error, BodyTooLarge) else BodyTooSlow(_slow())
            await problem(Request(scope), status_of(told), told.code, str(told), {})(scope, receive, send)
            return
        except ClientDisconnect:
            await to_nobody()(scope, receive, send)
            return
        await self._app(scope, _again(body, receive), send)

    def _is_read(self, scope: Scope) -> bool:
        path = scope["path"]
        return scope["method"] == "POST" and path.startswith(self._prefix) and path not in self._besides


async def read_body(request: Request, most_bytes: int, too_large: str) -> bytes:
    """Read the body of a request, for a route that reads its own.

    Raises:
        BodyTooLarge: it is longer than that; `too_large` says so.
        BodyTooSlow: it does not arrive in time.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most_bytes:
                    raise BodyTooLarge(too_large)
    except TimeoutError:
        raise BodyTooSlow(_slow()) from None
    return bytes(body)


async def _body(headers: Headers, receive: Receive) -> bytes:
    """Read a body.

    Raises:
        BodyTooLarge: it is longer than is read, or says that it will be.
        ClientDisconnect: whoever sends it has gone.
    """
    told = headers.get("content-length", "")
    if told.isascii() and told.isdigit() and (len(told) > len(str(LONGEST)) or int(told) > LONGEST):
        raise _too_large()
    body, is_whole = bytearray(), False
    while not is_whole:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        is_whole = not message.get("more_body", False)
        if len(body) > LONGEST:
            raise _too_large()
    return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """Give the body in one piece, and then what still comes: that the client has gone."""
    left = [body]

    async def receive_again() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return receive_again


def _too_large() -> BodyTooLarge:
    return BodyTooLarge(f"the body is longer than {LONGEST:,} bytes; ask in smaller parts")


def _slow() -> str:
    return f"the body did not arrive within {_SECONDS:g} s"
