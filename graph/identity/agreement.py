"""What several reports agree in is surer than what each of them tells: days that keep two groups of operations apart.

A day that a program read may be wrong, and then a pair that tells two days may be one. But that several announcements
of one operation all have the same day misread is unlikely: two flights with as many people, each told of by several
announcements with its own day, are two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod
from typing import Final

from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.identity.told_times import is_another_time

_SURE: Final = 0.9  # that a day of each group is right; surer than for one pair, as errors come together too


def are_of_other_times(ones: Sequence[OperationProfile], others: Sequence[OperationProfile]) -> bool:
    """Tell whether the days by which two groups of reports differ are too sure to be misread.

    Args:
        ones: what is taken for one operation.
        others: what is taken for another.
    """
    apart = [(one, other) for one in ones for other in others if is_another_time(one, other)]
    sides = ({one.announcement: one for one, _ in apart}, {other.announcement: other for _, other in apart})
    return bool(apart) and prod(_sure_of_one(side.values()) for side in sides) >= _SURE


def _sure_of_one(operations: Iterable[OperationProfile]) -> float:
    """Tell how likely it is that at least one day is right, from 0 to 1."""
    return 1 - prod(1 - operation.sure.get("date", 1.0) for operation in operations)
