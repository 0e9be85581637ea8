"""Announcements read in several processes at a time, in the order in which they were given.

Turning a document into a record needs nothing but the document, so it may be done anywhere; writing stays with the one
process that holds the store. A document whose process dies (killed for its memory, say) is named, and the others are
read.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from crackdown.errors import UnreadableAnnouncement
from crackdown.graph.serving.sandbox import close_network, end_with_parent, limit_memory, limit_time
from crackdown.intake.apart import CPU_SECONDS, MEMORY_BYTES, Ready
from crackdown.intake.known import Known
from crackdown.intake.loading import collect_seldom, read

if TYPE_CHECKING:
    from crackdown.graph.announcement.record import Record
    from crackdown.intake.asking import Attempt
    from crackdown.loaders.document import Document

    _Begun = tuple[Document, Future[Record]] | Known | Ready | UnreadableAnnouncement

_AHEAD: Final = 8  # documents a process that are read ahead of those that are taken


def cores() -> int:
    """Tell how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_in_processes(
    documents: Iterable[Attempt | Known | Ready], jobs: int
) -> Iterator[Known | Ready | UnreadableAnnouncement]:
    """Extract documents with the built-in reader; an error stands for one that failed, and what is known is passed on.

    Args:
        documents: what is to be read, or why it cannot be.
        jobs: how many processes read.
    """
    waiting: deque[_Begun] = deque()
    with _Processes(jobs) as processes:
        for document in documents:
            if isinstance(document, UnreadableAnnouncement | Known | Ready):
                waiting.append(document)
            else:
                waiting.append((document, processes.begin(document)))
            if len(waiting) > jobs * _AHEAD:
                yield processes.take(waiting.popleft())
        while waiting:
            yield processes.take(waiting.popleft())


class _Processes:
    """Processes that read, each one document at a time; where one dies, all are started anew."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool = _start(jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def begin(self, document: Document) -> Future[Record]:
        """Have a document read."""
        try:
            return self._pool.submit(_read, document)
        except BrokenProcessPool:
            self._pool = _start(self._jobs)
            return self._pool.submit(_read, document)

    def take(self, begun: _Begun) -> Known | Ready | UnreadableAnnouncement:
        """Wait for what came of a document."""
        if isinstance(begun, UnreadableAnnouncement | Known | Ready):
            return begun
        document, record = begun
        try:
            return Ready(document, record.result())
        except UnreadableAnnouncement as error:
            return error
        except BrokenProcessPool:  # not told by which of those that were being read
            return _read_alone(document)


def _read(document: Document) -> Record:
    """Read a document; the system ends the process should that take too long."""
    limit_time(CPU_SECONDS)
    return read(document)


def _read_alone(document: Document) -> Ready | UnreadableAnnouncement:
    with _start(1) as pool:
        try:
            return Ready(document, pool.submit(_read, document).result())
        except UnreadableAnnouncement as error:
            return error
        except BrokenProcessPool:
            return UnreadableAnnouncement(
                f"{document.id}: the process that read it died, for want of memory perhaps, or after {CPU_SECONDS} s "
                f"of processor time; try it by itself with --jobs 1, or leave it out"
            )


def _start(jobs: int) -> ProcessPoolExecutor:
    """Start processes afresh: a fork would take the engine's locks along, and not its threads."""
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_prepare)


def _prepare() -> None:
    """Leave Ctrl-C to the process that writes, end when it does, and bound what a hostile text can do (`apart.py`)."""
    close_network()
    limit_memory(MEMORY_BYTES)
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
