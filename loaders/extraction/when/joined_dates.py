"""Dates that stand beside one another: two that are the ends of a span, two that say one day."""

from __future__ import annotations

from crackdown.loaders.extraction.when.date_found import OPEN, DateFound
from crackdown.loaders.extraction.when.date_patterns import date_patterns

_JOINER = 16  # characters between the two ends of a span
_DAYS = {"date", "day_only", "day_of_this_month", "day_of_same_month", "day_of_previous_month", "offset"}  # name a day


def join_spans(text: str, dates: list[DateFound], code: str) -> list[DateFound]:
    """Make one span of two dates with a word such as "to" or "until" between them ("from Monday to yesterday").

    Two days joined by "and" stay as they are, with their span beside them: it may be one operation or two.
    """
    joiners = date_patterns(code).joiners
    joined: list[DateFound] = []
    for date in dates:
        before = joined[-1] if joined else None
        between = text[before.end : date.start] if before and not before.is_published else "\n"
        span = _span(before, date) if before and len(between) <= _JOINER and "\n" not in between else None
        if before and span and joiners["to"].fullmatch(between):
            joined[-1] = DateFound(before.start, date.end, "joined", span)
        elif before and span and joiners["and"].fullmatch(between):
            joined += [DateFound(before.start, date.end, "both", span), date]
        else:
            joined.append(date)
    return joined


def without_repeated_weekdays(text: str, dates: list[DateFound]) -> list[DateFound]:
    """Drop a weekday right beside a day: it says the same day again ("12日(星期一)")."""
    kept: list[DateFound] = []
    for date in dates:
        before = kept[-1] if kept else None
        is_beside = before is not None and len(text[before.end : date.start].strip(" ,(")) == 0
        if before and is_beside and date.meaning == "weekday" and before.meaning in _DAYS:
            continue
        if before and is_beside and before.meaning == "weekday" and date.meaning in _DAYS:
            kept.pop()
        kept.append(date)
    return kept


def _span(first: DateFound, last: DateFound) -> tuple[str, str] | None:
    """Give the span from one date to another, in that order; of an open span its beginning counts."""
    start = first.value if isinstance(first.value, str) else first.value[0]
    end = last.value
    is_open = first.meaning in OPEN
    if not isinstance(end, str) or not (isinstance(first.value, str) or is_open) or start >= end:
        return None
    return start, end
