"""Slots filled by choosing one of several options, or none, where texts go on with what the operation before had.

The operations of a text form a chain: each choice is weighed by what the operation told before may have in the slot,
and how surely it has it (`Draft.likely`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import add
from typing import Any

from crackdown.loaders.extraction.models.linear import Features, added_by_each, features, shared_out, totals_of
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.candidates import anchor_of
from crackdown.loaders.extraction.what.drafts import Draft

_NONE: list[tuple[Any, float]] = [(None, 1.0)]
_LIKELIEST = 3  # values of an operation that the next one's are weighed by


def chained_shares(
    draft: Draft,
    slot: str,
    values: Sequence[Any],
    given: Iterable[Iterable[Features]],
    carried: Callable[[Any], list[Features]],
) -> tuple[list[float], float]:
    """Share out certainty among the values that a slot may have, one for each option, and none at all.

    Args:
        draft: the operation.
        slot: of it.
        values: of the options.
        given: the features of every value, and of none in the end, whatever the operation before has.
        carried: gives what is added to them, one for each, for a value of the operation before.
    """
    own = totals_of(slot, given)
    summed = [0.0] * (len(values) + 1)
    for value, weight in likely_before(draft, slot):
        found = shared_out(map(add, own, added_by_each(slot, carried(value))))
        summed = [one + weight * share for one, share in zip(summed, found, strict=True)]
    by_value: dict[Any, float] = {None: summed[-1]}
    for value, share in zip(values, summed, strict=False):
        by_value[value] = by_value.get(value, 0.0) + share
    likeliest = sorted(by_value.items(), key=lambda item: -item[1])[:_LIKELIEST]
    whole = sum(share for _, share in likeliest)
    draft.likely[slot] = [(value, share / whole) for value, share in likeliest]
    return summed[:-1], summed[-1]


def likely_before(draft: Draft, slot: str) -> list[tuple[Any, float]]:
    """Give the likeliest values that the operation told before has in a slot, None for none, and how likely each is."""
    return draft.before.likely.get(slot, _NONE) if draft.before else _NONE


def settled_before(draft: Draft, slot: str) -> Any:
    """Give the likeliest value that the operation told before has in a slot, None where it has none."""
    return likely_before(draft, slot)[0][0]


def carried_features(analysis: Analysis, draft: Draft, values: Sequence[Any], before: Any) -> list[Features]:
    """Say of each value, None for none, whether it is the one that the operation told before has."""
    if draft.before is None:
        return [_first()] * len(values)
    apart = analysis.sentences.index(anchor_of(draft)[0]) - analysis.sentences.index(anchor_of(draft.before)[0])
    near, kind, is_same_kind = min(apart, 2), draft.kind, draft.kind == draft.before.kind
    found = []
    for value in values:
        relation = "none" if before is None else "same" if before == value else "other"
        what = "none" if value is None else "one"
        found.append(_carried(f"{what}:before={relation}", near, kind, is_same_kind, draft.is_total))
    return found


@features
def _first() -> Iterator[str]:
    yield "before=first"


@features
def _carried(how: str, apart: int, kind: str, is_same_kind: bool, is_total: bool) -> Iterator[str]:
    yield how
    yield f"{how},apart={apart}"
    yield f"{how},kind={kind}"
    yield f"{how},same_kind={is_same_kind}"
    yield f"{how},total={is_total}"
