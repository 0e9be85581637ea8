"""Parts of files (RFC 9110, section 14): the framework sends them, and what it has otherwise is put right here."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crackdown.api.http.problems import NoSuchPart, problem, status_of
from crackdown.errors import CrackdownError, InputError

_REFUSALS: Final = (400, 416)  # of what the framework answers in plain text, as nothing else here does


def without_range(scope: Scope) -> Scope:
    """Return a request that asks for the whole."""
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"range"]}


class Ranges:
    """Pass over a range in a unit that is not known (14.2), and refuse one that there is not by a problem in words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer unless that is a refusal of the framework's."""
        wanted = Headers(scope=scope).get("range") if scope["type"] == "http" else None
        if wanted is None:
            await self._app(scope, receive, send)
            return
        if wanted.partition("=")[0].strip().lower() != "bytes":
            await self._app(without_range(scope), receive, send)
            return
        refusal: Response | None = None

        async def send_in_words(message: Message) -> None:
            nonlocal refusal
            if message["type"] == "http.response.start" and _is_refusal(message):
                refusal = _refusal(Request(scope), wanted, message)
            if refusal is None:
                await send(message)

        await self._app(scope, receive, send_in_words)
        if refusal:
            await refusal(scope, receive, send)


def _is_refusal(start: Message) -> bool:
    is_plain = Headers(raw=start["headers"]).get("content-type", "").startswith("text/plain")
    return is_plain and start["status"] in _REFUSALS


def _refusal(request: Request, wanted: str, start: Message) -> Response:
    length = Headers(raw=start["headers"]).get("content-range")  # bytes */LENGTH, where that is why
    error: CrackdownError = InputError(f"range: {wanted} is no part of a file; write bytes=0-99, or leave it out")
    if length:
        error = NoSuchPart(f"range: the file has {length.rpartition('/')[2]} bytes, and none at {wanted}")
    headers = {"content-range": length} if length else {}
    return problem(request, status_of(error), error.code, str(error), {}, headers)
