"""Full dates of a language without data files: in figures, and with month names, both as CLDR says it writes them.

Only dates of our calendar that name their year are given; where 3/4/2026 may be either day, the locale's order decides.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from babel import Locale

from crackdown.loaders.extraction.text.mentions import Mention, longest
from crackdown.loaders.extraction.text.normalise import Normalised, normalise
from crackdown.loaders.extraction.when.date_patterns import calendar_names

_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_SEPARATOR = r"(?P<separator>\. |[./-])"
_IN_FIGURES = (
    rf"{_YEAR}{_SEPARATOR}(?P<month>\d{{1,2}})(?P=separator)(?P<day>\d{{1,2}})(?!\d)",
    rf"(?P<one>\d{{1,2}}){_SEPARATOR}(?P<other>\d{{1,2}})(?P=separator){_YEAR}",
)
# How nearly every language may write a date, beside what its own CLDR formats say.
_ANYWHERE = ("d MMMM y", "d. MMMM y", "MMMM d, y", "MMMM y")
_STATED, _BY_ORDER = 0.9, 0.7
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class DateSeen:
    """A day or month in ISO 8601, where it stands in the normalised text, and how sure its reading is."""

    value: str
    start: int
    end: int
    sure: float


def find_dates(view: Normalised, locale: Locale, *, spaceless: bool) -> list[DateSeen]:
    """Find the dates of a text that give their year, in the order of the text."""
    text = view.text.replace("\n", " ")
    found: list[Mention] = []
    for expression in _expressions(str(locale), spaceless):
        for match in expression.finditer(text):
            read = _read(match.groupdict(), locale)
            if read is not None:
                found.append(Mention("date", read[0], match.start(), match.end(), {"sure": read[1]}))
    return [DateSeen(m.value, m.start, m.end, m.data["sure"]) for m in longest(found)]


def _read(parts: dict[str, str | None], locale: Locale) -> tuple[str, float] | None:
    year, name, sure = int(parts["year"] or 0), parts.get("name"), _STATED
    if name is not None:
        month = _months(str(locale)).get(normalise(name).lower, 0)
        if not month:
            return None
        if not parts.get("day"):
            return f"{year}-{month:02}", sure
        day = int(parts["day"] or 0)
    elif parts.get("one"):
        day, month = int(parts["one"] or 0), int(parts["other"] or 0)
        if day <= _MONTHS and month <= _MONTHS and day != month:
            sure = _BY_ORDER
            if _is_month_first(locale):
                day, month = month, day
        elif month > _MONTHS:
            day, month = month, day
    else:
        day, month = int(parts["day"] or 0), int(parts["month"] or 0)
    try:
        return datetime.date(year, month, day).isoformat(), sure
    except ValueError:
        return None


def _is_month_first(locale: Locale) -> bool:
    short = _formats(locale).get("short", "")
    return "M" in short and "d" in short and short.index("M") < short.index("d") and not short.startswith("y")


def _formats(locale: Locale) -> dict[str, str]:
    return {width: str(pattern.pattern) for width, pattern in locale.date_formats.items() if width}


@cache
def _months(code: str) -> dict[str, int]:
    """Map a language's names of months, as the normalised text has them, to their numbers."""
    names = {normalise(name).lower: number for name, number in calendar_names(code)[0].items()}
    return {name: number for name, number in names.items() if name and not any(c.isdecimal() for c in name)}


@cache
def _expressions(code: str, spaceless: bool) -> tuple[re.Pattern[str], ...]:
    formats = _formats(Locale.parse(code))
    month = "|".join(sorted(map(re.escape, _months(code)), key=len, reverse=True)) or "(?!)"
    written = [formats.get("long", ""), formats.get("medium", ""), *_ANYWHERE]
    named = [found for pattern in dict.fromkeys(written) if (found := _from_format(pattern, f"(?P<name>{month})"))]
    before, after = (r"(?<!\d)", r"(?!\d)") if spaceless else (r"(?<![\w/.-])", r"(?!\w)")
    return tuple(re.compile(f"{before}{found}{after}", re.IGNORECASE) for found in [*_IN_FIGURES, *named])


_FIELD = re.compile(r"'(?P<words>[^']*)'|(?P<field>(?P<letter>[a-zA-Z])(?P=letter)*)|(?P<mark>.)")


def _from_format(pattern: str, month: str) -> str | None:
    r"""Turn one of CLDR's date formats into a regular expression; None where it has figures and marks alone.

    >>> _from_format("d 'de' MMMM", "(?P<name>maio)")
    '(?P<day>\\d{1,2})\\ ?de\\ ?(?P<name>maio)'
    >>> _from_format("d/M/y", "(?P<name>maio)") is None
    True
    """
    fields = {"y": _YEAR, "d": r"(?P<day>\d{1,2})", "M": r"(?P<month>\d{1,2})", "N": month}
    parts: list[str] = []
    for match in _FIELD.finditer(pattern):
        if match["field"]:
            is_named = match["letter"] in "ML" and len(match["field"]) > len("MM")
            parts.append(fields.get("N" if is_named else match["letter"], "(?!)"))  # an era, a weekday: not read
        else:
            parts.append("".join(map(_literal, normalise(match["words"] or match["mark"] or "").text)))
    expression = "".join(parts)
    has_words = month in parts or any(c.isalpha() for part in parts if part not in fields.values() for c in part)
    return expression if has_words else None


def _literal(character: str) -> str:
    """Spaces and marks of a format may be left out, its words may not."""
    return re.escape(character) + ("" if character.isalnum() else "?")
