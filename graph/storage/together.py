"""Announcements that are written together, in one transaction: what is handed in, and which of them wait.

All that wait are compared with the store as it was before any of them. One that could be another that waits, by its IRI
or its origin, is compared once that one is stored.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from crackdown.graph.announcement.record import Record
from crackdown.graph.announcement.stated import Stated
from crackdown.graph.storage.same_place import NO_ORIGIN
from crackdown.graph.versioning.history import History

Change = Literal["added", "changed", "unchanged"]


class Given(NamedTuple):
    """An announcement as it is handed to `Writer.put`, which says what each part is."""

    record: Record
    text: str
    origin: str
    publisher: str | None
    media_type: str
    submitted_by: str | None = None
    seen_at: str | None = None


class Again(NamedTuple):
    """An announcement that the store was given before in just this way.

    Attributes:
        id: of its record.
        text: what it was read from.
        origin: of the text, as in `Given`.
        publisher: who published it.
        media_type: what its bytes were.
        seen_at: when the text was fetched, where that is known.
        archived: under which digest the archive kept its record then.
        kept: what was kept there, in case the store holds something else of it by now.
    """

    id: str
    text: str
    origin: str
    publisher: str | None
    media_type: str
    seen_at: str | None
    archived: str
    kept: str

    def to_given(self) -> Given:
        """Return it with its record."""
        record = Stated.from_json(self.kept).record
        return Given(record, self.text, self.origin, self.publisher, self.media_type, seen_at=self.seen_at)


class Prepared(NamedTuple):
    """An announcement that is to be written.

    Attributes:
        announcement: its IRI.
        stated: what it states now.
        text: what it was read from.
        before: its history as the store holds it.
        after: its history as it is to be.
        change: what becomes of it in the store.
    """

    announcement: str
    stated: Stated
    text: str
    before: History
    after: History
    change: Change


class Waiting:
    """Announcements that wait to be written together, by their position in what was given."""

    def __init__(self) -> None:
        self._prepared: dict[int, Prepared] = {}
        self._announcements: set[str] = set()
        self._origins: set[str] = set()

    def has(self, announcement: str, origin: str) -> bool:
        """Tell whether one of the same IRI or the same origin, as sources hold it, waits."""
        return announcement in self._announcements or origin in self._origins

    def add(self, position: int, prepared: Prepared) -> None:
        """Have one wait."""
        self._prepared[position] = prepared
        self._announcements.add(prepared.announcement)
        self._origins |= {prepared.stated.source.origin} - {NO_ORIGIN}

    def take(self) -> dict[int, Prepared]:
        """Return those that wait; none waits any more."""
        taken, self._prepared = self._prepared, {}
        self._announcements.clear()
        self._origins.clear()
        return taken
