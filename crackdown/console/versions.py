"""`crackdown versions` and `crackdown withdraw`: what an announcement said before, and that it is said no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING

from crackdown.console.printing import plain
from crackdown.intake.loading import LOCK_WAIT_SECONDS

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place
    from crackdown.graph.storage.view import View
    from crackdown.graph.versioning.version_changes import Change, Told
    from crackdown.graph.versioning.version_list import ToldVersion


class VersionsFormat(StrEnum):
    """How versions are printed."""

    text = "text"
    jsonl = "jsonl"


def print_versions(view: View, name: str, format_: VersionsFormat) -> None:
    """Print the versions of the announcement that `name` names, the first seen first.

    Raises:
        NotFound: there is no such announcement.
    """
    from crackdown.graph.iris import announcement_named
    from crackdown.graph.versioning.version_list import versions_of

    versions = versions_of(view, announcement_named(name))
    if format_ is VersionsFormat.jsonl:
        for number, version in enumerate(versions, 1):
            print(json.dumps({"number": number, **asdict(version)}, ensure_ascii=False), flush=True)
    else:
        for line in lines(versions):
            print(plain(line))


def lines(versions: list[ToldVersion]) -> Iterator[str]:
    """Yield what a person reads of an announcement's versions, line by line."""
    for number, version in enumerate(versions, 1):
        yield f"{number}  {_when(version)}"
        yield f"   {version.iri}"
        loaded = "" if version.loaded == version.seen else f", loaded {version.loaded}"
        yield f"   published {version.published or '(not told)'}, seen {version.seen}{loaded}"
        yield from (f"   {told_change(change, 10)}" for change in version.changes)
        if number > 1 and not version.changes:
            yield "   no claim differs"


def withdraw(place: Place, name: str, on: str | None, reason: str) -> str:
    """Note that an announcement was withdrawn; return a sentence that says so.

    Raises:
        NotFound, InputError: see `Writer.withdraw`.
        StoreLocked: a load holds the store.
    """
    from crackdown.graph.iris import announcement_named
    from crackdown.graph.storage.store import Store
    from crackdown.graph.versioning.as_of import to_day

    day = to_day(on) if on else None
    announcement = announcement_named(name)
    with Store.open(place, create=False, wait_seconds=LOCK_WAIT_SECONDS) as store:
        store.writer().withdraw(announcement, on=day, reason=reason)
    id_ = announcement.rpartition("/")[2]
    return f"withdrawn {id_}; what it said is kept: crackdown versions {id_}"


def _when(version: ToldVersion) -> str:
    until = f" until {version.public_until}" if version.public_until else ""
    state = ", said now" if version.is_current else ""
    if version.withdrawn_on:
        state = f", withdrawn on {version.withdrawn_on}{f': {version.reason}' if version.reason else ''}"
    return f"public from {version.public_from}{until}{state}"


def told_change(change: Change, width: int = 0) -> str:
    """Say in a line what a version changed; `width` is that of the first column."""
    kind = change.kind.replace("_", " ")
    told = " → ".join(_told(one) for one in (change.before, change.after) if one)
    return f"{kind:{width}}{'  ' if width else ': '}{change.about}, {change.field}: {told}"


def _told(told: Told) -> str:
    return f"{told.value} “{told.quote}”"
