"""Arithmetic on counts: do they add up, does a group fit into its total, can rival figures all be right?

Pure functions from accounts to findings. A contradiction is certain, given that the accounts tell of one thing: bounds
count, never the printed number alone, so "more than 300" contradicts no 312. Where an announcement leaves a number out,
the others' stands in for it, the one that contradicts least. Which number is wrong is never said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crackdown.graph.figures.accounts import Account, by_operation, counts_by_group, days_by_account
from crackdown.graph.figures.agencies import Agencies
from crackdown.graph.figures.told import Days, Told, at_odds, farthest_apart, has_all_days
from crackdown.ontology.terms import crk, finding_kind, severity, sex

_GRAVEST_FIRST: Final = (severity.contradiction, severity.doubt, severity.confirmation)
# Parts that fall short of their total by so little look like a slip; where more is missing, some parts are not told.
_SLIP: Final = 0.05
_MAY_HAVE_TWO: Final = 2  # so few people may each hold two nationalities; of many it is not to be expected
_SCOPE: Final = (crk.atPlace, crk.departedFrom, crk.offence)
_Here = Mapping[str, Mapping[str, Account]]  # by announcement and operation


@dataclass(frozen=True, slots=True)
class Finding:
    """What comes out when counts are held against each other.

    Attributes:
        kind: a concept of the scheme of finding kinds.
        severity: a concept of the scheme of severities.
        counts: what was compared; where some were added up, the total stands last.
        operations: whose counts they are, one each.
        days: for a running total the day it counts from, where that is told, and the day that each of the two numbers
            reaches to.
    """

    kind: str
    severity: str
    counts: tuple[Told, ...]
    operations: tuple[str, ...]
    days: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What makes it this finding and no other."""
        return self.kind, tuple(count.claim for count in self.counts)

    @property
    def tenor(self) -> tuple[object, ...]:
        """What it says, whoever said the numbers: five reports of one sum make one finding."""
        numbers = tuple((count.group, count.value, count.low, count.high) for count in self.counts)
        return self.kind, self.operations, numbers, self.days


def check(accounts: Iterable[Account], agencies: Agencies) -> list[Finding]:
    """Return what the accounts' numbers come to, the gravest first."""
    told = by_operation(accounts)
    return conclude(told, check_each(told, told), agencies)


def check_each(wanted: Iterable[str], told: Mapping[str, list[Account]]) -> dict[str, list[Finding]]:
    """Return what the numbers of each operation that is wanted come to, by its IRI.

    They depend on its accounts and on those of operations that an announcement tells of beside it.
    """
    here: defaultdict[str, dict[str, Account]] = defaultdict(dict)
    for account in (account for each in told.values() for account in each):
        here[account.publication.iri][account.operation] = account
    return {one: [*_of_operation(one, told, here), *_rivals(one, told[one])] for one in wanted}


def conclude(
    told: Mapping[str, list[Account]], of_each: Mapping[str, Iterable[Finding]], agencies: Agencies
) -> list[Finding]:
    """Put the findings of all operations together with those across operations, the gravest first."""
    found = [finding for one in told for finding in of_each[one]]
    found += _falling_totals([account for each in told.values() for account in each], agencies)
    by_tenor: dict[tuple[object, ...], Finding] = {}
    for finding in sorted(found, key=_fewest_announcements):
        by_tenor.setdefault(finding.tenor, finding)
    return sorted(by_tenor.values(), key=lambda finding: (_GRAVEST_FIRST.index(finding.severity), finding.key))


def _fewest_announcements(finding: Finding) -> tuple[int, tuple[str, tuple[str, ...]]]:
    """Put what one announcement says by itself before what is pieced together from several."""
    return len({count.announcement for count in finding.counts}), finding.key


def _of_operation(operation: str, told: Mapping[str, list[Account]], here: _Here) -> Iterator[Finding]:
    """Check what each account of an operation says within itself, others' numbers standing in where it gives none."""
    days = days_by_account(told[operation])
    for account in told[operation]:
        wider = [
            other for other in told[operation] if other is not account and has_all_days(days(other), days(account))
        ]
        total = account.persons or _most_lenient_total(other.persons for other in wider)
        if total is None:
            continue
        compared = _Compared(operation, total)
        for group in sorted(account.by_group):
            yield from compared.group(account.by_group[group])
        yield from _sexes(account, [other for other in wider if has_all_days(days(account), days(other))], compared)
        nationalities = [(operation, count) for count in account.by_nationality.values()]
        if len(nationalities) > 1 and total.value > _MAY_HAVE_TWO:
            yield from compared.sum(finding_kind.nationalities_and_total, nationalities)
        yield from _parts(here[account.publication.iri], told, account, compared)


