"""Texts that the same program has read for a store before: a load that is begun again need not read them once more.

Beside the store lies a table: a digest of all that a record depends on (the program, the text, what its source says of
it), and under which digest the store's archive keeps that record. It only spares time: where it is lost or damaged, or
the archive has the record no more, the text is read. Whether the store holds it still, the writer looks when its turn
has come (`storage.together.Again`).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from crackdown.engines.software import fingerprint
from crackdown.errors import StoreUnavailable, UnreadableAnnouncement
from crackdown.graph.storage.folder import READ_BEFORE, records_in
from crackdown.graph.storage.writer import software_version
from crackdown.intake.apart import Ready
from crackdown.intake.known import Known, Summary
from crackdown.intake.loading import given_of
from crackdown.intake.report import summary_of

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place
    from crackdown.graph.storage.archive import Archive
    from crackdown.graph.storage.store import Writer
    from crackdown.intake.report import Loaded
    from crackdown.loaders.document import Document

NAME: Final = READ_BEFORE
_COLUMNS: Final = "given, record, id, told, unread"
_TOGETHER: Final = 200  # are noted at a time; what a kill takes away is read again
_UNREAD: Final = ("retrieved",)  # differs from one fetch to the next, and no record depends on it


class ReadBefore:
    """What was read for one store, in its folder; nothing for a store elsewhere.

    It is looked up without the store's lock, and noted by whoever has that.
    """

    def __init__(self, place: Place | None) -> None:
        """Remember where the store lies; what is in its folder is opened once there is a store."""
        self._folder = place if isinstance(place, Path) else None
        self._table: sqlite3.Connection | None = None
        self._records: Archive | None = None
        self._waiting: deque[Known | Ready | UnreadableAnnouncement] = deque()
        self._noted = 0

    def recall(self, document: Document) -> Known | None:
        """Return what is known of a document; None where it is to be read."""
        table = self._opened()
        if table is None or self._records is None:
            return None
        try:
            found = table.execute(
                "SELECT record, id, told, unread FROM read WHERE given = ?", (_given(document),)
            ).fetchone()
            kept = self._records.read(found[0]) if found else None
        except (sqlite3.Error, StoreUnavailable):  # damaged: it is read, and written anew
            return None
        return Known(document, found[0], kept, Summary(*found[1:])) if kept else None

    def await_each(
        self, read: Iterable[Known | Ready | UnreadableAnnouncement]
    ) -> Iterator[Known | Ready | UnreadableAnnouncement]:
        """Yield what was read; `note` is to be told, in the same order, what became of each."""
        for one in read:
            self._waiting.append(one)
            yield one

    def note(self, loaded: Iterable[Loaded], writer: Writer) -> Iterator[Loaded]:
        """Yield what became of each, and note those that are stored."""
        try:
            for one in loaded:
                ready = self._waiting.popleft()
                if one.summary and isinstance(ready, Known) and one.told != "unchanged":
                    ready = Ready(ready.document, ready.record)
                if one.summary and isinstance(ready, Ready):
                    self._note(ready, one.summary, writer)
                yield one
        finally:
            self._commit()

    def note_one(self, ready: Ready, writer: Writer) -> None:
        """Note one that was read and is stored."""
        self._note(ready, summary_of(ready.record), writer)
        self._commit()

    def close(self) -> None:
        """Let go of the table."""
        if self._table:
            self._table.close()
            self._table = None

    def _opened(self) -> sqlite3.Connection | None:
        if self._table is None and self._folder:
            self._records = records_in(self._folder)
            self._table = _open(self._folder / NAME) if self._records else None
        return self._table

    def _note(self, ready: Ready, summary: Summary, writer: Writer) -> None:
        table = self._opened()
        archived = writer.archived(given_of(ready)) if table else None
        if table is None or archived is None:
            return
        with suppress(sqlite3.Error):
            row = _given(ready.document), archived, *summary
            table.execute(f"INSERT OR REPLACE INTO read ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)", row)
            self._noted += 1
            if self._noted % _TOGETHER == 0:
                table.commit()

    def _commit(self) -> None:
        if self._table:
            with suppress(sqlite3.Error):
                self._table.commit()


def _open(path: Path) -> sqlite3.Connection | None:
    """Open the table; one that cannot be read is begun anew, and where none can be written there is none."""
    for _ in range(2):
        table = None
        try:
            table = sqlite3.connect(path, check_same_thread=False)
            table.execute("PRAGMA synchronous = OFF")
            table.execute(
                "CREATE TABLE IF NOT EXISTS read "
                "(given BLOB PRIMARY KEY, record TEXT, id TEXT, told TEXT, unread TEXT) WITHOUT ROWID"
            )
            table.execute(f"SELECT {_COLUMNS} FROM read LIMIT 1").fetchone()
            table.commit()
        except sqlite3.Error:
            if table:
                table.close()
            with suppress(OSError):
                path.unlink(missing_ok=True)
        else:
            return table
    return None


def _given(document: Document) -> bytes:
    """Digest all that a document's record depends on."""
    known = {name: value for name, value in asdict(document).items() if name not in _UNREAD}
    shaping = json.dumps([fingerprint(), software_version(), known], sort_keys=True)
    return hashlib.sha256(shaping.encode("utf-8", "surrogatepass")).digest()
