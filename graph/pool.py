"""Queries with a time limit, answered by worker processes over a snapshot.

The engine cannot be stopped in the middle of a query, but a process can be killed: a query that runs past its time
takes its worker with it, and the next query gets a new one (some tenths of a second). Any number of threads may ask;
those for whom no worker is free wait, within their own time.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from crackdown import errors
from crackdown.errors import CrackdownError, InvalidQuery, QueryAborted, QueryTimeout
from crackdown.graph.view import Answer
from crackdown.graph.worker import Message, read_message, write_message

DEFAULT_MEMORY_BYTES = 4 * 1024**3
WHY_SHARE = 0.6  # of a query's time: then explaining ends, so that what is explained is still sent


class QueryPool:
    """Some workers, started when first needed."""

    def __init__(self, folder: Path, *, workers: int = 2, max_memory_bytes: int = DEFAULT_MEMORY_BYTES) -> None:
        """Prepare a pool.

        Args:
            folder: of the snapshot that queries are answered from.
            workers: how many queries run at a time.
            max_memory_bytes: the address space of one worker; a query that wants more is aborted.
        """
        self._folder = folder
        self._max_memory_bytes = max_memory_bytes
        self._workers: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._workers.put(None)

    def move_to(self, folder: Path) -> None:
        """Answer from another snapshot from now on; queries under way end on the one they began with."""
        self._folder = folder

    def answer(
        self,
        query: str,
        *,
        select_format: str = "json",
        graph_format: str = "turtle",
        default_graph_uris: Sequence[str] = (),
        named_graph_uris: Sequence[str] = (),
        why: bool = False,
        timeout_seconds: float = 30.0,
        folder: Path | None = None,
    ) -> Answer:
        """Answer a query as `View.serialize` does, within a time; with `why`, as `answer_with_why` does, as JSON.

        From the snapshot in `folder`, where it is given.

        Raises:
            InputError: `why` is asked of a query that is no SELECT.
            QueryTimeout: it ran past its time, or no worker was free in it.
            QueryAborted: its worker died, most likely for want of memory.
            InvalidQuery, UpdateRefused, ServiceRefused, UnknownFormat: as for `View.serialize`.
        """
        deadline = time.monotonic() + timeout_seconds
        try:
            worker = self._workers.get(timeout=timeout_seconds)
        except queue.Empty:
            raise QueryTimeout(f"no worker was free within {timeout_seconds:g} s; ask again later") from None
        request = {
            "folder": str(folder or self._folder),
            "query": query,
            "why_seconds": timeout_seconds * WHY_SHARE if why else None,
            "options": {
                "select_format": select_format,
                "graph_format": graph_format,
                "default_graph_uris": list(default_graph_uris),
                "named_graph_uris": list(named_graph_uris),
            },
        }
        try:
            if worker is None or not worker.is_alive():
                worker = _Worker(self._max_memory_bytes)
            message = worker.ask(request, max(0.0, deadline - time.monotonic()))
        finally:
            self._workers.put(worker)
        if message is None:
            raise self._failure(worker, timeout_seconds)
        return _read_answer(message)

    def close(self) -> None:
        """End the workers; queries under way are aborted."""
        while True:
            try:
                worker = self._workers.get_nowait()
            except queue.Empty:
                return
            if worker:
                worker.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _failure(self, worker: _Worker, timeout_seconds: float) -> CrackdownError:
        if worker.timed_out:
            return QueryTimeout(
                f"the query ran past {timeout_seconds:g} s and was stopped; make it narrower or add LIMIT"
            )
        return QueryAborted("the query's worker died, most likely as it ran out of memory; make the query narrower")


class _Worker:
    """One process."""

    def __init__(self, max_memory_bytes: int) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-m", "crackdown.graph.worker", str(max_memory_bytes)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self.timed_out = False

    def ask(self, request: dict[str, Any], timeout_seconds: float) -> Message | None:
        """Send a request and wait for the answer; None where the process died, be it for lack of time."""
        assert self._process.stdin
        assert self._process.stdout
        timer = threading.Timer(timeout_seconds, self._time_out)
        timer.start()
        try:
            write_message(self._process.stdin, request)
            message = read_message(self._process.stdout)
        except OSError:  # the pipe of a dead process
            message = None
        finally:
            timer.cancel()
        if message is None:
            self.kill()
        return message

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()

    def _time_out(self) -> None:
        self.timed_out = True
        self._process.kill()


def _read_answer(message: Message) -> Answer:
    header, body = message
    if "error" not in header:
        return Answer(header["form"], header["media_type"], body)
    if header["error"] == "InvalidQuery":
        raise InvalidQuery(header["message"], line=header["line"], column=header["column"])
    raised: type[CrackdownError] = getattr(errors, header["error"])
    raise raised(header["message"])
