"""What dates mean that name a span: a function for each such meaning of `dates.yaml`.

Each gives the two ends of a span in ISO 8601, or None where the text does not say from where to count.
"""

from __future__ import annotations

import calendar
import datetime

from crackdown.loaders.extraction.text.normalise import as_compared
from crackdown.loaders.extraction.when import days
from crackdown.loaders.extraction.when.date_context import DateContext
from crackdown.loaders.extraction.when.date_found import Day
from crackdown.loaders.extraction.when.months_and_years import iso_month
from crackdown.loaders.extraction.when.written_dates import Written

Span = tuple[str, str]
_SATURDAY = 5
_QUARTERS = 4
_MONTHS = 12


def day_range(context: DateContext, written: Written) -> Span | None:
    """Give the days from one to another; of a month or year that is named once, both."""
    parts = {name.replace("number", ""): value for name, value in written.parts.items()}  # "7. 1. - 10. 31."
    parts = {"month2": parts.get("month", ""), **parts}  # "March 3 to 7"
    if "year" in parts and "year2" not in parts:
        turns = "month" in parts and context.month(parts["month"]) > context.month(parts["month2"])
        parts["year2"] = str(context.year(parts["year"]) + turns)
    last = context.day(parts, "2")
    if last is None:
        return None
    month = context.month(parts["month"]) if "month" in parts else last.month
    year = context.year(parts["year"]) if "year" in parts else last.year - (month > last.month)
    return _in_order(Day(year, month, context.number(parts["day"])), last)


def range_in_month(context: DateContext, written: Written) -> Span | None:
    """Give days of one month that is not named: the month that the last of them alone would fall in."""
    number = context.number(written.parts["day"])
    last = days.day_only(context, Written(written.start, written.end, written.pattern, {"day": written.parts["day2"]}))
    if last is None or number > int(last[-2:]):
        return None
    return f"{last[:-2]}{number:02}", last


def range_of_named_month(context: DateContext, written: Written) -> Span | None:
    """Give days of the month named last."""
    if context.named_month is None:
        return None
    first, last = (Day(*context.named_month, context.number(written.parts[key])) for key in ("day", "day2"))
    return _in_order(first, last)


def _in_order(first: Day, last: Day) -> Span | None:
    return (first.isoformat(), last.isoformat()) if first <= last else None


def month_range(context: DateContext, written: Written) -> Span | None:
    """Give the months from one to another."""
    parts = written.parts
    last = context.month_and_year(context.month(parts["month2"]), parts.get("year2") or parts.get("year"))
    if last is None:
        return None
    month = context.month(parts.get("month") or parts["monthnumber"])
    year = context.year(parts["year"]) if "year" in parts else last[0] - (month > last[1])
    return iso_month(year, month), iso_month(*last)


def since(context: DateContext, written: Written) -> Span | None:
    """Give the time from a day, month, weekday or year until the text's own day."""
    parts, until = written.parts, context.until
    if until is None:
        return None
    if "day" in parts or "daynumber" in parts:
        has_month = "month" in parts or "monthnumber" in parts
        start = days.date(context, written) if has_month else days.day_only(context, written)
    elif "month" in parts:
        found = context.month_and_year(context.month(parts["month"]), parts.get("year"))
        start = iso_month(*found) if found else None
    elif "weekday" in parts:
        start = days.weekday(context, written)
    else:
        start = str(context.year(parts["year"]))
    return (start, until.isoformat()) if start and start <= until.isoformat() else None


def since_last_year(context: DateContext, written: Written) -> Span | None:
    """Give the time from a month of the year before this one, or from its beginning, until the text's own day."""
    until = context.until
    if until is None:
        return None
    year = until.year - 1
    start = iso_month(year, context.month(written.parts["month"])) if "month" in written.parts else str(year)
    return start, until.isoformat()


def since_year(context: DateContext, written: Written) -> Span | None:
    """Give the time from the beginning of a year, or of the text's own, until the text's own day."""
    until, year = context.until, context.spoken_year(written)
    if until is None or year is None:
        return None
    return (f"{year}-01-01", until.isoformat()) if year <= until.year else None


def weekend(context: DateContext, _: Written) -> Span | None:
    """Give the latest Saturday before the reference, and its Sunday."""
    return _from_weekday(context.reference, _SATURDAY, 2) if context.reference else None


def this_week(context: DateContext, _: Written) -> Span | None:
    """Give Monday of this week to the reference."""
    if context.reference is None or not context.reference.weekday():
        return None
    monday = context.reference - datetime.timedelta(days=context.reference.weekday())
    return monday.isoformat(), context.reference.isoformat()


def last_week(context: DateContext, _: Written) -> Span | None:
    """Give Monday to Sunday of the week before this one."""
    return _from_weekday(context.reference - datetime.timedelta(days=7), 0, 7) if context.reference else None


def _from_weekday(base: Day, weekday: int, length: int) -> Span:
    """Give so many days from the latest such weekday up to a day."""
    first = base - datetime.timedelta(days=(base.weekday() - weekday) % 7)
    return first.isoformat(), (first + datetime.timedelta(days=length - 1)).isoformat()


def last_days(context: DateContext, written: Written) -> Span | None:
    """Give as many days as are counted, up to the reference ("in the past three days")."""
    if context.reference is None:
        return None
    counted = context.days(written) or 1
    return (context.reference - datetime.timedelta(days=abs(counted) - 1)).isoformat(), context.reference.isoformat()


def days_counted(context: DateContext, written: Written) -> Span | None:
    """Give as many days as are counted where the text has named the first and the last of them ("in two days")."""
    length = datetime.timedelta(days=context.counted(written) - 1)
    last = next((day for day in reversed(context.days_named) if length and day - length in context.days_named), None)
    return ((last - length).isoformat(), last.isoformat()) if last else None


def days_of_month(context: DateContext, written: Written) -> Span | None:
    """Give the first days of a month (days: 1) or its last (days: -1), as many as are counted."""
    found, count = context.month_or_previous(written), abs(context.counted(written))
    if found is None:
        return None
    length = calendar.monthrange(*found)[1]
    first, last = (length - count + 1, length) if written.pattern.days < 0 else (1, count)
    return Day(*found, first).isoformat(), Day(*found, last).isoformat()


def days_from(context: DateContext, written: Written) -> Span | None:
    """Give as many days as are counted, from one on ("for 20 days from 9 February")."""
    start = days.date(context, written) if "month" in written.parts else days.day_only(context, written)
    if start is None:
        return None
    last = Day.fromisoformat(start) + datetime.timedelta(days=context.counted(written) - 1)
    return (start, last.isoformat()) if start < last.isoformat() else None


def quarter(context: DateContext, written: Written) -> Span | None:
    """Give three months by their number in the year ("the first quarter of 2026")."""
    year, number = context.spoken_year(written), context.counted(written)
    return _months(year, 3 * number - 2, 3 * number) if year and 0 < number <= _QUARTERS else None


def half(context: DateContext, written: Written) -> Span | None:
    """Give half a year; `days` of the pattern says which."""
    year, first = context.spoken_year(written), 6 * written.pattern.days - 5
    return _months(year, first, first + 5) if year else None


def first_months(context: DateContext, written: Written) -> Span | None:
    """Give the first months of a year, as many as are counted."""
    year, count = context.spoken_year(written), context.names.numbers[as_compared(written.parts["count"])]
    return _months(year, 1, count) if year and 1 < count <= _MONTHS else None


def _months(year: int, first: int, last: int) -> Span:
    return iso_month(year, first), iso_month(year, last)
