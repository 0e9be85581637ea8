"""Dates as told (a day, a month, a year, a span) and the days between which they lie."""

from __future__ import annotations

import calendar

from crackdown.errors import InvalidRecord
from crackdown.graph.announcement.record import DateRange
from crackdown.graph.term import Term, literal
from crackdown.ontology.terms import xsd

_DATATYPES = {len("2026-02-08"): xsd.date, len("2026-02"): xsd.gYearMonth, len("2026"): xsd.gYear}


def to_literal(date: str) -> Term:
    """Write a day, a month or a year as the literal of its precision.

    >>> to_literal("2026-02").datatype
    'http://www.w3.org/2001/XMLSchema#gYearMonth'
    """
    return literal(date, datatype=_DATATYPES[len(date)])


def first_day(date: str | DateRange) -> str:
    """Return the earliest day a date allows, in ISO 8601.

    >>> first_day("2026")
    '2026-01-01'
    """
    start = date if isinstance(date, str) else date.from_
    return _checked(start + "-01-01"[len(start) - len("2026-02-08") :] if len(start) < len("2026-02-08") else start)


def last_day(date: str | DateRange) -> str:
    """Return the latest day a date allows, in ISO 8601.

    >>> last_day("2024-02"), last_day(DateRange(from_="2025", to="2026"))
    ('2024-02-29', '2026-12-31')
    """
    end = date if isinstance(date, str) else date.to
    if len(end) == len("2026"):
        return f"{end}-12-31"
    if len(end) == len("2026-02"):
        year, month = int(end[:4]), int(end[5:])
        if not 1 <= month <= 12:
            return _checked(f"{end}-01")
        return f"{end}-{calendar.monthrange(year, month)[1]:02}"
    return _checked(end)


def day_public(published: str) -> str:
    """Return the day by which what was published then is public: the last of a month or a year told alone.

    A day that no calendar has stays as it is written, so that it has its place among the others.

    >>> day_public("2026-02"), day_public("2026-02-31")
    ('2026-02-28', '2026-02-31')
    """
    try:
        return last_day(published)
    except InvalidRecord:
        return published


def day_reached(first: str | None, last: str | None, published: str | None) -> str | None:
    """Return the last day that a number covers: that of its period, or that it was published on where it is earlier.

    A tally "this month" that is told on the 10th covers ten days. Where nobody tells on which day of its period it was
    published, nobody tells how far it had come.

    >>> day_reached("2026-02-01", "2026-02-28", "2026-02-10"), day_reached("2026-02-01", "2026-02-28", "2026-03")
    ('2026-02-10', '2026-02-28')
    >>> day_reached("2026-02-01", "2026-02-28", "2026-02"), day_reached("2026-02-08", "2026-02-08", None)
    (None, '2026-02-08')
    """
    try:
        begin, end = (first_day(published), last_day(published)) if published else (first, None)
    except InvalidRecord:  # a day that no calendar has is no day
        begin, end = first, None
    least, most = (min((day for day in (last, told) if day), default=None) for told in (begin, end))
    return most if least == most else None


def _checked(day: str) -> str:
    """Refuse a day that no calendar has, which a pattern of digits lets through."""
    year, month, number = (int(part) for part in day.split("-"))
    if year == 0 or not 1 <= month <= 12 or not 1 <= number <= calendar.monthrange(year, month)[1]:
        raise InvalidRecord(f"{day} is not a day of the calendar; leave the date out where it cannot be read")
    return day
