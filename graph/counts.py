"""What the wording of a number allows: "more than 1,000" is at least 1,001 and has no ceiling."""

from __future__ import annotations

from crackdown.graph.record import Precision


def bounds(value: int, precision: Precision) -> tuple[int | None, int | None]:
    """Return the smallest and the largest number that the wording allows; None where it sets no bound.

    >>> bounds(1000, "more_than"), bounds(740, "exactly"), bounds(300, "about"), bounds(0, "fewer_than")
    ((1001, None), (740, 740), (None, None), (None, 0))
    """
    match precision:
        case "exactly":
            return value, value
        case "more_than":
            return value + 1, None
        case "at_least":
            return value, None
        case "fewer_than" | "nearly":
            return None, max(value - 1, 0)
        case "at_most":
            return None, value
        case "about":
            return None, None
