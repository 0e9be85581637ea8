"""Dates of other calendars: "8 رمضان 1447هـ", "२० पुस २०८२", "۲۸ اسفند ۱۴۰۴". They are turned into ours where found.

So whatever resolves dates knows one calendar. A day without a year is taken to be of the latest year of that calendar
that the text names; a month without a day is in two months of ours and says nothing. Figures alone ("1404/12/28") are
of the calendar that the language names first, where ours has no such year.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from typing import Final

import nepali_datetime
from hijridate import Hijri
from persiantools.jdatetime import JalaliDate

from crackdown.loaders.extraction.text.normalise import as_compared, lowered
from crackdown.loaders.extraction.when.date_found import Day


@dataclass(frozen=True, slots=True)
class OtherCalendar:
    """How a calendar's years look in figures, and what a year, month and day of it is in ours."""

    year: str
    centuries: frozenset[str]  # the first two of its figures
    day: Callable[[int, int, int], datetime.date]


def _of_ethiopia(year: int, month: int, day: int) -> datetime.date:
    """Give the day of ours that is one of Ethiopia's calendar: twelve months of thirty days and one of five or six.

    By Dershowitz and Reingold, Calendrical Calculations (chapter 4).

    >>> _of_ethiopia(2018, 1, 1), _of_ethiopia(2015, 13, 6)
    (datetime.date(2025, 9, 11), datetime.date(2023, 9, 11))
    """
    last = 30 if month <= 12 else 6 if year % 4 == 3 else 5
    if not (1 <= month <= 13 and 1 <= day <= last):
        raise ValueError(f"Ethiopia's calendar has no day {day} of month {month} in {year}")
    return datetime.date.fromordinal(2795 + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day)


CALENDARS: Final = {
    "hijri": OtherCalendar(
        r"1[34]\d\d(?!\d)(?: ?(?:هـ?|A\.?H\.?|H)(?!\w))?",
        frozenset(["13", "14"]),
        lambda *date: datetime.date.fromisoformat(Hijri(*date).to_gregorian().isoformat()),
    ),
    "bikram_sambat": OtherCalendar(
        r"20[7-9]\d(?!\d)",
        frozenset(["20"]),
        lambda *date: nepali_datetime.date(*date).to_datetime_date(),
    ),
    "solar_hijri": OtherCalendar(
        r"1[34]\d\d(?!\d)",
        frozenset(["13", "14"]),
        lambda *date: JalaliDate(*date).to_gregorian(),  # type: ignore[no-untyped-call]
    ),
    "ethiopic": OtherCalendar(
        r"20(?:[01]\d|2[0-3])(?!\d)(?: ?\u12d3\.? ?\u121d\.?)?",
        frozenset(["20"]),
        _of_ethiopia,
    ),
}
Months = dict[str, tuple[str, int]]  # name: calendar and number of the month
Parts = dict[str, str]


def months_of(calendars: dict[str, dict[str, int]]) -> Months:
    """Give the months of a language's other calendars by their names."""
    return {lowered(name): (code, number) for code, months in calendars.items() for name, number in months.items()}


def latest_year(dates: Iterable[Parts], months: Months) -> dict[str, str]:
    """Give the latest year that dates name of each other calendar."""
    latest: dict[str, str] = {}
    for parts in dates:
        month = _month(parts.get("month", ""), months)
        if month and "year" in parts:
            latest[month[0]] = max(latest.get(month[0], ""), parts["year"])
    return latest


def in_ours(
    parts: Parts, months: Months, years: dict[str, str], number: Callable[[str], int], ours: Container[str]
) -> Parts | None:
    """Turn the parts of a date into those of our calendar; None where they name no day of either.

    Args:
        parts: the parts of a date as written.
        months: the months of other calendars.
        years: the year of each other calendar that goes without saying.
        number: gives the number of a day as written.
        ours: the names of our months.
    """
    named = [_month(parts[key], months) for key in ("month", "month2") if key in parts]
    if not any(named):
        return _in_figures(parts, months, number) if _is_of_another(parts.get("year", "")) else parts
    if any(month and "year" in parts and not _has(month[0], parts["year"]) for month in named):
        is_ours = as_compared(parts["month"]) in ours  # some call our months by the other calendar's names
        return parts if is_ours else None
    converted: Parts = {name: value for name, value in parts.items() if name.startswith("weekday")}
    for suffix in ("", "2"):
        if f"day{suffix}" not in parts:
            continue
        month = _month(parts.get(f"month{suffix}") or parts.get("month") or parts.get("month2", ""), months)
        year = parts.get(f"year{suffix}") or parts.get("year2") or parts.get("year")
        day = _day(month, year, number(parts[f"day{suffix}"]), years) if month else None
        if day is None:
            return None
        converted |= {f"day{suffix}": str(day.day), f"month{suffix}": str(day.month), f"year{suffix}": str(day.year)}
    return converted if "day" in converted else None


def _in_figures(parts: Parts, months: Months, number: Callable[[str], int]) -> Parts | None:
    """Turn a day of another calendar that is written in figures alone into ours."""
    year = parts["year"]
    code = next((code for code, _ in months.values() if year[:2] in CALENDARS[code].centuries), None)
    if code is None or not {"monthnumber", "daynumber"} <= parts.keys():
        return None
    day = _day((code, int(parts["monthnumber"])), year, number(parts["daynumber"]), {})
    return {"daynumber": str(day.day), "monthnumber": str(day.month), "year": str(day.year)} if day else None


def _month(printed: str, months: Months) -> tuple[str, int] | None:
    return months.get(as_compared(printed).rstrip("."))


def _day(month: tuple[str, int], year: str | None, number: int, years: dict[str, str]) -> Day | None:
    code, month_number = month
    named = year or years.get(code, "")
    figures = re.match(r"\d+", named)
    if figures is None or not _has(code, named):
        return None
    try:
        return Day.fromisoformat(CALENDARS[code].day(int(figures[0]), month_number, number).isoformat())
    except (ValueError, OverflowError):
        return None


def _has(code: str, year: str) -> bool:
    """Tell whether a calendar is in such a year these days."""
    return re.match(CALENDARS[code].year, year) is not None


def _is_of_another(year: str) -> bool:
    """Tell whether a year is so long past that it can only be of another calendar."""
    return re.match(r"1[34]\d\d", year) is not None
