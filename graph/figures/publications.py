"""Where announcements come from: who published and announced each, and when it was loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Self

from crackdown.graph.linking.asked import Asked
from crackdown.graph.linking.lookup import Lookup
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.engine import Prefetches
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.on_disk import OnDisk, Rows, Texts
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import crk, dcterms, prov, rdf

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Publication:
    """Where an announcement comes from; `published` is a day, a month or a year, `loaded` a moment (ISO 8601)."""

    iri: str
    publisher: str | None = None
    published: str | None = None
    loaded: str | None = None
    announcers: frozenset[str] = NOTHING


class Publications(Asked[str, Publication]):
    """The publications of a view by the announcements' IRIs: each read when it is asked for, or all at once.

    On an endpoint, where each look-up goes over HTTP, the first question reads all.
    """

    def __init__(self, view: View) -> None:
        super().__init__(self._read_one, self._read_all)
        self._view = view
        self._graph = Lookup(view)
        self._is_all_read = False

    @classmethod
    def of_rows(cls, view: View, rows: Rows) -> Self:
        """Take all of them from a file."""
        found = cls(view)
        for iri, publisher, published, loaded, announcers in rows:
            announcement, by, day, moment = rows.several((iri, publisher, published, loaded))
            who = frozenset(rows.several(announcers))
            found.kept[announcement] = Publication(announcement, by, day, moment, who)
        found._is_all_read = True
        return found

    def rows(self, texts: Texts) -> Iterable[object] | None:
        """Return them as rows of a file; None where not all are read."""
        if not self._is_all_read:
            return None
        return (
            [*texts.all((one.iri, one.publisher, one.published, one.loaded)), texts.all(sorted(one.announcers))]
            for one in self.kept.copy().values()
        )

    def after(self, view: View, touched: Set[str]) -> Publications:
        """Take over to a later view what is not of announcements, or of readings of them, that were touched."""
        later = Publications(view)
        read = {announcement for one in touched for announcement in later._graph.objects(one, prov.used)}
        later.take_over(self, without=touched | read)
        if self._is_all_read:
            for one in touched | read:
                later.get(one)
            later._is_all_read = True
        return later

    def _read_one(self, announcement: str) -> Publication | None:
        if isinstance(self._view.engine, Prefetches):
            self._read_all()
            return self.kept.get(announcement)
        graph = self._graph
        if not graph.has(announcement, rdf.type, crk.Announcement):
            return None
        readings = (one for one in graph.subjects(prov.used, announcement) if graph.has(one, rdf.type, crk.Extraction))
        return Publication(
            announcement,
            min(graph.objects(announcement, dcterms.publisher), default=None),
            min(graph.objects(announcement, dcterms.issued), default=None),
            min((moment for one in readings for moment in graph.objects(one, prov.endedAtTime)), default=None),
            frozenset(graph.objects(announcement, crk.announcedBy)),
        )

    def _read_all(self) -> Iterable[str]:
        if not self._is_all_read:
            rows: defaultdict[str, list[Sequence[str]]] = defaultdict(list)
            for announcement, *told in self._view.iter_values(load("publications")):
                rows[announcement].append(told)
            self.kept.update((iri, _publication(iri, found)) for iri, found in rows.items())
            self._is_all_read = True
        return list(self.kept)


def _publication(iri: str, rows: Iterable[Sequence[str]]) -> Publication:
    *told, announcers = (frozenset(filter(None, values)) for values in zip(*rows, strict=True))
    publisher, published, loaded = (min(values, default=None) for values in told)
    return Publication(iri, publisher, published, loaded, announcers)


def _renewed(kept: Publications, version: str, view: View) -> Publications | None:
    touched = view.touched_since(version)
    return None if touched is None else kept.after(view, touched)


# The one in use and the one before, as of networks: each reads its version of the graph.
publications_of = Kept(
    Publications, most=2, renew=_renewed, on_disk=OnDisk("publications", Publications.rows, Publications.of_rows)
)
