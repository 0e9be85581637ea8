"""A source's list, read whole: what it points at, each page once, and which of it the patterns take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from crackdown.errors import FetchError, UnreadableAnnouncement
from crackdown.graph.addresses import page_key, without_tracking
from crackdown.loaders.feeds import KINDS, Found, Further
from crackdown.loaders.publishers import Source

Get = Callable[[str], "Got"]
_EARLIEST: Final = "1990-01-01"  # what is older is a program's zero, such as 1970-01-01 or 0001-01-01
_MOST_ITEMS: Final = 50_000
_MOST_LISTS: Final = 20  # of an index of sitemaps, the latest changed first
_DEEPEST: Final = 2  # an index of indexes is no sitemap


class Got(NamedTuple):
    """A list as it came: its bytes, where they came from in the end, and the encoding that the server told."""

    data: bytes
    base: str
    charset: str | None = None


@dataclass
class Listed:
    """What a source's list holds.

    Attributes:
        items: how many pages it points at.
        taken: those that the patterns take, in the list's order.
        newest: the latest day that it tells of any of them, taken or not.
        lists: how many lists were read.
        left: what was not looked at because there is too much of it, in sentences.
        problems: what could not be read, in sentences.
    """

    items: int = 0
    taken: list[Found] = field(default_factory=list)
    newest: str | None = None
    lists: int = 0
    left: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_list(source: Source, get: Get, today: date, since: str | None = None) -> Listed:
    """Read a source's list and those that it goes on in.

    Args:
        source: whose.
        get: gives the bytes of an address, see `Got`.
        today: a date after tomorrow, one before the web, or one that is none (0000-00-00) is taken for a mistake, and
            forgotten.
        since: pages that are dated earlier are not taken; those without a date are.
    """
    listed, seen = Listed(), set[str]()
    waiting, met = [(source.address, 0)], {source.address}
    while waiting and listed.lists < _MOST_LISTS:
        address, depth = waiting.pop(0)
        listed.lists += 1
        try:
            found = _read(source, get(address), listed)
        except (FetchError, UnreadableAnnouncement) as error:
            listed.problems.append(str(error))
            continue
        further = sorted(
            (one for one in found if isinstance(one, Further)), key=lambda one: one.modified or "", reverse=True
        )
        for more in further if depth < _DEEPEST else ():
            if more.url not in met and not _is_before(more.modified, since):
                met.add(more.url)
                waiting.append((more.url, depth + 1))
        for one in found:
            if isinstance(one, Found):
                _note(source, listed, seen, _tidy(one, today), since)
    if waiting:
        listed.left.append(
            f"{_MOST_LISTS} of its lists are read in a run, those that say they changed last first; {len(waiting)} are "
            f"left, such as {waiting[-1][0]}: give one of them as the address of a source of its own"
        )
    return listed


def _read(source: Source, got: Got, listed: Listed) -> list[Found | Further]:
    """Read one list; of a longer one than any, the beginning."""
    entries = KINDS[source.kind].iter_found(got.data, got.base, source.select, got.charset)
    found = list(islice(entries, _MOST_ITEMS))
    if next(entries, None) is not None:
        listed.left.append(f"{got.base} lists more than {_MOST_ITEMS:,} pages; those after are left")
    return found


def _note(source: Source, listed: Listed, seen: set[str], found: Found, since: str | None) -> None:
    if (key := page_key(found.url)) in seen:
        return
    seen.add(key)
    listed.items += 1
    told = found.published or _day(found.modified)
    listed.newest = max(filter(None, (listed.newest, told)), default=None)
    if source.takes(found.url, found.title) == "taken" and not _is_before(told, since):
        listed.taken.append(found)


def _tidy(found: Found, today: date) -> Found:
    latest, published = (today + timedelta(days=1)).isoformat(), _day(found.published)
    is_mistake = published is None or not _EARLIEST <= published <= latest
    is_changed_later = (_day(found.modified) or "") > latest
    return found._replace(
        url=tidy_address(found.url),
        published=None if is_mistake else published,
        modified=None if is_changed_later else found.modified,
    )


def tidy_address(url: str) -> str:
    """Take off what does not lead to another page: the fragment, and parameters that only count readers.

    >>> tidy_address("https://Example.org/a?id=1&utm_source=rss#top")
    'https://example.org/a?id=1'
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", without_tracking(parts.query), ""))


def _day(text: str | None) -> str | None:
    """Take the day of an ISO 8601 date; other ways of writing dates are only compared, never read."""
    try:
        return date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None


def _is_before(told: str | None, since: str | None) -> bool:
    return bool(told and since) and str(told)[:10] < str(since)
