"""The folder of originals: WARC files that only grow, and an index that can be made anew.

::

    originals/
    ├── crackdown-20260210080005-00001.warc.gz   a new one where the last is large
    ├── index.sqlite                             where each fetch lies; may be removed
    └── lock                                     held by the one process that may add

A fetch is on the disk before anybody hears of it. Nothing is ever cut off: after a crash that left half a record at the
end of a file, the next fetch goes into a new one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from crackdown.errors import InputError, StoreLocked, StoreUnavailable
from crackdown.graph.storage.durable import write_durably
from crackdown.graph.storage.folder import FileLock
from crackdown.graph.storage.oxigraph import store_errors
from crackdown.loaders.fetching.answers import Answer
from crackdown.loaders.fetching.limits import user_agent
from crackdown.loaders.originals.fetch import Fetch, Role
from crackdown.loaders.originals.index import PATTERN, Index, files_of
from crackdown.loaders.originals.warc import pack, read_body, stamp, warcinfo
from crackdown.loaders.sources.found import Found

_ROTATE_BYTES: Final = 256_000_000


class Originals:
    """An archive of originals, open to be added to, or only to be read."""

    def __init__(self, folder: Path, index: Index, lock: FileLock | None, rotate_bytes: int) -> None:
        self.folder = folder
        self._index = index
        self._lock = lock
        self._rotate_bytes = rotate_bytes

    @classmethod
    def open(cls, folder: Path, *, writes: bool, rotate_bytes: int = _ROTATE_BYTES) -> Originals:
        """Open an archive; one that is to be added to is made where there is none.

        Raises:
            InputError: there is none.
            StoreLocked: another process adds to it.
            StoreUnavailable, StoreFull: it cannot be read or written.
        """
        if not writes and not any(folder.glob(PATTERN)):
            raise InputError(f"{folder}: there are no originals here; name the folder of *.warc.gz with --originals")
        lock = None
        with store_errors(folder):
            if writes:
                folder.mkdir(parents=True, exist_ok=True)
                lock = FileLock(folder / "lock")
                if not lock.acquire():
                    raise StoreLocked(f"{folder} is added to by another process; wait for it to end, or stop it")
            try:
                return cls(folder, Index(folder, writes=writes), lock, rotate_bytes)
            except BaseException:
                if lock:
                    lock.release()
                raise

    def close(self) -> None:
        """Let others add to it."""
        self._index.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def add(self, answer: Answer, *, source: str, role: Role, found: Found | None = None) -> Fetch:
        """Keep an answer, durably.

        Args:
            answer: what came.
            source: for which source it was asked.
            role: whether it is a list or a page.
            found: what pointed at a page.

        Raises:
            StoreFull, StoreUnavailable: it cannot be written.
        """
        assert self._lock
        if answer.is_unchanged:
            known = self.last_content(source, role, answer.url)
        else:
            known = self._index.holder_of(answer.sha256)
        data, written = pack(answer, source, role, found, known)
        with store_errors(self.folder):
            file = self._file()
            offset = _append(file, data)
            self._index.add(file.name, written._replace(offset=offset, end=offset + len(data)))
        return written.fetch

    def body(self, sha256: str) -> bytes:
        """Return the body of that digest.

        Raises:
            StoreUnavailable: it is not here, or was altered.
        """
        place = self._index.place_of(sha256)
        if place is None:
            raise StoreUnavailable(f"{self.folder}: no original has the SHA-256 {sha256}; a file of it is missing")
        file, offset = place
        with store_errors(file), file.open("rb") as opened:
            body = read_body(opened, offset)
        if body is None or hashlib.sha256(body).hexdigest() != sha256:
            raise StoreUnavailable(f"{file}: the original at byte {offset} was altered since it was archived")
        return body

    def latest(self, source: str, role: Role) -> Iterator[Fetch]:
        """Yield the last fetch of each address that brought something or told that it is gone, in order."""
        return self._index.latest(source, role)

    def last(self, source: str, role: Role, url: str) -> Fetch | None:
        """Return the last fetch of an address that brought something or told that it is gone."""
        return next(self._index.latest(source, role, url), None)

    def contents(self, source: str, role: Role) -> Iterator[Fetch]:
        """Yield every fetch that brought something, in order."""
        return self._index.contents(source, role)

    def last_content(self, source: str, role: Role, url: str) -> Fetch | None:
        """Return the last fetch of an address that brought something."""
        return self._index.last_content(source, role, url)

    def sources(self) -> list[str]:
        """List the sources that were fetched from."""
        return self._index.sources()

    def _file(self) -> Path:
        """Return the file that is added to now, making a new one where the last is large or there is none."""
        files = files_of(self.folder)
        if files:
            size = files[-1].stat().st_size
            if size < self._rotate_bytes and size == self._index.end_of(files[-1].name):
                return files[-1]
        file = self.folder / f"crackdown-{stamp(datetime.now(UTC))}-{len(files) + 1:05}.warc.gz"
        write_durably(file, warcinfo(file.name, user_agent(None)))
        return file


def _append(file: Path, data: bytes) -> int:
    """Add bytes to a file, durably; return where they begin."""
    with file.open("ab") as opened:
        offset = opened.seek(0, os.SEEK_END)
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())
    return offset
