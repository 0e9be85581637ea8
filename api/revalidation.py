"""Two small duties of a GET: to be answered as HEAD too, and to say "nothing has changed" to who asks again."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Head:
    """Answer HEAD as GET without the body, whatever the route (RFC 9110, section 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, send_without_body)


class Revalidation:
    """Tell a client that asks again whether the graph has changed, by an ETag made of its version (RFC 9110, 13.1.2).

    Args:
        app: what answers.
        version: gives the current version of the graph.
        prefix: the paths whose answers depend on the graph and on nothing else.
    """

    def __init__(self, app: ASGIApp, version: Callable[[], str], prefix: str) -> None:
        self._app = app
        self._version = version
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 304 where the client has the current version, else pass the request on."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self._prefix):
            await self._app(scope, receive, send)
            return
        tag = f'W/"{await run_in_threadpool(self._version)}"'
        fresh = [(b"etag", tag.encode()), (b"cache-control", b"no-cache")]
        known = Headers(scope=scope).get("if-none-match", "")
        if tag in (one.strip() for one in known.split(",")):
            await send({"type": "http.response.start", "status": HTTPStatus.NOT_MODIFIED.value, "headers": fresh})
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_with_tag(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == HTTPStatus.OK:
                message = {**message, "headers": [*message["headers"], *fresh]}
            await send(message)

        await self._app(scope, receive, send_with_tag)
