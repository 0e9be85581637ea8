"""Answers on their way to a client: in one piece where they are small, in pieces as fast as they are read otherwise.

Whoever goes away takes the query along. An answer that breaks off in the middle ends with the connection cut, which no
client takes for its end.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Generator
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final, TypeVar

from anyio import from_thread
from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from crackdown.api.protocols.answers import Choice, head_of
from crackdown.api.source import AnswersInTime, Keeps, Streams, ViewSource, answering
from crackdown.errors import CrackdownError
from crackdown.graph.remote.vocabulary import NOWHERE
from crackdown.graph.serving.question import AnswerStream, Question
from crackdown.graph.sparql.lexing import may_say

LOGGER = logging.getLogger(__name__)
ANSWERED_BY: Final = "crackdown-answered-by"
ROW_LIMIT: Final = "crackdown-row-limit"
TRUNCATED: Final = "crackdown-truncated"
FACTS: Final = (ANSWERED_BY, ROW_LIMIT, TRUNCATED)
_PATIENCE_SECONDS: Final = 0.05  # most answers are there by then, and nobody needs to look after their client
_STALLED_SECONDS: Final = 30.0  # for which a client may read nothing

T = TypeVar("T")


async def ask(request: Request, question: Question, as_of: str | None) -> AnswerStream:
    """Have the source answer a question, for as long as the client is there.

    Raises:
        ClientDisconnect: it has gone; the query was stopped.
        CrackdownError: whatever the source raises.
    """
    federation = request.app.state.federation
    if federation is not None and may_say(question.query, ("service",)):
        inlining = run_in_threadpool(
            federation.inline, question.query, lambda query: from_thread.run(_parse, request, query)
        )
        question = replace(question, query=await unless_gone(request, inlining))
    return await _ask_source(request, question, as_of)


async def _parse(request: Request, query: str) -> None:
    """Have the source read a query, within its limits: over a graph that is empty there is nothing to be found.

    Raises:
        CrackdownError: it does not parse, or not in time.
    """
    (await _ask_source(request, Question(query=query, default_graph_uris=(NOWHERE,)), None)).close()


async def _ask_source(request: Request, question: Question, as_of: str | None) -> AnswerStream:
    source: ViewSource = request.app.state.view_source
    kept = source.kept(question) if not as_of and isinstance(source, Keeps) else None
    if kept is not None:
        return kept
    if isinstance(source, Streams):
        return await unless_gone(request, source.stream(question, as_of=as_of))
    # The answer is made and written in one call on one thread: the engine's iterators must not change threads.
    bounds = {} if isinstance(source, AnswersInTime) else {"max_rows": question.max_rows}
    answer = await run_in_threadpool(
        answering(request), question.query, as_of=as_of, why=question.why, **bounds, **question.options()
    )
    return AnswerStream(
        answer.form, answer.media_type, answer.answered_by, answer.body, answer.truncated, bounds.get("max_rows")
    )


async def unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Do some work, or stop it when the client has gone.

    Raises:
        ClientDisconnect: it has gone.
    """
    doing = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait({doing}, timeout=_PATIENCE_SECONDS)
        if not done:
            gone = asyncio.ensure_future(_gone(request.receive))
            try:
                await asyncio.wait({doing, gone}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                gone.cancel()
    finally:
        if not doing.done():
            doing.cancel()
            await asyncio.wait({doing})
    if doing.cancelled():
        raise ClientDisconnect
    return doing.result()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def facts_of(stream: AnswerStream) -> dict[str, str]:
    """Return the headers that tell how an answer came about, as far as is known before it is read."""
    facts = {ANSWERED_BY: stream.answered_by, ROW_LIMIT: stream.max_rows, TRUNCATED: stream.truncated}
    return {name: str(value) for name, value in facts.items() if value is not None}


def as_stream(pieces: Generator[bytes, None, None], chosen: Choice) -> Response:
    """Send a graph as it is written; an error before its first piece, for which this waits, is still a problem."""
    kept: list[bytes | None] = [next(pieces, None)]

    async def next_piece() -> bytes | None:
        return kept.pop() if kept else await run_in_threadpool(next, pieces, None)

    media_type = str(chosen.media_type)
    stream = AnswerStream("construct", media_type, None, _next=next_piece, _close=pieces.close)
    return StreamedAnswer(stream, head_of(media_type))


class StreamedAnswer(Response):
    """Sends a large answer as it is made, no faster than it is read."""

    def __init__(self, stream: AnswerStream, headers: dict[str, str]) -> None:
        self._stream = stream
        super().__init__(headers=headers)
        del self.headers["content-length"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send until the end, or until the client has gone."""
        sending = asyncio.ensure_future(self._send(send))
        gone = asyncio.ensure_future(_gone(receive))
        try:
            await asyncio.wait({sending, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            sending.cancel()
            await asyncio.wait({sending})
            self._stream.close()
        if not sending.cancelled():
            sending.result()

    async def _send(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": HTTPStatus.OK.value, "headers": self.raw_headers})
        try:
            async for piece in self._stream.pieces():
                async with asyncio.timeout(_STALLED_SECONDS):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
        except (CrackdownError, TimeoutError) as error:
            # The status has been sent: all that is left to say so is not to end the answer.
            LOGGER.warning("an answer was cut off in the middle: %s", error or "its client stopped reading")
            return
        await send({"type": "http.response.body", "body": b"", "more_body": False})
