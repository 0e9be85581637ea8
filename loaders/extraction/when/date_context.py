"""DateContext: what the dates of a text are resolved against, and the parts of a date as numbers.

A month without a year takes the latest year that puts it no later than the reference; a day without one may be a few
weeks later where the reference is only the latest day that the text names with its year. Years of the Buddhist era and
of the eras that a language names are converted.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass, field

from crackdown.loaders.extraction.text.normalise import as_compared, lowered
from crackdown.loaders.extraction.text.sentences import Sentences
from crackdown.loaders.extraction.when.date_found import Day
from crackdown.loaders.extraction.when.date_patterns import DatePatterns
from crackdown.loaders.extraction.when.written_dates import Written

AHEAD = 3  # days by which an event may follow its announcement's date (time zones, slips)
_HALF_A_YEAR = 180  # days by which a date may follow the text's own full date, where nothing says when it was published
_SOON = 30  # days by which a day without a year may follow the latest one that has one, in such a text
_BUDDHIST = 543
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


@dataclass(slots=True)
class DateContext:
    """The date of publication, a language's names, and what the text has named before."""

    names: DatePatterns
    reference: Day | None
    anchor: Day | None  # a full date of the text, for years, where nothing says when it was published
    sentences: Sentences | None
    is_latest: bool = False  # whether the reference is only the latest day that the text names with its year
    last: Day | None = None  # the day named last: "the same day", "the previous day"
    last_sentence: int = 0  # the sentence in which it is named
    days_named: list[Day] = field(default_factory=list)  # all that are named, each once, the last of them last
    begun: Day | None = None  # the day with which the span named last begins: "on the first day"
    named_month: tuple[int, int] | None = None
    named_year: int | None = None  # the year of the date resolved last: "in November of that year"

    @property
    def until(self) -> Day | None:
        """The day up to which an open span goes."""
        return self.reference or self.anchor

    def remember(self, value: str, sentence: int) -> None:
        """Keep what a date names for those that go on from it.

        Args:
            value: a day, month or year in ISO 8601.
            sentence: the number of its sentence.
        """
        self.named_year = int(value[:4])
        if len(value) == len("2026-02-08"):
            self.last, self.last_sentence = Day.fromisoformat(value), sentence
            self.days_named = [day for day in self.days_named if day != self.last] + [self.last]

    def remember_span(self, start: str) -> None:
        """Keep the day with which a span begins, in ISO 8601; what begins with a month or a year has no first day."""
        if len(start) == len("2026-02-08"):
            self.begun = Day.fromisoformat(start)

    def remember_month(self, value: str) -> None:
        """Keep the month of a day or month in ISO 8601, for those that are said to be of the same month."""
        if len(value) >= len("2026-02"):
            self.named_month = int(value[:4]), int(value[5:7])

    def is_past(self, day: Day) -> bool:
        """Tell whether a text may report what was done on a day: not where it is yet to come."""
        return self.reference is None or day <= self.reference + datetime.timedelta(days=AHEAD)

    def sentence(self, written: Written) -> int:
        """Give the number of a date's sentence."""
        return self.sentences.index(written.start) if self.sentences else 0

    def day(self, parts: dict[str, str], suffix: str) -> Day | None:
        """Give the day that a date's parts name; the suffix is "2" for the second of a span's ends, else nothing."""
        number = parts.get(f"day{suffix}") or parts.get(f"daynumber{suffix}")
        if not number:
            return None
        named = parts.get(f"month{suffix}")
        month = self.month(named) if named else int(parts.get("monthnumber", 0))
        found = self.month_and_year(month, parts.get(f"year{suffix}"), day=self.number(number))
        return Day(found[0], found[1], self.number(number)) if found else None

    def month_and_year(self, month: int, year: str | None, *, day: int | None = None) -> tuple[int, int] | None:
        """Give the year as printed, else the latest that puts the day in question no later than the reference."""
        if year:
            return self.year(year), month
        if self.anchor is None:
            return None
        if day and (soon := self._soon_after(month, day)):
            return soon, month
        this_year = Day(self.anchor.year, month, min(day or 1, calendar.monthrange(self.anchor.year, month)[1]))
        latest = self.reference or self.anchor + datetime.timedelta(days=_HALF_A_YEAR)
        return self.anchor.year - (this_year > latest + datetime.timedelta(days=AHEAD)), month

    def _soon_after(self, month: int, day: int) -> int | None:
        """Give the year that puts a day right after the reference, where that is only the text's latest."""
        if not self.is_latest or self.reference is None:
            return None
        years = (self.reference.year, self.reference.year + 1)
        days = (Day(year, month, min(day, calendar.monthrange(year, month)[1])) for year in years)
        latest = self.reference + datetime.timedelta(days=_SOON)
        return next((one.year for one in days if self.reference < one <= latest), None)

    def month_or_previous(self, written: Written) -> tuple[int, int] | None:
        """Give the year and month that a date names, or where it names none, the month before the text's own."""
        if "month" in written.parts:
            return self.month_and_year(self.month(written.parts["month"]), written.parts.get("year"))
        return month_from(self.reference, -1) if self.reference else None

    def counted(self, written: Written) -> int:
        """Give the number that a date names, or where it names none, the pattern's own days."""
        word = as_compared(written.parts.get("count") or written.parts.get("ordinal") or "")
        return self.names.numbers.get(word) or self.names.ordinals.get(word) or written.pattern.days

    def spoken_year(self, written: Written) -> int | None:
        """Give the year that a date names, else that of the text."""
        if "year" in written.parts:
            return self.year(written.parts["year"])
        return self.until.year if self.until else None

    def days(self, written: Written) -> int:
        """Give the days by which a date is moved: the pattern's own, times a number ("three weeks later")."""
        count = written.parts.get("count")
        return written.pattern.days * (self.names.numbers[as_compared(count)] if count else 1)

    def weekday(self, printed: str) -> int:
        """Give the number of a weekday by its name; Monday is 0."""
        return self.names.weekdays[as_compared(printed).rstrip(".")]

    def month(self, printed: str) -> int:
        """Give the number of a month by its name or its figures."""
        return int(printed) if printed.isdecimal() else self.names.months[as_compared(printed).rstrip(".")]

    def number(self, printed: str) -> int:
        """Give the number of a day by its figures or its ordinal."""
        return self.names.day_number(printed)

    def year(self, printed: str) -> int:
        """Give a year of our count by its figures, alone, behind the name of an era, or inside one."""
        printed = lowered(printed)
        era = re.match(r"\D*", printed)
        name = era[0].strip() if era else ""
        number = printed[len(era[0]) if era else 0 :]
        around, count = re.subn(r"\d+", "*", printed)
        if count == 1 and around in self.names.eras:
            return int(re.sub(r"\D", "", printed)) + self.names.eras[around]
        if not number:  # "令和八", "令和元", "二〇二五"
            name = next((known for known in self.names.eras if known and printed.startswith(known)), "")
            number = printed[len(name) :].strip()
            number = str(self.names.ordinals.get(number, number)).translate(_HAN_DIGITS).replace("元", "1")
        year = int(number)
        if name in self.names.eras and year < 200:
            return year + self.names.eras[name]
        return year - _BUDDHIST if year > 2400 else year


def month_from(base: Day, months: int) -> tuple[int, int]:
    """Give the year and month so many months after that of a day.

    >>> month_from(Day(2026, 1, 31), -1)
    (2025, 12)
    """
    index = base.year * 12 + base.month - 1 + months
    return index // 12, index % 12 + 1
