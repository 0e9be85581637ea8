"""What the words around a number tell: "more than 1,000" is at least 1,001, and those arrested are accused."""

from __future__ import annotations

from typing import Final

from crackdown.graph.announcement.record import Kind, Precision
from crackdown.ontology.terms import capacity

# What a kind of operation alone makes of the people it counts. Whoever is deported or found in a raid is by that
# neither said to be accused nor said to be a victim.
_CAPACITIES: Final[dict[Kind, str]] = {
    "arrest": capacity.suspect,
    "extradition": capacity.suspect,
    "conviction": capacity.convict,
    "rescue": capacity.victim,
}


def capacity_of(kind: Kind) -> str | None:
    """Return as what an operation of a kind counts people; None where the kind does not say.

    >>> capacity_of("arrest") == capacity.suspect, capacity_of("conviction") == capacity.convict
    (True, True)
    >>> capacity_of("deportation") is None
    True
    """
    return _CAPACITIES.get(kind)


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
