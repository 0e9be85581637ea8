"""What dates mean that name a month or a year: a function for each such meaning of `dates.yaml`.

Each gives a month or year in ISO 8601, or None where the text does not say from where to count.
"""

from __future__ import annotations

from crackdown.loaders.extraction.when.date_context import DateContext, month_from
from crackdown.loaders.extraction.when.written_dates import Written


def month(context: DateContext, written: Written) -> str | None:
    """Give a month by its name."""
    number = context.month(written.parts.get("month") or written.parts["monthnumber"])
    found = context.month_and_year(number, written.parts.get("year"))
    return iso_month(*found) if found else None


def same_month(context: DateContext, _: Written) -> str | None:
    """Give the month named last."""
    return iso_month(*context.named_month) if context.named_month else None


def month_last_year(context: DateContext, written: Written) -> str | None:
    """Give a month of the year before."""
    return iso_month(context.anchor.year - 1, context.month(written.parts["month"])) if context.anchor else None


def month_of_same_year(context: DateContext, written: Written) -> str | None:
    """Give a month of the year named last."""
    return iso_month(context.named_year, context.month(written.parts["month"])) if context.named_year else None


def this_month(context: DateContext, _: Written) -> str | None:
    """Give the text's own month."""
    return iso_month(context.reference.year, context.reference.month) if context.reference else None


def previous_month(context: DateContext, written: Written) -> str | None:
    """Give the month before the text's own, or one as many months before it as are counted ("three months ago")."""
    return iso_month(*month_from(context.reference, -(context.counted(written) or 1))) if context.reference else None


def year(context: DateContext, written: Written) -> str | None:
    """Give a year as it is printed."""
    return str(context.year(written.parts["year"]))


def this_year(context: DateContext, _: Written) -> str | None:
    """Give the text's own year."""
    return str(context.reference.year) if context.reference else None


def previous_year(context: DateContext, _: Written) -> str | None:
    """Give the year before the text's own."""
    return str(context.reference.year - 1) if context.reference else None


def iso_month(year: int, month: int) -> str:
    """Write a month as ISO 8601 does.

    >>> iso_month(2026, 2)
    '2026-02'
    """
    return f"{year}-{month:02}"
