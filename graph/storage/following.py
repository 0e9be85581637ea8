"""A snapshot that follows its store: what a server, or a notebook left open, reads.

It looks at the store's version at most once a second; when that has changed it takes a new snapshot, unless a load
holds the store just then: the old one serves on until the load is done, which it looks for more often.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from crackdown.errors import StoreError, StoreLocked, StoreUnavailable
from crackdown.graph.serving.limits import Limits
from crackdown.graph.serving.pool import QueryPool
from crackdown.graph.serving.question import AnswerStream, Question
from crackdown.graph.showing.ready import keep_up
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.view import Answer, View

LOOKS_EVERY_SECONDS = 1.0
_LOOKS_AGAIN_SECONDS: Final = 0.1  # after the store was held


class FollowingSnapshot:
    """The current view of a store that others write to. Any number of threads may ask."""

    def __init__(self, store: Path, *, limits: Limits | None = None) -> None:
        """Take the first snapshot.

        Args:
            store: the store's folder.
            limits: of each query, and of all at once.

        Raises:
            StoreLocked: a load holds the store and does not end within some seconds.
            StoreUnavailable: there is no store.
        """
        self._store = store
        self._snapshot = Snapshot.take(store)
        self._pool = QueryPool(self._snapshot.folder, limits=limits)
        self._lock = threading.Lock()
        self._due = time.monotonic() + LOOKS_EVERY_SECONDS  # when to look at the store next

    def view(self) -> View:
        """Return the view of the store as it is now, or as it was before the load under way."""
        with self._lock:
            if self._must_look():
                self._look()
            return self._snapshot.view

    def look(self) -> None:
        """Look at once whether the store has changed, for whoever has just changed it."""
        with self._lock:
            self._look()

    def as_of(self, day: str) -> View:
        """Return the view of what was published by a day; the first call for a day makes its graph.

        Raises:
            InputError: it is no day.
        """
        return self._as_of(day)[0]

    def known_version(self) -> str | None:
        """Return the version of the current view without waiting; None where it is time to look at the store."""
        return None if self._must_look() else self._snapshot.view.version

    def kept(self, question: Question) -> AnswerStream | None:
        """Return the answer to a question where it is kept from before; None too where it is time to look."""
        return None if self._must_look() else self._pool.kept(question)

    async def stream(self, question: Question, *, as_of: str | None = None) -> AnswerStream:
        """Answer a query in a process that is killed when its time is up or nobody waits any more.

        Args:
            question: what is asked.
            as_of: a day; only what was published by then is seen. Making that graph is not part of the query's time.

        Raises:
            InputError: `as_of` is no day.
            QueryTimeout, QueryAborted, ServerBusy: see `crackdown.errors`; and all that `QueryPool.stream` raises.
        """
        if self._must_look():
            await asyncio.to_thread(self.view)
        folder = (await asyncio.to_thread(self._as_of, as_of))[1] if as_of else None
        return await self._pool.stream(question, folder)

    def answer(
        self,
        query: str,
        *,
        select_format: str = "json",
        graph_format: str = "turtle",
        default_graph_uris: Sequence[str] = (),
        named_graph_uris: Sequence[str] = (),
        as_of: str | None = None,
        why: bool = False,
        timeout_seconds: float | None = None,
    ) -> Answer:
        """Answer a query as `stream` does, as a whole, holding up the thread that asks.

        Args:
            query: SPARQL 1.1.
            select_format: see `View.serialize`, as for the further arguments.
            graph_format: see there.
            default_graph_uris: see there.
            named_graph_uris: see there.
            as_of: see `stream`.
            why: whether rows are explained as `answer_with_why` does, within part of the query's time.
            timeout_seconds: how long this query may run, where that is not what the limits say.
        """
        question = Question(
            query=query,
            select_format=select_format,
            graph_format=graph_format,
            default_graph_uris=tuple(default_graph_uris),
            named_graph_uris=tuple(named_graph_uris),
            why=why,
            timeout_seconds=timeout_seconds,
        )
        self.view()
        return self._pool.answer(question, self._as_of(as_of)[1] if as_of else None)

    def stats(self) -> dict[str, Any]:
        """Return what runs, waits and has become of queries, see `QueryPool.stats`."""
        return self._pool.stats()

    def close(self) -> None:
        """End the workers and remove the snapshot; the store itself stays as it is."""
        self._pool.close()
        self._snapshot.close()

    def _as_of(self, day: str) -> tuple[View, Path]:
        """Return the view as of a day and its folder; once more where the snapshot was replaced meanwhile."""
        self.view()
        with self._lock:
            snapshot = self._snapshot
        try:
            return snapshot.as_of(day), snapshot.folder_of(day)
        except StoreUnavailable:
            if snapshot is self._snapshot:
                raise
        return self._as_of(day)

    def _must_look(self) -> bool:
        return time.monotonic() >= self._due

    def _look(self) -> None:
        self._due = time.monotonic() + LOOKS_EVERY_SECONDS
        if not self._snapshot.is_stale():
            return
        try:
            fresh = Snapshot.take(self._store, wait_seconds=0.0)
        except StoreLocked:  # by a load: what was read serves on
            self._due = min(self._due, time.monotonic() + _LOOKS_AGAIN_SECONDS)
            return
        except StoreError:  # no room for a copy
            return
        stale, self._snapshot = self._snapshot, fresh
        self._pool.move_to(fresh.folder)
        keep_up(stale.view.version, fresh.view)
        stale.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
