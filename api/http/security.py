"""Headers that every answer carries.

The policy lets a page load from this server alone: no inline script, no inline style, no frame, no outside request.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crackdown.api.http.problems import ForeignHost, problem, status_of

HEADERS: Final = {
    "content-security-policy": "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


_RAW: Final = tuple((name.encode(), value.encode()) for name, value in HEADERS.items())


class OwnNames:
    """Refuse a request that was sent to another name than the server's own (DNS rebinding).

    Args:
        app: what answers.
        names: the names, without a port.
    """

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self._app = app
        self._names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http":
            host = Headers(scope=scope).get("host", "")
            name = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
            if name.lower() not in self._names:
                error = ForeignHost(f"this server does not answer to {host!r}, but to {', '.join(sorted(self._names))}")
                answer = problem(Request(scope), status_of(error), error.code, str(error), {})
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


class SecurityHeaders:
    """Add `HEADERS` to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = message["headers"] = list(message["headers"])
                names = {name for name, _ in sent}
                sent += [header for header in _RAW if header[0] not in names]
            await send(message)

        await self._app(scope, receive, send_with_headers)
