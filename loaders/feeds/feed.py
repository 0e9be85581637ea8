"""RSS 0.9x, 1.0 and 2.0, Atom and CDF, by feedparser: broken XML is read, entities and the network are not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.feeds.links import absolute
from crackdown.loaders.sources.found import Found

_FORBIDDEN = re.compile(rb"<!ENTITY", re.IGNORECASE)


def read_feed(data: bytes, base: str) -> Iterator[Found]:
    """Yield what a feed's entries point at, in its order.

    Args:
        data: the feed.
        base: its address, for links that are relative to it.

    Raises:
        UnreadableAnnouncement: it is no feed, or declares entities, which can blow it up.
    """
    import feedparser

    if _FORBIDDEN.search(data):
        raise UnreadableAnnouncement(f"{base}: the feed declares XML entities of its own, which no feed needs")
    # Bytes in a file: a string would be taken for an address and fetched.
    headers = {"content-location": base, "content-type": "application/xml"}
    try:
        parsed: Any = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except Exception as error:  # of a feed that is broken in a way it does not expect, it raises whatever comes first
        raise UnreadableAnnouncement(f"{base}: the feed is broken ({type(error).__name__}: {error})") from error
    if not parsed.get("version") and not parsed.entries:
        raise UnreadableAnnouncement(f"{base}: this is no feed (RSS, Atom), it begins {data[:60].strip()!r}")
    language = parsed.feed.get("language") or None
    for entry in parsed.entries:
        link = entry.get("link") or (entry.get("id") if str(entry.get("id", "")).startswith("http") else None)
        url = absolute(base, (link or "").strip())
        if url:
            yield Found(
                url=url,
                title=" ".join(_plain(entry.get("title", "")).split()) or None,
                published=_day(entry, "published") or _day(entry, "updated"),
                language=language,
                modified=dict.get(entry, "updated"),  # its own get() takes "published" for it
            )


def _plain(title: str) -> str:
    """Take markup out of a headline.

    >>> _plain("<b>Raid</b> &amp; rescue")
    'Raid & rescue'
    """
    import html

    return html.unescape(re.sub(r"<[^<>]*>", "", title))


def _day(entry: Any, field: str) -> str | None:
    """Give the day of a date as the feed writes it, in its own time zone; feedparser's reading of it is in UTC."""
    written, parsed = dict.get(entry, field, ""), dict.get(entry, f"{field}_parsed")
    if parsed is None:
        return None
    if iso := re.match(r"\d{4}-\d{2}-\d{2}", written):
        return iso[0]
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError):
        return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}"
