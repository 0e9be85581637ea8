"""The patterns of a language's `dates.yaml`, compiled.

Names of months and weekdays come from CLDR, with the abbreviations that the language's file adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

from babel import Locale, UnknownLocaleError

from crackdown.loaders.extraction.text.any_of import any_of
from crackdown.loaders.extraction.text.lexicon import Language, load_language
from crackdown.loaders.extraction.text.normalise import as_compared, lowered
from crackdown.loaders.extraction.text.pattern_needs import Need, Needs, Words, needs_within
from crackdown.loaders.extraction.when.other_calendars import CALENDARS, Months, months_of

_Value = TypeVar("_Value")

_REACH = 80  # characters that a written date has at most
_EDGE = 2  # characters beside a date that are looked at
_MOST = 30  # days or weeks that are counted out
_TEN = 10
_CENTURIES = frozenset(map(str, range(18, 27)))  # how years of our count and of the Buddhist era begin
_CENTURY = 2000  # of years written with two digits, where the language counts none of its own
# How figures alone give a day, in every language; an order that the language's own file has is tried first.
_IN_FIGURES = (
    "{year}[-/.]{monthnumber}[-/.]{daynumber}",
    "{daynumber}[-/.]{monthnumber}[-/.]{year}",
    "{monthnumber}/{daynumber}/{year}",
)
# The year of a day that stands behind it, apart: "March 13 (Friday), 2026", "June 23 (2026)", "(8/9) 2026".
_YEAR_BEHIND = (
    r"(?:\)?[ ,]{{0,2}}\((?:{weekday})\)[ ,/]{{0,3}}|[ ,]{{0,2}}\((?=\d{{4}}\))|\)? ?/ ?|\) )"
    r"(?P<year>(?:19|20)\d\d|2[45]\d\d)(?!\d)\)?"
)
# Where the words stand that make spans of dates: between two, right before the first, right behind the last.
_JOINERS = {
    "to": r"(?:(?<=\d)\.)?[ ,()]*(?:{0})[ ]?",  # the point of "5.2. bis 7.3." is no part of the date
    "and": "[ ,()]*(?:{0})[ ]?",
    **dict.fromkeys(("between", "since"), r"{1}(?:{0}) ?\Z"),
    **dict.fromkeys(("to_behind", "between_behind", "since_behind"), " ?(?:{0}){2}"),
}


@dataclass(frozen=True)
class DatePattern:
    """One way of writing a date: what the words mean and how they look."""

    meaning: str
    written: str
    days: int
    placed: tuple[Need, ...]  # what a text must hold for the expression to match, and how far from it a match goes
    of: str = ""  # the feast that the words name

    @cached_property
    def needs(self) -> tuple[Words, ...]:
        """What a text must hold for the expression to match."""
        return tuple(need.words for need in self.placed)

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """What it looks like; compiled when a text first holds what it needs, as few do in what most processes read."""
        return re.compile(self.written, re.IGNORECASE)


@dataclass(frozen=True)
class DatePatterns:
    """All patterns of a language and the values of the words in them, as they are compared."""

    patterns: tuple[DatePattern, ...]
    months: dict[str, int]
    other_months: Months  # of other calendars
    weekdays: dict[str, int]
    ordinals: dict[str, int]
    numbers: dict[str, int]  # small numbers in words and digits
    joiners: dict[str, re.Pattern[str]]  # the words that make spans of dates, by where they stand: see `joined_dates`
    needs: Needs  # of all the patterns
    # Name of an era, with * where the number of the year stands unless that is behind it, and the year of our count
    # that stands before its first.
    eras: dict[str, int]
    year_behind: re.Pattern[str]  # the year of a day that stands behind it, apart
    century: int  # what years of two digits leave out

    def day_number(self, printed: str) -> int:
        """Give the number of a day by its figures or its ordinal."""
        digits = re.match(r"\d+", printed)
        return int(digits[0]) if digits else self.ordinals[as_compared(printed)]


@cache
def calendar_names(code: str) -> tuple[dict[str, int], dict[str, int]]:
    """Give the names of months (1 to 12) and weekdays (Monday is 0) in a language."""
    try:
        locale = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return {}, {}
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            months |= {lowered(name).rstrip("."): number for number, name in locale.months[form][width].items()}
            weekdays |= {lowered(name).rstrip("."): number for number, name in locale.days[form][width].items()}
    return months, weekdays


@cache
def date_patterns(code: str) -> DatePatterns:
    """Compile the date patterns of an installed language."""
    language = load_language(code)
    if language is None:
        raise KeyError(code)
    months, weekdays = (dict(names) for names in calendar_names(code))
    for locale in language.dates.get("locales", ()):
        more_months, more_weekdays = calendar_names(locale)
        months, weekdays = more_months | months, more_weekdays | weekdays
    months |= language.dates.get("months", {})
    months |= {f"0{name}": month for name, month in months.items() if name.startswith(str(month)) and month < _TEN}
    weekdays |= language.dates.get("weekdays", {})
    ordinals = language.numbers.get("ordinals", {})
    eras = language.dates.get("eras", {})
    numbers = _small_numbers(language)
    calendars = language.dates.get("calendars", {})
    other_months = months_of(calendars)
    named = [*months, *other_months]
    parts = _parts(named, weekdays, ordinals, numbers, capitalised=language.dates.get("capitalised") == "true")
    if calendars:
        parts["year"] = rf"(?:{'|'.join(CALENDARS[code].year for code in calendars)}|{parts['year']})"
    if eras:
        parts["year"] = rf"(?:{_era_years(eras)}|{parts['year']})"
    centuries = _CENTURIES.union(*(CALENDARS[code].centuries for code in calendars))
    words = _placeholders(
        named, weekdays, ordinals, numbers, frozenset() if "" in eras else centuries | _era_words(eras)
    )
    widths = _widths(named, weekdays, ordinals, numbers, eras)
    compiled = tuple(
        DatePattern(
            p["as"],
            _expression(p["re"], parts, language.edges),
            int(p.get("days", 0)),
            _needs(p["re"], words, widths),
            p.get("of", ""),
        )
        for p in [*language.dates["patterns"], *({"as": "date", "re": figures} for figures in _IN_FIGURES)]
    )
    needs = Needs(need for pattern in compiled for need in pattern.needs)
    joiners = {
        name: re.compile(_JOINERS[name].format(words, *language.edges), re.IGNORECASE)
        for name, words in language.dates["joiners"].items()
    }
    century = int(language.dates.get("century", _CENTURY))
    eras = {lowered(name): before for name, before in eras.items()}
    year_behind = re.compile(_YEAR_BEHIND.format(weekday=parts["weekday"]), re.IGNORECASE)
    return DatePatterns(
        compiled, _looked_up(months), _looked_up(other_months), _looked_up(weekdays), _looked_up(ordinals),
        _looked_up(numbers), joiners, needs, eras, year_behind, century,
    )  # fmt: skip


def _looked_up(words: dict[str, _Value]) -> dict[str, _Value]:
    return {as_compared(word): value for word, value in words.items()}


def _needs(pattern: str, words: dict[str, Words], widths: dict[str, int]) -> tuple[Need, ...]:
    """Give what a pattern needs, and how far a match goes before and behind it."""
    return tuple(
        Need(need.words, min(_REACH, need.before + _EDGE), min(_REACH, need.behind + _EDGE))
        for need in needs_within(pattern, words, widths)
    )


def _era_years(eras: dict[str, int]) -> str:
    """Years of an era ("令和7", "an 7 de l'ère Reiwa"); where an era may go unnamed, three digits."""
    named = "|".join(sorted((re.escape(era) for era in eras if era and "*" not in era), key=len, reverse=True))
    behind = rf"(?:{named}) ?(?:\d{{1,4}}|元|[一二三四五六七八九十]{{1,3}})" if named else ""
    around = [r"\d{1,4}".join(map(re.escape, era.split("*"))) for era in eras if "*" in era]
    unnamed = r"1[0-2]\d(?!\d)" if "" in eras else ""
    written = r"[一二][〇零○九][〇零○一二三四五六七八九]{2}"
    return "|".join(filter(None, [*around, behind, unnamed, written]))


def _era_words(eras: dict[str, int]) -> Words:
    """Give what a year of an era is written with: a word of its name each, and how years in Han figures begin."""
    if not eras:
        return frozenset()
    return frozenset(max(map(str.strip, lowered(era).split("*")), key=len) for era in eras) | {"一", "二"}


def _small_numbers(language: Language) -> dict[str, int]:
    """Give the numbers up to thirty by which days and weeks are counted, in digits, words and other forms of them."""
    data = language.numbers
    words = {**data.get("numerals", {}), **data["units"], **language.dates.get("counts", {})}
    digits = {str(number): number for number in range(1, _MOST + 1)}
    return digits | {word.strip(): number for word, number in words.items() if 0 < number <= _MOST}


def _parts(
    months: Iterable[str], weekdays: dict[str, int], ordinals: dict[str, int], numbers: dict[str, int],
    *, capitalised: bool,
) -> dict[str, str]:  # fmt: skip
    return {
        "month": _words(months, capitalised=capitalised) + r"\.?",
        "weekday": _words(weekdays, capitalised=capitalised) + r"\.?",
        "year": r"(?:B\.? ?E\.? ?)?(?:1[89]\d\d|2[0-6]\d\d)(?!\d)",
        "day": r"(?:[0-3]?\d(?!\d)(?:st|nd|rd|th|er|º|\.)?|" + _words(ordinals, capitalised=False) + ")",
        "shortyear": r"\d\d(?!\d)",
        "count": _words(numbers, capitalised=False),
        "ordinal": _words(ordinals, capitalised=False),
        "monthnumber": r"[01]?\d",
        "daynumber": r"[0-3]?\d(?!\d)",
    }


def _words(words: Iterable[str], *, capitalised: bool) -> str:
    """Join words into an alternation, longest first; where capitals matter, "may" is not "May"."""
    if not capitalised:
        return any_of(words)
    return f"(?-i:{any_of(form for word in words for form in (word[:1].upper() + word[1:], word.upper()))})"


def _placeholders(
    months: Iterable[str], weekdays: Iterable[str], ordinals: Iterable[str], numbers: Iterable[str], centuries: Words
) -> dict[str, Words]:
    """Give the words that the parts of a date are written with: of a figure its digits, of a year the first two."""
    digits = frozenset("0123456789")
    words = {
        "month": frozenset(map(str.lower, months)),
        "weekday": frozenset(map(str.lower, weekdays)),
        "year": centuries,
        "day": digits.union(map(str.lower, ordinals)),
        "count": digits.union(word.lower() for word in numbers if not word.isdecimal()),
        "ordinal": frozenset(map(str.lower, ordinals)),
        "shortyear": digits,
        "monthnumber": digits,
        "daynumber": digits,
    }
    return {name: found for name, found in words.items() if found and "" not in found}


def _widths(
    months: Iterable[str], weekdays: Iterable[str], ordinals: Iterable[str], numbers: Iterable[str], eras: Iterable[str]
) -> dict[str, int]:
    """Give the characters that the parts of a date have at most."""
    month, weekday, ordinal, count, era = (
        max(map(len, words), default=0) for words in (months, weekdays, ordinals, numbers, eras)
    )
    return {
        "month": month + len("."),
        "weekday": weekday + len("."),
        "year": max(era, len("B. E.")) + len(" 2026"),
        "day": max(len("31st"), ordinal),
        "count": count,
        "ordinal": ordinal,
        "shortyear": 2,
        "monthnumber": 2,
        "daynumber": 2,
    }


def _expression(pattern: str, parts: dict[str, str], edges: tuple[str, str]) -> str:
    def expand(match: re.Match[str]) -> str:
        name, number, optional = match["name"], match["number"], match["optional"]
        group = f"(?P<{name}{number}>{parts[name]})"
        return f"(?:{group},? )?" if optional else group

    body = re.sub(r"\{(?P<name>[a-z]+)(?P<number>2?)(?P<optional>_?)\}", expand, pattern)
    return rf"{edges[0]}(?:{body}){edges[1]}"
