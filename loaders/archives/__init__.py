"""Archives of web crawls and exports of addresses: WARC, ARC, WACZ, GDELT, listings of Common Crawl.

`reader_of` tells from a file's name what reads it; what to leave out, and the count of what was left out, is a
`Selection`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.archives.addresses import refuse_addresses
from crackdown.loaders.archives.files import read_wacz_file, read_warc_file
from crackdown.loaders.archives.selection import Selection
from crackdown.loaders.document import Document

__all__ = ["Selection", "reader_of"]

Reader = Callable[[Path, Selection, int], Iterator[Document | UnreadableAnnouncement]]

_READERS: dict[tuple[str, ...], Reader] = {
    (".warc", ".warc.gz", ".arc", ".arc.gz"): read_warc_file,
    (".wacz",): read_wacz_file,
    (".export.csv", ".export.csv.zip", ".gkg.csv", ".gkg.csv.zip", "warc.paths", "warc.paths.gz"): refuse_addresses,
}


def reader_of(path: Path) -> Reader | None:
    """Give what reads a file of this name as an archive; None where it is none.

    >>> reader_of(Path("CC-NEWS-20260201.warc.gz")) is read_warc_file, reader_of(Path("notice.txt"))
    (True, None)
    """
    name = path.name.lower()
    return next((reader for endings, reader in _READERS.items() if name.endswith(endings)), None)
