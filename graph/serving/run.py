"""One query on its way: light at first, heavy when it has worked for long, stopped when its time is up.

While it is light it holds a place among the light; then it needs one among the heavy, and stands still until there is
one. So however many heavy queries come, the next light one finds a place and a worker.
"""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from crackdown import errors
from crackdown.errors import CrackdownError, InvalidQuery, QueryAborted, QueryCrashed, QueryTimeout
from crackdown.graph.serving import frames
from crackdown.graph.serving.crew import Crew, Worker
from crackdown.graph.serving.frames import Frame
from crackdown.graph.serving.lanes import KnownHeavy, Lane
from crackdown.graph.serving.limits import GIB, LIGHT_SECONDS, LONG_SECONDS, Limits

_RECEIVED_AT_ONCE: Final = 1 << 18
_WAITING_COUNTS: Final = 1 / 20  # of the time that goes by is taken for work, as a disk may be waited for
_SOONEST: Final = 0.005  # seconds until it is looked at again
_SENDING_SECONDS: Final = 10.0  # in which a worker must have taken the question


@dataclass(slots=True)
class Counts:
    """What became of queries, since the start."""

    asked: int = 0
    answered_by: dict[str, int] = field(default_factory=lambda: {"memory": 0, "disk": 0, "cache": 0})
    timed_out: int = 0
    aborted: int = 0
    refused_busy: int = 0
    killed_unread: int = 0  # as their client had gone
    truncated: int = 0
    running: int = 0


