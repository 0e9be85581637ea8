"""Flows of people between countries, added up from what single operations are told to be.

A sum of reported figures is no figure: reports may overlap. So each band holds the sum of the lowest and of the highest
numbers told, how many operations it adds up, and how many of those are disputed. Operations that hold the numbers of
others are left out of sums, and counted as left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from crackdown.graph.figures.told import Persons
from crackdown.graph.linking.neighbourhood import ALWAYS, Period
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import Node
from crackdown.graph.moving.shares import By, Ends, Share, shares_of

ANY_KIND: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """Which operations are asked about: of a period, of some kinds, of a scene (ids, None for the whole graph)."""

    by: By = "nationality"
    kinds: frozenset[str] = ANY_KIND
    period: Period = ALWAYS
    scope: frozenset[str] | None = None

    def spans(self, node: Node) -> bool:
        """Tell whether an operation is of the scene and the period, whatever its kind."""
        return (self.scope is None or node.id in self.scope) and self.period.meets(node.from_, node.to)

    def has_kind(self, node: Node) -> bool:
        """Tell whether an operation is of a kind that is asked about."""
        return not self.kinds or node.kind in self.kinds


@dataclass(frozen=True, slots=True)
class Sum:
    """What was reported of several operations, added up.

    `persons` is None where no number is told; `counted` says of how many operations one is, `disputed` of how many
    the figures cannot all be right.
    """

    operations: int
    counted: int
    persons: Persons | None
    disputed: int


@dataclass(frozen=True, slots=True)
class Band:
    """People who were in `start` and whose end is `target`; `rests` counts shares that are worked out."""

    start: Ends
    via: Ends
    target: Ends
    sum: Sum
    rests: int


@dataclass(frozen=True, slots=True)
class Point:
    """A country or an airport with the operations that name it."""

    id: str
    sum: Sum


@dataclass(frozen=True, slots=True)
class Flows:
    """All bands, the widest first; `all` is of every operation chosen, those left out of sums aside.

    `kinds` counts the operations of each kind, whatever kind is chosen, so that a reader knows what there is to choose.
    """

    bands: list[Band]
    points: list[Point]
    all: Sum
    left_out: int
    kinds: dict[str, int]


@dataclass(slots=True)
class _Tally:
    operations: int = 0
    counted: int = 0
    low: int = 0
    high: int = 0
    disputed: int = 0
    rests: int = 0

    def add(self, persons: Persons | None, *, is_disputed: bool, is_rest: bool = False) -> None:
        self.operations += 1
        self.disputed += is_disputed
        self.rests += is_rest
        if persons:
            self.counted += 1
            self.low += persons.low
            self.high += persons.high

    def sum(self) -> Sum:
        persons = Persons(self.low, self.high) if self.counted else None
        return Sum(self.operations, self.counted, persons, self.disputed)


def flows_of(network: Network, choice: Choice, *, with_airports: bool = False) -> Flows:
    """Add up the flows of the operations chosen; `with_airports` parts each band by the airport on the way."""
    bands: defaultdict[tuple[Ends, Ends, Ends], _Tally] = defaultdict(_Tally)
    points: defaultdict[str, _Tally] = defaultdict(_Tally)
    kinds: Counter[str] = Counter()
    all_, left_out = _Tally(), 0
    for movement, shares in shares_of(network, choice.by):
        node = movement.operation
        if not choice.spans(node):
            continue
        kinds[node.kind or "other"] += 1
        if not choice.has_kind(node):
            continue
        if movement.is_sum(choice.scope):
            left_out += 1
            continue
        for share in shares:
            tally = bands[share.start, share.via if with_airports else (), share.target]
            tally.add(share.persons, is_disputed=share.is_disputed, is_rest=share.is_rest)
        for tally in (all_, *(points[place] for place in movement.places)):
            tally.add(node.persons, is_disputed=node.disputed)
    return Flows(
        bands=sorted((Band(*key, tally.sum(), tally.rests) for key, tally in bands.items()), key=_widest_first),
        points=sorted((Point(id_, tally.sum()) for id_, tally in points.items()), key=_most_first),
        all=all_.sum(),
        left_out=left_out,
        kinds=dict(sorted(kinds.items())),
    )


def _widest_first(band: Band) -> tuple[int, int, Ends, Ends, Ends]:
    return -(band.sum.persons.low if band.sum.persons else 0), -band.sum.operations, band.start, band.via, band.target


def _most_first(point: Point) -> tuple[int, str]:
    return -point.sum.operations, point.id


@dataclass(frozen=True, slots=True)
class Behind:
    """What of a picture was clicked: a band by its ends (None is any), a place, or what is left out of sums."""

    start: Ends | None = None
    via: Ends | None = None
    target: Ends | None = None
    place: str | None = None
    left_out: bool = False

    def has(self, share: Share) -> bool:
        """Tell whether a share is part of it."""
        ends = ((self.start, share.start), (self.via, share.via), (self.target, share.target))
        return all(wanted is None or wanted == told for wanted, told in ends)


def shares_behind(network: Network, choice: Choice, behind: Behind) -> list[list[Share]]:
    """Return the shares that a number rests on, operation by operation, the latest first."""
    found = []
    for movement, shares in shares_of(network, choice.by):
        node = movement.operation
        if behind.place is not None and behind.place not in movement.places:
            continue
        chosen = [share for share in shares if behind.has(share)]
        is_meant = bool(chosen) and choice.has_kind(node) and choice.spans(node)
        if is_meant and movement.is_sum(choice.scope) == behind.left_out:
            found.append(chosen)
    return sorted(found, key=_day, reverse=True)


def _day(shares: Sequence[Share]) -> tuple[str, str]:
    node = shares[0].movement.operation
    return node.from_ or "", node.id
