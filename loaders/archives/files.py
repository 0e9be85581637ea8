"""Archives on disk: opened, read through, closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.archives.selection import Selection
from crackdown.loaders.document import Document


def read_warc_file(path: Path, selection: Selection, max_bytes: int) -> Iterator[Document | UnreadableAnnouncement]:
    """Read the pages of a WARC or ARC file, see `warc.iter_warc`."""
    from crackdown.loaders.archives.warc import iter_warc

    try:
        stream = path.open("rb")
    except OSError as error:
        yield _unreadable(path, error)
        return
    with stream:
        yield from iter_warc(stream, str(path), selection, max_bytes=max_bytes)


def read_wacz_file(path: Path, selection: Selection, max_bytes: int) -> Iterator[Document | UnreadableAnnouncement]:
    """Read the pages of a WACZ file, see `wacz.iter_wacz`."""
    from crackdown.loaders.archives.wacz import iter_wacz

    try:
        stream = path.open("rb")
    except OSError as error:
        yield _unreadable(path, error)
        return
    with stream:
        yield from iter_wacz(stream, str(path), selection, max_bytes=max_bytes)


def _unreadable(path: Path, error: OSError) -> UnreadableAnnouncement:
    return UnreadableAnnouncement(f"{path}: the file cannot be read ({error.strerror}); check its permissions")
