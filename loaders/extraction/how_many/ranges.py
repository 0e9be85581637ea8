"""Numbers told as a range: "between 50 and 60 people", "50-60 foreigners", "50至60人" are at least the lower one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised

_BEFORE = 12  # characters before the lower number in which a word for the range stands
_BETWEEN = 12  # characters between the two
_MOST_TIMES = 100  # "2 to 3 million" does not begin with two
_UPPER = re.compile(r"[-–—](?P<upper>\d{1,6})(?!\d|[-/.,:]\d)")


class Ranges:
    """The ranges of one text.

    Attributes:
        numbers: those that may count by themselves, the upper ends of ranges among them.
        lower: the lower number of a range, by where its upper one begins.
    """

    def __init__(self, numbers: Sequence[Mention], view: Normalised, patterns: Mapping[str, re.Pattern[str]]) -> None:
        """Find them.

        Args:
            numbers: of the text, in its order.
            view: of the text.
            patterns: of the language; `range` and `rise` are what stands before and between two numbers, the lower one
                written as `#`. Of a rise ("from 50 to 60 people") the upper number alone counts.
        """
        both = list(_with_upper(numbers, view))
        self.lower: dict[int, Mention] = {}
        ended = set()  # by the lower number
        for lower, upper in pairwise(both):
            is_near = 0 < upper.start - lower.end <= _BETWEEN
            if not is_near or not lower.data["value"] < upper.data["value"] < _MOST_TIMES * lower.data["value"]:
                continue
            text = view.lower
            told = f"{text[max(0, lower.start - _BEFORE) : lower.start]}#{text[lower.end : upper.start]}"
            if "rise" in patterns and patterns["rise"].search(told):
                ended.add(lower.start)
            elif "range" in patterns and patterns["range"].search(told):
                ended.add(lower.start)
                self.lower[upper.start] = lower
        self.numbers = [
            one for one in both if one.start not in ended and (one.start in self.lower or not one.data.get("joined"))
        ]


def _with_upper(numbers: Sequence[Mention], view: Normalised) -> Iterator[Mention]:
    """Give the numbers, and behind one the upper end of its range where a hyphen joins them: no number by itself."""
    starts = {number.start for number in numbers}
    for number in numbers:
        yield number
        joined = _UPPER.match(view.text, number.end)
        if joined and joined.start("upper") not in starts and not number.data["spelled"]:
            value = int(joined["upper"])
            data = {"value": value, "spelled": False, "joined": True}
            yield Mention("number", str(value), joined.start("upper"), joined.end("upper"), data)