class _Compared:
    """The total of an operation, and what is held against it."""

    def __init__(self, operation: str, total: Told) -> None:
        self.operation = operation
        self.total = total

    def sum(self, kind: str, parts: Sequence[tuple[str, Told]], *, slip: float | None = None) -> Iterator[Finding]:
        """Hold a sum against the total; a slip is how far it may fall short and be doubtful."""
        total, counts = self.total, [count for _, count in parts]
        floor = sum(count.floor for count in counts)
        grade = None
        if total.ceiling is not None and floor > total.ceiling:
            grade = severity.contradiction
        elif total.is_exact and all(count.is_exact for count in counts):
            if floor == total.value:
                grade = None if _is_sum_of(total, counts) else severity.confirmation
            elif slip is not None and total.value - floor <= slip * total.value:
                grade = severity.doubt
        if grade:
            operations = (*(operation for operation, _ in parts), self.operation)
            yield Finding(kind, grade, (*counts, total), operations)

    def group(self, count: Told) -> Iterator[Finding]:
        """Hold a group against the total."""
        if self.total.ceiling is not None and count.floor > self.total.ceiling:
            operations = (self.operation, self.operation)
            yield Finding(finding_kind.group_and_total, severity.contradiction, (count, self.total), operations)


def _sexes(account: Account, others: Sequence[Account], compared: _Compared) -> Iterator[Finding]:
    """Add up women and men; one of the two may come from another announcement that gives the same total, or none."""
    total = account.persons
    fitting = [other for other in others if not other.persons or (total and _are_one_number(total, other.persons))]
    women, men = (
        account.by_group.get(each) or _most_lenient(other.by_group.get(each) for other in fitting)
        for each in (sex.female, sex.male)
    )
    if women and men and (women in account.counts or men in account.counts):
        sum_ = [(compared.operation, women), (compared.operation, men)]
        yield from compared.sum(finding_kind.women_and_men, sum_, slip=1.0)


def _is_sum_of(total: Told, parts: Sequence[Told]) -> bool:
    """Tell whether a total stands in no text, but was added up of its parts: then the words of all of them are its own.

    "50 Chinese and 40 Vietnamese nationals" are 90 people, and nobody announced 90.
    """
    rest = total.printed or ""
    for part in parts:
        if not part.printed or part.printed not in rest or part.announcement != total.announcement:
            return False
        rest = rest.replace(part.printed, "", 1)
    return any(sign.isalpha() for sign in rest)


def _are_one_number(one: Told, other: Told) -> bool:
    return (one.floor, one.ceiling) == (other.floor, other.ceiling)


def _parts(
    here: Mapping[str, Account], told: Mapping[str, list[Account]], whole: Account, compared: _Compared
) -> Iterator[Finding]:
    """Add up the parts that one announcement names; parts named by several may overlap, and are not put together."""
    parts = {name for name, other in here.items() if compared.operation in other.all(crk.partOf)}
    parts -= {name for name in parts if here[name].all(crk.partOf) & parts}  # a part of a part is counted with it
    counts = [
        (name, here[name].persons or _most_lenient(_told_by_then(told[name], whole.days))) for name in sorted(parts)
    ]
    known = [(name, count) for name, count in counts if count]
    slip = _SLIP if len(known) == len(counts) > 1 else None
    for finding in compared.sum(finding_kind.parts_and_total, known, slip=slip) if known else ():
        # A part alone that has all the people of its total bears nothing out, nor do some parts of several.
        if slip is not None or finding.severity == severity.contradiction:
            yield finding


def _told_by_then(accounts: Sequence[Account], days: Days) -> Iterator[Told | None]:
    """Yield the numbers that a total of these days has to hold."""
    return (one.persons for one in accounts if not one.is_total or has_all_days(days, one.days))


def _rivals(operation: str, accounts: Sequence[Account]) -> Iterator[Finding]:
    """Hold the announcements' numbers of one operation against each other, group by group."""
    everybody = {account.publication.iri: account.persons for account in accounts if account.persons}
    is_total = any(account.is_total for account in accounts)
    for group, counts in counts_by_group(accounts).items():
        for finding in _at_odds(operation, counts, is_total=is_total) if len(counts) > 1 else ():
            # Where all are of one group, the number of the group is the number of all: one finding says it.
            if not (group and all(_is_everybody(count, everybody) for count in finding.counts)):
                yield finding


