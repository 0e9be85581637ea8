"""Listings of Common Crawl (`warc.paths`, plain or packed by gzip): one archive's path a line."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from typing import IO, Final

from crackdown.errors import UnreadableAnnouncement

_HOME: Final = "https://data.commoncrawl.org/"
_LONGEST: Final = 2_000  # characters of a path
_PATH = re.compile(r"crawl-data/[\w./+-]+\.gz")


def iter_listing(stream: IO[bytes], name: str) -> Iterator[str]:
    """Give the addresses of the archives that a listing names.

    >>> import io
    >>> list(iter_listing(io.BytesIO(b"crawl-data/CC-NEWS/2026/02/CC-NEWS-20260201000000-00001.warc.gz"), "warc.paths"))
    ['https://data.commoncrawl.org/crawl-data/CC-NEWS/2026/02/CC-NEWS-20260201000000-00001.warc.gz']

    Raises:
        UnreadableAnnouncement: a line is no such path, or the file is broken off.
    """
    is_packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    lines = gzip.GzipFile(fileobj=stream) if is_packed else stream
    number = 0
    try:
        while line := lines.readline(_LONGEST):
            number += 1
            path = line.decode("utf-8", "replace").strip()
            if not path:
                continue
            if not _PATH.fullmatch(path) or ".." in path:
                raise UnreadableAnnouncement(f"{name}: line {number} is no path of Common Crawl's; check the listing")
            yield _HOME + path
    except (EOFError, OSError, zlib.error) as error:
        raise UnreadableAnnouncement(f"{name}: broken off after line {number} ({error}); fetch it again") from error
