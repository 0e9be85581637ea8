"""The folder of a store: its layout, its lock, its version.

::

    STORE/
    ├── format        the number of this layout
    ├── base          what the IRIs in it begin with
    ├── graph/        RocksDB, pyoxigraph's files
    ├── texts/        the announcements' texts by digest
    ├── records/      what was read from each, by digest
    ├── snapshots/    copies of graph/ that servers read
    ├── originals/    what was fetched from sources, as WARC (`loaders/originals`)
    ├── sources.sqlite  what became of each page of the sources
    ├── read.sqlite   which texts were read into which records (`crackdown/intake/read_before.py`); may be removed
    ├── audit.jsonl   who wrote over HTTP, or tried to (`audit`)
    ├── watches/      saved queries that tell when their answer changes (`watching.watch`)
    ├── migrating/    the store that `crackdown migrate` is making of one of an older layout (`migration`)
    ├── layout-1/     the store as it was before; the user removes it
    ├── changes.jsonl  which things the last commits touched (`changes`); may be missing
    ├── kept/         what a server has worked out of one version (`on_disk`); may be removed
    ├── version       changes with every committed write
    ├── reference     which version of the reference graphs it holds
    ├── pending       a large patch while it is written; found at opening, it is written once more
    ├── rebuilding    there while the default graph is built anew; found at opening, the work is done again
    ├── unfinished    there while texts come and go; found at opening, those that nothing names are removed
    └── lock          held by the one process that may write, and tells its number

The lock is the operating system's (flock, or its like on Windows), so it ends with its process, however that dies.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import time
import uuid
from pathlib import Path
from typing import IO

from crackdown.errors import StoreLocked, StoreUnavailable
from crackdown.graph.migration.swapping import complete_swap, layout_of
from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.durable import sweep_parts, write_durably
from crackdown.graph.storage.oxigraph import store_errors
from crackdown.ontology.base import BASE
from crackdown.ontology.namespaces import TERMS_BASE

READ_BEFORE = "read.sqlite"
# 3 did not keep how sure readings are, 2 had no keys of several words in its index, 1 kept no records
FORMAT = "11"  # docs/decisions/0038-migrations.md
_LOG = logging.getLogger(__name__)
_SILENT_SECONDS = 1.0  # of waiting, then it is said: a server holds a store for tens of milliseconds only
_BEFORE_FORMAT = {"lock", "texts", "records", "version", "base"}  # what may stand where one was never finished


class FileLock:
    """A lock that the system ties to a file and a process: however the process ends, the lock ends with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("a+b")

    def acquire(self, wait_seconds: float = 0.0) -> bool:
        """Take the lock; False, and the file closed, where another has it still after that time.

        The time is that of a clock that nobody sets. After a second of waiting it is said in the log, which the command
        line shows.
        """
        begin, is_told = time.monotonic(), False
        while not _try_lock(self._file):
            waited = time.monotonic() - begin
            if waited >= wait_seconds:
                self._file.close()
                return False
            if waited >= _SILENT_SECONDS and not is_told:
                is_told = True
                _LOG.warning(
                    "%s is being written by %s; waiting for it to end, %g s at most",
                    self._path.parent, self.holder(), wait_seconds,
                )  # fmt: skip
            time.sleep(0.05)
        return True

    def sign(self) -> None:
        """Tell others who holds it, where there is room to write that."""
        with contextlib.suppress(OSError):
            os.ftruncate(self._file.fileno(), 0)
            os.write(self._file.fileno(), f"{os.getpid()}\n".encode("ascii"))

    def holder(self) -> str:
        """Say who holds it, for messages."""
        try:
            told = self._path.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):  # Windows lets nobody else read what is locked
            told = ""
        return f"process {told}" if told.isdecimal() else "another process"

    def release(self) -> None:
        """Let others have it."""
        self._file.close()


