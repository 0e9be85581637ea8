"""What dates mean that name one day: a function for each such meaning of `dates.yaml`.

Each gives a day in ISO 8601, or None where the text does not say from where to count.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator

from crackdown.loaders.extraction.when.date_context import AHEAD, DateContext, month_from
from crackdown.loaders.extraction.when.date_found import Day
from crackdown.loaders.extraction.when.feasts import days_of_feast
from crackdown.loaders.extraction.when.written_dates import Written

_TO_COME = 60  # days before a feast in which a text that names it most likely speaks of the coming one


def date(context: DateContext, written: Written) -> str | None:
    """Give a day with its month."""
    day = context.day(written.parts, "")
    return day.isoformat() if day else None


def date_last_year(context: DateContext, written: Written) -> str | None:
    """Give a day with its month, of the year before."""
    return _in_year(context, written, context.anchor.year - 1) if context.anchor else None


def date_of_same_year(context: DateContext, written: Written) -> str | None:
    """Give a day with its month, of the year named last."""
    return _in_year(context, written, context.named_year) if context.named_year else None


def _in_year(context: DateContext, written: Written, year: int) -> str:
    return Day(year, context.month(written.parts["month"]), context.number(written.parts["day"])).isoformat()


def day_only(context: DateContext, written: Written) -> str | None:
    """Give a day without its month: that of a day named in the same sentence, else the latest such day until now."""
    in_sentence = context.last if context.sentence(written) == context.last_sentence else None
    return _day_in_month(context, written, in_sentence or context.reference or context.last or context.anchor)


def day_of_this_month(context: DateContext, written: Written) -> str | None:
    """Give a day of the text's own month, or of the one before where it is yet to come."""
    return _day_in_month(context, written, context.until)


def _day_in_month(context: DateContext, written: Written, base: Day | None) -> str | None:
    if base is None:
        return None
    number = context.number(written.parts["day"])
    for year, month in (month_from(base, months) for months in (0, -1)):
        if number <= calendar.monthrange(year, month)[1]:
            day = Day(year, month, number)
            if context.is_past(day):
                return day.isoformat()
    return None


def day_of_same_month(context: DateContext, written: Written) -> str | None:
    """Give a day of the month named last, or where none is, the latest such day."""
    if context.named_month is None:
        return day_only(context, written)
    return Day(*context.named_month, context.number(written.parts["day"])).isoformat()


def day_of_previous_month(context: DateContext, written: Written) -> str | None:
    """Give a day of the month before the text's own."""
    if context.reference is None:
        return None
    return Day(*month_from(context.reference, -1), context.number(written.parts["day"])).isoformat()


def first_day_of_month(context: DateContext, written: Written) -> str | None:
    """Give the first day of the month that is named."""
    found = context.month_and_year(context.month(written.parts["month"]), written.parts.get("year"))
    return Day(*found, 1).isoformat() if found else None


def last_day_of_month(context: DateContext, written: Written) -> str | None:
    """Give the last day of the month that is named, or of the month before this one."""
    found = context.month_or_previous(written)
    return _last_day(found).isoformat() if found else None


def last_day_of_same_month(context: DateContext, written: Written) -> str | None:
    """Give the last day of the month named last, or where that is yet to come, of the month before this one."""
    if context.named_month and context.is_past(_last_day(context.named_month)):
        return _last_day(context.named_month).isoformat()
    return last_day_of_month(context, written)


def _last_day(month: tuple[int, int]) -> Day:
    return Day(*month, calendar.monthrange(*month)[1])


def weekday_of_month(context: DateContext, written: Written) -> str | None:
    """Give a weekday of a month by its number ("the first Monday of June"), or its last (days: -1)."""
    found, wanted, number = context.month_or_previous(written), written.parts["weekday"], context.counted(written)
    if found is None:
        return None
    days = [day for week in calendar.monthcalendar(*found) if (day := week[context.weekday(wanted)])]
    return Day(*found, days[number - 1 if number > 0 else number]).isoformat() if number <= len(days) else None


def last_day_of_year(context: DateContext, written: Written) -> str | None:
    """Give the last day of the year that is named, or of the text's own."""
    year = context.spoken_year(written)
    return f"{year}-12-31" if year else None


def last_day_of_last_year(context: DateContext, _: Written) -> str | None:
    """Give the last day of the year before the text's own."""
    return f"{context.reference.year - 1}-12-31" if context.reference else None


def offset(context: DateContext, written: Written) -> str | None:
    """Give a day counted from the reference ("yesterday")."""
    return moved_from(context.reference, context.days(written))


def same(context: DateContext, _: Written) -> str | None:
    """Give the day named last."""
    return moved_from(context.last or context.reference, 0)


def moved(context: DateContext, written: Written) -> str | None:
    """Give a day counted from the one named last that leads to no day after the text's own."""
    days, bases = context.days(written), [*context.days_named[::-1], context.reference]
    latest = context.reference + datetime.timedelta(days=AHEAD - 1) if context.reference else None
    counted = [day for base in bases if (day := moved_from(base, days))]
    return next((day for day in counted if latest is None or day <= latest.isoformat()), None)


def moved_from(base: Day | None, days: int) -> str | None:
    """Give the day so many days after another."""
    return (base + datetime.timedelta(days=days)).isoformat() if base else None


def weekday(context: DateContext, written: Written) -> str | None:
    """Give the latest such weekday up to the reference."""
    if context.reference is None:
        return None
    wanted = context.weekday(written.parts["weekday"])
    return (context.reference - datetime.timedelta(days=(context.reference.weekday() - wanted) % 7)).isoformat()


def last_weekday_before(context: DateContext, written: Written) -> str | None:
    """Give the latest such weekday before the reference: "last Friday", said on a Friday, is a week ago."""
    found = weekday(context, written)
    return moved_from(context.reference, -7) if context.reference and found == context.reference.isoformat() else found


def weekday_of_week(context: DateContext, written: Written) -> str | None:
    """Give a weekday of this week (days: 0) or another, by weeks counted ("上周五": -7); weeks begin on Monday."""
    if context.reference is None:
        return None
    wanted = context.weekday(written.parts.get("weekday") or written.parts["weekday2"])
    return moved_from(context.reference, wanted - context.reference.weekday() + context.days(written))


def feast(context: DateContext, written: Written) -> str | None:
    """Give a feast's day, or one counted from it ("除夕", "大年初四"): of the year that is named, else the latest.

    Where the next one is near, a text more likely speaks of that ("ahead of the Lunar New Year"), and it dates nothing.
    """
    until, moved = context.until, written.pattern.days
    if "count" in written.parts or "ordinal" in written.parts:
        moved += context.counted(written) - 1
    if "year" in written.parts:
        return next(_feast(written.pattern.of, context.year(written.parts["year"]), moved), None)
    if until is None:
        return None
    latest, next_one = (until + datetime.timedelta(days=days) for days in (AHEAD, _TO_COME))
    years = (until.year + 1, until.year, until.year - 1)
    day = next(
        (day for year in years for day in _feast(written.pattern.of, year, moved) if day <= next_one.isoformat()), ""
    )
    return day if "" < day <= latest.isoformat() else None


def _feast(code: str, year: int, moved: int) -> Iterator[str]:
    """Yield the days that are so many days after a feast of a year, the last first."""
    for day in reversed(days_of_feast(code, year)):
        yield (day + datetime.timedelta(days=moved)).isoformat()


def day_of_span(context: DateContext, written: Written) -> str | None:
    """Give a day by its number in the span named last ("on the first day", 三日目)."""
    return moved_from(context.begun, context.counted(written) - 1)
