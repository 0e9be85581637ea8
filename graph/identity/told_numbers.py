"""How the numbers compare that two announcements give of people: alike, nearly, allowing each other, or different."""

from __future__ import annotations

import math
from typing import Final

from crackdown.graph.identity.operation_profile import OperationProfile, Range

ONE_UNKNOWN: Final = "one number unknown"
SAME: Final = "the same number of persons"
NEARLY: Final = "numbers that nearly agree"
_ALLOWED = "numbers that allow each other"
ALIKE: Final = frozenset((SAME, NEARLY, _ALLOWED))
_NOT_FAR, _OTHERS = "numbers not far apart", "different numbers of persons"
DIFFERENT: Final = frozenset((_NOT_FAR, _OTHERS))
_NEAR, _FAR = 0.05, 0.2  # parts of the greater: a late correction; another way of counting
_OTHER: Final = 1.5  # times as many are other people
_FEW: Final = 5  # numbers up to which one more or less is another count
_MOST_INFORMATION: Final = 4.0
_TELLING: Final = 100


def compare_numbers(a: OperationProfile, b: OperationProfile) -> str | None:
    """Say in words how the numbers of persons compare; None where neither is told."""
    if a.persons is None or b.persons is None:
        return None if a.persons == b.persons else ONE_UNKNOWN
    if a.persons == b.persons:
        return SAME
    if _allow_each_other(a, b):
        return _ALLOWED
    least, greatest = sorted((a.persons, b.persons))
    if least > _FEW and greatest - least <= max(1, _NEAR * greatest):
        return NEARLY
    if least > _FEW and greatest - least <= _FAR * greatest:
        return _NOT_FAR
    return _OTHERS


def is_another_number(a: OperationProfile, b: OperationProfile) -> bool:
    """Tell whether two numbers cannot count the same people, whatever else is alike."""
    if not a.persons or not b.persons or _allow_each_other(a, b):
        return False
    return max(a.persons, b.persons) > _OTHER * min(a.persons, b.persons)


def is_telling(number: int | None) -> bool:
    """Tell whether a number is large enough to be known again a year later; smaller ones are told time and again."""
    return number is not None and number >= _TELLING


def information(number: int) -> float:
    """Tell how much it says that two texts print the same number: more for large ones, less for round ones.

    >>> information(3), information(428), information(1000)
    (0.602, 2.632, 1.5)
    """
    digits = math.log10(number + 1)
    zeros = len(str(number)) - len(str(number).rstrip("0"))
    return round(min(max(digits - 0.5 * zeros, 0.0), _MOST_INFORMATION), 3)


def _allow_each_other(a: OperationProfile, b: OperationProfile) -> bool:
    assert a.persons is not None
    assert b.persons is not None
    return _allows(a.allowed, b.persons) or _allows(b.allowed, a.persons)


def _allows(allowed: Range | None, number: int) -> bool:
    """Tell whether a wording such as "more than 1,000" allows a number that is not far from it."""
    if not allowed:
        return False
    least, greatest = allowed
    if greatest is None:
        return least <= number <= 1.2 * least
    return least <= number <= greatest
