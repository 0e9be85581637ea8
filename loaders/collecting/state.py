"""What became of each page, and how each run ended: a small database that survives a crash at any moment.

It is no copy of the archive: a page whose last original is not the one noted here still waits to be read. If the file
is lost, every original is read once more, and what the graph holds already stays unchanged.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Literal

from crackdown.errors import StoreFull, StoreUnavailable
from crackdown.graph.storage.oxigraph import store_errors

Outcome = Literal["loaded", "unread", "gone", "withdrawn"]
NAME = "sources.sqlite"


@dataclass(frozen=True, slots=True)
class Page:
    """What became of a page.

    Attributes:
        source, url: which.
        record: the original that this is about.
        outcome: `loaded`; `unread`: it is no announcement that can be read; `gone`: there is no such page;
            `withdrawn`: there is none any more, and an announcement was loaded from it.
        told: in a sentence, where there is more to say.
        announcement: the IRI of what was loaded from it, kept also when it is withdrawn.
        checked_at: when its server was last asked, ISO 8601.
        listed: what pointed at it told of its last change.
    """

    source: str
    url: str
    record: str
    outcome: Outcome
    told: str
    announcement: str | None
    checked_at: str
    listed: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """How a run ended: `result` in a few words, `problems` how many things went wrong."""

    source: str
    at: str
    result: str
    problems: int


_PAGE = ", ".join(field.name for field in fields(Page))
_TABLES = f"""
CREATE TABLE IF NOT EXISTS pages ({_PAGE}, PRIMARY KEY (source, url));
CREATE TABLE IF NOT EXISTS runs (source, at, result, problems INTEGER);
"""


@contextmanager
def table_errors(*files: Path) -> Iterator[None]:
    """Raise our error for what SQLite raises of this database, and of the index of originals: both can be made again.

    Raises:
        StoreFull: their disk is full.
        StoreUnavailable: which files it may be, why, and that they may go.
    """
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            raise StoreFull(
                f"no space is left on the disk of {' or '.join(map(str, files))}; free some, then do the same again: "
                "what was stored is whole"
            ) from error
        raise StoreUnavailable(
            f"{' or '.join(map(str, files))} cannot be used ({error}); if that stays so, move it elsewhere: it is made "
            "anew from the originals"
        ) from error


class State:
    """The database; every change is on the disk when the call returns."""

    def __init__(self, folder: Path) -> None:
        """Open it, making it where there is none.

        Raises:
            StoreUnavailable: the folder cannot be written.
        """
        with store_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / NAME, isolation_level=None, timeout=10.0)
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Close it."""
        self._db.close()

    def page(self, source: str, url: str) -> Page | None:
        """Return what became of a page."""
        row = self._db.execute(f"SELECT {_PAGE} FROM pages WHERE source = ? AND url = ?", [source, url]).fetchone()
        return Page(*row) if row else None

    def pages(self, source: str) -> Iterator[Page]:
        """Yield the pages of a source, those longest unasked first."""
        rows = self._db.execute(f"SELECT {_PAGE} FROM pages WHERE source = ? ORDER BY checked_at, url", [source])
        yield from (Page(*row) for row in rows.fetchall())

    def settle(self, page: Page) -> None:
        """Note what became of a page."""
        self._db.execute(f"INSERT OR REPLACE INTO pages VALUES ({', '.join('?' * 8)})", astuple(page))

    def checked(self, source: str, url: str, at: str, listed: str | None) -> None:
        """Note that a page was asked for and is as it was."""
        self._db.execute(
            "UPDATE pages SET checked_at = ?, listed = COALESCE(?, listed) WHERE source = ? AND url = ?",
            [at, listed, source, url],
        )

    def end_run(self, run: Run) -> None:
        """Note how a run ended."""
        self._db.execute("INSERT INTO runs VALUES (?, ?, ?, ?)", astuple(run))

    def last_run(self, source: str) -> Run | None:
        """Return how the last run of a source ended."""
        row = self._db.execute(
            "SELECT source, at, result, problems FROM runs WHERE source = ? ORDER BY rowid DESC LIMIT 1", [source]
        ).fetchone()
        return Run(*row) if row else None
