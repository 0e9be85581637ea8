"""Archives on disk: opened, read through, closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.archives.selection import Selection
from crackdown.loaders.document import Document

Pages = Iterator[Document | UnreadableAnnouncement]


def read_warc_file(path: Path, selection: Selection, max_bytes: int) -> Pages:
    """Read the pages of a WARC or ARC file, see `warc.iter_warc`."""
    from crackdown.loaders.archives.warc import iter_warc

    return _read(path, lambda stream: iter_warc(stream, str(path), selection, max_bytes=max_bytes))


def read_wacz_file(path: Path, selection: Selection, max_bytes: int) -> Pages:
    """Read the pages of a WACZ file, see `wacz.iter_wacz`."""
    from crackdown.loaders.archives.wacz import iter_wacz

    return _read(path, lambda stream: iter_wacz(stream, str(path), selection, max_bytes=max_bytes))


def _read(path: Path, pages_of: Callable[[IO[bytes]], Pages]) -> Pages:
    try:
        stream = path.open("rb")
    except OSError as error:
        yield UnreadableAnnouncement(f"{path}: the file cannot be read ({error.strerror}); check its permissions")
        return
    with stream:
        yield from pages_of(stream)
