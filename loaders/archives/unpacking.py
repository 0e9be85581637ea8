"""The bytes of an archive as its records stand in them: unpacked piece by piece, with an end where it breaks off."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from typing import IO, Final

MOST_UNPACKED: Final = 200_000_000  # bytes of one record up to which nothing is suspected
MOST_RATIO: Final = 200  # of unpacked to packed; text reaches a tenth of that


class Unpacked:
    """A stream that ends where its source does, breaks off, or swells beyond reason, and tells which.

    Attributes:
        damage: why it ended before its time.
    """

    def __init__(self, source: IO[bytes], *, most_unpacked: int = MOST_UNPACKED, most_ratio: int = MOST_RATIO) -> None:
        self.damage: str | None = None
        self._source, self._most, self._ratio = source, most_unpacked, most_ratio
        head = source.read(2)
        source.seek(0)
        self._packed = gzip.GzipFile(fileobj=source) if head == b"\x1f\x8b" else None
        self._position = 0
        self.begin_record()

    def begin_record(self) -> None:
        """Start anew to count what one record unpacks to."""
        self._start, self._source_start = self._position, self._source.tell()

    def tell(self) -> int:
        """Give the number of bytes handed out."""
        return self._position

    def read(self, size: int) -> bytes:
        """Give up to `size` bytes; none at the end."""
        if self.damage:
            return b""
        try:
            data = self._packed.read1(size) if self._packed else self._source.read(size)
        except (EOFError, OSError, zlib.error, zipfile.BadZipFile) as error:
            self.damage = str(error) or type(error).__name__
            return b""
        self._position += len(data)
        unpacked, packed = self._position - self._start, self._source.tell() - self._source_start
        if self._packed and unpacked > self._most and unpacked > self._ratio * packed:
            self.damage = f"a record unpacks to more than {self._ratio} times its size"
            return b""
        return data
