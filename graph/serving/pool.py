"""Queries within limits: which crew answers, from memory or from disk, and what is kept of answers.

The pool belongs to no event loop: coroutines of any may ask, and any thread.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Hashable
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from crackdown.errors import CrackdownError, QueryAborted, QueryTimeout, ServerBusy
from crackdown.graph.serving import frames
from crackdown.graph.serving.cache import AnswerCache
from crackdown.graph.serving.crew import Crew
from crackdown.graph.serving.lanes import KnownHeavy, Lane
from crackdown.graph.serving.limits import Limits
from crackdown.graph.serving.question import AnswerStream, Question
from crackdown.graph.serving.run import Counts, Run
from crackdown.graph.serving.template import Options
from crackdown.graph.serving.waiting import wait_for
from crackdown.graph.sparql.answer import Answer

LOGGER = logging.getLogger(__name__)
_WHY_SHARE: Final = 0.6  # of a query's time: then explaining ends, so that what is explained is still sent


class QueryPool:
    """Answers queries over a snapshot in processes of its own."""

    def __init__(self, folder: Path, *, limits: Limits | None = None) -> None:
        """Start; the graph comes into memory meanwhile, and until then the disk answers.

        Args:
            folder: of the snapshot that queries are answered from.
            limits: see there.
        """
        self._limits = limits or Limits()
        self._folder = str(folder)
        self._light = self._lane(self._limits.light_places)
        self._heavy = self._lane(self._limits.heavy_places)
        self._known = KnownHeavy()
        self._cache = AnswerCache(self._limits.cache_bytes)
        self._counts = Counts()
        self._lock = threading.Lock()
        self._disk = self._crew(in_memory=False)
        self._memory: Crew | None = None
        self._building: Crew | None = None
        self._is_closed = False
        self._disk.stand_ready()
        self._build()

    def move_to(self, folder: Path) -> None:
        """Answer from another snapshot from now on; queries under way end on the one they began with.

        Until it is in memory too the disk answers, so that no answer is older than the newest snapshot.
        """
        with self._lock:
            self._folder = str(folder)
            in_memory, self._memory = self._memory, None
            self._building = self._building or in_memory
            self._disk.move_to(str(folder))
            self._cache.clear()
        if in_memory:
            threading.Thread(target=self._bring_up, args=(in_memory,), daemon=True, name="replica").start()
        elif self._building is None:
            self._build()

    async def stream(self, question: Question, folder: Path | None = None) -> AnswerStream:
        """Answer a query; a small answer comes whole, a large one in pieces as it is read.

        Cancelling this, or closing the stream before its end, kills the query.

        Args:
            question: what is asked.
            folder: another snapshot than the current one, such as the graph as of a day.

        Raises:
            QueryTimeout: it ran past its time.
            QueryAborted: its worker died, most likely for want of memory.
            ServerBusy: too many others run and wait.
            InputError, StoreError: as for `View.serialize`; and where `why` is asked of a query that is no SELECT.
        """
        kept = self.kept(question, folder)
        if kept is not None:
            return kept
        self._counts.asked += 1
        key = self._key(question, folder)
        run = Run(self._light, self._heavy, self._known, self._limits_of(question))
        self._counts.running += 1
        answering: list[Crew] = []

        def choose() -> Crew:
            answering[:] = [self._choose(question, folder)]
            return answering[0]

        try:
            kind, payload = await run.begin(question.query, choose, self._request(question, folder))
        except BaseException as error:
            self._fail(run, error)
            raise
        name = "memory" if answering[0].in_memory else "disk"
        head, _, body = payload.partition(b"\n")
        if kind == frames.HEAD:
            return self._streamed(run, json.loads(head), name, self._max_rows(question))
        self._end(run)
        answer = Answer(**json.loads(head), body=body)
        if question.is_lasting() and self._limits.cache_bytes:
            self._cache.put(key, answer)
        return self._whole(answer, name, self._max_rows(question))

    def kept(self, question: Question, folder: Path | None = None) -> AnswerStream | None:
        """Return the answer where it is kept from before; nothing is waited for."""
        answer = self._cache.get(self._key(question, folder))
        if answer is None:
            return None
        self._counts.asked += 1
        return self._whole(answer, "cache", self._max_rows(question))

    def answer(self, question: Question, folder: Path | None = None) -> Answer:
        """Answer a query as a whole, holding up the thread that asks; raises what `stream` does."""

        async def ask() -> Answer:
            return await (await self.stream(question, folder)).whole()

        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return asyncio.run(ask())
        return wait_for(ask())  # in a notebook this thread runs a loop already

    def stats(self) -> dict[str, Any]:
        """Return what runs, waits and has become of queries; what answers; and how full the cache is."""
        memory = self._memory
        return asdict(self._counts) | {
            "waiting_light": self._light.waiting,
            "waiting_heavy": self._heavy.waiting,
            "replica": memory.template.facts if memory and memory.has_room() else None,
            "cache_bytes": self._cache.bytes,
        }

    def close(self) -> None:
        """End the workers; queries under way are aborted."""
        with self._lock:
            self._is_closed = True
            crews = [self._disk, self._memory, self._building]
        for crew in crews:
            if crew:
                crew.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _key(self, question: Question, folder: Path | None) -> Hashable:
        return str(folder or self._folder), question

    def _lane(self, places: int) -> Lane:
        return Lane(places, most_waiting=self._limits.waiting, waiting_seconds=self._limits.waiting_seconds)

    def _crew(self, *, in_memory: bool) -> Crew:
        copies = 1 + self._limits.light_places + self._limits.heavy_places
        options = Options(self._folder, in_memory, self._limits.max_memory_bytes, self._limits.replica, copies)
        return Crew(options, ready=2, most_idle=self._limits.light_places)

    def _build(self) -> None:
        """Bring the graph into memory, in another thread, and let it answer from then on."""
        if self._limits.replica == "off":
            return
        with self._lock:
            building = self._building = self._crew(in_memory=True)
        threading.Thread(target=self._wait_for, args=(building,), daemon=True, name="replica").start()

    def _wait_for(self, building: Crew) -> None:
        if building.template.wait_until_ready():
            self._bring_up(building)
        else:
            self._give_up(building)

    def _bring_up(self, building: Crew) -> None:
        """Have a crew answer from memory once that holds the newest snapshot, whatever is loaded meanwhile."""
        while (folder := self._behind(building)) is not None:
            if not building.catch_up(folder) and folder == self._folder:  # else that one is gone, and there is another
                self._give_up(building)
                return

    def _behind(self, building: Crew) -> str | None:
        """Return the newest snapshot, which is to be caught up with; None where it is, and the crew answers by now."""
        with self._lock:
            is_wanted = building is self._building and not self._is_closed
            if is_wanted and building.folder != self._folder:
                return self._folder
            if is_wanted:
                self._building, self._memory = None, building
        if not is_wanted:
            building.close()
            return None
        building.stand_ready()
        facts = building.template.facts
        what = "all graphs are" if facts["graphs"] == "all" else "the default graph is"
        LOGGER.info("%s in memory now: %s quads", what, f"{facts['quads']:,}")
        return None

    def _give_up(self, building: Crew) -> None:
        """End a crew that cannot come to hold the newest snapshot; where an older one did fit, build another anew."""
        with self._lock:
            is_wanted = building is self._building and not self._is_closed
            if is_wanted:
                self._building = None
            is_behind = building.folder != self._folder
        building.retire()
        if is_wanted and is_behind:
            self._build()

    def _choose(self, question: Question, folder: Path | None) -> Crew:
        if self._is_closed:
            raise QueryAborted("this graph was closed; open it anew to ask it")
        memory = self._memory
        if memory is None or folder is not None or not memory.has_room():
            return self._disk
        holds_all = memory.template.facts["graphs"] == "all"
        return memory if holds_all or not question.needs_named_graphs() else self._disk

    def _request(self, question: Question, folder: Path | None) -> dict[str, Any]:
        request = {
            "query": question.query,
            "why_seconds": self._limits_of(question).timeout_seconds * _WHY_SHARE if question.why else None,
            "max_rows": self._max_rows(question),
            "options": question.options(),
        }
        return request | ({"folder": str(folder)} if folder else {})

    def _limits_of(self, question: Question) -> Limits:
        asked = question.timeout_seconds
        return self._limits if asked is None else replace(self._limits, timeout_seconds=asked)

    def _max_rows(self, question: Question) -> int | None:
        return min((one for one in (self._limits.max_rows, question.max_rows) if one is not None), default=None)

    def _streamed(self, run: Run, head: dict[str, Any], name: str, max_rows: int | None) -> AnswerStream:
        async def next_piece() -> bytes | None:
            try:
                kind, payload = await run.next()
            except BaseException as error:
                self._fail(run, error)
                raise
            if kind == frames.PIECE:
                return payload
            stream.truncated = json.loads(payload)["truncated"]
            self._end(run)
            self._count(name, stream.truncated)
            return None

        def close() -> None:
            self._fail(run, None)

        stream = AnswerStream(head["form"], head["media_type"], name, _next=next_piece, _close=close)
        stream.max_rows = max_rows
        return stream

    def _whole(self, answer: Answer, name: str, max_rows: int | None) -> AnswerStream:
        self._count(name, answer.truncated)
        return AnswerStream(answer.form, answer.media_type, name, answer.body, answer.truncated, max_rows)

    def _count(self, name: str, truncated: int | None) -> None:
        self._counts.answered_by[name] += 1
        self._counts.truncated += truncated is not None

    def _end(self, run: Run) -> None:
        self._counts.running -= 1
        run.end()

    def _fail(self, run: Run, error: BaseException | None) -> None:
        """Kill what still runs, and note why."""
        if run.is_over:
            return
        self._counts.running -= 1
        was_killed = run.abandon()
        if isinstance(error, QueryTimeout):
            self._counts.timed_out += 1
        elif isinstance(error, QueryAborted):
            self._counts.aborted += 1
        elif isinstance(error, ServerBusy):
            self._counts.refused_busy += 1
        elif not isinstance(error, CrackdownError):
            self._counts.killed_unread += was_killed