class Run:
    """One query in one worker."""

    def __init__(self, light: Lane, heavy: Lane, known: KnownHeavy, limits: Limits) -> None:
        self.is_over = False
        self._light = light
        self._heavy = heavy
        self._known = known
        self._limits = limits
        self._lane: Lane | None = None
        self._crew: Crew | None = None
        self._worker: Worker | None = None
        self._query = ""
        self._ran = 0.0  # seconds for which the worker was waited for
        self._ran_before = 0.0  # of them until it was ready

    async def begin(self, query: str, choose: Callable[[], Crew], request: dict[str, Any]) -> Frame:
        """Find a place, ask, and return the first frame of the answer.

        Args:
            query: its text.
            choose: gives the crew that is to answer, once there is a place; its folder is asked where none is named.
            request: see `worker`.

        Raises:
            ServerBusy: there was no place.
            QueryTimeout, QueryAborted: it was not answered.
        """
        self._query = query
        lane = self._heavy if query in self._known else self._light
        if not lane.try_enter():
            await lane.wait()
        self._lane = lane
        while self._worker is None:
            self._crew = crew = choose()
            self._worker = crew.take()
        self._worker.begin()
        await self._send(frames.pack_json(frames.REQUEST, {"folder": crew.folder} | request))
        return await self.next()

    async def next(self) -> Frame:
        """Return the next frame.

        Raises:
            ServerBusy: it is heavy, and there was no place among those.
            QueryTimeout, QueryAborted, QueryCrashed: it goes no further.
            CrackdownError: whatever the worker reports.
        """
        assert self._worker
        while (frame := self._take()) is None:
            await self._readable()
            if not self._receive():  # looked for first: this process too may have been kept from running until now
                await self._grow_old()
        if frame[0] == frames.CRASHED:
            raise QueryCrashed(
                "the engine ended in the middle of the query, most likely as something in it is nested or repeated "
                "too often; write it otherwise, or in several queries"
            )
        if frame[0] == frames.ERROR:
            self._let_go()
            raise _error(json.loads(frame[1]))
        return frame

    def _take(self) -> Frame | None:
        """Return the next frame that was received, of those that concern the answer."""
        assert self._worker
        while (frame := self._worker.received.take()) is not None:
            if frame[0] != frames.READY:
                return frame
            self._worker.note_ready(json.loads(frame[1]))
            self._ran_before = self._ran
        return None

    def _receive(self) -> bool:
        """Take in what has come; False where nothing has."""
        assert self._worker
        try:
            data = self._worker.connection.recv(_RECEIVED_AT_ONCE)
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        if not data:
            raise QueryAborted(
                "the query's process died, most likely as it wanted more than "
                f"{self._limits.max_memory_bytes / GIB:g} GiB of memory; make it narrower or add LIMIT"
            )
        self._worker.received.feed(data)
        return True

    def end(self) -> None:
        """Let go after the last frame."""
        self.is_over = True
        self._let_go()

    def abandon(self) -> bool:
        """Kill the query if it has not ended; return whether that was needed."""
        self.is_over = True
        worker = self._worker
        if worker and self._crew:
            self._crew.kill(worker)
        self._leave()
        return worker is not None

    def _let_go(self) -> None:
        self._known.note(self._query, is_heavy=self._ran > LIGHT_SECONDS and self._took() > LIGHT_SECONDS)
        if self._worker and self._crew:
            self._crew.give_back(self._worker)
        self._leave()

    def _leave(self) -> None:
        self._worker = None
        if self._lane:
            self._lane.leave()
            self._lane = None

    async def _send(self, question: bytes) -> None:
        assert self._worker
        connection = self._worker.connection
        try:
            sent = _send_at_once(connection, question)
            if sent < len(question):
                async with asyncio.timeout(_SENDING_SECONDS):
                    await asyncio.get_running_loop().sock_sendall(connection, question[sent:])
        except OSError as error:  # TimeoutError is one
            raise QueryAborted("no process took the query; ask again") from error

    async def _readable(self) -> None:
        """Wait for the worker until it is time to look at it again."""
        assert self._worker
        loop, begin = asyncio.get_running_loop(), time.monotonic()
        descriptor = self._worker.connection.fileno()
        ready = loop.create_future()
        loop.add_reader(descriptor, _settle, ready)
        due = loop.call_later(self._look_again_in(), _settle, ready)
        try:
            await ready
        finally:
            due.cancel()
            loop.remove_reader(descriptor)
            self._ran += time.monotonic() - begin

    def _look_again_in(self) -> float:
        """Return in how many seconds the next thing may be due, which it is if it works without a pause until then."""
        assert self._worker
        due = self._limits.timeout_seconds - self._ran
        if self._lane is self._light:
            due = min(due, max(_SOONEST, LIGHT_SECONDS - self._took()))
        elif not self._worker.is_spent:
            due = min(due, LONG_SECONDS - self._ran)
        return max(0.0, due)

    def _took(self) -> float:
        """Return how many seconds of the processor the query took; by the clock alone where the system does not tell.

        On a machine that other work keeps busy a light query takes long by the clock, and waiting for a place among the
        heavy it would wait for the end of one.
        """
        assert self._worker
        if not self._worker.has_been_ready:  # it is still being forked
            return 0.0
        ran, worked = self._ran - self._ran_before, self._worker.processor_seconds()
        return ran if worked is None else max(worked, ran * _WAITING_COUNTS)

    async def _grow_old(self) -> None:
        assert self._worker
        if self._ran >= self._limits.timeout_seconds:
            self._known.note(self._query, is_heavy=True)
            raise QueryTimeout(
                f"the query ran past {self._limits.timeout_seconds:g} s and was stopped; make it narrower or add LIMIT"
            )
        if self._lane is self._light:
            if self._took() >= LIGHT_SECONDS:
                await self._turn_heavy()
        elif not self._worker.is_spent and self._ran >= LONG_SECONDS:
            self._worker.lower()

    async def _turn_heavy(self) -> None:
        """Leave the place among the light for one among the heavy; stand still until there is one."""
        assert self._worker
        assert self._crew
        self._known.note(self._query, is_heavy=True)  # by now, as one that is refused may be asked again
        self._leave_light()
        self._crew.stand_ready()
        if not self._heavy.try_enter():
            self._worker.pause()
            await self._heavy.wait()
            self._worker.resume()
        self._lane = self._heavy

    def _leave_light(self) -> None:
        self._lane = None
        self._light.leave()


def _send_at_once(connection: socket.socket, question: bytes) -> int:
    """Send what there is room for, which is nearly always all, and return how many bytes those were."""
    try:
        return connection.send(question)
    except BlockingIOError:
        return 0


def _settle(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def _error(described: dict[str, Any]) -> CrackdownError:
    if described["error"] == InvalidQuery.__name__:
        return InvalidQuery(described["message"], line=described["line"], column=described["column"])
    raised: type[CrackdownError] = getattr(errors, described["error"])
    return raised(described["message"])
