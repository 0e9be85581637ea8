"""How two operations, told by two announcements, compare: the features that a decision about them is made of.

A feature is a name in plain words and a strength, 1 unless said otherwise. Unknown on either side is no evidence either
way, and mostly no feature. Facts that a program read may be wrong: that two of them differ says the less, the less sure
both readings are; that they agree says what it always does, as two errors seldom agree. What the announcements' other
operations say about a pair is worked out in `beside.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from crackdown.graph.identity.likeness import likeness
from crackdown.graph.identity.nations import core
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.identity.told_numbers import (
    ALIKE,
    DIFFERENT,
    NEARLY,
    ONE_UNKNOWN,
    SAME,
    compare_numbers,
    information,
    is_another_number,
)
from crackdown.graph.identity.told_times import (
    APART,
    CLOSE,
    SAME_DAY,
    SAME_TIME,
    compare_times,
    days_between,
    is_ahead,
    is_another_time,
)

Features = dict[str, float]

ONE_ON_THE_DAY: Final = "of one kind, on one day, in one country"  # told without two numbers
ELSEWHERE: Final = "neither place nor agency in common"
ALL_OF_ONE_SEX: Final = "all of one sex, and some of the other"
_ELSEWHERE: Final = frozenset(("no place in common", "no agency in common"))
_ALIKE_WITHOUT_NUMBER: Final = frozenset(("the same kind", "the same country"))

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
_SAME_NAME: Final = 0.85
_LIKELY: Final = 0.7  # that both readings of a fact are right: from here on, a difference counts as one
_SURE: Final = 0.8  # from here on a day stands against all likeness
_TWO: Final = 2  # so few are told of everywhere
_SOON: Final = 3  # days within which announcements of one event mostly come out
_SOON_AFTER: Final = 10  # days within which a number is told again before another is told by chance
_MUCH_LATER: Final = 60


def compare(a: OperationProfile, b: OperationProfile) -> Features:
    """List what speaks for and against two operations being one, each taken by itself."""
    time, number = compare_times(a, b), compare_numbers(a, b)
    features = dict((*_kinds(a, b), *_groups(a, b), *_nationalities(a, b), *_places(a, b), *_totals(a, b)))
    features |= dict(_announced(a, b))
    if features.keys() >= _ELSEWHERE:
        features[ELSEWHERE] = 1.0
    if time:
        features[time] = _doubted(a, b, "date") if time in APART else 1.0
    if number:
        features[number] = _doubted(a, b, "persons") if number in DIFFERENT else 1.0
    if number == SAME:
        features |= dict(_of_one_number(a, b, features, time))
    elif number in {None, ONE_UNKNOWN} and _are_one_on_the_day(a, b, features, time):
        features[ONE_ON_THE_DAY] = 1.0
    elif number == NEARLY and time in SAME_TIME:
        features["numbers that nearly agree at the same time"] = 1.0
    return features


def _are_one_on_the_day(a: OperationProfile, b: OperationProfile, features: Features, time: str | None) -> bool:
    """Tell whether both were read to be of one kind, day and country; of seizures several are told of one day."""
    is_read = a.is_read or b.is_read
    return is_read and time == SAME_DAY and a.kind != "seizure" and features.keys() >= _ALIKE_WITHOUT_NUMBER


def contradicts(a: OperationProfile, b: OperationProfile) -> bool:
    """Tell whether no likeness of the two can make them one.

    So it is with two operations of one announcement; a total and what may be its part; what surely happened after the
    other was announced; other days, other numbers; and two groups of people who have no nationality in common, where
    the numbers by nationality account for everybody. Of other days, and of other nationalities, one may be misread
    where both tell one number of people.
    """
    if _are_two(a, b) or is_another_number(a, b):
        return True
    return any(
        is_other(a, b) and not (_is_doubtful(a, b, fact) and _is_one_count(a, b))
        for fact, is_other in (("date", is_another_time), ("nationalities", _are_other_people))
    )


def keeps_apart(a: OperationProfile, b: OperationProfile) -> bool:
    """Tell whether they cannot be one even if a third is both.

    So it is with what `contradicts` tells, but for days, numbers and nationalities of which one is likely misread.
    """
    return _are_two(a, b) or any(
        is_other(a, b) and not _is_doubtful(a, b, fact)
        for fact, is_other in (
            ("date", is_another_time), ("persons", is_another_number), ("nationalities", _are_other_people)
        )
    )  # fmt: skip


def _are_two(a: OperationProfile, b: OperationProfile) -> bool:
    if a.announcement == b.announcement or _are_total_and_part(a, b):
        return True
    return any(
        is_ahead(one, other) and one.sure.get("date", 1.0) >= _SURE for one, other in ((a, b), (b, a))
    )  # fmt: skip


def _are_other_people(a: OperationProfile, b: OperationProfile) -> bool:
    accounted = _accounts_for_all(a) and _accounts_for_all(b)
    return accounted and not a.nationalities.keys() & b.nationalities.keys()


def _is_doubtful(a: OperationProfile, b: OperationProfile, fact: str) -> bool:
    return _doubted(a, b, fact) < _LIKELY


def _doubted(a: OperationProfile, b: OperationProfile, fact: str) -> float:
    """Tell how likely it is that both readings of a fact are right, from 0 to 1."""
    return round(a.sure.get(fact, 1.0) * b.sure.get(fact, 1.0), 3)


def _is_one_count(a: OperationProfile, b: OperationProfile) -> bool:
    return a.persons is not None and a.persons == b.persons and a.persons > _TWO


def _are_total_and_part(a: OperationProfile, b: OperationProfile) -> bool:
    """Tell whether one sums up others and the other may be one of these: a part has fewer people.

    A program misreads one total in four: of what was read, those with nearly as many people are no part.
    """
    if a.is_total == b.is_total:
        return False
    if a.persons is None and b.persons is None:
        return a.span != b.span
    is_read = a.is_read or b.is_read
    return compare_numbers(a, b) not in ALIKE if is_read else a.persons != b.persons


def _accounts_for_all(operation: OperationProfile) -> bool:
    return (
        bool(operation.persons) and sum(number or 0 for number in operation.nationalities.values()) == operation.persons
    )


def _of_one_number(
    a: OperationProfile, b: OperationProfile, features: Features, time: str | None
) -> Iterator[tuple[str, float]]:
    """Yield what it says that both tell the same number: the more the fewer share it, and what agrees with it."""
    assert a.persons is not None
    yield SAME, information(a.persons)
    if a.persons <= _TWO:
        yield "one or two persons", 1.0
        return
    if time in CLOSE:
        yield "the same number at the same time", 1.0
    else:
        yield from _of_another_time(a, b, information(a.persons), time)
    if "kinds that go together" in features:
        yield "kinds that go together, of the same number", 1.0
    if a.nationalities.keys() & b.nationalities.keys():
        yield "the same number of a nationality", 1.0
    if "another country" in features:
        yield "another country, but the same number", 1.0
    if features.keys() & {"the same number of women", "the same number of men"}:
        yield "the same number with the same women or men", 1.0


def _of_another_time(
    a: OperationProfile, b: OperationProfile, told: float, time: str | None
) -> Iterator[tuple[str, float]]:
    """Yield what it says that one number is told of two times, or of no time: a day may be misread."""
    yield "a number told of no time close by", told * (_doubted(a, b, "date") if time in APART else 1.0)
    is_read = a.is_read or b.is_read
    if is_read and a.published and b.published and days_between(a.published, b.published) <= _SOON_AFTER:
        yield "one number announced within ten days", told


def _kinds(a: OperationProfile, b: OperationProfile) -> Iterator[tuple[str, float]]:
    if a.kind == b.kind:
        yield "the same kind", 1.0
    elif {a.kind, b.kind} <= _MOVING:
        yield "one movement seen from two sides", 1.0
    elif frozenset({a.kind, b.kind}) in _TWO_SIDES:
        yield "kinds that go together", _doubted(a, b, "kind")
    else:
        yield "different kinds", _doubted(a, b, "kind")


def _groups(a: OperationProfile, b: OperationProfile) -> Iterator[tuple[str, float]]:
    for name, one, other in (("women", a.women, b.women), ("men", a.men, b.men)):
        if one is not None and other is not None:
            yield (f"the same number of {name}" if one == other else f"different numbers of {name}"), 1.0
    if _are_of_one_sex(a, b) or _are_of_one_sex(b, a):
        yield ALL_OF_ONE_SEX, 1.0


def _are_of_one_sex(one: OperationProfile, other: OperationProfile) -> bool:
    """Tell whether all of one are men, or women, and the other tells of some of the other sex."""
    return bool((_is_all(one.men, one) and other.women) or (_is_all(one.women, one) and other.men))


def _is_all(number: int | None, operation: OperationProfile) -> bool:
    return bool(number) and number == operation.persons


def _nationalities(a: OperationProfile, b: OperationProfile) -> Iterator[tuple[str, float]]:
    if not a.nationalities or not b.nationalities:
        return
    ones, others = a.nationalities.keys(), b.nationalities.keys()
    common = ones & others
    if not common:
        yield "no nationality in common", _doubted(a, b, "nationalities")
        return
    if ones == others:
        yield "the same nationalities", 1.0
    else:
        name = "the nationalities of one among the other's" if common in (ones, others) else _SOME
        yield name, _doubted(a, b, "nationalities")
    counts = [(a.nationalities[code], b.nationalities[code]) for code in common]
    told = [(one, other) for one, other in counts if one is not None and other is not None]
    agreeing = sum(one == other for one, other in told)
    if agreeing:
        yield "numbers by nationality that agree", min(agreeing, 3) / 3
    if agreeing < len(told):
        yield "numbers by nationality that differ", min(len(told) - agreeing, 3) / 3


_SOME = "some nationalities in common"


def _places(a: OperationProfile, b: OperationProfile) -> Iterator[tuple[str, float]]:
    for name, one, other in (("country", a.country, b.country), ("destination", a.destination, b.destination)):
        if one and other and one != other:
            yield f"another {name}", _doubted(a, b, name)
        elif one and other:
            yield f"the same {name}", 1.0
    if bool(a.country) != bool(b.country):
        yield "one country unknown", 1.0
    for name, ones, others in (
        ("airport", a.airports, b.airports),
        ("place", a.places, b.places),
        ("agency", _cores(a.agencies, a.country), _cores(b.agencies, b.country)),
        ("offence", a.offences, b.offences),
    ):
        if ones and others:
            common = bool(ones & others) if name == "offence" else _share_name(ones, others)
            yield (f"{name} in common" if common else f"no {name} in common"), 1.0


def share_agency(a: OperationProfile, b: OperationProfile) -> bool:
    """Tell whether both name one agency, in whatever spelling."""
    return _share_name(_cores(a.agencies, a.country), _cores(b.agencies, b.country))


def _share_name(ones: frozenset[str], others: frozenset[str]) -> bool:
    return bool(ones & others) or any(likeness(one, other) >= _SAME_NAME for one in ones for other in others)


@lru_cache(maxsize=100_000)
def _cores(agencies: frozenset[str], country: str | None) -> frozenset[str]:
    """Leave the country's own words out of agencies' names: the Peruvian National Police is Peru's National Police."""
    return frozenset(" ".join(sorted(core(agency, country))) for agency in agencies)


def _totals(a: OperationProfile, b: OperationProfile) -> Iterator[tuple[str, float]]:
    if a.is_total and b.is_total:
        yield "both are totals", 1.0
    elif a.is_total or b.is_total:
        yield "only one is a total", 1.0


def _announced(a: OperationProfile, b: OperationProfile) -> Iterator[tuple[str, float]]:
    """Yield what the days of the announcements say, where a program read when it was and may be wrong."""
    if not a.published or not b.published or not ("date" in a.sure or "date" in b.sure):
        return
    apart = days_between(a.published, b.published)
    if apart <= _SOON:
        yield "announced within three days of each other", 1.0
    elif apart > _MUCH_LATER:
        yield "announced months apart", 1.0
