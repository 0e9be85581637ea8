"""What lists announcements, by its kind: feeds, sitemaps, pages of links, exports of GDELT.

Each kind is a function from the bytes of a list, and the address it came from, to what the list points at: a `Found`
for each announcement, a `Further` for each list of its own sort that goes on elsewhere. `KINDS` is the registry;
whatever yields the same (an export of addresses, say) is added there under a name that a source's `kind` may then say.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from crackdown.loaders.archives.gdelt import iter_gdelt
from crackdown.loaders.feeds.feed import read_feed
from crackdown.loaders.feeds.further import Further
from crackdown.loaders.feeds.page_list import read_page_list
from crackdown.loaders.feeds.sitemap import read_sitemap
from crackdown.loaders.sources.found import Found

__all__ = ["KINDS", "Found", "Further", "Kind"]

_XML: Final = "application/xml, text/xml;q=0.9, */*;q=0.1"


class Kind(NamedTuple):
    """How one kind of list is read.

    Attributes:
        read: takes its bytes and its address; raises `UnreadableAnnouncement` where it is no such list.
        accept: the media types to ask for.
        is_page: `read` also takes `select`, the CSS selector of a source, and `charset`, which came with the page.
    """

    read: Callable[..., Iterator[Found | Further]]
    accept: str
    is_page: bool = False

    def iter_found(
        self, data: bytes, base: str, select: str | None = None, charset: str | None = None
    ) -> Iterator[Found | Further]:
        """Read a list."""
        options: dict[str, Any] = {"select": select, "charset": charset} if self.is_page else {}
        return self.read(data, base, **options)


def _read_gdelt(data: bytes, base: str) -> Iterator[Found]:
    return iter_gdelt(io.BytesIO(data), base)


KINDS: Final[dict[str, Kind]] = {
    "feed": Kind(read_feed, f"application/rss+xml, application/atom+xml, {_XML}"),
    "sitemap": Kind(read_sitemap, _XML),
    "gdelt": Kind(_read_gdelt, "text/csv, application/zip, */*;q=0.1"),
    "page_list": Kind(read_page_list, "text/html, application/xhtml+xml, */*;q=0.1", is_page=True),
}
