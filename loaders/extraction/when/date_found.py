"""DateFound: a date or span of dates of a text, in ISO 8601, where it stands."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

Day = datetime.date
Value = str | tuple[str, str]  # a day, month or year in ISO 8601, or the two ends of a span
OPEN = {"since", "since_year", "since_last_year"}  # meanings of spans that end only with the text


def begins_after(value: Value, day: str) -> bool:
    """Tell whether a date, or the first of a span, lies after a day; a month or a year, whether it does as a whole.

    >>> begins_after("2026-04-13", "2026-04-10"), begins_after("2026-04", "2026-04-10")
    (True, False)
    """
    first = value if isinstance(value, str) else value[0]
    return first > day[: len(first)]


@dataclass(slots=True)
class DateFound:
    """A resolved date or span of dates where it stands."""

    start: int
    end: int
    meaning: str
    value: Value
    is_published: bool = False
    others: tuple[tuple[str, Value], ...] = ()  # how else it may be resolved: in what way, and to what
