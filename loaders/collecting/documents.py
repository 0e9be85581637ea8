"""An original to a Document: the same original gives the same document, now or from the archive years later."""

from __future__ import annotations

import hashlib
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.document import Document, slug
from crackdown.loaders.fetching.answers import content_type
from crackdown.loaders.originals import Fetch
from crackdown.loaders.publishers import Source
from crackdown.loaders.sources.content import HTML, MAX_BYTES, PDF, TEXT, to_document
from crackdown.loaders.sources.pdf import MAGIC

_TYPES: Final = {"text/html": HTML, "application/xhtml+xml": HTML, "application/pdf": PDF, "text/plain": TEXT}
_LONGEST: Final = 60  # characters of an id that come from the address


class UnreadPage(NamedTuple):
    """A page as it came, and what is said of it from outside: what `to_document` wants."""

    body: bytes
    media_type: str
    name: str
    id: str
    stated: dict[str, str]
    origin: str
    charset: str | None

    def to_document(self) -> Document:
        """Read the announcement on it.

        Raises:
            UnreadableAnnouncement: there is none.
        """
        return to_document(
            self.body, self.media_type, name=self.name, id_=self.id, stated=self.stated, origin=self.origin,
            max_bytes=MAX_BYTES, charset=self.charset,
        )  # fmt: skip


def to_unread_page(source: Source, fetch: Fetch, body: bytes) -> UnreadPage:
    """Say what is known of a page before it is read.

    Raises:
        UnreadableAnnouncement: the page is of a type that is not read.
    """
    media_type, charset = content_type(fetch.content_type)
    if body.startswith(MAGIC):
        media_type = PDF
    elif not media_type:
        media_type = HTML
    if media_type not in _TYPES:
        raise UnreadableAnnouncement(f"{fetch.url}: the server calls this {media_type}; pages, PDFs and texts are read")
    stated = {"url": fetch.final_url, "publisher": source.publisher}
    if fetch.found:
        told = {"title": fetch.found.title, "published": fetch.found.published, "language": fetch.found.language}
        stated |= {key: value for key, value in told.items() if value}
    if len(source.languages) == 1:
        stated.setdefault("language", source.languages[0])
    id_ = announcement_id(source.id, fetch.url)
    return UnreadPage(body, _TYPES[media_type], fetch.url, id_, stated, fetch.url, charset)


def announcement_id(source: str, url: str) -> str:
    """Name an announcement by its source and its address, whatever else was loaded before it.

    >>> announcement_id("kh-gdi", "https://example.org/news/312-deported.html")
    'kh-gdi-312-deported-c4a26b'
    """
    parts = urlsplit(url)
    end = unquote(parts.path).rstrip("/").rpartition("/")[2].rpartition(".")
    named = slug(end[0] or end[2])[:_LONGEST].strip("-")
    return f"{source}-{named}-{hashlib.sha256(url.encode()).hexdigest()[:6]}"