class Folder:
    """A store's folder, locked for this process until `release`."""

    def __init__(self, path: Path, *, create: bool, wait_seconds: float = 0.0) -> None:
        """Check or make the layout and take the lock.

        Raises:
            StoreUnavailable: it cannot be made or written, or it holds something else.
            StoreLocked: another process has the lock still after `wait_seconds`.
        """
        self.path = path
        self._is_unfinished = False
        self._lock = hold(path, create=create, wait_seconds=wait_seconds)
        try:
            with store_errors(path):
                complete_swap(path)
                check_layout(path)
                self._complete()
        except BaseException:
            self._lock.release()
            raise

    def _complete(self) -> None:
        """Make what a store consists of, `format` last: a folder without it is one that was never finished."""
        self.texts.mkdir(exist_ok=True)
        self.records.mkdir(exist_ok=True)
        for folder in (self.path, self.texts, self.records):
            sweep_parts(folder)
        (self.path / "network.json").unlink(missing_ok=True)  # what older versions had in place of `kept/`
        if not (self.path / "version").exists():
            self.change_version()
        for name, content in (("base", BASE), ("format", FORMAT)):
            if not (self.path / name).exists():
                write_durably(self.path / name, f"{content}\n".encode("ascii"))

    @property
    def graph(self) -> Path:
        """Where the engine's files lie."""
        return self.path / "graph"

    @property
    def texts(self) -> Path:
        """Where the announcements' texts lie."""
        return self.path / "texts"

    @property
    def records(self) -> Path:
        """Where the records lie that the announcements were read to."""
        return self.path / "records"

    @property
    def rebuilding(self) -> Path:
        """The mark of a default graph that is not whole."""
        return self.path / "rebuilding"

    @property
    def pending(self) -> Path:
        """The journal: a patch that is being written, and is no transaction of the engine's."""
        return self.path / "pending"

    @property
    def unfinished(self) -> Path:
        """The mark of an archive in which there may be what the graph does not name."""
        return self.path / "unfinished"

    def mark_rebuilding(self) -> None:
        """Note, on the disk, that the default graph is not whole."""
        write_durably(self.rebuilding, b"")

    def mark_unfinished(self) -> None:
        """Note, on the disk, that texts come and go."""
        if not self._is_unfinished:
            write_durably(self.unfinished, b"")
            self._is_unfinished = True

    def mark_finished(self) -> None:
        """Note that the graph names all that is in the archive."""
        self.unfinished.unlink(missing_ok=True)
        self._is_unfinished = False

    def change_version(self, version: str | None = None) -> str:
        """Write a new version, which no write had before, or one that a replica takes over."""
        version = version or uuid.uuid4().hex
        write_durably(self.path / "version", version.encode("ascii"))
        return version

    def reference_digest(self) -> str | None:
        """Read which version of the reference graphs was loaded; None before the first."""
        file = self.path / "reference"
        return file.read_text(encoding="ascii") if file.exists() else None

    def set_reference_digest(self, digest: str) -> None:
        """Note which version of the reference graphs is loaded."""
        write_durably(self.path / "reference", digest.encode("ascii"))

    def release(self) -> None:
        """Let other processes have the store."""
        self._lock.release()


def records_in(path: Path) -> Archive | None:
    """Give the records of the store in a folder, to be read without its lock; None where there is no store yet."""
    return Archive(path / "records", suffix=".json") if (path / "format").exists() else None


def hold(path: Path, *, create: bool, wait_seconds: float) -> FileLock:
    """Take the lock of a store's folder, whatever its layout.

    Raises:
        StoreUnavailable: the folder is missing, or somebody else's.
        StoreLocked: another process has the lock still after `wait_seconds`.
    """
    _check_place(path, create=create)
    with store_errors(path):
        path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path / "lock")
    if not lock.acquire(wait_seconds):
        raise StoreLocked(f"{path} is in use by {lock.holder()}; wait for it to end, or stop it")
    lock.sign()
    return lock


def read_version(path: Path) -> str:
    """Read the version of the store in a folder, without its lock."""
    with store_errors(path):
        return (path / "version").read_text(encoding="ascii")


def _check_place(path: Path, *, create: bool) -> None:
    """Refuse a folder that is missing or somebody else's before a lock is put into it.

    A store always holds its lock: one process makes it while others look.
    """
    with store_errors(path):
        if not path.exists():
            if not create:
                raise StoreUnavailable(f"there is no store at {path}; load announcements into it first")
            return
        if not path.is_dir():
            raise StoreUnavailable(f"{path} is a file, not a folder; name another folder for the store")
        if not (path / "lock").exists():
            if not create:
                raise StoreUnavailable(f"there is no store at {path}; name another folder, or load announcements first")
            if any(path.iterdir()):
                raise _foreign(path)


def check_layout(path: Path) -> None:
    """Refuse, under its lock, a store of another layout, and a folder that only has a file of the lock's name."""
    if (path / "format").exists():
        found = layout_of(path)
        if found != FORMAT:
            raise _other_layout(path, found)
        check_base(path)
    elif any(entry.name not in _BEFORE_FORMAT and entry.suffix != ".part" for entry in path.iterdir()):
        raise _foreign(path)


def is_older(layout: str) -> bool:
    """Tell whether a layout is one that `migration` can read.

    >>> is_older("1"), is_older(FORMAT), is_older("one")
    (True, False, False)
    """
    return layout.isdecimal() and 0 < int(layout) < int(FORMAT)


def _other_layout(path: Path, found: str) -> StoreUnavailable:
    if is_older(found):
        return StoreUnavailable(
            f"{path} has layout {found}, of an older version, and this one reads {FORMAT}; bring it up to date with: "
            f"crackdown migrate --store {path}"
        )
    return StoreUnavailable(
        f"{path} has layout {found!r}, and this version of crackdown is too old for it: it reads {FORMAT}; install a "
        f"newer version, or load into a new folder"
    )


def _foreign(path: Path) -> StoreUnavailable:
    return StoreUnavailable(f"{path} holds something else than a store; name an empty or a new folder")


def check_base(path: Path) -> None:
    """Refuse a store whose IRIs begin otherwise: half of what is minted now would not meet the other half."""
    file = path / "base"
    made_with = file.read_text(encoding="ascii").strip() if file.exists() else TERMS_BASE
    if made_with != BASE:
        raise StoreUnavailable(
            f"{path} was made with the base {made_with}, and {BASE} is set; leave --base and $CRACKDOWN_BASE out to "
            f"use the store's own, or load the announcements into a new folder"
        )


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        os.set_inheritable(file.fileno(), False)
        return True
