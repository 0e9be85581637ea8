"""Dates and spans of dates in a text, resolved to ISO 8601 against the date of publication.

A date without a year takes the latest year that puts it no later than the reference; Buddhist-era years are
converted; a weekday is the latest one up to the reference. What cannot be resolved is left out.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from crackdown.loaders.extraction.text.mentions import Mention, longest
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.text.pattern_needs import Words, stretches
from crackdown.loaders.extraction.text.sentences import Sentences
from crackdown.loaders.extraction.when.date_patterns import DatePattern, DatePatterns, date_patterns

Day = datetime.date
Value = str | tuple[str, str]  # a day, month or year in ISO 8601, or the two ends of a span
_METHODS = {"year": "year_only"}  # `_year` reads a printed year
_BUDDHIST = 543
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_SATURDAY = 5
_QUARTERS = 4
_MONTHS = 12
_JOINER = 16  # characters between the two ends of a span
OPEN = {"since", "since_year", "since_last_year"}  # spans that end only with the text
_REACH = 80  # characters that a written date has at most
_FROM_NAMED = {"moved", "same"}  # meanings that go from the day named last
_IN_YEAR = {"date", "month", "range", "last_day_of_month", "first_day_of_month"}  # that may leave out their year
_DAYS = {"date", "day_only", "day_of_this_month", "day_of_same_month", "day_of_previous_month", "offset"}  # name a day
_BASES = 3  # days named before from which a date may be counted
_AHEAD = 3  # days by which an event may follow its announcement's date (time zones, slips)


@dataclass(slots=True)
class DateFound:
    """A resolved date or span of dates where it stands."""

    start: int
    end: int
    meaning: str
    value: Value
    is_published: bool = False
    others: tuple[tuple[str, Value], ...] = ()  # how else it may be resolved: in what way, and to what


@dataclass(slots=True, unsafe_hash=True)  # never changed; a frozen one takes thrice as long to make
class Written:
    """A date as written: which pattern it fits and the parts it names."""

    start: int
    end: int
    pattern: DatePattern
    parts: dict[str, str]


def find_written(view: Normalised, code: str) -> list[Written]:
    """Find every stretch that reads as a date, without resolving it."""
    text, lower = view.text.replace("\n", " "), view.lower.replace("\n", " ")
    known = date_patterns(code)
    places = known.needs.places(lower)
    found: list[Mention] = []
    holding: dict[tuple[tuple[Words, ...], int], list[tuple[int, int]]] = {}  # many patterns need the same
    for pattern in known.patterns:
        if not all(map(places.__getitem__, pattern.needs)):
            continue
        asked = pattern.needs, pattern.reach
        if asked not in holding:
            holding[asked] = stretches(pattern.needs, places, len(text), reach=pattern.reach)
        for first, last in holding[asked]:
            for match in pattern.expression.finditer(text, first, last):
                parts = {name: value for name, value in match.groupdict().items() if value}
                if short := parts.pop("shortyear", ""):
                    parts["year"] = str(known.century + int(short))
                end = match.end() - match[0].endswith(".")  # the point after a month is more often the sentence's
                written = Written(match.start(), end, pattern, parts)
                found.append(Mention("written", pattern.meaning, match.start(), end, {"written": written}))
    chosen: list[Written] = []
    for mention in longest(found):
        if not chosen or mention.start >= chosen[-1].end:
            chosen.append(_with_year_behind(mention.data["written"], text, known))
    return chosen


def _with_year_behind(written: Written, text: str, known: DatePatterns) -> Written:
    """Add to a day without a year the one that stands behind it, apart."""
    if written.pattern.meaning != "date" or "year" in written.parts:
        return written
    year = known.year_behind.match(text, written.end)
    if year is None:
        return written
    return replace(written, end=year.end(), parts={**written.parts, "year": year["year"]})


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


class Calendar:
    """Resolves written dates, one after another, as a reader would."""

    def __init__(
        self, code: str, reference: Day | None, anchor: Day | None, sentences: Sentences | None = None
    ) -> None:
        self._names: DatePatterns = date_patterns(code)
        self.reference = reference
        self._anchor = (
            anchor or reference
        )  # a full date of the text, for years, where nothing says when it was published
        self._last: Day | None = None  # the day named last: "the same day", "the previous day"
        self._days_named: list[Day] = []  # all that are named, each once, the last of them last
        self._named_year: int | None = None  # the year of the date resolved last: "in November of that year"
        self._sentences = sentences
        self._last_sentence = 0  # the sentence in which it is named
        self._named_month: tuple[int, int] | None = None

    def resolve(self, written: Written) -> str | tuple[str, str] | None:
        """Give a day, month or year in ISO 8601, a pair of them for a span, or None."""
        method = getattr(self, f"_{_METHODS.get(written.pattern.meaning, written.pattern.meaning)}", None)
        try:
            value = method(written) if method else None
        except (ValueError, OverflowError):
            return None
        if value and written.pattern.meaning not in OPEN:
            self._remember(value if isinstance(value, str) else value[1], self._sentence(written))
        return value

    def other_values(self, written: Written) -> Iterator[tuple[str, Value]]:
        """Give how else a date may be resolved: from a day named earlier, or in the month or year that is spoken of."""
        meaning, parts = written.pattern.meaning, written.parts
        if meaning in _FROM_NAMED:
            days = self._days(written) if meaning == "moved" else 0
            bases = [day for day in self._days_named if day != self._last][-_BASES:]
            yield from (("from_earlier", day) for base in bases if (day := self._moved_from(base, days)))
        elif meaning == "day_only" and (month := self._named_month):
            yield from _valid("in_named_month", lambda: Day(*month, self._number(parts["day"])).isoformat())
        elif meaning == "weekday_of_week" and written.pattern.days < 0:
            # "last Thursday", said on a Sunday, is three days ago where weeks begin on Sunday.
            name = parts.get("weekday") or parts["weekday2"]
            yield from _valid("latest", lambda: self._weekday(replace(written, parts={"weekday": name})))
        elif meaning in _IN_YEAR and not any(name.startswith("year") for name in parts) and self._named_year:
            in_year = replace(written, parts={**parts, "year": str(self._named_year)})
            yield from _valid("in_named_year", lambda: getattr(self, f"_{meaning}")(in_year))

    def years(self, written: Written) -> list[int]:
        """Give the years that a date names."""
        return [self._year(value) for name, value in written.parts.items() if name.startswith("year")]

    def _sentence(self, written: Written) -> int:
        return self._sentences.index(written.start) if self._sentences else 0

    def _remember(self, value: str, sentence: int) -> None:
        self._named_year = int(value[:4])
        if len(value) == len("2026-02-08"):
            self._last, self._last_sentence = Day.fromisoformat(value), sentence
            self._days_named = [day for day in self._days_named if day != self._last] + [self._last]
        if len(value) >= len("2026-02"):
            self._named_month = int(value[:4]), int(value[5:7])

    # Each method below resolves one meaning of dates.yaml.

    def _date(self, written: Written) -> str | None:
        day = self._day(written.parts, "")
        return day.isoformat() if day else None

    def _date_last_year(self, written: Written) -> str | None:
        if self._anchor is None:
            return None
        month, number = self._month_of(written.parts["month"]), self._number(written.parts["day"])
        return Day(self._anchor.year - 1, month, number).isoformat()

    def _day_only(self, written: Written) -> str | None:
        """A day without its month: that of a day named in the same sentence, else the latest such day until now."""
        in_sentence = self._last if self._sentence(written) == self._last_sentence else None
        return self._day_in_month(written, in_sentence or self.reference or self._last or self._anchor)

    def _day_of_this_month(self, written: Written) -> str | None:
        return self._day_in_month(written, self.reference or self._anchor)

    def _day_in_month(self, written: Written, base: Day | None) -> str | None:
        if base is None:
            return None
        number = self._number(written.parts["day"])
        candidates = [_shifted(base, months) for months in (0, -1)]
        for year, month in candidates:
            if number <= calendar.monthrange(year, month)[1]:
                day = Day(year, month, number)
                if self.reference is None or day <= self.reference + datetime.timedelta(days=_AHEAD):
                    return day.isoformat()
        return None

    def _day_of_same_month(self, written: Written) -> str | None:
        if self._named_month is None:
            return None
        return Day(*self._named_month, self._number(written.parts["day"])).isoformat()

    def _day_of_previous_month(self, written: Written) -> str | None:
        if self.reference is None:
            return None
        return Day(*_shifted(self.reference, -1), self._number(written.parts["day"])).isoformat()

    def _range_in_month(self, written: Written) -> tuple[str, str] | None:
        """Days of one month that is not named: the month that the last of them alone would fall in."""
        number = self._number(written.parts["day"])
        last = self._day_only(Written(written.start, written.end, written.pattern, {"day": written.parts["day2"]}))
        if last is None or number > int(last[-2:]):
            return None
        return f"{last[:-2]}{number:02}", last

    def _range(self, written: Written) -> tuple[str, str] | None:
        parts = {"month2": written.parts.get("month", ""), **written.parts}  # "March 3 to 7"
        if "year" in parts and "year2" not in parts:
            turns = "month" in parts and self._month_of(parts["month"]) > self._month_of(parts["month2"])
            parts["year2"] = str(self._year(parts["year"]) + turns)
        last = self._day(parts, "2")
        if last is None:
            return None
        month = self._month_of(parts["month"]) if "month" in parts else last.month
        year = self._year(parts["year"]) if "year" in parts else last.year - (month > last.month)
        first = Day(year, month, self._number(parts["day"]))
        if first > last:
            return None
        return first.isoformat(), last.isoformat()

    def _range_of_named_month(self, written: Written) -> tuple[str, str] | None:
        if self._named_month is None:
            return None
        first, last = (Day(*self._named_month, self._number(written.parts[key])) for key in ("day", "day2"))
        return (first.isoformat(), last.isoformat()) if first <= last else None

    def _month_range(self, written: Written) -> tuple[str, str] | None:
        parts = written.parts
        last = self._month_year(self._month_of(parts["month2"]), parts.get("year2") or parts.get("year"))
        if last is None:
            return None
        month = self._month_of(parts.get("month") or parts["monthnumber"])
        year = self._year(parts["year"]) if "year" in parts else last[0] - (month > last[1])
        return f"{year}-{month:02}", f"{last[0]}-{last[1]:02}"

    def _since(self, written: Written) -> tuple[str, str] | None:
        parts, until = written.parts, self.reference or self._anchor
        if until is None:
            return None
        if "day" in parts and "month" not in parts:
            start = self._day_only(written)
        elif "day" in parts:
            day = self._day(parts, "")
            start = day.isoformat() if day else None
        elif "month" in parts:
            found = self._month_year(self._month_of(parts["month"]), parts.get("year"))
            start = f"{found[0]}-{found[1]:02}" if found else None
        elif "weekday" in parts:
            start = self._weekday(written)
        else:
            start = str(self._year(parts["year"]))
        return (start, until.isoformat()) if start and start <= until.isoformat() else None

    def _since_last_year(self, written: Written) -> tuple[str, str] | None:
        """From a day or month of the year before this one, or from its beginning, to the reference."""
        until = self.reference or self._anchor
        if until is None:
            return None
        start = str(until.year - 1)
        if "month" in written.parts:
            start += f"-{self._month_of(written.parts['month']):02}"
        return start, until.isoformat()

    def _since_year(self, written: Written) -> tuple[str, str] | None:
        until = self.reference or self._anchor
        if until is None:
            return None
        year = self._year(written.parts["year"]) if "year" in written.parts else until.year
        return (f"{year}-01-01", until.isoformat()) if year <= until.year else None

    def _month(self, written: Written) -> str | None:
        number = self._month_of(written.parts.get("month") or written.parts["monthnumber"])
        found = self._month_year(number, written.parts.get("year"))
        return f"{found[0]}-{found[1]:02}" if found else None

    def _same_month(self, _: Written) -> str | None:
        return "{}-{:02}".format(*self._named_month) if self._named_month else None

    def _month_last_year(self, written: Written) -> str | None:
        if self._anchor is None:
            return None
        return f"{self._anchor.year - 1}-{self._month_of(written.parts['month']):02}"

    def _last_day_of_month(self, written: Written) -> str | None:
        """The last day of the month that is named, or of the month before this one."""
        if "month" in written.parts:
            found = self._month_year(self._month_of(written.parts["month"]), written.parts.get("year"))
        else:
            found = _shifted(self.reference, -1) if self.reference else None
        return Day(*found, calendar.monthrange(*found)[1]).isoformat() if found else None

    def _first_day_of_month(self, written: Written) -> str | None:
        found = self._month_year(self._month_of(written.parts["month"]), written.parts.get("year"))
        return Day(*found, 1).isoformat() if found else None

    def _last_day_of_year(self, written: Written) -> str | None:
        year = self._spoken_year(written)
        return f"{year}-12-31" if year else None

    def _date_of_same_year(self, written: Written) -> str | None:
        month, number = self._month_of(written.parts["month"]), self._number(written.parts["day"])
        return Day(self._named_year, month, number).isoformat() if self._named_year else None

    def _month_of_same_year(self, written: Written) -> str | None:
        return f"{self._named_year}-{self._month_of(written.parts['month']):02}" if self._named_year else None

    def _last_day_of_last_year(self, _: Written) -> str | None:
        return f"{self.reference.year - 1}-12-31" if self.reference else None

    def _offset(self, written: Written) -> str | None:
        return self._moved_from(self.reference, self._days(written))

    def _same(self, _: Written) -> str | None:
        return self._moved_from(self._last or self.reference, 0)

    def _moved(self, written: Written) -> str | None:
        """A day counted from the one named last that leads to no day after the text's own."""
        days, bases = self._days(written), [*self._days_named[::-1], self.reference]
        latest = self.reference + datetime.timedelta(days=_AHEAD - 1) if self.reference else None
        moved = [day for base in bases if (day := self._moved_from(base, days))]
        return next((day for day in moved if latest is None or day <= latest.isoformat()), None)

    def _days(self, written: Written) -> int:
        """Give the days by which a date is moved: the pattern's own, times a number ("three weeks later")."""
        count = written.parts.get("count")
        return written.pattern.days * (self._names.numbers[count.lower()] if count else 1)

    def _moved_from(self, base: Day | None, days: int) -> str | None:
        return (base + datetime.timedelta(days=days)).isoformat() if base else None

    def _weekday(self, written: Written) -> str | None:
        if self.reference is None:
            return None
        wanted = self._names.weekdays[written.parts["weekday"].lower().rstrip(".")]
        return (self.reference - datetime.timedelta(days=(self.reference.weekday() - wanted) % 7)).isoformat()

    def _last_weekday_before(self, written: Written) -> str | None:
        return self._weekday(written)

    def _weekday_of_week(self, written: Written) -> str | None:
        """A weekday of this week (days: 0) or another ("上周五": -7); weeks begin on Monday."""
        if self.reference is None:
            return None
        name = written.parts.get("weekday") or written.parts["weekday2"]
        wanted = self._names.weekdays[name.lower().rstrip(".")]
        return self._moved_from(self.reference, wanted - self.reference.weekday() + written.pattern.days)

    def _weekend(self, _: Written) -> tuple[str, str] | None:
        """The latest Saturday before the reference, and its Sunday."""
        return self._week_from(_SATURDAY, 2)

    def _this_week(self, _: Written) -> tuple[str, str] | None:
        """Monday of this week to the reference."""
        if self.reference is None or not self.reference.weekday():
            return None
        monday = self.reference - datetime.timedelta(days=self.reference.weekday())
        return monday.isoformat(), self.reference.isoformat()

    def _last_days(self, written: Written) -> tuple[str, str] | None:
        """As many days as are counted, up to the reference ("in the past three days")."""
        if self.reference is None:
            return None
        days = self._days(written) or 1
        return (self.reference - datetime.timedelta(days=abs(days) - 1)).isoformat(), self.reference.isoformat()

    def _last_week(self, _: Written) -> tuple[str, str] | None:
        """Monday to Sunday of the week before this one."""
        if self.reference is None:
            return None
        return self._week_from(0, 7, before=self.reference - datetime.timedelta(days=7))

    def _week_from(self, weekday: int, days: int, *, before: Day | None = None) -> tuple[str, str] | None:
        base = before or self.reference
        if base is None:
            return None
        first = base - datetime.timedelta(days=(base.weekday() - weekday) % 7)
        return first.isoformat(), (first + datetime.timedelta(days=days - 1)).isoformat()

    def _quarter(self, written: Written) -> tuple[str, str] | None:
        """Three months by their number in the year ("the first quarter of 2026")."""
        parts, year = written.parts, self._spoken_year(written)
        word = (parts.get("count") or parts["ordinal"]).lower()
        number = self._names.numbers.get(word) or self._names.ordinals.get(word, 0)
        return (f"{year}-{3 * number - 2:02}", f"{year}-{3 * number:02}") if year and 0 < number <= _QUARTERS else None

    def _half(self, written: Written) -> tuple[str, str] | None:
        """Half a year; `days` of the pattern says which."""
        year = self._spoken_year(written)
        first = 6 * written.pattern.days - 5
        return (f"{year}-{first:02}", f"{year}-{first + 5:02}") if year else None

    def _first_months(self, written: Written) -> tuple[str, str] | None:
        """The first months of a year, as many as are counted."""
        year, count = self._spoken_year(written), self._names.numbers[written.parts["count"].lower()]
        return (f"{year}-01", f"{year}-{count:02}") if year and 1 < count <= _MONTHS else None

    def _spoken_year(self, written: Written) -> int | None:
        until = self.reference or self._anchor
        if "year" in written.parts:
            return self._year(written.parts["year"])
        return until.year if until else None

    def _this_month(self, _: Written) -> str | None:
        return self.reference.strftime("%Y-%m") if self.reference else None

    def _previous_month(self, _: Written) -> str | None:
        return "{}-{:02}".format(*_shifted(self.reference, -1)) if self.reference else None

    def _this_year(self, _: Written) -> str | None:
        return str(self.reference.year) if self.reference else None

    def _previous_year(self, _: Written) -> str | None:
        return str(self.reference.year - 1) if self.reference else None

    def _year_only(self, written: Written) -> str | None:
        return str(self._year(written.parts["year"]))

    # The parts of a date.

    def _day(self, parts: dict[str, str], suffix: str) -> Day | None:
        number = parts.get(f"day{suffix}") or parts.get(f"daynumber{suffix}")
        if not number:
            return None
        named = parts.get(f"month{suffix}")
        month = self._month_of(named) if named else int(parts.get("monthnumber", 0))
        found = self._month_year(month, parts.get(f"year{suffix}"), day=self._number(number))
        return Day(found[0], found[1], self._number(number)) if found else None

    def _month_year(self, month: int, year: str | None, *, day: int = 1) -> tuple[int, int] | None:
        if year:
            return self._year(year), month
        if self._anchor is None:
            return None
        this_year = Day(self._anchor.year, month, min(day, calendar.monthrange(self._anchor.year, month)[1]))
        limit = (self.reference or self._anchor + datetime.timedelta(days=180)) + datetime.timedelta(days=_AHEAD)
        return self._anchor.year - (this_year > limit), month

    def _month_of(self, name: str) -> int:
        return int(name) if name.isdecimal() else self._names.months[name.lower().rstrip(".")]

    def _number(self, printed: str) -> int:
        digits = re.match(r"\d+", printed)
        return int(digits[0]) if digits else self._names.ordinals[printed.lower()]

    def _year(self, printed: str) -> int:
        era = re.match(r"\D*", printed)
        name = era[0].strip() if era else ""
        number = printed[len(era[0]) if era else 0 :]
        if not number:  # "令和八", "令和元", "二〇二五"
            name = next((known for known in self._names.eras if known and printed.startswith(known)), "")
            number = printed[len(name) :].strip()
            number = str(self._names.ordinals.get(number, number)).translate(_HAN_DIGITS).replace("元", "1")
        year = int(number)
        if name in self._names.eras and year < 200:
            return year + self._names.eras[name]
        return year - _BUDDHIST if year > 2400 else year


def _valid(name: str, resolve: Callable[[], Value | None]) -> Iterator[tuple[str, Value]]:
    """Give a reading unless there is no such day."""
    try:
        value = resolve()
    except (ValueError, OverflowError):
        return
    if value:
        yield name, value


def _shifted(base: Day, months: int) -> tuple[int, int]:
    index = base.year * 12 + base.month - 1 + months
    return index // 12, index % 12 + 1
