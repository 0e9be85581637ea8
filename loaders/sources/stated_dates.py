"""Dates as tables and mails write them, brought to ISO 8601; what may be read in two ways is not read."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Any, Final

_ISO = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ]\d{1,2}:\d{2}.*)?")
_ORDERS: Final = ("DMY", "MDY")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_BUDDHIST_ERA: Final = 543  # years that Thai dates are ahead
# Of announcements that can be. Of two digits, 69 comes out as 1969 and 68 as 2068; in Thai tables both are of our days.
_YEARS: Final = range(1990, 2060)


def to_iso(written: str, format_: str | None = None) -> str:
    """Return the day, month or year that a cell names; the time of day is left out.

    Args:
        written: what stands there.
        format_: how it is written, in the signs of `strptime`; what is not told is recognised.

    >>> to_iso("2026-02-09T10:00:00Z"), to_iso("9 février 2026"), to_iso("02/09/2026", "%d/%m/%Y"), to_iso("2569-02")
    ('2026-02-09', '2026-02-09', '2026-09-02', '2026-02')

    Raises:
        ValueError: it names no day, month or year, or may be read in two ways.
    """
    # Before it is read: the leap years of the two eras are not the same.
    text = _YEAR.sub(lambda year: f"{_common(int(year[0])):04}", _in_ascii_digits(written.strip()))
    if format_ is not None:
        try:
            return _checked(datetime.strptime(text, format_).date())
        except re.error as error:  # strptime makes an expression of it
            raise ValueError(f"{format_[:40]!r} says how no date is written ({error}); write it as %d/%m/%Y") from error
    iso = _ISO.fullmatch(text)
    if iso:
        parts = [int(part) for part in iso[1].split("-")]
        return _checked(date(*[*parts, 1, 1][:3]))[: len(iso[1])]
    days = {_read(text, order) for order in _ORDERS} - {None}
    if len(days) > 1:
        first, second = sorted(_checked(day) for day in days if day)
        raise ValueError(
            f"{text[:40]!r} may be {first} or {second}; write it as one of these, or say how a column's dates are "
            "written, such as published=Date:%d/%m/%Y"
        )
    if not days:
        raise ValueError(f"{text[:40]!r} is no date that is known; write it as 2026-02-09")
    return _checked(days.pop())


def _in_ascii_digits(text: str) -> str:
    """Write the digits of any script as those that `strptime` knows.

    >>> _in_ascii_digits("๑๕/๐๕/๒๕๖๙")
    '15/05/2569'
    """
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _read(text: str, order: str) -> date | None:
    import dateparser

    settings: dict[str, Any] = {
        "STRICT_PARSING": True,  # a day, a month and a year, none of them made up
        "DATE_ORDER": order,
        "PREFER_LOCALE_DATE_ORDER": False,
        "PARSERS": ["absolute-time"],
    }
    try:
        found = dateparser.parse(text[:100], settings=settings)
    except (ValueError, OverflowError):
        return None
    return found.date() if found else None


def _common(year: int) -> int:
    """Give the year of the common era; one that is only likely as a Thai one is that.

    >>> _common(2569), _common(2026)
    (2026, 2026)
    """
    is_thai = year - _BUDDHIST_ERA in _YEARS and year not in _YEARS
    return year - _BUDDHIST_ERA if is_thai else year


def _checked(day: date | None) -> str:
    assert day is not None
    day = day.replace(year=_common(day.year))
    if day.year not in _YEARS:
        raise ValueError(f"{day.year} is no year in which this was announced; write the year with four digits")
    return day.isoformat()
