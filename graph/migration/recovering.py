"""The record of an announcement of an older store.

What was kept is taken as it was. Layout 1 kept no records: there the text is read anew, as a fresh load would, for what
is read now is worth more than what can be gathered from the old graph. That is gathered only where reading anew would
lose something: a record that a language model had a hand in, or that was given as a record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from crackdown.errors import InputError, InvalidRecord, StoreUnavailable
from crackdown.graph.announcement.readback import from_triples
from crackdown.graph.announcement.record import Record
from crackdown.graph.announcement.stated import Stated, read_stated
from crackdown.graph.migration.older import Known, Older
from crackdown.graph.storage.writer import source_of

Read = Callable[[Known, str], Record]  # reads the text of an announcement with the built-in reader
Take = Callable[[Stated, str], object]  # writes what an announcement states, with its text
How = Literal["as kept", "read anew", "gathered"]


def recover(older: Older, known: Known, read: Read, take: Take) -> How:
    """Find a record of an announcement that is taken; tell how it was come by.

    Args:
        older: the store that keeps it.
        known: the announcement.
        read: reads its text anew.
        take: writes a record; refuses one with InvalidRecord.

    Raises:
        InvalidRecord: the text is gone or was altered, or no record of it is taken.
    """
    text, reasons = _text(older, known), []
    for how, find in _ways(older, known, read, text):
        try:
            stated = find()
            if stated is None:
                continue
            take(stated, text)
        except (InputError, StoreUnavailable, ValueError, KeyError, TypeError) as error:
            reasons.append(f"{how}: {error}")
        else:
            return how
    raise InvalidRecord(f"{known.iri}: no record of it can be taken over ({'; '.join(reasons)})")


def _ways(older: Older, known: Known, read: Read, text: str) -> Iterator[tuple[How, Callable[[], Stated | None]]]:
    yield "as kept", lambda: read_stated(older.records, known.record_digest)
    if not known.is_from_model and not known.origin.startswith("record:"):
        yield "read anew", lambda: _stated(known, read(known, text), text)
    yield "gathered", lambda: _stated(known, from_triples(older.triples(known.iri), known.iri), text)


def _stated(known: Known, record: Record, text: str) -> Stated:
    """Give a record the source of its announcement; the time is that at which the older store took it in."""
    source = source_of(
        record, text, origin=known.origin, publisher=known.publisher, media_type=known.media_type,
        submitted_by=known.submitted_by, at=known.taken_in,
    )  # fmt: skip
    return Stated(record, source)


def _text(older: Older, known: Known) -> str:
    """Return the text.

    Raises:
        InvalidRecord: it is gone, or was altered.
    """
    try:
        text = older.texts.read(known.text_digest) if known.text_digest else None
    except StoreUnavailable as error:
        raise InvalidRecord(f"{known.iri}: {error}") from error
    if text is None:
        raise InvalidRecord(f"{known.iri}: its text is gone from the archive")
    return text
