"""The versions of an announcement for people to read: when each was public, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass

from crackdown.errors import NotFound
from crackdown.graph import iris
from crackdown.graph.announcement.stated import read_stated
from crackdown.graph.linking.things import to_id
from crackdown.graph.storage.view import View
from crackdown.graph.versioning.history import LISTED_BY, current, earlier, last_days, public_days, version_iris
from crackdown.graph.versioning.version_changes import Change, changes_between
from crackdown.graph.versioning.versions import history_of


@dataclass(frozen=True, slots=True)
class ToldVersion:
    """One version of an announcement.

    Attributes:
        iri: of the version; of the last one too, which is kept under it once another comes.
        is_current: whether it is what the announcement says now.
        published: when it was published, as it says itself.
        seen: when it was first seen, ISO 8601 in UTC.
        loaded: when it was read into this graph, likewise.
        public_from: the first day on which it was what the announcement said.
        public_until: the day from which it was that no more; None where it still is.
        withdrawn_on: the day from which it was withdrawn; None where it was not.
        reason: why, in the words of whoever said so.
        text_sha256: of its text.
        changes: in which claims it differs from the version before; none of the first.
    """

    iri: str
    is_current: bool
    published: str | None
    seen: str
    loaded: str
    public_from: str
    public_until: str | None
    withdrawn_on: str | None
    reason: str
    text_sha256: str
    changes: list[Change]


def versions_of(view: View, announcement: str) -> list[ToldVersion]:
    """List the versions of an announcement, or of the one of which this is a version, in the order they were seen in.

    Raises:
        NotFound: the graph has no such announcement, or it did not come as a record.
    """
    name = iris.versioned(announcement)
    history = history_of(view.engine, name) if iris.is_announcement(name) else ()
    if not history:
        raise NotFound(f"no announcement {name} that came as a record is in this graph; {LISTED_BY}")
    stated = [read_stated(view.records, version.record) for version in history]
    now = current(history)
    rows = zip(version_iris(name, history), history, stated, public_days(history), last_days(history), strict=True)
    return [
        ToldVersion(
            iri=version_iri,
            is_current=version is now,
            published=version.published,
            seen=version.seen,
            loaded=told.source.extracted_at if told else version.seen,
            public_from=since,
            public_until=until,
            withdrawn_on=version.withdrawn.on if version.withdrawn else None,
            reason=version.withdrawn.reason if version.withdrawn else "",
            text_sha256=version.text,
            changes=changes_between(before.record, told.record) if before and told else [],
        )
        for (version_iri, version, told, since, until), before in zip(rows, [None, *stated], strict=False)
    ]


def earlier_of(view: View, announcement: str) -> list[str]:
    """List the ids of an announcement's earlier versions, the first seen first."""
    history = history_of(view.engine, announcement)
    return [to_id(name) for name in version_iris(announcement, history)[: len(earlier(history))]]


def version_now(view: View, announcement: str) -> str | None:
    """Return the IRI of the version that an announcement says now; None where it did not come as a record."""
    history = history_of(view.engine, announcement)
    return version_iris(announcement, history)[-1] if current(history) else None


def now_of(view: View, name: str) -> str | None:
    """Return the announcement that says now what a version said; None where the name is none of its last version."""
    announcement = iris.versioned(name)
    return announcement if announcement != name and version_now(view, announcement) == name else None


def refuse_withdrawn(view: View, name: str) -> None:
    """Say of an announcement that was withdrawn since when; whatever else the name may be, nothing.

    Raises:
        NotFound: it was withdrawn.
    """
    history = history_of(view.engine, name) if iris.is_announcement(name) else ()
    withdrawal = history[-1].withdrawn if history else None
    if withdrawal:
        id_ = iris.announcement_id(name)
        raise NotFound(f"{id_} was withdrawn on {withdrawal.on}; what it said: crackdown versions {id_}")
