"""Accounts read from a graph: those of one operation when they are asked for, or all of them at once."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import Final

import pyoxigraph as ox

from crackdown.graph.figures.accounts import Account
from crackdown.graph.figures.publications import Publication, publications_of
from crackdown.graph.figures.told import Told
from crackdown.graph.linking.asked import Asked
from crackdown.graph.linking.lookup import Lookup
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.engine import Prefetches
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.on_disk import OnDisk, Rows, Texts
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import crk, rdf

# What an account is made of; `queries/accounts.rq` reads the same.
_READ: Final = frozenset({
    crk.kind, crk.earliestDate, crk.latestDate, crk.isTotal, crk.partOf, crk.inCountry, crk.sentTo, crk.departedFrom,
    crk.atPlace, crk.carriedOutBy, crk.offence, crk.nationalsOf,
})  # fmt: skip

_Values = defaultdict[str, defaultdict[str, set[str]]]  # by announcement and property


class Accounts(Asked[str, list[Account]]):
    """The accounts of each operation of a view by its IRI, those of one operation by announcement.

    On an endpoint, where each look-up goes over HTTP, the first question reads all.
    """

    def __init__(self, view: View, network: Network) -> None:
        super().__init__(self._read_one, self._read_all)
        self._view = view
        self._network = network
        self._publications = publications_of(view)
        self._graph = Lookup(view)
        self._shared = _Shared()
        self._is_all_read = False
        self._reading = threading.Lock()

    @classmethod
    def of_rows(cls, view: View, rows: Rows) -> Accounts:
        """Take all of them from a file; what the network no longer counts as it did then is read again."""
        found = cls(view, network_of(view))
        alike: dict[tuple[int, ...], Mapping[str, frozenset[str]]] = {}
        for operation, claims, told in rows:
            iri = rows.texts[operation]
            counts = found._network.things.told.get(iri, [])
            if [count.claim for count in counts] != rows.several(claims):
                found.get(iri)
                continue
            accounts = found.kept[iri] = []
            for announcement, numbers, places in told:
                values = alike.get(key := tuple(numbers))
                if values is None:
                    values = alike[key] = found._shared.values(_values_in(rows, numbers))
                published = found._published(rows.texts[announcement])
                accounts.append(Account(iri, published, values, tuple([counts[place] for place in places])))
        found._is_all_read = True
        return found

    def rows(self, texts: Texts) -> Iterator[object] | None:
        """Return them as rows of a file; None where not all are read."""
        return self._iter_rows(texts) if self._is_all_read else None

    def _iter_rows(self, texts: Texts) -> Iterator[object]:
        for operation, accounts in self.kept.copy().items():
            counts = self._network.things.told.get(operation, [])
            told = [
                [texts(one.publication.iri), _numbers_of(texts, one.values), [*map(counts.index, one.counts)]]
                for one in accounts
            ]
            yield [texts(operation), texts.all(count.claim for count in counts), told]

    def after(self, view: View, touched: Set[str]) -> Accounts:
        """Take over to a later view the accounts that say the same there; where all were read, read the others.

        Whatever an announcement says of an operation otherwise than before has touched that operation.
        """
        later = Accounts(view, network_of(view))
        later._shared = self._shared
        kept = self.kept.copy()
        changed = {iri for iri, accounts in kept.items() if iri in touched or later._tell_else(accounts, touched)}
        later.take_over(self, without=changed)
        if self._is_all_read:
            for iri in touched | changed:
                later.get(iri)
            later._is_all_read = True
        return later

    def _tell_else(self, accounts: Iterable[Account], touched: Set[str]) -> bool:
        """Tell whether figures of some accounts, or where they come from, may be others now."""
        return any(
            self._published(one.publication.iri) != one.publication
            or any(count.claim in touched for count in one.counts)
            for one in accounts
        )

    def _read_one(self, operation: str) -> list[Account] | None:
        if isinstance(self._view.engine, Prefetches):
            self._read_all()
            return self.kept.get(operation)
        graph = self._graph
        reporting = graph.says_itself(crk.reports, operation)
        announcements = (one for one in reporting if graph.has(one, rdf.type, crk.Announcement, one))
        return self._made(operation, {one: self._values_in(one, operation) for one in announcements}) or None

    def _values_in(self, announcement: str, operation: str) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for quad in self._graph.said_in(announcement, operation):
            if quad.predicate.value in _READ and not isinstance(quad.object, ox.Triple):
                found[quad.predicate.value].add(quad.object.value)
        return found

    def _read_all(self) -> Iterable[str]:
        with self._reading:
            if not self._is_all_read:
                found = self._read_values()
                for each in (self._network.things.told, self._publications):
                    list(each)  # else those of each operation, or announcement, are looked up by themselves
                for operation in list(found):
                    if accounts := self._made(operation, found.pop(operation)):
                        self.kept.setdefault(operation, accounts)
                self._is_all_read = True
        return sorted(self.kept)

    def _read_values(self) -> dict[str, _Values]:
        share = self._shared.text
        found: defaultdict[str, _Values] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
        for announcement, operation in self._view.iter_values(load("reported")):
            found[share(operation)][share(announcement)] = defaultdict(set)
        for announcement, operation, property_, value in self._view.iter_values(load("accounts")):
            told = found[operation].get(announcement) if operation in found else None
            if told is not None:
                told[share(property_)].add(share(value))
        return found

    def _made(self, operation: str, values: Mapping[str, Mapping[str, set[str]]]) -> list[Account]:
        counts: defaultdict[str, list[Told]] = defaultdict(list)
        for count in self._network.things.told.get(operation, ()):
            counts[count.announcement].append(count)
        return [
            Account(
                operation,
                self._published(announcement),
                self._shared.values(told),
                tuple(sorted(counts[announcement], key=lambda count: (not count.headline, count.group))),
            )
            for announcement, told in sorted(values.items())
            if told
        ]

    def _published(self, announcement: str) -> Publication:
        return self._publications.get(announcement) or Publication(announcement)


class _Shared:
    """Texts and sets of them, each once in memory: thousands of accounts tell of the same few countries and days."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}

    def text(self, text: str) -> str:
        return self._texts.setdefault(text, text)

    def values(self, told: Mapping[str, Iterable[str]]) -> Mapping[str, frozenset[str]]:
        return {self.text(property_): self._set(values) for property_, values in told.items()}

    def _set(self, texts: Iterable[str]) -> frozenset[str]:
        found = frozenset(map(self.text, texts))
        return self._sets.setdefault(found, found)


