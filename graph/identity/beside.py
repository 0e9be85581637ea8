"""What the other operations of two announcements say about a pair: whether they tell one story, and who fits better.

Two announcements that have one operation in common mostly have others in common too, told in one order; and of the
operations of one announcement at most one is the other's. All of it follows from the two announcements alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from crackdown.graph.identity.operation_features import Features, contradicts
from crackdown.graph.identity.operation_profile import OperationProfile

Alone = Callable[[OperationProfile, OperationProfile], float]  # the score of a pair by itself, in log-odds

HOPELESS: Final = -4.0  # by itself; nothing beside it makes up for that
_LEAST, _MOST = -9.0, 6.0  # beyond these a score says no more
_LEAST_IN_COMMON: Final = 0.5
_MOST_IN_COMMON: Final = 3.0
_BETTER: Final = 0.25  # by so much another must be liker
_AS_GOOD: Final = 1.0
_MIGHT: Final = -2.5  # from here on another is worth a thought


def compare_beside(
    pair: tuple[OperationProfile, OperationProfile],
    ones: Sequence[OperationProfile],
    others: Sequence[OperationProfile],
    alone: Alone,
) -> Features:
    """List what the rest of two announcements says about a pair.

    Args:
        pair: two operations that may be one.
        ones: all operations of the first one's announcement, in its order.
        others: those of the second one's.
        alone: scores two operations by themselves.
    """

    def fit(a: OperationProfile, b: OperationProfile) -> float:
        return _LEAST if contradicts(a, b) else max(_LEAST, min(_MOST, alone(a, b)))

    a, b = pair
    rest = (
        [one for one in ones if one.position != a.position],
        [other for other in others if other.position != b.position],
    )
    matched = _match(*rest, fit)
    features = dict(_in_common(pair, matched, fit))
    taken = {one.position for one, _ in matched}, {other.position for _, other in matched}
    rivals = [fit(one, b) for one in rest[0] if one.position not in taken[0]]
    rivals += [fit(a, other) for other in rest[1] if other.position not in taken[1]]
    return features | dict(_rivalry(fit(a, b), max(rivals, default=_LEAST), is_only=len(ones) + len(others) == 2))


Matched = list[tuple[OperationProfile, OperationProfile]]


def _match(ones: Sequence[OperationProfile], others: Sequence[OperationProfile], fit: Alone) -> Matched:
    """Match operations one to one, the likest first, as far as they are likelier one than not."""
    ranked = sorted((-fit(one, other), one.position, other.position) for one in ones for other in others)
    by_position = {one.position: one for one in ones}, {other.position: other for other in others}
    taken: tuple[set[int], set[int]] = (set(), set())
    matched = []
    for value, one, other in ranked:
        if value <= 0 and one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            matched.append((by_position[0][one], by_position[1][other]))
    return matched


def _in_common(
    pair: tuple[OperationProfile, OperationProfile], matched: Matched, fit: Alone
) -> Iterator[tuple[str, float]]:
    a, b = pair
    likely = sum(1 / (1 + math.exp(-fit(one, other))) for one, other in matched)
    if likely >= _LEAST_IN_COMMON:
        yield "other operations in common", min(likely, _MOST_IN_COMMON) / _MOST_IN_COMMON
        if a.persons is None or b.persons is None:
            yield "little told, but another operation in common", 1.0
    if matched and all((one.position - a.position) * (other.position - b.position) > 0 for one, other in matched):
        yield "told in the same order", 1.0


def _rivalry(own: float, rival: float, *, is_only: bool) -> Iterator[tuple[str, float]]:
    if rival > own + _BETTER:
        yield "another operation is liker", min(rival - own, 4.0) / 4
    elif rival > own - _AS_GOOD and rival > _MIGHT:
        yield "another operation is as like", 1.0
    else:
        yield ("the only operations of both announcements" if is_only else "the likest of both announcements"), 1.0
