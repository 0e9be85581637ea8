"""Where each fetch lies in the WARC files: a table that is made anew from them wherever it is missing or behind."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from crackdown.loaders.originals.fetch import Fetch, Role
from crackdown.loaders.originals.warc import Written, iter_written
from crackdown.loaders.sources.found import Found

NAME: Final = "index.sqlite"
PATTERN: Final = "*.warc.gz"
_COLUMNS: Final = (
    "record", "source", "role", "url", "final_url", "at", "status", "sha256", "etag", "modified", "content_type",
    "found",
)  # fmt: skip
_TABLE: Final = f"""
CREATE TABLE IF NOT EXISTS fetches ({", ".join(_COLUMNS)}, file, "offset" INTEGER, "end" INTEGER, has_body INTEGER);
CREATE UNIQUE INDEX IF NOT EXISTS by_record ON fetches (record);
CREATE INDEX IF NOT EXISTS by_url ON fetches (source, url);
CREATE INDEX IF NOT EXISTS by_digest ON fetches (sha256, has_body);
"""


def files_of(folder: Path) -> list[Path]:
    """List the files in the order in which they were begun: by their number, for a clock may be set back."""
    return sorted(folder.glob(PATTERN), key=lambda file: (file.name.rpartition("-")[2], file.name))


class Index:
    """The table, in a file or, where nothing may be written, in memory."""

    def __init__(self, folder: Path, *, writes: bool) -> None:
        """Open it and bring it up to what the files hold."""
        self._folder = folder
        self._db = _open(folder / NAME) if writes else _connect(":memory:")
        files = files_of(folder)
        if any(self.end_of(file.name) > file.stat().st_size for file in files):
            self._db.execute("DELETE FROM fetches")  # whatever it tells of is not what lies there: all is read anew
        for file in files:
            self._follow(file)

    def close(self) -> None:
        """Close it."""
        self._db.close()

    def add(self, file: str, written: Written) -> None:
        """Note one fetch."""
        fetch = written.fetch
        told = [getattr(fetch, name) for name in _COLUMNS[:-1]]
        found = json.dumps(fetch.found, ensure_ascii=False) if fetch.found else None
        self._db.execute(
            f"INSERT OR IGNORE INTO fetches VALUES ({', '.join('?' * (len(_COLUMNS) + 4))})",
            [*told, found, file, written.offset, written.end, written.has_body],
        )

    def end_of(self, file: str) -> int:
        """Return up to which byte of a file its fetches are noted."""
        end: int | None = self._db.execute('SELECT MAX("end") FROM fetches WHERE file = ?', [file]).fetchone()[0]
        return end or 0

    def place_of(self, sha256: str) -> tuple[Path, int] | None:
        """Return where the body of that digest lies."""
        row = self._db.execute(
            'SELECT file, "offset" FROM fetches WHERE sha256 = ? AND has_body ORDER BY rowid LIMIT 1', [sha256]
        ).fetchone()
        return (self._folder / row[0], row[1]) if row else None

    def holder_of(self, sha256: str) -> Fetch | None:
        """Return the fetch that brought that body first."""
        return next(self._read("sha256 = ? AND has_body ORDER BY rowid LIMIT 1", [sha256]), None)

    def latest(self, source: str, role: Role, url: str | None = None) -> Iterator[Fetch]:
        """Yield the last fetch of each address, or of one, that brought something or told that it is gone."""
        where = "source = ? AND role = ? AND status <> 304" + (" AND url = ?" if url else "")
        given = [source, role, *([url] if url else [])]
        inner = f"SELECT MAX(rowid) FROM fetches WHERE {where} GROUP BY url"
        yield from self._read(f"rowid IN ({inner}) ORDER BY rowid", given)

    def contents(self, source: str, role: Role) -> Iterator[Fetch]:
        """Yield every fetch that brought something, in order."""
        yield from self._read("source = ? AND role = ? AND status = 200 ORDER BY rowid", [source, role])

    def last_content(self, source: str, role: Role, url: str) -> Fetch | None:
        """Return the last fetch of an address that brought something."""
        where = "source = ? AND role = ? AND url = ? AND status = 200 ORDER BY rowid DESC LIMIT 1"
        return next(self._read(where, [source, role, url]), None)

    def sources(self) -> list[str]:
        """List the sources that were fetched from."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT source FROM fetches ORDER BY source")]

    def _read(self, where: str, given: list[Any]) -> Iterator[Fetch]:
        asked = f"SELECT {', '.join(_COLUMNS)} FROM fetches WHERE {where}"
        for *told, found in self._db.execute(asked, given).fetchall():
            pointed = Found(*json.loads(found)) if found else None
            yield Fetch(**dict(zip(_COLUMNS[:-1], told, strict=True)), found=pointed)

    def _follow(self, file: Path) -> None:
        start = self.end_of(file.name)
        if file.stat().st_size <= start:
            return
        with file.open("rb") as opened:
            self._db.execute("BEGIN")
            for written in iter_written(opened, start):
                self.add(file.name, written)
            self._db.execute("COMMIT")


def _open(path: Path) -> sqlite3.Connection:
    """Open the table in a file; one that is no database is begun anew."""
    try:
        return _connect(path)
    except sqlite3.OperationalError:  # no room, no right: it may be sound
        raise
    except sqlite3.DatabaseError:
        path.unlink()
        return _connect(path)


def _connect(place: Path | str) -> sqlite3.Connection:
    table = sqlite3.connect(place, isolation_level=None)
    try:
        table.execute("PRAGMA synchronous = FULL")
        table.executescript(_TABLE)
    except BaseException:
        table.close()
        raise
    return table
