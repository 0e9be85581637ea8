"""The folder of a store: its layout, its lock, its version.

::

    STORE/
    ├── format        the number of this layout
    ├── graph/        RocksDB, pyoxigraph's files
    ├── texts/        the announcements' texts by digest
    ├── records/      what was read from each, by digest
    ├── snapshots/    copies of graph/ that servers read
    ├── version       changes with every committed write
    ├── reference     which version of the reference graphs it holds
    ├── rebuilding    there while the default graph is built anew; found at opening, the work is done again
    └── lock          held by the one process that may write

The lock is the operating system's (flock, or its like on Windows), so it ends with its process, however that dies.
"""

from __future__ import annotations

import os
import sys
import time
import uuid
from pathlib import Path
from typing import IO

from crackdown.errors import StoreLocked, StoreUnavailable
from crackdown.graph.oxigraph import store_errors

FORMAT = "2"


class FileLock:
    """A lock that the system ties to a file and a process: however the process ends, the lock ends with it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+b")

    def acquire(self, wait_seconds: float = 0.0) -> bool:
        """Take the lock; False, and the file closed, where another has it still after that time."""
        until = time.monotonic() + wait_seconds
        while not _try_lock(self._file):
            if time.monotonic() >= until:
                self._file.close()
                return False
            time.sleep(0.05)
        return True

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
        _check(path, create=create)
        with store_errors(path):
            self.graph.parent.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(path / "lock")
        if not self._lock.acquire(wait_seconds):
            raise StoreLocked(f"{path} is in use by another process; wait for it to end, or stop it")
        with store_errors(path):
            self.texts.mkdir(exist_ok=True)
            self.records.mkdir(exist_ok=True)
            (path / "format").write_text(FORMAT + "\n", encoding="ascii")
            if not (path / "version").exists():
                self.change_version()

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

    def change_version(self) -> str:
        """Write a new version, which no write had before."""
        version = uuid.uuid4().hex
        part = self.path / "version.part"
        part.write_text(version, encoding="ascii")
        part.replace(self.path / "version")
        return version

    def reference_digest(self) -> str | None:
        """Read which version of the reference graphs was loaded; None before the first."""
        file = self.path / "reference"
        return file.read_text(encoding="ascii") if file.exists() else None

    def set_reference_digest(self, digest: str) -> None:
        """Note which version of the reference graphs is loaded."""
        (self.path / "reference").write_text(digest, encoding="ascii")

    def release(self) -> None:
        """Let other processes have the store."""
        self._lock.release()


def read_version(path: Path) -> str:
    """Read the version of the store in a folder, without its lock."""
    with store_errors(path):
        return (path / "version").read_text(encoding="ascii")


def _check(path: Path, *, create: bool) -> None:
    """Refuse a folder that is missing, of another layout, or somebody else's."""
    with store_errors(path):
        if not path.exists():
            if not create:
                raise StoreUnavailable(f"there is no store at {path}; load announcements into it first")
            return
        if not path.is_dir():
            raise StoreUnavailable(f"{path} is a file, not a folder; name another folder for the store")
        if (path / "format").exists():
            found = (path / "format").read_text(encoding="ascii", errors="replace").strip()
            if found != FORMAT:
                raise StoreUnavailable(
                    f"{path} has layout {found!r}, this version reads {FORMAT!r}; load into a new folder"
                )
        elif any(entry.name != "lock" for entry in path.iterdir()):
            raise StoreUnavailable(f"{path} holds something else than a store; name an empty or a new folder")


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