def _numbers_of(texts: Texts, values: Mapping[str, Collection[str]]) -> list[int]:
    """Return values as numbers of texts: each property, how many values it has, and these."""
    found: list[int] = []
    for property_, told in values.items():
        found += (texts(property_), len(told), *texts.all(sorted(told)))
    return found


def _values_in(rows: Rows, numbers: Sequence[int]) -> dict[str, list[str]]:
    found, at = {}, 0
    while at < len(numbers):
        first = at + 2
        at = first + numbers[first - 1]
        found[rows.texts[numbers[first - 2]]] = rows.several(numbers[first:at])
    return found


def _renewed(kept: Accounts, version: str, view: View) -> Accounts | None:
    touched = view.touched_since(version)
    return None if touched is None else kept.after(view, touched)


# The one in use and the one before, as of networks: each reads its version of the graph.
_KEPT: Final = Kept(
    lambda view: Accounts(view, network_of(view)),
    most=2,
    renew=_renewed,
    on_disk=OnDisk("accounts", Accounts.rows, Accounts.of_rows),
)


def accounts_by_operation(view: View) -> Mapping[str, list[Account]]:
    """Return the accounts of each operation by its IRI; those of all are read where somebody iterates over them."""
    return _KEPT(view)


def keep_accounts(view: View) -> None:
    """Have all accounts of a view beside its store, where all are read."""
    _KEPT.keep(view)


def accounts_of(view: View) -> list[Account]:
    """Return all accounts, by operation and announcement."""
    return [account for accounts in accounts_by_operation(view).values() for account in accounts]
