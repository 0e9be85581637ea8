"""What several reports agree in is surer than what each of them tells: days that keep two groups of operations apart.

A day that a program read may be wrong, and then a pair that tells two days may be one; and one night makes two days of
a flight, by where it is told. But that several announcements of one operation all have the same day misread is
unlikely, and so is it that several name one agency and differ from several others that name it by a day: two flights
with as many people, each told of by several announcements with its own day, are two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import prod
from typing import Final

from crackdown.graph.identity.operation_features import share_agency
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.identity.told_times import is_another_time

_SURE: Final = 0.9  # that a day of each group is right; surer than for one pair, as errors come together too
_SEVERAL: Final = 2  # announcements that tell a day: what one alone tells may be a day off

_Pairs = Sequence[tuple[OperationProfile, OperationProfile]]


def are_of_other_times(ones: Sequence[OperationProfile], others: Sequence[OperationProfile]) -> bool:
    """Tell whether the days by which two groups of reports differ are too sure to be misread.

    Args:
        ones: what is taken for one operation.
        others: what is taken for another.
    """
    pairs = [(one, other) for one in ones for other in others]
    if _are_sure([pair for pair in pairs if is_another_time(*pair)], least=1):
        return True
    if any(one.span and one.span == other.span for one, other in pairs):
        return False
    by_days = defaultdict(list)
    for one, other in pairs:
        if one.is_of_a_day and other.is_of_a_day and one.kind == other.kind and share_agency(one, other):
            by_days[one.span, other.span].append((one, other))
    return any(_are_sure(apart, least=_SEVERAL) for apart in by_days.values())


def _are_sure(apart: _Pairs, *, least: int) -> bool:
    """Tell whether enough announcements of each side tell the days by which they differ, and surely."""
    sides = ({one.announcement: one for one, _ in apart}, {other.announcement: other for _, other in apart})
    return all(len(side) >= least for side in sides) and prod(_sure_of_one(side.values()) for side in sides) >= _SURE


def _sure_of_one(operations: Iterable[OperationProfile]) -> float:
    """Tell how likely it is that at least one day is right, from 0 to 1."""
    return 1 - prod(1 - operation.sure.get("date", 1.0) for operation in operations)
