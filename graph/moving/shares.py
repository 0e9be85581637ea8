"""How the people of one operation are parted: by nationality, by destination, by airport, as announcements tell it.

Figures are claims: a share holds the lowest and the highest number told. A nationality that is named without a number
has none; what the numbers leave over of all people is a share of its own, whose end is not said. Nobody is shared out
by guess.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from weakref import WeakKeyDictionary

from crackdown.graph.figures.told import Persons, Told, farthest_apart
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import to_id
from crackdown.graph.moving.movements import Movement, movement_of, operations_of
from crackdown.graph.storage.collecting import without_collecting

By = Literal["nationality", "destination", "airport"]
Ends = tuple[str, ...]  # ids: none where it is not said, several where announcements do not tell them apart

NOT_SAID: Final[Ends] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """Some of the people of an operation, with where they were, by which airport they left, and their end.

    `is_rest` marks what other shares of the same operation leave over; it is worked out, no announcement says it.
    """

    movement: Movement
    start: Ends
    via: Ends
    target: Ends
    persons: Persons | None
    is_disputed: bool
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class _Number:
    persons: Persons | None = None
    is_disputed: bool = False


_NONE: Final = _Number()
_LOCK = threading.Lock()
_Shared = tuple[Movement, tuple[Share, ...]]
_Parted = dict[str, _Shared]  # by operation
_KEPT: WeakKeyDictionary[Network, dict[By, _Parted]] = WeakKeyDictionary()


def shares_of(network: Network, by: By) -> Collection[_Shared]:
    """Return every operation with its shares, made once for a network, but for what is taken over from one before."""
    with _LOCK:
        kept = _KEPT.setdefault(network, {})
        if by not in kept:
            with without_collecting():
                kept[by] = _parted(network, by, next(iter(kept.values()), {}))
        return kept[by].values()


def _parted(network: Network, by: By, otherwise: _Parted) -> _Parted:
    """Part the people of each operation; `otherwise` holds what is known of the same ones, parted in another way."""
    before = network.before() if network.before else None
    known = _KEPT.get(before, {}).get(by, {}) if before else {}
    found: _Parted = {}
    for node in operations_of(network):
        taken_over = None if node.id in network.unlike else known.get(node.id)
        movement = otherwise[node.id][0] if node.id in otherwise else None
        found[node.id] = taken_over or _shared(network, movement or movement_of(network, node), by)
    return found


def _shared(network: Network, movement: Movement, by: By) -> _Shared:
    return movement, tuple(_shares(network, movement, by))


def _shares(network: Network, movement: Movement, by: By) -> Iterator[Share]:
    told = network.things.told.get(movement.operation.iri, ())
    everybody = _number([count for count in told if count.headline])
    via = movement.gateway
    if by == "airport":
        yield _share(movement, NOT_SAID, via, everybody)
        return
    known = _by_nationality(movement, told) if by == "nationality" else _by_destination(movement, everybody)
    for country, number in sorted(known.items()):
        yield _share(movement, via, (country,), number)
    rest = _rest(everybody, [number.persons for number in known.values() if number.persons])
    if not known or rest.persons:
        yield _share(movement, via, NOT_SAID, rest, is_rest=bool(known))


def _share(movement: Movement, via: Ends, target: Ends, number: _Number, *, is_rest: bool = False) -> Share:
    return Share(movement, movement.starts, via, target, number.persons, number.is_disputed, is_rest)


def _by_nationality(movement: Movement, told: Sequence[Told]) -> dict[str, _Number]:
    """Return the number of each nationality that is named, `_NONE` where no number of it is told."""
    counts: dict[str, list[Told]] = defaultdict(list)
    for count in told:
        if not count.headline and len(count.group) == 1:
            counts[to_id(count.group[0])].append(count)
    return {country: _number(counts.get(country, ())) for country in movement.nationals_of}


def _by_destination(movement: Movement, everybody: _Number) -> dict[str, _Number]:
    """Return all people for the only destination; of several none is told how many went there."""
    number = everybody if len(movement.sent_to) == 1 else _NONE
    return dict.fromkeys(movement.sent_to, number)


def _number(counts: Sequence[Told]) -> _Number:
    if not counts:
        return _NONE
    values = [count.value for count in counts]
    return _Number(Persons(min(values), max(values)), farthest_apart(counts) is not None)


def _rest(everybody: _Number, told: Sequence[Persons]) -> _Number:
    """Return how many of all no other share holds; none where the told may be everybody."""
    if everybody.persons is None or not told:
        return everybody
    least = everybody.persons.low - sum(persons.high for persons in told)
    most = everybody.persons.high - sum(persons.low for persons in told)
    return _Number(Persons(least, most), everybody.is_disputed) if least > 0 else _NONE
