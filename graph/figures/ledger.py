"""The two-sided ledger: what the sending country's announcements say of a transfer beside what the receiving one's say.

A transfer is an operation that moves people between countries (deportation, repatriation, extradition), to one
destination; totals that sum up transfers are left out. An announcement speaks for a country where those who announce it
act for that country; where the text names nobody, where all agencies that it says carried the operation out do. What
speaks for neither country is told and not weighed. Two sides bear each other out only in words of their own: what
they say together, or print of each other, is one voice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from crackdown.graph.figures.accounts import Account, by_operation
from crackdown.graph.figures.accounts_read import accounts_of
from crackdown.graph.figures.agencies import Agencies, agencies_of
from crackdown.graph.figures.told import Told, farthest_apart
from crackdown.graph.linking.network import network_of
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import crk, kind

Status = Literal["matched", "differs", "no number", "one voice", "only sent", "only received", "neither"]
Independent = Callable[[str, str], bool]  # whether two announcements, by their IRIs, share no speaker and no wording

_Span = tuple[int, int]  # the first and the last day, counted from the year 1
_OTHER_HALF: Final[dict[Status, Status]] = {"only sent": "only received", "only received": "only sent"}
_DAYS_APART: Final = 3
MOVING: Final = frozenset((kind.deportation, kind.repatriation, kind.extradition))


@dataclass(frozen=True, slots=True)
class Entry:
    """What one announcement says of a transfer: how many people, when, by which airports."""

    announcement: str
    published: str | None
    persons: Told | None
    first: str | None
    last: str | None
    airports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Transfer:
    """One row of the ledger.

    Attributes:
        operation: its IRI.
        origin: the country where it took place; None where nobody tells, or not all the same.
        destination: where the people were sent.
        is_assumed: nobody tells the destination; it is the country whose nationals they are.
        sent: what announcements say that speak for the origin, or for any that is told.
        received: what those say that speak for the destination; one that speaks for both stands on both sides.
        others: what those say that speak for neither.
        status: how the two sides get on; both tell of it where it is "matched", "differs", "no number" (not both tell
            how many) or "one voice" (no announcement of one side is independent of all of the other's).
        differing: in what they differ: "people", "date", "airport".
        day: the first day that anybody tells, of neither side too.
        perhaps: where only one side tells of it, operations of which only the other side tells, between the same
            countries and within three days: to be looked at, not the same as far as the graph knows.
    """

    operation: str
    origin: str | None
    destination: str
    is_assumed: bool
    sent: tuple[Entry, ...]
    received: tuple[Entry, ...]
    others: tuple[Entry, ...]
    status: Status
    differing: tuple[str, ...]
    day: str | None
    perhaps: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that announcements say of it, of whatever side."""
        return (*self.sent, *self.received, *self.others)

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look for the other half, or at the difference."""
        return self.status != "matched"


def read_ledger(view: View) -> list[Transfer]:
    """Read the ledger of a graph, by day, operation and destination."""
    origins = network_of(view).origins
    return transfers(accounts_of(view), agencies_of(view), lambda *both: origins.count(both) == len(both))


def transfers(accounts: Iterable[Account], agencies: Agencies, independent: Independent) -> list[Transfer]:
    """Draw up the ledger of these accounts, of whatever operations they are."""
    found = [
        transfer
        for operation, told in by_operation(accounts).items()
        if any(account.all(crk.kind) & MOVING for account in told) and not any(account.is_total for account in told)
        for transfer in _of_operation(operation, told, agencies, independent)
    ]
    return sorted(_with_other_halves(found), key=lambda one: (one.day or "9999", one.operation, one.destination))


def _of_operation(
    operation: str, accounts: Sequence[Account], agencies: Agencies, independent: Independent
) -> Iterator[Transfer]:
    """Yield a transfer for each destination, or for each nationality where nobody tells the destination."""
    countries = {country for account in accounts for country in account.all(crk.inCountry)}
    stated = {country for account in accounts for country in account.all(crk.sentTo)}
    destinations = stated or _homes(accounts) - countries
    is_split = len(destinations) > 1 or not stated
    for destination in sorted(destinations):
        telling = [account for account in accounts if not is_split or _may_tell_of(account, destination)]
        origins = sorted({country for account in telling for country in account.all(crk.inCountry)} - {destination})
        sides: dict[str, list[Entry]] = {"sent": [], "received": [], "others": []}
        for account in telling:
            entry = _entry(account, destination if is_split else None)
            for side in _sides(account, origins, destination, agencies) or ("others",):
                sides[side].append(entry)
        pairs = [
            (one, other)
            for one in sides["sent"]
            for other in sides["received"]
            if independent(one.announcement, other.announcement)
        ]
        differing = tuple(_differences(pairs, agencies))
        yield Transfer(
            operation=operation,
            origin=origins[0] if len(origins) == 1 else None,
            destination=destination,
            is_assumed=not stated,
            sent=tuple(sides["sent"]),
            received=tuple(sides["received"]),
            others=tuple(sides["others"]),
            status=_status(sides, pairs, differing),
            differing=differing,
            day=min((day for account in telling if (day := account.one(crk.earliestDate))), default=None),
        )


def _may_tell_of(account: Account, destination: str) -> bool:
    """Tell whether what an account says of an operation with several destinations can be of this one."""
    stated = account.all(crk.sentTo)
    named = stated or account.by_nationality.keys() | account.all(crk.nationalsOf)
    return not named or destination in named


def _homes(accounts: Sequence[Account]) -> set[str]:
    """Return the countries to which people are taken to go home: those of whom a number is told, or the only one."""
    if any(account.all(crk.kind) == {kind.extradition} for account in accounts):
        return set()  # to whoever asked for them
    counted = {country for account in accounts for country in account.by_nationality}
    named = {country for account in accounts for country in account.all(crk.nationalsOf)}
    return counted or (named if len(named) == 1 else set())


def _sides(account: Account, origins: Collection[str], destination: str, agencies: Agencies) -> tuple[str, ...]:
    """Tell for which side an announcement speaks; for both where both announce it."""
    announcers = account.publication.announcers
    voices = agencies.countries(announcers or account.all(crk.carriedOutBy))
    if not announcers and len(voices) > 1:
        return ()  # agencies of several countries acted, and nobody says whose words these are
    return tuple(side for side, of in (("sent", origins), ("received", (destination,))) if voices.intersection(of))


def _entry(account: Account, nationality: str | None) -> Entry:
    """Take from an account what it says of a transfer: of one nationality, or of everybody."""
    only = {nationality} in (account.whose, account.all(crk.nationalsOf), account.all(crk.sentTo))
    all_ = account.persons if nationality is None or only else None
    told = account.by_nationality
    # One nationality's number is everybody's only where no other is named.
    is_whole = len(told | dict.fromkeys(account.all(crk.nationalsOf))) == 1
    few = told.get(nationality) if nationality else next(iter(told.values()), None) if is_whole else None
    return Entry(
        announcement=account.publication.iri,
        published=account.publication.published,
        persons=all_ or few,
        first=account.one(crk.earliestDate),
        last=account.one(crk.latestDate),
        airports=tuple(sorted(account.all(crk.departedFrom))),
    )


def _status(sides: dict[str, list[Entry]], pairs: Sequence[tuple[Entry, Entry]], differing: Sequence[str]) -> Status:
    if not (sides["sent"] and sides["received"]):
        return "only sent" if sides["sent"] else "only received" if sides["received"] else "neither"
    if not pairs:
        return "one voice"
    if differing:
        return "differs"
    return "matched" if any(one.persons and other.persons for one, other in pairs) else "no number"


def _differences(pairs: Sequence[tuple[Entry, Entry]], agencies: Agencies) -> Iterator[str]:
    """Yield in what no announcement of one side agrees with any of the other that is independent of it."""
    counted = [(one.persons, other.persons) for one, other in pairs if one.persons and other.persons]
    if counted and all(farthest_apart(pair) for pair in counted):
        yield "people"
    spans = [(_span(one.first, one.last), _span(other.first, other.last)) for one, other in pairs]
    dated = [(days, others) for days, others in spans if days and others]
    # Who leaves at night arrives the day after.
    if dated and all(_days_apart(*spans) > 1 for spans in dated):
        yield "date"
    if _airports_differ(pairs, agencies):
        yield "airport"


def _airports_differ(pairs: Sequence[tuple[Entry, Entry]], agencies: Agencies) -> bool:
    """Tell whether both sides name airports of one country, and none of them is the same."""
    ours, theirs = ({airport for pair in pairs for airport in pair[side].airports} for side in (0, 1))
    return not ours & theirs and bool(agencies.countries(ours) & agencies.countries(theirs))


def _with_other_halves(found: Sequence[Transfer]) -> Iterator[Transfer]:
    """Name for each transfer that one side tells of those that may be the other half."""
    halves: dict[tuple[str, Status], list[tuple[Transfer, set[_Span]]]] = defaultdict(list)
    for transfer in found:
        halves[transfer.destination, transfer.status].append((transfer, _spans(transfer)))
    for transfer in found:
        other = _OTHER_HALF.get(transfer.status)
        others, days = halves[transfer.destination, other] if other else [], _spans(transfer)
        fitting = {
            one.operation
            for one, when in others
            if (not (one.origin and transfer.origin) or one.origin == transfer.origin) and _are_near(days, when)
        }
        yield replace(transfer, perhaps=tuple(sorted(fitting)))


def _are_near(days: Iterable[_Span], others: Iterable[_Span]) -> bool:
    return any(_days_apart(one, other) <= _DAYS_APART for one in days for other in others)


def _spans(one: Transfer) -> set[_Span]:
    """Return when each side's announcements say that it was; where none does, the day that others tell."""
    told = {span for entry in (*one.sent, *one.received) if (span := _span(entry.first, entry.last))}
    return told or {span for span in [_span(one.day, one.day)] if span}


def _span(first: str | None, last: str | None) -> _Span | None:
    return (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()) if first and last else None


def _days_apart(one: _Span, other: _Span) -> int:
    """Count the days from the end of what was earlier to the begin of what was later; 0 or less where they meet."""
    return max(other[0] - one[1], one[0] - other[1])
