"""DateFound: a date or span of dates of a text, in ISO 8601, where it stands."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

Day = datetime.date
Value = str | tuple[str, str]  # a day, month or year in ISO 8601, or the two ends of a span
OPEN = {"since", "since_year", "since_last_year"}  # meanings of spans that end only with the text


@dataclass(slots=True)
class DateFound:
    """A resolved date or span of dates where it stands."""

    start: int
    end: int
    meaning: str
    value: Value
    is_published: bool = False
    others: tuple[tuple[str, Value], ...] = ()  # how else it may be resolved: in what way, and to what
