"""Accounts: what one announcement tells of one operation, and who the announcement speaks for.

In the default graph the accounts of an operation are one; to hold them against each other each is read from its
announcement's own graph (`accounts_read.py`). Nothing is compared here: `arithmetic`, `spread` and `ledger` do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from crackdown.graph.figures.publications import NOTHING, Publication
from crackdown.graph.figures.told import ANY_DAYS, Days, Told, days_counted
from crackdown.ontology.terms import crk, sex

_SEX_ORDER: Final = {sex.female: 1, sex.male: 2}


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

    @cached_property
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
