"""The embedded engine: pyoxigraph in this process, over a folder or in memory."""

from __future__ import annotations

import contextlib
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from crackdown.errors import StoreFull, StoreUnavailable
from crackdown.graph.storage import transaction
from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.changes import NAME as CHANGES
from crackdown.graph.storage.changes import Changes
from crackdown.graph.storage.durable import sync_file, sync_folder
from crackdown.graph.storage.engine import Keeps
from crackdown.graph.storage.folder import Folder, read_version
from crackdown.graph.storage.journal import LARGE, finish, write_large
from crackdown.graph.storage.leftovers import forget_unnamed
from crackdown.graph.storage.oxigraph import store_errors
from crackdown.graph.storage.patch import Patch


class EmbeddedBackend:
    """What a store in a folder, or in memory, stands on; see `engine.Backend`."""

    together = 200  # whom many of them name is looked at once for all; a patch of theirs takes some 200 MB

    def __init__(self, engine: ox.Store, archive: Keeps, records: Keeps, folder: Folder | None = None) -> None:
        self.archive = archive
        self.records = records
        self._changes = Changes(folder.path / CHANGES) if folder else None
        self._engine: ox.Store | None = engine
        self._folder = folder
        self._lock = threading.RLock()
        self._is_broken_off = False  # a patch failed: the archive may hold what nothing names
        self._version = read_version(folder.path) if folder else uuid.uuid4().hex

    @classmethod
    def open(cls, folder: Path | None, *, create: bool, wait_seconds: float) -> EmbeddedBackend:
        """Open a folder, or memory; a rebuild that was broken off is done again.

        Raises:
            StoreUnavailable, StoreLocked, StoreFull: see `crackdown.errors`.
        """
        if folder is None:
            return cls(ox.Store(), Archive(None), Archive(None, suffix=".json"))
        held = Folder(folder, create=create, wait_seconds=wait_seconds)
        try:
            with store_errors(folder):
                engine = ox.Store(str(held.graph))
            texts = Archive(held.texts, before_change=held.mark_unfinished)
            records = Archive(held.records, suffix=".json", before_change=held.mark_unfinished)
            backend = cls(engine, texts, records, held)
            with store_errors(folder):
                if finish(engine, held.graph, held.pending):
                    backend._change_version()
            if held.rebuilding.exists():
                backend.rebuild()
            if held.unfinished.exists():
                with store_errors(folder):
                    forget_unnamed(engine, texts, records)
        except BaseException:
            held.release()
            raise
        return backend

    @property
    def engine(self) -> ox.Store:
        """The engine.

        Raises:
            StoreUnavailable: the store was closed.
        """
        if self._engine is None:
            raise StoreUnavailable("the store was closed; open it again")
        if self._is_broken_off and self._folder and self._folder.pending.exists():
            raise StoreUnavailable(f"{self.path}: a large write was broken off; open it again, which finishes that")
        return self._engine

    @property
    def path(self) -> Path | None:
        """The folder where it lies; None in memory."""
        return self._folder.path if self._folder else None

    @property
    def version(self) -> str:
        """What changes with every committed write, and with nothing else."""
        return self._version

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Let one thread write at a time: the engine would lose some writes otherwise."""
        with self._lock, store_errors(self.path):
            yield

    def apply(self, patch: Patch, version: str | None = None) -> None:
        """Write a patch as a transaction, or a large one by the journal; `version` is given where another gave it.

        The version on the disk changes before and after: were it only after, a crash in between would leave new data
        under an old version. What was written is on the disk when this returns.
        """
        if self._folder:
            self._folder.mark_unfinished()  # what the patch no longer names is removed from the archive only afterwards
        before, after = self.version, version or uuid.uuid4().hex
        self._change_version()
        try:
            if self._folder and patch.count_added() >= LARGE:
                write_large(self.engine, self._folder.graph, self._folder.pending, patch)
            else:
                self.engine.update(patch.to_update())
                self._sync_log()
        except BaseException:
            self._is_broken_off = True
            raise
        if self._changes:
            self._changes.note(before, after, patch, lambda: len(self.engine))
        self._change_version(after)

    def rebuild(self) -> None:
        """Build the default graph anew; a crash on the way is mended at the next opening."""
        with self.writing():
            if self._folder:
                self._folder.mark_rebuilding()
            transaction.rebuild(self.engine)
            self.flush()
            if self._folder:
                self._folder.rebuilding.unlink()
            self._change_version()

    def backup(self, folder: Path) -> None:
        """Copy the graph into a new folder of the same disk; hard links make it quick."""
        with self._lock, store_errors(folder):
            folder.mkdir(parents=True)
            self.engine.backup(str(folder / "graph"))
            (folder / "version").write_text(self.version, encoding="ascii")
            if self._changes:
                self._changes.link_to(folder / CHANGES)

    def reference_digest(self) -> str | None:
        """Read which version of the reference graphs was loaded; None before the first."""
        return self._folder.reference_digest() if self._folder else None

    def set_reference_digest(self, digest: str) -> None:
        """Note which version of the reference graphs is loaded."""
        if self._folder:
            self._folder.set_reference_digest(digest)

    def flush(self) -> None:
        """Move what the engine's log holds to its tables, synced: opening it again is quicker then."""
        if self._folder:
            with self.writing():
                self.engine.flush()

    def close(self) -> None:
        """Sync to the disk and let other processes have the folder."""
        with self._lock:
            try:
                if self._folder and not self._is_broken_off:
                    with contextlib.suppress(StoreFull):  # the log, which is synced, holds what no table does yet
                        self.flush()
                    self._folder.mark_finished()
            finally:
                self._engine = None  # the last reference goes, which closes the engine
                if self._folder:
                    self._folder.release()
                    self._folder = None

    def _sync_log(self) -> None:
        """Sync the log into which the engine has written a transaction.

        RocksDB writes its log through to the system, so that a killed process loses nothing, but does not sync it, and
        pyoxigraph offers no setting for that. Any descriptor of a file syncs the whole file: this costs one write to
        the disk, where `flush` would write every table.
        """
        if self._folder is None:
            return
        for log in self._folder.graph.glob("*.log"):
            sync_file(log)
        sync_folder(self._folder.graph)

    def _change_version(self, version: str | None = None) -> None:
        new = version or uuid.uuid4().hex
        self._version = self._folder.change_version(new) if self._folder else new