def _at_odds(operation: str, told: Sequence[tuple[Account, Told]], *, is_total: bool) -> Iterator[Finding]:
    """Find the two that are farthest apart; of a running total, those of each day, and what it has lost by each day."""
    apart, by = farthest_apart(count for _, count in told), {count.claim: account for account, count in told}
    pairs = [(apart[1], apart[0])] if apart else []
    if apart and is_total:
        pairs = sorted(at_odds((account.days, count) for account, count in told), key=_farthest_first)
    seen: set[tuple[bool, str | None]] = set()
    for more, less in pairs:
        earlier, later = by[more.claim], by[less.claim]
        falls = is_total and None not in (earlier.as_of, later.as_of) and earlier.as_of != later.as_of
        if (falls, later.as_of) not in seen:
            seen.add((falls, later.as_of))
            if falls:
                yield _fallen(earlier, later, severity.contradiction, (more, less))
            else:
                yield Finding(finding_kind.rival_figures, severity.contradiction, (less, more), (operation, operation))


def _farthest_first(pair: tuple[Told, Told]) -> tuple[int, int, str, str]:
    more, less = pair
    return -more.floor, less.ceiling or 0, more.claim, less.claim


def _is_everybody(count: Told, everybody: Mapping[str, Told]) -> bool:
    all_ = everybody.get(count.announcement)
    return all_ is not None and _are_one_number(all_, count)


def _falling_totals(accounts: Sequence[Account], agencies: Agencies) -> Iterator[Finding]:
    """Hold each running total against the greatest of another operation that was told earlier and has to be in it."""
    totals = [account for account in accounts if account.is_total and account.persons and account.as_of]
    chains: dict[tuple[str | None, ...], list[Account]] = defaultdict(list)
    for account in totals:
        key = (account.one(crk.kind), account.one(crk.inCountry), account.one(crk.earliestDate))
        if all(key):
            chains[key].append(account)
    for group in chains.values():
        for later in group:
            before = (
                one for one in group if (one.as_of or "") < (later.as_of or "") and _must_hold(later, one, agencies)
            )
            most = max(before, key=_floor, default=None)
            if most and most.persons and later.persons and _falls(most, later):
                # That two totals count the same people is only as sure as what the announcements tell of them.
                yield _fallen(most, later, severity.doubt, (most.persons, later.persons))


def _fallen(earlier: Account, later: Account, grade: str, counts: tuple[Told, Told]) -> Finding:
    since = min(filter(None, (each.one(crk.earliestDate) for each in (earlier, later))), default=None)
    days = tuple(day for day in (since, earlier.as_of, later.as_of) if day)
    return Finding(finding_kind.running_total, grade, counts, (earlier.operation, later.operation), days)


def _falls(earlier: Account, later: Account) -> bool:
    ceiling = later.persons.ceiling if later.persons else None
    return ceiling is not None and _floor(earlier) > ceiling


def _floor(account: Account) -> int:
    return account.persons.floor if account.persons else 0


def _must_hold(later: Account, earlier: Account, agencies: Agencies) -> bool:
    """Tell whether all that a total counts has to be in a later one of another operation."""
    if earlier.operation == later.operation:
        return False
    return _is_as_wide(later, earlier) and bool(_who(later) & agencies.with_parents(_who(earlier)))


def _is_as_wide(later: Account, earlier: Account) -> bool:
    """Tell whether the later total leaves out no place, offence, destination or nationality of the earlier."""
    scopes: tuple[Callable[[Account], frozenset[str]], ...] = (
        *(lambda account, name=name: account.all(name) for name in _SCOPE),
        lambda account: account.all(crk.sentTo),
        lambda account: account.whose,
    )
    return all(not scope(later) or scope(later) == scope(earlier) for scope in scopes)


def _who(account: Account) -> frozenset[str]:
    return account.all(crk.carriedOutBy) or account.publication.announcers


def _most_lenient(counts: Iterable[Told | None]) -> Told | None:
    """Return the count that says the least: the one with the lowest floor."""
    told = sorted((count for count in counts if count), key=lambda count: (count.floor, count.claim))
    return told[0] if told else None


def _most_lenient_total(counts: Iterable[Told | None]) -> Told | None:
    """Return the count that has room for the most: the one with the highest ceiling."""
    told = [count for count in counts if count]
    return max(told, key=lambda count: (count.ceiling is None, count.ceiling or 0, count.claim), default=None)
