"""Dates that stand beside one another: two that are the ends of a span, two that say one day."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from crackdown.loaders.extraction.when.date_found import OPEN, DateFound, Day
from crackdown.loaders.extraction.when.date_patterns import date_patterns

_JOINER = 32  # characters between the two ends of a span
_BEFORE = 24  # characters before a date in which the word may stand that makes a span of it
_DAYS = {"date", "day_only", "day_of_this_month", "day_of_same_month", "day_of_previous_month", "offset"}  # name a day
_WEEKDAYS = {"weekday", "last_weekday_before"}
_LENGTHS = {"quarter", "half", "weekend"}  # spans with whose beginning a longer one may begin
_DAY, _MONTH, _YEAR = len("2026-02-08"), len("2026-02"), len("2026")
_FIRST = "-01-01"  # of a year


def join_spans(text: str, dates: list[DateFound], code: str, until: Day | None = None) -> list[DateFound]:
    """Make spans of dates, by the words that stand between them, before and behind.

    Two dates with a word such as "to" between them are the ends of a span ("from Monday to yesterday"), and so are two
    with "and" where "between" stands before; else both days stay, with their span beside them: it may be one operation
    or two. A day with "since" begins a span that goes until the text's own.

    Args:
        text: that the dates are of.
        dates: in the order of the text.
        code: of its language.
        until: the text's own day, where it is known.
    """
    words = _Words(text, date_patterns(code).joiners)
    joined: list[DateFound] = []
    for date in dates:
        before = joined[-1] if joined else None
        between = text[before.end : date.start] if before and not before.is_published else "\n"
        is_near = len(between) <= _JOINER and "\n" not in between
        is_one = before is not None and is_near and words.make_one(before, date)
        span = _span(before, date, is_one=is_one) if before and is_near else None
        if before and span and is_one:
            joined[-1] = DateFound(before.start, date.end, "joined", span)
        elif before and span and words.are_between("and", before, date):
            joined += [DateFound(before.start, date.end, "both", span), date]
        else:
            joined.append(date)
    return [words.opened(date, until.isoformat()) for date in joined] if until else joined


@dataclass(frozen=True)
class _Words:
    """The words of a text that make spans of its dates."""

    text: str
    joiners: dict[str, re.Pattern[str]]

    def make_one(self, first: DateFound, last: DateFound) -> bool:
        """Tell whether two dates are the ends of one span."""
        if self.are_between("to", first, last):
            return True
        if self.are_between("and", first, last):
            return bool(self.before("between", first) or self.behind("between", last))
        is_begun = first.meaning in OPEN | _LENGTHS  # "from" is said by its own words, as in Turkish and Korean
        return is_begun and not self.text[first.end : last.start].strip(" ,") and bool(self.behind("to", last))

    def are_between(self, name: str, first: DateFound, last: DateFound) -> bool:
        """Tell whether such a word stands between two dates; the last may begin with it ("au 12 janvier")."""
        found = self.joiners[name].match(self.text, first.end, last.end)
        if found and found.end() > last.start and found[0].endswith(" ") and "," not in found[0]:
            return True
        return bool(self.joiners[name].fullmatch(self.text, first.end, last.start))

    def before(self, name: str, date: DateFound) -> re.Match[str] | None:
        found = self.joiners.get(name)
        return found.search(self.text, max(0, date.start - _BEFORE), date.start) if found else None

    def behind(self, name: str, date: DateFound) -> re.Match[str] | None:
        found = self.joiners.get(f"{name}_behind")
        return found.match(self.text, date.end) if found else None

    def opened(self, date: DateFound, until: str) -> DateFound:
        """Give the span from a day to the text's own where a word such as "since" stands by it, else the date."""
        start = date.value if isinstance(date.value, str) else date.value[0]
        is_day = isinstance(date.value, str) and len(start) == _DAY
        if date.is_published or start >= until or not (is_day or date.meaning in _LENGTHS):
            return date
        before, behind = self.before("since", date), self.behind("since", date)
        if not before and not behind:
            return date
        first, last = before.start() if before else date.start, behind.end() if behind else date.end
        return DateFound(first, last, "since", (start, until))


def without_repeated_weekdays(text: str, dates: list[DateFound]) -> list[DateFound]:
    """Drop a weekday right beside a day, which it says again ("12日(星期一)"), and "yesterday" before its date."""
    kept: list[DateFound] = []
    for date in dates:
        before = kept[-1] if kept else None
        is_beside = before is not None and len(text[before.end : date.start].strip(" ,(")) == 0
        if before and is_beside and date.meaning == "weekday" and before.meaning in _DAYS:
            continue
        is_explained = before is not None and before.meaning == "offset" and "(" in text[before.end : date.start]
        if before and is_beside and (before.meaning == "weekday" or is_explained) and date.meaning in _DAYS:
            kept.pop()
        kept.append(date)
    return kept


def _span(first: DateFound, last: DateFound, *, is_one: bool) -> tuple[str, str] | None:
    """Give the span from one date to another, in that order; an open span, quarter or weekend gives its beginning."""
    if not isinstance(last.value, str) or not (isinstance(first.value, str) or first.meaning in OPEN | _LENGTHS):
        return None
    start, end = first.value if isinstance(first.value, str) else first.value[0], last.value
    if first.meaning == "this_year":  # "this year to October": from its beginning
        start += _FIRST[: len(end) - _YEAR]
    if len(start) == _DAY and len(end) == _MONTH:  # "from 5 January to the end of May"
        end += f"-{calendar.monthrange(int(end[:_YEAR]), int(end[_YEAR + 1 :]))[1]}"
    if is_one and first.meaning in _WEEKDAYS and len(end) == _DAY and start > end:
        # "from Thursday to Sunday", said on a Thursday
        start = (Day.fromisoformat(start) - datetime.timedelta(days=7)).isoformat()
    return (start, end) if start < end else None
