"""Every request gets an id, which its answer carries, and one line in the log when its answer has been sent.

The id stands in the header `x-query-id`, in the body of a problem, and in the line, so that who reports an error can
be helped. A line holds no query (its digest tells equal ones), no other parameter, no address and no token.
"""

from __future__ import annotations

import hashlib
import logging
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, fields
from http import HTTPStatus
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOGGER: Final = logging.getLogger(__name__)
HEADER: Final = "x-query-id"
_RAW_HEADER: Final = HEADER.encode()
_ID, _QUERY, _CODE = "query_id", "query_digest", "problem_code"  # in the request's state
_DIGITS: Final = 12  # of a digest; enough to tell a day's queries apart


@dataclass(frozen=True, slots=True)
class Line:
    """What is told of one request; `seconds` until the last byte was sent, `bytes` as they were sent."""

    query_id: str
    method: str
    path: str
    status: int
    seconds: float
    bytes: int
    media_type: str | None
    query: str | None
    problem: str | None


_FIELDS: Final = tuple(field.name for field in fields(Line))


def id_of(scope: Scope) -> str | None:
    """Return the id of a request; None where `RequestLog` has not seen it."""
    found = scope.get("state", {}).get(_ID)
    return str(found) if found else None


def note_query(request: Request, query: str) -> None:
    """Remember the digest of the query that a request asks."""
    request.scope.setdefault("state", {})[_QUERY] = hashlib.sha256(query.encode()).hexdigest()[:_DIGITS]


def note_problem(request: Request, code: str) -> None:
    """Remember with which problem a request is answered."""
    request.scope.setdefault("state", {})[_CODE] = code


class RequestLog:
    """Give each request its id, and tell what became of it; the outermost part but for errors nobody foresaw.

    Args:
        app: what answers.
        tell: is told of each request besides the log, such as the metrics.
    """

    def __init__(self, app: ASGIApp, tell: Callable[[Line], None]) -> None:
        self._app = app
        self._tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state[_ID] = uuid.uuid4().hex
        sent: dict[str, Any] = {"status": HTTPStatus.INTERNAL_SERVER_ERROR.value, "bytes": 0, "media_type": None}

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent["status"] = message["status"]
                sent["media_type"] = Headers(raw=message["headers"]).get("content-type", "").partition(";")[0] or None
                message["headers"] = [*message["headers"], (_RAW_HEADER, state[_ID].encode())]
            else:
                sent["bytes"] += len(message.get("body", b""))
            await send(message)

        begun = time.perf_counter()
        try:
            await self._app(scope, receive, send_with_id)
        finally:
            line = Line(
                state[_ID], scope["method"], scope["path"], seconds=round(time.perf_counter() - begun, 6),
                query=state.get(_QUERY), problem=state.get(_CODE), **sent,
            )  # fmt: skip
            self._tell(line)
            if LOGGER.isEnabledFor(logging.INFO):
                LOGGER.info(_in_words(line), extra={"request": {name: getattr(line, name) for name in _FIELDS}})


def _in_words(line: Line) -> str:
    """Write a line for people; a control character in a path must not write lines of its own."""
    path = line.path.encode("unicode_escape").decode("ascii")
    words = [line.method, path, str(line.status), f"{line.seconds * 1000:.1f} ms", f"{line.bytes:,} bytes"]
    words += [f"query {line.query}"] if line.query else []
    words += [line.problem] if line.problem else []
    return "  ".join([*words, line.query_id])
