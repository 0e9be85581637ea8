"""The history of an announcement: what its page said, one version after the other, and when each was withdrawn.

Pure functions over the versions in the order in which they were seen. A version is a text: the same text read anew (by
a newer program, with other metadata) is the same version, read better. What was seen last is what the page says; when a
version became public is worked out from what it says of itself and from when it was seen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from crackdown.graph import iris
from crackdown.graph.dates import day_public

# What to do for who does not know an announcement's id.
LISTED_BY: Final = "crackdown query 'SELECT ?a { ?a a crk:Announcement }' lists those that there are"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A person's word that a version is withdrawn.

    Attributes:
        on: the first day on which it was, ISO 8601.
        at: when that was said, ISO 8601 in UTC.
        reason: why, in that person's words; "" where none was given.
    """

    on: str
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """What a page said at a time.

    Attributes:
        text: the digest of its text.
        record: the digest under which what was read from it is archived.
        published: when it was published, as it says itself: a day, a month, a year or None.
        seen: when it was first seen (fetched, or loaded), ISO 8601 in UTC.
        withdrawn: whether and when it was withdrawn.
    """

    text: str
    record: str
    published: str | None
    seen: str
    withdrawn: Withdrawal | None = None


History = tuple[Version, ...]


def moment(told: str) -> str:
    """Write a moment in UTC to the second, so that two of them compare by their letters.

    >>> moment("2026-02-10T07:30:00+07:00"), moment("2026-02-10T00:30:00.25Z"), moment("2026-02-10")
    ('2026-02-10T00:30:00+00:00', '2026-02-10T00:30:00+00:00', '2026-02-10T00:00:00+00:00')

    Raises:
        ValueError: this is no moment in ISO 8601.
    """
    found = datetime.fromisoformat(told)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")


def observe(history: History, new: Version) -> History:
    """Put what a page was seen to say where it belongs; the history itself where that tells nothing new.

    Of versions seen at the same moment the one that is told later is the later. The text that the page says already is
    read anew and stays the same version. What is seen after a withdrawal is a new version: the page is back.

    >>> first, second = Version("a", "1", None, "2026-02-09"), Version("b", "2", None, "2026-02-11")
    >>> observe(observe((), second), first) == observe(observe((), first), second) == (first, second)
    True
    """
    place = bisect_right([version.seen for version in history], new.seen)
    before = history[place - 1] if place else None
    gone = before.withdrawn if before and before.withdrawn and before.withdrawn.at > new.seen else None
    if before and before.text == new.text and (gone or not before.withdrawn):
        is_last = place == len(history) and not before.withdrawn
        return (*history[:-1], replace(new, seen=before.seen)) if is_last else history
    after = history[place] if place < len(history) else None
    if after and after.text == new.text:  # it was there earlier than was known
        return (*history[:place], replace(new, withdrawn=after.withdrawn), *history[place + 1 :])
    if before and gone:  # it was this one that was withdrawn
        return (*history[: place - 1], replace(before, withdrawn=None), replace(new, withdrawn=gone), *history[place:])
    return (*history[:place], new, *history[place:])


def current(history: History) -> Version | None:
    """Return what the page says now; None where it was withdrawn, or is not known."""
    return history[-1] if history and not history[-1].withdrawn else None


def earlier(history: History) -> History:
    """Return all that the page says no more."""
    return history[:-1] if current(history) else history


def public_days(history: History) -> list[str]:
    """Tell from which day on each version was what the page said, ISO 8601.

    The first was from the day on which it says that it was published (of a month or a year alone the last), else from
    the day on which it was seen. A later one that names a later day was from that day; one that does not, from the day
    on which it was seen: nobody can tell when before that the page was changed.
    """
    days: list[str] = []
    latest = ""
    for version in history:
        told = day_public(version.published) if version.published else ""
        own = told if told > latest else version.seen[:10]
        latest = max(latest, told)
        days.append(max(own, days[-1] if days else ""))
    return days


def last_days(history: History) -> list[str | None]:
    """Tell the day from which each version was no more what the page said; None where it still is."""
    ends = [*public_days(history)[1:], None] if history else []
    gone = [version.withdrawn.on if version.withdrawn else None for version in history]
    return [min((day for day in pair if day), default=None) for pair in zip(ends, gone, strict=True)]


def as_known(history: History, day: str) -> History:
    """Return the history as it was public by a day: what came later, withdrawals included, left out."""
    known = [version for version, since in zip(history, public_days(history), strict=True) if since <= day]
    return tuple(
        replace(version, withdrawn=None) if version.withdrawn and version.withdrawn.on > day else version
        for version in known
    )


def version_iris(announcement: str, history: Sequence[Version]) -> list[str]:
    """Name each version by its text; a text that came back, by which time it is besides."""
    told: Counter[str] = Counter()
    names = []
    for version in history:
        told[version.text] += 1
        names.append(iris.mint_version(announcement, version.text, told[version.text]))
    return names
