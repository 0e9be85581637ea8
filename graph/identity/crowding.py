"""How many operations of a kind are told of in a country and a month: the more there are, the more are alike by chance.

That two reports agree says the same whatever else happened; but who looks among ten times as many finds ten times as
many that agree by chance. So each doubling of their number takes the chance that two are one down by half. It goes by
doublings and not by the number itself, so that an announcement seldom changes what all others of its month are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Final

from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.identity.told_times import months

CROWDED: Final = "many operations of the kind in that month"
WEIGHT: Final = round(-math.log(2), 3)  # in log-odds, a doubling
_FEW: Final = 8  # operations that are told of in a month; the weights were fitted where there are hardly more


def doublings(count: int) -> int:
    """Tell how often a number of operations doubles what is few.

    >>> [doublings(count) for count in (1, 8, 15, 16, 31, 32, 1000)]
    [0, 0, 0, 1, 1, 2, 6]
    """
    return max(0, (count // _FEW).bit_length() - 1)


def crowding(a: OperationProfile, b: OperationProfile, count: Callable[[str], int]) -> Iterator[tuple[str, float]]:
    """Yield what speaks against two operations being one where many are told of in the month of either.

    Args:
        a: one.
        b: the other.
        count: tells how many operations have one of the keys that `months_of` gives.
    """
    most = max((doublings(count(month)) for month in {*months_of(a), *months_of(b)}), default=0)
    if most:
        yield CROWDED, float(most)


def months_of(operation: OperationProfile) -> list[str]:
    """List an operation's months, each with its country and kind."""
    return [f"month {operation.country or ''} {operation.kind} {month}" for month in months(operation)]
