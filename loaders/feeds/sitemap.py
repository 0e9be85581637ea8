"""Sitemaps (sitemaps.org), gzip'd ones, indexes of them, and the news extension; entities are refused."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, Final

from crackdown.errors import FetchError, UnreadableAnnouncement
from crackdown.loaders.feeds.further import Further
from crackdown.loaders.feeds.links import absolute
from crackdown.loaders.fetching.bodies import gunzip
from crackdown.loaders.sources.found import Found

_MAX_BYTES: Final = 60_000_000  # a sitemap may be 50 MiB
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_XML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<", re.ASCII)
_ADDRESS = re.compile(r"https?://\S+")


def read_sitemap(data: bytes, base: str) -> Iterator[Found | Further]:
    """Yield the pages of a sitemap, or the sitemaps of an index.

    Args:
        data: XML, gzip'd XML, or one address a line.
        base: its address.

    Raises:
        UnreadableAnnouncement: it is none of these, or declares entities.
    """
    if data.startswith(b"\x1f\x8b"):
        try:
            data = gunzip(data, url=base, max_bytes=_MAX_BYTES)
        except (zlib.error, FetchError) as error:
            raise UnreadableAnnouncement(f"{base}: the packed sitemap cannot be unpacked ({error})") from error
    if not _XML.match(data):
        yield from _lines(data, base)
        return
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", data[:10_000], re.IGNORECASE):
        raise UnreadableAnnouncement(f"{base}: this is no sitemap, it begins with a document type: {data[:60]!r}")
    yield from _elements(data, base)


def _elements(data: bytes, base: str) -> Iterator[Found | Further]:
    from lxml import etree

    seen = 0
    try:
        for _, element in etree.iterparse(
            io.BytesIO(data), tag=("{*}url", "{*}sitemap"), resolve_entities=False, no_network=True, load_dtd=False,
            recover=True,
        ):  # fmt: skip
            found = _read(element, base)
            element.clear()
            if found:
                seen += 1
                yield found
    except etree.XMLSyntaxError as error:
        raise UnreadableAnnouncement(f"{base}: the sitemap is not XML ({error})") from error
    if not seen and not re.search(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", data[:10_000]):
        raise UnreadableAnnouncement(f"{base}: this is no sitemap, it begins {data[:60].strip()!r}")


def _read(element: Any, base: str) -> Found | Further | None:
    told = _told(element)
    for news in element.findall("{*}news"):
        told |= _told(news) | {"language": (news.findtext("{*}publication/{*}language") or "").strip()}
    url, modified = absolute(base, told.get("loc", "")), told.get("lastmod") or None
    if not url:
        return None
    if element.tag.endswith("sitemap"):
        return Further(url, modified)
    published = _day(told.get("publication_date"))
    return Found(url, told.get("title") or None, published, told.get("language") or None, modified)


def _told(element: Any) -> dict[str, str]:
    """Give what the children of an element say, by their names.

    What stands inside them is not of the page: its pictures and films have a `loc` and a `title` of their own.
    """
    return {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in element if _is_element(child)}


def _is_element(child: Any) -> bool:
    return isinstance(child.tag, str)  # comments have a function there


def _lines(data: bytes, base: str) -> Iterator[Found]:
    lines = [line.strip() for line in data.decode("utf-8-sig", "replace").splitlines() if line.strip()]
    if not lines or not all(_ADDRESS.fullmatch(line) for line in lines):
        raise UnreadableAnnouncement(f"{base}: this is no sitemap, it begins {data[:60].strip()!r}")
    yield from map(Found, lines)


def _day(text: str | None) -> str | None:
    """Take the day of a W3C date and time.

    >>> _day("2026-02-10T08:00:00+07:00"), _day("yesterday")
    ('2026-02-10', None)
    """
    found = _DAY.match(text or "")
    return found[0] if found else None
