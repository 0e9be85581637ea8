"""The ledger as a work list: transfers by who tells of them, each side's word with its quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from crackdown.graph.figures.ledger import Entry, Status, Transfer, read_ledger
from crackdown.graph.figures.told import Told
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.things import Node, to_id
from crackdown.graph.showing.evidence import Evidence, evidence_by_claim
from crackdown.graph.showing.in_language import Words
from crackdown.graph.showing.wording import Reference, reference
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.view import View

Order = Literal["day", "origin", "destination", "status", "persons"]

ledger_of = Kept(read_ledger)


@dataclass(frozen=True, slots=True)
class Word:
    """What one announcement says of a transfer; `evidence` are the words of its number."""

    announcement: Reference
    published: str | None
    persons: Told | None
    evidence: Evidence | None
    first: str | None
    last: str | None
    airports: list[Reference]


@dataclass(frozen=True, slots=True)
class Line:
    """One transfer to work on; see `crackdown.graph.figures.ledger.Transfer`."""

    operation: Node
    label: str
    day: str | None
    origin: Reference | None
    destination: Reference
    is_assumed: bool
    status: Status
    differing: tuple[str, ...]
    sent: list[Word]
    received: list[Word]
    others: int
    told_by_others: list[Word]
    perhaps: list[Node]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which transfers, and in which order; an empty text asks for all."""

    status: str = ""
    only_open: bool = False
    country: str = ""
    words: str = ""
    order: Order = "day"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Ledger:
    """Some of the transfers that fit, how many fit, and all transfers by status and country."""

    total: int
    statuses: dict[str, int]
    countries: list[tuple[Reference, int]]
    lines: list[Line]


def list_transfers(view: View, wanted: Wanted, *, language: str, limit: int, offset: int = 0) -> Ledger:
    """List the transfers of a graph."""
    network, all_ = network_of(view), ledger_of(view)
    words = Words(network, language)
    fitting = [one for one in all_ if _fits(network, words, one, wanted)]
    ordered = sorted(fitting, key=lambda one: _key(network, one, wanted.order), reverse=wanted.descending)
    chosen = ordered[offset : offset + limit]
    told = [entry.persons for one in chosen for entry in one.entries if entry.persons]
    passages = evidence_by_claim(view, network, (count.claim for count in told))
    ends = Counter(end for one in all_ for end in {one.origin, one.destination} if end)
    return Ledger(
        total=len(fitting),
        statuses=dict(Counter(one.status for one in all_).most_common()),
        countries=[(_called(network, words, end), number) for end, number in ends.most_common()],
        lines=[_line(network, words, one, passages) for one in chosen],
    )


def _fits(network: Network, words: Words, one: Transfer, wanted: Wanted) -> bool:
    if wanted.status not in ("", one.status) or (wanted.only_open and not one.is_open):
        return False
    if wanted.country and wanted.country not in (to_id(one.destination), to_id(one.origin or "")):
        return False
    if not wanted.words:
        return True
    node = network.node(one.operation)
    told = [node.id, node.label, words.thing(node).text]
    told += [_called(network, words, end).label for end in (one.origin, one.destination) if end]
    told += [reference(network, entry.announcement).label for entry in one.entries]
    text = " ".join(told).casefold()
    return all(word in text for word in wanted.words.casefold().split())


_STATUSES: Final[tuple[Status, ...]] = (
    "differs", "no number", "one voice", "only received", "only sent", "neither", "matched",
)  # fmt: skip


def _key(network: Network, one: Transfer, order: Order) -> tuple[str | int, ...]:
    last = (one.day or "", one.operation, one.destination)
    match order:
        case "day":
            return last
        case "origin":
            return (one.origin or "", *last)
        case "destination":
            return (one.destination, *last)
        case "status":
            return (_STATUSES.index(one.status), *last)
        case "persons":
            persons = network.node(one.operation).persons
            return (persons.high if persons else -1, *last)


def _line(network: Network, words: Words, one: Transfer, passages: Mapping[str, list[Evidence]]) -> Line:
    operation = _in_words(network, words, one.operation)

    def told(entries: Iterable[Entry]) -> list[Word]:
        return [_word(network, words, entry, passages) for entry in entries]

    return Line(
        operation=operation,
        label=operation.label,
        day=one.day,
        origin=_called(network, words, one.origin) if one.origin else None,
        destination=_called(network, words, one.destination),
        is_assumed=one.is_assumed,
        status=one.status,
        differing=one.differing,
        sent=told(one.sent),
        received=told(one.received),
        others=len(one.others),
        told_by_others=told(one.others),
        perhaps=[_in_words(network, words, other) for other in one.perhaps],
    )


def _word(network: Network, words: Words, entry: Entry, passages: Mapping[str, list[Evidence]]) -> Word:
    claim = entry.persons.claim if entry.persons else ""
    return Word(
        announcement=reference(network, entry.announcement),
        published=entry.published,
        persons=entry.persons,
        evidence=next(iter(passages.get(claim, ())), None),
        first=entry.first,
        last=entry.last,
        airports=[_called(network, words, airport) for airport in entry.airports],
    )


def _in_words(network: Network, words: Words, operation: str) -> Node:
    node = network.node(operation)
    return replace(node, label=words.thing(node).text)


def _called(network: Network, words: Words, iri_: str) -> Reference:
    one = reference(network, iri_)
    return Reference(one.id, words.thing(one).text, one.type)
