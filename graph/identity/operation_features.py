"""How two operations, told by two announcements, compare: the features that a decision about them is made of.

A feature is a name in plain words and a strength, 1 unless said otherwise. Unknown on either side is no evidence either
way, and mostly no feature.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from typing import Final

from crackdown.graph.identity.names import likeness
from crackdown.graph.identity.operation_profile import OperationProfile, Range, Span

Features = dict[str, float]

# What one side calls by the first name, the other may call by the second.
_TWO_SIDES: Final = frozenset(
    frozenset(pair)
    for pair in (
        ("deportation", "repatriation"), ("deportation", "extradition"), ("repatriation", "extradition"),
        ("raid", "arrest"), ("raid", "rescue"), ("raid", "seizure"), ("rescue", "repatriation"), ("arrest", "rescue"),
        ("arrest", "repatriation"), ("arrest", "deportation"), ("arrest", "extradition"), ("rescue", "deportation"),
    )
)  # fmt: skip
_MOVING: Final = frozenset({"deportation", "repatriation", "extradition"})
_MOST_INFORMATION: Final = 4.0
_SAME_NAME: Final = 0.85
_SAME_TIME: Final = frozenset(("the same day", "the same span of days"))
_CLOSE: Final = _SAME_TIME | {
    "spans with an end in common", "one day within the other's span", "spans that overlap", "a day apart",
    "announced within ten days of it", "both undated, announced together",
}  # fmt: skip
_NEAR: Final = 0.05  # two reports of one count that differ by a late correction


def compare(a: OperationProfile, b: OperationProfile) -> Features:
    """List what speaks for and against two operations being one."""
    times, numbers = dict(_dates(a, b)), dict(_persons(a, b))
    features = dict((*_kinds(a, b), *_groups(a, b), *_nationalities(a, b), *_places(a, b), *_totals(a, b)))
    return features | times | numbers | dict(_together(times, numbers))


def _together(times: Features, numbers: Features) -> Iterator[tuple[str, float]]:
    """Yield what a number and a time say only when both agree."""
    if "the same number of persons" in numbers and "one or two persons" not in numbers and times.keys() & _CLOSE:
        yield "the same number at the same time", 1.0
    if "numbers that nearly agree" in numbers and times.keys() & _SAME_TIME:
        yield "numbers that nearly agree at the same time", 1.0


def contradicts(a: OperationProfile, b: OperationProfile) -> bool:
    """Tell whether no likeness can make them one.

    So it is with two operations of one announcement; a total and what may be its part, told of different numbers or
    days; and two groups of people who have no nationality in common, where the numbers by nationality account for
    everybody.
    """
    if a.announcement == b.announcement:
        return True
    if _accounts_for_all(a) and _accounts_for_all(b) and not a.nationalities.keys() & b.nationalities.keys():
        return True
    return a.is_total != b.is_total and (a.persons != b.persons or a.span != b.span)


def _accounts_for_all(operation: OperationProfile) -> bool:
    return (
        bool(operation.persons) and sum(number or 0 for number in operation.nationalities.values()) == operation.persons
    )


def _kinds(a: OperationProfile, b: OperationProfile) -> Iterator[tuple[str, float]]:
    if a.kind == b.kind:
        yield "the same kind", 1.0
    elif {a.kind, b.kind} <= _MOVING:
        yield "one movement seen from two sides", 1.0
    elif frozenset({a.kind, b.kind}) in _TWO_SIDES:
        yield "kinds that go together", 1.0
    else:
        yield "different kinds", 1.0


def _dates(a: OperationProfile, b: OperationProfile) -> Iterator[tuple[str, float]]:
    if a.span and b.span:
        yield _spans(a.span, b.span), 1.0
    elif a.span or b.span:
        dated, other = (a, b) if a.span else (b, a)
        if other.published and dated.span:
            late = _days(dated.span[1], other.published)
            yield ("announced within ten days of it" if -1 <= late <= 10 else "announced at another time"), 1.0
        else:
            yield "one date unknown", 1.0
    elif a.published and b.published:
        close = abs(_days(a.published, b.published)) <= 4
        yield ("both undated, announced together" if close else "both undated, announced apart"), 1.0


def _spans(a: Span, b: Span) -> str:
    if a == b:
        return "the same day" if a[0] == a[1] else "the same span of days"
    if a[0] <= b[1] and b[0] <= a[1]:
        shorter = min(_days(*a), _days(*b))
        if a[0] == b[0] or a[1] == b[1]:
            return "spans with an end in common"
        return "one day within the other's span" if shorter == 0 else "spans that overlap"
    apart = min(abs(_days(a[1], b[0])), abs(_days(b[1], a[0])))
    return "a day apart" if apart == 1 else "two or three days apart" if apart <= 3 else "at different times"


def _persons(a: OperationProfile, b: OperationProfile) -> Iterator[tuple[str, float]]:
    if a.persons is None or b.persons is None:
        if a.persons is not None or b.persons is not None:
            yield "one number unknown", 1.0
        return
    if a.persons == b.persons:
        yield "the same number of persons", _information(a.persons)
        if a.persons <= 2:
            yield "one or two persons", 1.0
    elif _allows(a.allowed, b.persons) or _allows(b.allowed, a.persons):
        yield "numbers that allow each other", 1.0
    elif abs(a.persons - b.persons) <= max(1, _NEAR * max(a.persons, b.persons)) and min(a.persons, b.persons) > 5:
        yield "numbers that nearly agree", 1.0
    else:
        yield "different numbers of persons", 1.0


def _information(number: int) -> float:
    """Tell how much it says that two texts print the same number: more for large ones, less for round ones."""
    digits = math.log10(number + 1)
    zeros = len(str(number)) - len(str(number).rstrip("0"))
    return round(min(max(digits - 0.5 * zeros, 0.0), _MOST_INFORMATION), 3)


def _allows(allowed: Range | None, number: int) -> bool:
    """Tell whether a wording such as "more than 1,000" allows a number that is not far from it."""
    if not allowed:
        return False
    least, greatest = allowed
    if greatest is None:
        return least <= number <= 1.2 * least
    return least <= number <= greatest


def _groups(a: OperationProfile, b: OperationProfile) -> Iterator[tuple[str, float]]:
    for name, one, other in (("women", a.women, b.women), ("men", a.men, b.men)):
        if one is not None and other is not None:
            yield (f"the same number of {name}" if one == other else f"different numbers of {name}"), 1.0


def _nationalities(a: OperationProfile, b: OperationProfile) -> Iterator[tuple[str, float]]:
    if not a.nationalities or not b.nationalities:
        return
    common = a.nationalities.keys() & b.nationalities.keys()
    if not common:
        yield "no nationality in common", 1.0
        return
    same = a.nationalities.keys() == b.nationalities.keys()
    yield ("the same nationalities" if same else "some nationalities in common"), 1.0
    counts = [(a.nationalities[code], b.nationalities[code]) for code in common]
    told = [(one, other) for one, other in counts if one is not None and other is not None]
    agreeing = sum(one == other for one, other in told)
    if agreeing:
        yield "numbers by nationality that agree", min(agreeing, 3) / 3
    if agreeing < len(told):
        yield "numbers by nationality that differ", min(len(told) - agreeing, 3) / 3


def _places(a: OperationProfile, b: OperationProfile) -> Iterator[tuple[str, float]]:
    for name, one, other in (("country", a.country, b.country), ("destination", a.destination, b.destination)):
        if one and other:
            yield (f"the same {name}" if one == other else f"another {name}"), 1.0
    for name, ones, others in (
        ("airport", a.airports, b.airports),
        ("place", a.places, b.places),
        ("agency", a.agencies, b.agencies),
        ("offence", a.offences, b.offences),
    ):
        if ones and others:
            common = any(likeness(one, other) >= _SAME_NAME for one in ones for other in others)
            yield (f"{name} in common" if common else f"no {name} in common"), 1.0


def _totals(a: OperationProfile, b: OperationProfile) -> Iterator[tuple[str, float]]:
    if a.is_total and b.is_total:
        yield "both are totals", 1.0
    elif a.is_total or b.is_total:
        yield "only one is a total", 1.0


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days
