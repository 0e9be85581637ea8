"""Snapshots: what a server reads, so that announcements can be loaded while it runs.

A snapshot is a copy of the graph made in milliseconds (hard links) under the store's lock, which is then free again.
Each lies in `STORE/snapshots/PID-RANDOM` with a lock of its own, by which the next one tells whose server has died and
sweeps up. What the record said on a day is a graph of its own below it, `as-of-DAY`, made when it is first asked for.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
import uuid
from collections import OrderedDict
from pathlib import Path
from types import TracebackType
from typing import Self

from crackdown.errors import StoreError, StoreLocked, StoreUnavailable
from crackdown.graph.storage.folder import FileLock, read_version
from crackdown.graph.storage.read_only import copy_graph, is_refusal
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View
from crackdown.graph.versioning.as_of import to_day
from crackdown.graph.versioning.as_of_folder import make_folder

_MOST_DAYS = 8  # kept on the disk beside a snapshot, each about as large as it


class Snapshot:
    """A graph as it was when the snapshot was taken, and a view of it."""

    def __init__(self, store: Path, folder: Path, lock: FileLock) -> None:
        self.folder = folder
        self.view = View.open_snapshot(folder, texts=store / "texts", records=store / "records", store=store)
        self._store = store
        self._lock = lock
        self._days: OrderedDict[str, View] = OrderedDict()
        self._making = threading.Lock()

    @classmethod
    def take(cls, store: Path, *, wait_seconds: float = 5.0) -> Snapshot:
        """Copy a store's graph.

        Args:
            store: the store's folder.
            wait_seconds: how long to wait for a load to end.

        Raises:
            StoreLocked: a load runs on.
            StoreUnavailable: there is no store. One whose folder cannot be written is copied elsewhere: `read_only`.
        """
        try:
            opened = Store.open(store, create=False, wait_seconds=wait_seconds)
        except StoreUnavailable as error:
            if not is_refusal(error):
                raise
            folder = copy_graph(store, wait_seconds=wait_seconds)
            lock = FileLock(folder / "lock")
            lock.acquire()
            return cls(store, folder, lock)
        except StoreLocked as error:
            raise StoreLocked(f"{error}; meanwhile ask a copy: crackdown backup, then crackdown restore") from error
        with opened:
            sweep(store)
            folder = (
                store / "snapshots" / f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
            )  # containers share numbers of processes
            opened.backup(folder)
            lock = FileLock(folder / "lock")
            lock.acquire()
        return cls(store, folder, lock)

    def as_of(self, day: str) -> View:
        """Return a view of what was published by a day, which other processes can open too, in `folder_of(day)`.

        Raises:
            InputError: it is no day.
            StoreUnavailable: the snapshot was closed meanwhile.
        """
        wanted = to_day(day)
        with self._making:
            if wanted not in self._days:
                self._days[wanted] = self._make(wanted)
            self._days.move_to_end(wanted)
            while len(self._days) > _MOST_DAYS:
                oldest, _ = self._days.popitem(last=False)
                shutil.rmtree(self.folder_of(oldest), ignore_errors=True)
            return self._days[wanted]

    def folder_of(self, day: str) -> Path:
        """Tell where the graph as of a day lies once `as_of` has made it."""
        return self.folder / f"as-of-{to_day(day)}"

    def _make(self, day: str) -> View:
        if not self.folder.exists():
            raise StoreUnavailable(f"{self.folder} was closed before the graph as of {day} was made; ask again")
        texts, records = self._store / "texts", self._store / "records"
        try:
            return make_folder(self.view, day, self.folder_of(day), texts=texts, records=records)
        except BaseException:  # half a graph must not be taken for a whole one
            shutil.rmtree(self.folder_of(day), ignore_errors=True)
            raise

    def is_stale(self) -> bool:
        """Tell whether the store was written since; costs the reading of a small file."""
        try:
            return read_version(self._store) != self.view.version
        except StoreError:  # the folder is gone: what was read is all there is
            return False

    def close(self) -> None:
        """Remove the copy. Views of it that still answer, in other processes too, end undisturbed."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def sweep(store: Path) -> None:
    """Remove the snapshots whose process is dead; to be called under the store's lock."""
    for folder in (store / "snapshots").glob("*-*"):
        with contextlib.suppress(FileNotFoundError):  # its own process has removed it meanwhile
            lock = FileLock(folder / "lock")
            if lock.acquire():
                shutil.rmtree(folder, ignore_errors=True)
                lock.release()
