"""Which day or month a search asks for, as people write it: `9 February 2026`, `2026-02`, `៩ កុម្ភៈ ២០២៦`.

Months go by the names that CLDR has in the languages of the pages. A year alone is no day asked for, as it may be a
number of people. A day without a year is that day of any year; a year of the Buddhist era is put into the common one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

from crackdown.errors import InvalidRecord
from crackdown.graph.dates import first_day, last_day
from crackdown.graph.searching.name_index import fold
from crackdown.ontology.labels import languages
from crackdown.ontology.terms import CONCEPTS

_ISO: Final = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?(?![\d-])")
_IN_NUMBERS: Final = re.compile(r"(?<![\d/.])(?P<day>\d{1,2})([/.])(?P<month>\d{1,2})\2(?P<year>\d{4})(?![\d/.])")
_BETWEEN: Final = r"[^\d]{0,8}?"  # "of", "de", "ថ្ងៃទី": no more than a word stands between the parts of a date
_SHORTEST: Final = 2  # signs of a word beside the day: 日 belongs to it
_BUDDHIST: Final = range(2400, 2700)
_BEFORE_CHRIST: Final = 543  # of the common era the first year of the Buddhist one


@dataclass(frozen=True, slots=True)
class DayAsked:
    """A day or a month asked for, of one year or of any; `rest` is what else the search asks for."""

    year: int | None
    month: int
    day: int | None
    rest: str

    def touches(self, first: str, last: str) -> bool:
        """Tell whether it has a day in common with a span of days."""
        return any(begin <= last and end >= first for begin, end in self._spans(first, last))

    def holds(self, first: str, last: str) -> bool:
        """Tell whether a span of days lies within it."""
        return any(begin <= first and last <= end for begin, end in self._spans(first, last))

    def _spans(self, first: str, last: str) -> Iterator[tuple[str, str]]:
        for year in [self.year] if self.year else range(int(first[:4]), int(last[:4]) + 1):
            date = f"{year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")
            try:
                yield first_day(date), last_day(date)
            except InvalidRecord:  # 29 February, of which not every year has one
                continue


def day_asked(text: str) -> DayAsked | None:
    """Read the day or month that a search asks for; None where it asks for none.

    >>> day_asked("deportation 9 Feb 2026")
    DayAsked(year=2026, month=2, day=9, rest='deportation')
    >>> day_asked("9 กุมภาพันธ์ 2569") == day_asked("2026年2月9日") == day_asked("2026-02-09")
    True
    >>> day_asked("arrest of 2026")
    """
    digits = "".join(str(unicodedata.decimal(one, one)) for one in text)
    return _read(digits, (_ISO, _IN_NUMBERS)) or _read(fold(digits), _in_words())


def _read(text: str, patterns: tuple[re.Pattern[str], ...]) -> DayAsked | None:
    for pattern in patterns:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            words = f"{text[: match.start()]} {text[match.end() :]}".split()
            rest = " ".join(word for word in words if len(word) >= _SHORTEST)
            asked = _checked(parts.get("year"), parts["month"], parts.get("day"), rest)
            if asked:
                return asked
    return None


def _checked(year: str | None, month: str, day: str | None, rest: str) -> DayAsked | None:
    number = int(month) if month.isascii() and month.isdigit() else _months()[month]
    common = int(year) - (_BEFORE_CHRIST if int(year) in _BUDDHIST else 0) if year else None
    asked = DayAsked(common, number, int(day) if day else None, rest)
    try:  # of no year a leap year's, which has every day
        last_day(f"{common or 2024:04}-{number:02}" + (f"-{asked.day:02}" if asked.day is not None else ""))
    except InvalidRecord:
        return None
    return asked


@cache
def _in_words() -> tuple[re.Pattern[str], ...]:
    """Return the orders in which a month's name stands with a day or a year, or both."""
    names = sorted(_months(), key=lambda name: (-len(name), name))
    month = "(?P<month>" + "|".join(map(_alone, names)) + ")"
    day, year = r"(?<!\d)(?P<day>\d{1,2})(?!\d)", r"(?<!\d)(?P<year>\d{4})(?!\d)"
    orders = (
        (year, month, day), (day, month, year), (month, day, year),
        (day, month), (month, year), (year, month), (month, day),
    )  # fmt: skip
    return tuple(re.compile(_BETWEEN.join(order)) for order in orders)


def _alone(name: str) -> str:
    """Match a name only where no other letter or digit of its own script continues it."""
    before = r"(?<![a-z])" if name[0].isascii() and name[0].isalpha() else r"(?<!\d)" if name[0].isdigit() else ""
    after = r"(?![a-z])" if name[-1].isascii() and name[-1].isalpha() else r"(?!\d)" if name[-1].isdigit() else ""
    return before + re.escape(name) + after


@cache
def _months() -> dict[str, int]:
    """Return the number of each month by its names, folded; a name that two months have is left out."""
    found: dict[str, set[int]] = {}
    for language in {one for kind in CONCEPTS["kind"].values() for one in languages(kind)}:
        for number, name in _names_in(language):
            found.setdefault(name, set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


def _names_in(language: str) -> Iterator[tuple[int, str]]:
    try:
        months = Locale.parse(language, sep="-").months
    except (UnknownLocaleError, ValueError):
        return
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[use][width].items():
                folded = fold("".join(str(unicodedata.decimal(one, one)) for one in name))
                if any(one.isalpha() for one in folded):
                    yield number, folded
