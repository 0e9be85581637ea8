"""All that follows from announcements that come, change or go, for one transaction.

Which things are one, which texts are copies, who held a post when; and the graphs of other announcements that are to be
written again because a thing of theirs goes by another IRI now. Any number of announcements may come in one change:
what they state is worked out once all are taken over. Nothing is written here but what is archived by digest, once all
is worked out; nothing names that until the transaction is through.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from crackdown.graph.announcement.stated import Stated, read_stated
from crackdown.graph.identity import Resolution
from crackdown.graph.identity.delta import Delta
from crackdown.graph.identity.holders import Holders, seats_of
from crackdown.graph.storage.archive import digest_of
from crackdown.graph.storage.engine import Keeps
from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.storage.stating import facts_of
from crackdown.graph.telling.copies import Copies, fingerprint_of
from crackdown.graph.versioning.versions import Versions

if TYPE_CHECKING:
    from crackdown.graph.storage.store import Store

Graphs = dict[ox.NamedNode, set[Fact[Node]]]


class Consequences:
    """Works out one change of a store; `conclude` gives what is to be written."""

    def __init__(self, store: Store) -> None:
        self.resolution = Resolution(store.engine)
        self.outdated: set[str] = set()  # digests of records that nothing names once the change is written
        self._store = store
        self._copies = Copies(store.engine, self.resolution.index.delta)
        self._holders = Holders(store.engine, self.resolution.index.delta)
        self._texts, self._records = _Kept(store.archive), _Kept(store.records)
        self.versions = Versions(store.engine, self.resolution.index, self._texts.read, self._records.read)
        self._moved: set[str] = set()
        self._new: dict[str, _New] = {}
        self._graphs: Graphs = {}

    def replace(self, announcement: str, stated: Stated, text: str) -> None:
        """Take over what an announcement states now."""
        self._take_over(announcement, stated, text)
        new = _New(stated, text, stated.to_json())
        digest = digest_of(new.kept)
        self.outdated.discard(digest)
        self.resolution.index.set_archived(announcement, digest)
        self._graphs.pop(ox.NamedNode(announcement), None)
        self._new[announcement] = new

    def withdraw(self, announcement: str) -> None:
        """Take back all that an announcement states."""
        self._take_over(announcement, None, None)
        self._new.pop(announcement, None)
        self._graphs[ox.NamedNode(announcement)] = set()
        self.resolution.index.set_archived(announcement, None)

    def keep(self, stated: Stated, text: str) -> None:
        """Have the archive hold what an announcement stated before, as well."""
        self._texts.add(text)
        self._records.add(stated.to_json())

    def resolve(self, members: Iterable[str]) -> set[str]:
        """Group anew what may be one with some members; return the announcements to be written again."""
        moved = self.resolution.resolve(members)
        self._moved |= moved
        return moved

    def conclude(self) -> tuple[Graphs, tuple[Delta, ...]]:
        """Archive what came, and return the graphs to be written whole and what changes in those beside announcements'.

        Raises:
            InvalidRecord: a fact lacks evidence or a quote does not stand in the text; then nothing is archived.
        """
        self._moved |= self.resolution.conclude()
        for announcement in sorted(self._moved | self._new.keys()):
            name, stated = ox.NamedNode(announcement), self._stated(announcement)
            text = self._text(announcement)
            if name not in self._graphs and stated is not None and text is not None:
                self._graphs[name] = facts_of(announcement, stated, text, self.resolution)
                self._seat(announcement, stated)
        self._holders.conclude()
        for new in self._new.values():
            self._texts.add(new.text)
            self._records.add(new.kept)
        self._texts.write()
        self._records.write()
        index, decisions = self.resolution.index.delta, self.resolution.decisions.delta
        deltas = index, decisions, self._copies.delta, self._holders.delta, self.versions.delta
        return {**self._graphs, **self.versions.graphs}, deltas

    def _take_over(self, announcement: str, stated: Stated | None, text: str | None) -> None:
        before, known = self._stated(announcement), self.resolution.index.archived(announcement)
        self.outdated |= {known} if known else set()
        self.resolution.take_over(announcement, before.record if before else None, stated.record if stated else None)
        self._copies.replace(announcement, fingerprint_of(stated, text))
        if stated is None:
            self._holders.replace(announcement, [])

    def _seat(self, announcement: str, stated: Stated) -> None:
        """Take over whom an announcement shows in which post."""
        self._holders.replace(
            announcement, seats_of(stated.record, self.resolution.assignment(stated.record, announcement))
        )

    def _stated(self, announcement: str) -> Stated | None:
        """Return what an announcement states, as it was given; None where it did not come as a record."""
        if announcement in self._new:
            return self._new[announcement].stated
        return read_stated(self._store.records, self.resolution.index.archived(announcement))

    def _text(self, announcement: str) -> str | None:
        if announcement in self._new:
            return self._new[announcement].text
        return self._store.view().text(announcement)


class _New(NamedTuple):
    """What an announcement states now, its text, and the line of JSON that the archive keeps of the former."""

    stated: Stated
    text: str
    kept: str


class _Kept:
    """An archive, and what it is to hold once a change is worked out."""

    def __init__(self, archive: Keeps) -> None:
        self._archive = archive
        self._more: dict[str, str] = {}

    def add(self, text: str) -> None:
        self._more[digest_of(text)] = text

    def read(self, digest: str) -> str | None:
        return self._more[digest] if digest in self._more else self._archive.read(digest)

    def write(self) -> None:
        for text in self._more.values():
            self._archive.write(text)
