"""One announcement seen to say something, or said to be withdrawn: from its history to what is to be written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crackdown.errors import InputError, StoreUnavailable
from crackdown.graph import iris
from crackdown.graph.announcement.stated import Stated, read_stated
from crackdown.graph.storage.archive import digest_of
from crackdown.graph.versioning.history import History, Version, Withdrawal, current, observe, public_days

if TYPE_CHECKING:
    from crackdown.graph.storage.consequences import Consequences
    from crackdown.graph.storage.store import Store

_NEW: Final = ""  # in the place of the digest of a record that is not archived yet


def observed(history: History, stated: Stated) -> tuple[History, Stated]:
    """Put what was read to a history; return it, and what was read with the time at which it was first seen.

    The history is the same where that tells nothing new of what the page said before.
    """
    source = stated.source
    seen = source.seen_at or source.extracted_at
    after = observe(history, Version(source.text_digest, _NEW, stated.record.published, seen))
    number = next((number for number, version in enumerate(after) if version.record == _NEW), None)
    if number is None:
        return history, stated
    first_seen = after[number].seen
    is_apart = source.seen_at is not None or first_seen != source.extracted_at
    told = replace(source, seen_at=first_seen if is_apart else None)
    stated = replace(stated, source=told)
    archived = replace(after[number], record=digest_of(stated.to_json()))
    return (*after[:number], archived, *after[number + 1 :]), stated


def is_same(before: History, after: History) -> bool:
    """Tell whether two histories differ in no more than in which records they were read into."""
    return [replace(one, record=_NEW) for one in before] == [replace(one, record=_NEW) for one in after]


def withdrawn(announcement: str, history: History, *, on: str, at: str, reason: str) -> History:
    """Return the history of an announcement that is withdrawn from a day on.

    Args:
        announcement: its IRI, for messages.
        history: what it said up to now.
        on: the day, ISO 8601.
        at: the moment in which that is said, ISO 8601 in UTC.
        reason: why; "" where none is given.

    Raises:
        InputError: it is withdrawn already, or the day is not between its publication and today.
    """
    name = iris.announcement_id(announcement)
    if not current(history):
        raise InputError(f"{name} is withdrawn already; `crackdown versions {name}` tells since when")
    since, today = public_days(history)[-1], at[:10]
    if not since <= on <= today:
        days = f"give a day from {since}, when it was public, to {today}"
        if since == today:
            days = f"what it says now is public since today; give {today}"
        raise InputError(f"{name} cannot be withdrawn on {on}: {days}")
    return (*history[:-1], replace(history[-1], withdrawn=Withdrawal(on, at, reason)))


def rewrite(
    store: Store, change: Consequences, announcement: str, before: History, after: History,
    given: tuple[Stated, str] | None = None,
) -> None:  # fmt: skip
    """Have a change bring an announcement from one history to another.

    Args:
        store: what the change is of.
        change: takes it along.
        announcement: its IRI.
        before: its history as the store holds it.
        after: as it is to be.
        given: a version that the archive may not hold yet, and its text.

    Raises:
        InvalidRecord: a fact lacks evidence or a quote does not stand in the text.
        StoreUnavailable: the archive lacks a version that it should hold.
    """
    now, was = current(after), current(before)
    if now is None:
        change.withdraw(announcement)
    elif was is None or now.record != was.record:
        change.replace(announcement, *(given if given and _is_of(given, now) else _archived(store, announcement, now)))
    if given and not (now and _is_of(given, now)):
        change.keep(*given)
    change.versions.rewrite(announcement, before, after)


def _is_of(given: tuple[Stated, str], version: Version) -> bool:
    return digest_of(given[0].to_json()) == version.record


def _archived(store: Store, announcement: str, version: Version) -> tuple[Stated, str]:
    stated, text = read_stated(store.records, version.record), store.archive.read(version.text)
    if stated is None or text is None:
        raise StoreUnavailable(f"the archive lacks a version of {announcement}; restore the store's folder")
    return stated, text
