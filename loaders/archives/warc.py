"""WARC 1.0 and 1.1 (ISO 28500) and ARC, record by record by warcio, packed by gzip or not.

However large the archive, one record's payload at most is held. What is whole is read; where the archive breaks off,
or swells beyond reason, the rest is named as lost.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import IO, Any, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.archives.pages import read_record
from crackdown.loaders.archives.selection import Selection
from crackdown.loaders.archives.unpacking import MOST_RATIO, MOST_UNPACKED, Unpacked
from crackdown.loaders.document import Document
from crackdown.loaders.sources.content import MAX_BYTES

_MOST_HEADERS: Final = 1_000_000  # bytes of a record's lines before its payload
_PIECE: Final = 65_536
# The library takes any line of five words for an ARC record. ISO 28500, 5.3; an ARC begins with filedesc, a piece of
# one with the address of a page.
_BEGINS: Final = re.compile(rb"WARC/|filedesc:|https?:|dns:", re.IGNORECASE)
_SHOWN: Final = 60  # characters of what is none

# It warns with what an archive holds; where nobody listens, Python would print that, escapes of a terminal and all.
logging.getLogger("warcio").addHandler(logging.NullHandler())


def iter_warc(
    stream: IO[bytes],
    name: str,
    selection: Selection,
    *,
    max_bytes: int = MAX_BYTES,
    most_unpacked: int = MOST_UNPACKED,
    most_ratio: int = MOST_RATIO,
) -> Iterator[Document | UnreadableAnnouncement]:
    """Read the pages of an archive.

    Args:
        stream: of the archive, which can go back to its beginning.
        name: what messages call it.
        selection: what to leave out, and where that is counted.
        max_bytes: the size above which a page is refused.
        most_unpacked: bytes that a record may unpack to, however small it is packed.
        most_ratio: how many times its packed size a larger record may unpack to.

    Yields:
        The pages, and what could not be read with the reason.
    """
    source = Unpacked(stream, most_unpacked=most_unpacked, most_ratio=most_ratio)
    records, number = _Records(source), 0
    while True:
        try:
            record = next(records)
        except StopIteration:
            break
        except Exception as error:  # broken archives raise whatever comes first in the parser
            yield _ended(name, number, source.damage, error)
            return
        number += 1
        for found in read_record(record, f"{name}: record {number}", selection, max_bytes):
            if _drain(record):
                yield found
        if not _drain(record):
            yield _lost(name, number - 1, source.damage or "the last record is not whole")
            return
    if source.damage:
        yield _lost(name, number, source.damage)
    elif not number:
        yield UnreadableAnnouncement(f"{name}: this holds no record of a WARC or ARC archive; check the file")
    elif records.err_count:
        yield UnreadableAnnouncement(
            f"{name}: {records.err_count} records are longer or shorter than they say; pages may be missing: make the "
            "archive anew"
        )


def _ended(name: str, number: int, damage: str | None, error: Exception) -> UnreadableAnnouncement:
    if isinstance(error, _NoArchive):
        return UnreadableAnnouncement(f"{name}: {error}")
    return _lost(name, number, damage or f"{type(error).__name__}: {str(error)[:200]}")


def _lost(name: str, number: int, why: str) -> UnreadableAnnouncement:
    return UnreadableAnnouncement(
        f"{name}: the archive breaks off after record {number} ({why}); what stands before it was read, "
        "fetch it again for the rest"
    )


def _drain(record: Any) -> bool:
    """Read what is left of a record, and tell whether it was whole."""
    while record.raw_stream.limit and record.raw_stream.read(_PIECE):
        pass
    return bool(record.raw_stream.limit == 0)


class _NoArchive(Exception):
    """What should be an archive begins like none."""


class _Records(ArchiveIterator):  # type: ignore[misc]
    """The library's iterator, over lines that end, and silent where it would print what an archive holds."""

    def __init__(self, source: Unpacked) -> None:
        super().__init__(source, arc2warc=True)
        self._source, self._has_begun = source, False
        self.reader: _Lines = _Lines(source)

    def _next_record(self, next_line: bytes | None) -> Any:
        self._source.begin_record()
        self.reader.allow_headers()
        if not self._has_begun:
            self._has_begun, next_line = True, self._first_line()
        record = super()._next_record(next_line)
        if not hasattr(record.raw_stream, "limit"):
            raise ValueError("a record does not say how long it is")
        return record

    def _first_line(self) -> bytes:
        line = self.reader.readline()
        if line.strip() and not _BEGINS.match(line):
            begun = line.decode("utf-8", "replace").strip()[:_SHOWN]
            raise _NoArchive(f"this is no WARC or ARC archive: it begins with {begun!r}; a text is named .txt")
        return line

    def _consume_blanklines(self) -> tuple[bytes | None, int]:
        size, is_first = 0, True
        while line := self.reader.readline():
            if line.strip() and not is_first:
                return line, size
            self.err_count += bool(line.strip())
            size, is_first = size + len(line), False
        return None, size


class _Lines(BufferedReader):  # type: ignore[misc]
    """A reader that gives up on headers without end, which would fill the memory."""

    def allow_headers(self) -> None:
        self._left = _MOST_HEADERS

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(self._left if length is None else min(length, self._left))
        self._left -= len(line)
        if self._left <= 0:
            raise ValueError(f"the headers of a record are longer than {_MOST_HEADERS:,} bytes")
        return line
