"""Small duties of a GET: to be answered as HEAD too, and to heed what its client knows of the answer already."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote_to_bytes

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crackdown.api.http.problems import NoneMatches, problem, status_of
from crackdown.api.http.ranges import without_range
from crackdown.errors import CrackdownError

# An answer to such a query is another each time; the word in a name or a string costs no more than a fresh answer.
_CHANGEABLE: Final = re.compile(rb"NOW|RAND|UUID|BNODE", re.IGNORECASE)
_ASKS_ELSEWHERE: Final = re.compile(rb"SERVICE", re.IGNORECASE)  # what another endpoint tells has no version here
_ENDPOINT: Final = "/sparql"


# Statuses of an answer that, asked for without conditions and as a whole, is 200.
_WOULD_SUCCEED: Final = (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.NOT_MODIFIED)
_HEAD_ALONE: Final = "crackdown.head_alone"


def wants_head_alone(scope: Scope) -> bool:
    """Tell whether a GET was a HEAD: a route whose body costs much then need not make it."""
    return bool(scope.get(_HEAD_ALONE))


class Head:
    """Answer HEAD as GET without the body, whatever the route (RFC 9110, section 9.3.2).

    The answer ends with its head: what a route has still to say is dropped, and it learns that nobody listens. A
    part of it cannot be asked for (14.2).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        is_ended = False

        async def send_without_body(message: Message) -> None:
            nonlocal is_ended
            if is_ended:
                return
            if message["type"] == "http.response.body":
                is_ended = True
                message = {"type": "http.response.body", "body": b"", "more_body": False}
            await send(message)

        await self._app({**without_range(scope), "method": "GET", _HEAD_ALONE: True}, receive, send_without_body)


class Condition:
    """What `If-None-Match` says, in one line or several: tags, or `*` for whatever there is (RFC 9110, 13.1.2)."""

    def __init__(self, headers: Headers) -> None:
        self._tags = _tags(headers, "if-none-match")
        self.is_any = self._tags == ["*"]

    def names(self, tag: str) -> bool:
        """Tell whether a tag is among them; weak or not makes no difference here."""
        return _opaque(tag) in map(_opaque, self._tags)


def refuses(headers: Headers, tag: str | None) -> bool:
    """Tell whether `If-Match` names other tags than an answer has (RFC 9110, 13.1.1): a weak one matches nothing."""
    matching = _matching(headers)
    return matching is not None and tag not in matching


class IfMatch:
    """Answer 412 to a GET whose `If-Match` names other tags than the answer has (RFC 9110, 13.1.1).

    Tags are compared strongly, so a weak one, as all answers out of the graph have, matches nothing. `*` fits whatever
    there is; what is refused for another reason stays so (13.2.1).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer if the condition holds."""
        is_get = scope["type"] == "http" and scope["method"] == "GET"
        matching = _matching(Headers(scope=scope)) if is_get else None
        if matching is None:
            await self._app(scope, receive, send)
            return
        is_refused = False

        async def send_if_matched(message: Message) -> None:
            nonlocal is_refused
            if is_refused:
                return
            if message["type"] == "http.response.start" and message["status"] in _WOULD_SUCCEED:
                tag = Headers(raw=message["headers"]).get("etag")
                if tag not in matching:
                    is_refused = True
                    await _send_refusal(scope, receive, send, tag)
                    return
            await send(message)

        # Where no tag can match, the head alone tells whether something else is wrong.
        await self._app(scope if matching else {**scope, _HEAD_ALONE: True}, receive, send_if_matched)


class Revalidation:
    """Tell a client that asks again whether the graph has changed, by an ETag made of its version (RFC 9110, 13.1.2).

    The tag also names what was asked for and which formats are taken, as one address has a tag for each. It is a weak
    one: the same answer may be sent compressed or not, and a graph's lines in another order.

    Args:
        app: what answers.
        version: gives the current version of the graph, and may take a while.
        known: gives it at once where it is known, else None.
        prefixes: the paths whose answers depend on the graph and on nothing else.
    """

    def __init__(
        self, app: ASGIApp, version: Callable[[], str], known: Callable[[], str | None], prefixes: Sequence[str]
    ) -> None:
        self._app = app
        self._version = version
        self._known = known
        self._prefixes = tuple(prefixes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 304 where the client has the current version, else pass the request on."""
        if not self._has_tag(scope):
            await self._app(scope, receive, send)
            return
        try:
            tag = _tag(await self._current(), scope)
        except CrackdownError:  # a graph that cannot be read is told of by whoever needs it
            await self._app(scope, receive, send)
            return
        fresh = [(b"etag", tag.encode()), (b"cache-control", b"no-cache")]
        wanted = Condition(Headers(scope=scope))
        if wanted.names(tag):
            await _send_unchanged(send, fresh)
            return
        is_unchanged = False

        async def send_with_tag(message: Message) -> None:
            nonlocal is_unchanged
            if is_unchanged:
                return
            if message["type"] == "http.response.start" and message["status"] == HTTPStatus.OK:
                if wanted.is_any:
                    is_unchanged = True
                    await _send_unchanged(send, fresh)
                    return
                message = {**message, "headers": [*message["headers"], *fresh]}
            await send(message)

        # Whether there is anything for `*` to stand for, only the head of the answer tells.
        await self._app({**scope, _HEAD_ALONE: True} if wanted.is_any else scope, receive, send_with_tag)

    async def _current(self) -> str:
        known = self._known()
        return known if known is not None else await run_in_threadpool(self._version)

    def _has_tag(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self._prefixes):
            return False
        asked = unquote_to_bytes(scope["query_string"])
        if scope["path"].startswith(_ENDPOINT) and _ASKS_ELSEWHERE.search(asked):
            return False
        return not _CHANGEABLE.search(asked)


async def _send_unchanged(send: Send, fresh: list[tuple[bytes, bytes]]) -> None:
    headers = [*fresh, (b"vary", b"Accept, Accept-Encoding")]
    await send({"type": "http.response.start", "status": HTTPStatus.NOT_MODIFIED.value, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _send_refusal(scope: Scope, receive: Receive, send: Send, tag: str | None) -> None:
    if tag is None:
        has = "has no tag"
    else:
        has = f"has the tag {tag}" + (", which is weak and matches nothing here" if tag.startswith("W/") else "")
    error = NoneMatches(f"if-match: the answer {has}; leave it out, or ask by if-none-match whether something is new")
    answer = problem(Request(scope), status_of(error), error.code, str(error), {})
    await answer(scope, receive, send)


def _tags(headers: Headers, name: str) -> list[str]:
    return [one.strip() for line in headers.getlist(name) for one in line.split(",")]


def _matching(headers: Headers) -> set[str] | None:
    """Give the tags that `If-Match` takes, all of them strong; None where it takes any or is not there."""
    wanted = _tags(headers, "if-match")
    return {tag for tag in wanted if not tag.startswith("W/")} if wanted and wanted != ["*"] else None


def _opaque(tag: str) -> str:
    return tag.removeprefix("W/")


def _tag(version: str, scope: Scope) -> str:
    headers = Headers(scope=scope)
    accept = ", ".join(headers.getlist("accept"))
    place = scope["scheme"], headers.get("host", "")  # descriptions name it
    asked = "\0".join((version, scope["path"], scope["query_string"].decode("latin-1"), accept, *place))
    return f'W/"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'
