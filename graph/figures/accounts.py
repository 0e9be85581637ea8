"""Accounts: what one announcement tells of one operation, and who the announcement speaks for.

In the default graph the accounts of an operation are one; to hold them against each other each is read from its
announcement's own graph. Nothing is compared here: `arithmetic`, `spread` and `ledger` do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

from crackdown.graph.figures.told import ANY_DAYS, Days, Told, days_counted
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import crk, sex

NOTHING: frozenset[str] = frozenset()
_SEX_ORDER: Final = {sex.female: 1, sex.male: 2}


@dataclass(frozen=True, slots=True)
class Publication:
    """Where an announcement comes from; `published` is a day, a month or a year, `loaded` a moment (ISO 8601)."""

    iri: str
    publisher: str | None = None
    published: str | None = None
    loaded: str | None = None
    announcers: frozenset[str] = NOTHING


@dataclass(frozen=True)
class Account:
    """One operation as one announcement tells it: the values of each property, and the counts."""

    operation: str
    publication: Publication
    values: Mapping[str, frozenset[str]]
    counts: tuple[Told, ...] = ()

    def all(self, property_: str) -> frozenset[str]:
        """Return all values of a property."""
        return self.values.get(property_, NOTHING)

    def one(self, property_: str) -> str | None:
        """Return the value of a property of which an announcement gives one at most."""
        return min(self.all(property_), default=None)

    @property
    def is_total(self) -> bool:
        """Whether the announcement gives it as the sum of several operations, or as a running tally."""
        return "true" in self.all(crk.isTotal)

    @property
    def as_of(self) -> str | None:
        """The last day that the numbers cover; None where nobody tells how far a tally had come."""
        return self.days[1]

    @property
    def days(self) -> Days:
        """The first and the last day that the numbers can cover."""
        return days_counted(self.all(crk.earliestDate), self.all(crk.latestDate), self.publication.published)

    @cached_property
    def persons(self) -> Told | None:
        """How many people in all."""
        return next((count for count in self.counts if count.headline), None)

    @cached_property
    def by_group(self) -> dict[str, Told]:
        """The numbers of women, of men and of each nationality, by the group's IRI."""
        return {count.group[0]: count for count in self.counts if not count.headline and len(count.group) == 1}

    @cached_property
    def by_nationality(self) -> dict[str, Told]:
        """The numbers by nationality, by the country's IRI."""
        return {group: count for group, count in self.by_group.items() if group not in (sex.female, sex.male)}

    @property
    def whose(self) -> frozenset[str]:
        """Return the nationalities that the people have, where the numbers by nationality account for everybody."""
        told, all_ = self.by_nationality, self.persons
        is_all = bool(all_) and sum(count.value for count in told.values()) == (all_.value if all_ else 0)
        return frozenset(told) if is_all else NOTHING


def read_accounts(view: View, network: Network) -> list[Account]:
    """Read all accounts, by operation and announcement."""
    publications = read_publications(view)
    values: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in view.select(load("accounts")):
        key = (str(row["operation"]), str(row["announcement"]))
        values[key][str(row["property"])].add(str(row["value"]))
    counts: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for operation, told in network.things.told.items():
        for count in told:
            counts[operation, count.announcement].append(count)
    return [
        Account(
            operation,
            publications.get(announcement, Publication(announcement)),
            {property_: frozenset(found) for property_, found in values[operation, announcement].items()},
            tuple(sorted(counts[operation, announcement], key=lambda count: (not count.headline, count.group))),
        )
        for operation, announcement in sorted(values)
    ]


def read_publications(view: View) -> dict[str, Publication]:
    """Read where each announcement comes from, by its IRI."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in view.select(load("publications")):
        rows[str(row["announcement"])].append({name: str(term) for name, term in row.items()})
    return {
        iri: Publication(
            iri,
            _first(found, "publisher"),
            _first(found, "published"),
            _first(found, "loaded"),
            frozenset(row["announcer"] for row in found if "announcer" in row),
        )
        for iri, found in rows.items()
    }


def by_operation(accounts: Iterable[Account]) -> dict[str, list[Account]]:
    """Put the accounts of each operation together."""
    found: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        found[account.operation].append(account)
    return found


def counts_by_group(accounts: Iterable[Account]) -> dict[str, list[tuple[Account, Told]]]:
    """Put together what is told of each group, everybody ("") first, then women, men, nationalities."""
    found: dict[str, list[tuple[Account, Told]]] = defaultdict(list)
    for account in accounts:
        for count in account.counts:
            found[count.of].append((account, count))
    order = sorted(found, key=lambda group: (bool(group), _SEX_ORDER.get(group, 3), group))
    return {group: found[group] for group in order}


def days_by_account(accounts: Sequence[Account]) -> Callable[[Account], Days]:
    """Return what tells the days that each account of an operation counts: of no running total, any.

    Where one announcement tells of a total, what others tell of the same operation is one too.
    """
    is_total = any(account.is_total for account in accounts)
    return lambda account: account.days if is_total else ANY_DAYS


class Agencies:
    """For which country agencies and officials act, in which airports lie, and what agencies belong to."""

    def __init__(self, countries: Mapping[str, Iterable[str]], parents: Mapping[str, Iterable[str]]) -> None:
        self._countries = countries
        self._parents = parents

    @classmethod
    def read(cls, view: View) -> Self:
        """Read them from a graph."""
        countries: dict[str, set[str]] = defaultdict(set)
        parents: dict[str, set[str]] = defaultdict(set)
        for row in view.select(load("agencies")):
            found, name = (countries, "country") if "country" in row else (parents, "parent")
            found[str(row["thing"])].add(str(row[name]))
        return cls(countries, parents)

    def countries(self, things: Iterable[str]) -> frozenset[str]:
        """Return the countries of the things; an embassy acts for the country that sends it."""
        return frozenset(country for thing in things for country in self._countries.get(thing, ()))

    def with_parents(self, agencies: Iterable[str]) -> frozenset[str]:
        """Return the agencies and all that they belong to."""
        found: set[str] = set()
        agenda = list(agencies)
        while agenda:
            agency = agenda.pop()
            if agency not in found:
                found.add(agency)
                agenda.extend(self._parents.get(agency, ()))
        return frozenset(found)


# The same, read once for each version of the graph.
publications_of = Kept(read_publications)
accounts_of = Kept(lambda view: read_accounts(view, network_of(view)))
accounts_by_operation = Kept(lambda view: by_operation(accounts_of(view)))
agencies_of = Kept(Agencies.read)


def _first(rows: Iterable[Mapping[str, str]], name: str) -> str | None:
    return min((row[name] for row in rows if name in row), default=None)
