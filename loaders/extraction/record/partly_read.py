"""What can be read of a text in a language without a folder: countries, dates and numbers, by CLDR alone.

Who did what to whom stays unread: that takes words, and CLDR has none. A name that is not in its first form (a case
ending, a prefix) is not found.
"""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from crackdown.graph.announcement.record import Evidence, Record
from crackdown.loaders.document import Document
from crackdown.loaders.extraction import MAX_READ
from crackdown.loaders.extraction.record.coverage import cover_unread
from crackdown.loaders.extraction.text.automaton import Automaton
from crackdown.loaders.extraction.text.data import installed_languages
from crackdown.loaders.extraction.text.language import is_spaceless, name_of
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised, normalise
from crackdown.loaders.extraction.text.numbers import find_in_figures
from crackdown.loaders.extraction.when.dates_by_cldr import DateSeen, find_dates
from crackdown.loaders.extraction.when.published import dates_announcement
from crackdown.loaders.extraction.where.country_names import country_entries

_NAME, _SHORT_NAME, _NUMBER = 0.8, 0.5, 0.9  # confidence
_SHORT = 3  # letters up to which a name without a capital may be an ordinary word
_FIRST_YEAR, _LAST_YEAR = 1900, 2099  # four digits that are more likely a year than a count


def read_partly(document: Document, code: str, locale: Locale) -> Record:
    """Make the record of a text in a language that CLDR alone knows."""
    view = normalise(document.text)
    spaceless = is_spaceless(code)
    dates = find_dates(view, locale, spaceless=spaceless)
    numbers = _numbers(view, locale, dates)
    stated = next((date for date in dates if _is_day(date) and dates_announcement(view.text, date)), None)
    record = Record(
        id=document.id, title=document.title, url=document.url, language=code, outcome="partly_read",
        published=document.published[:10] if document.published else None, sha256=document.sha256,
        notes=[_note(code)], sentences=cover_unread(document.text, MAX_READ),
    )  # fmt: skip
    if stated:
        record.published = stated.value
        record.evidence["published"] = _evidence(view, stated.start, stated.end, min(stated.sure, _NAME))
    countries = {
        mention.value: _evidence(view, mention.start, mention.end, _sureness(view, mention))
        for mention in reversed(_countries(code, spaceless).find(view))
    }
    seen = {date.value: _evidence(view, date.start, date.end, date.sure) for date in reversed(dates)}
    counted = {m.value: _evidence(view, m.start, m.end, _NUMBER) for m in reversed(numbers)}
    record.countries = list(countries)[::-1]
    record.dates = list(seen)[::-1]
    record.numbers = [int(value) for value in reversed(counted)]
    quotes = {"countries": countries, "dates": seen, "numbers": counted}
    record.evidence |= {field: dict(reversed(found.items())) for field, found in quotes.items() if found}
    return record


def _note(code: str) -> str:
    return (
        f"{name_of(code)} ({code}) has no folder of words yet: countries by the names that CLDR has for them, dates "
        "that name their year and numbers in figures were read, but not who did what to how many people. "
        f"Read in full: {', '.join(installed_languages())}; docs/languages.md tells how to add a language."
    )


@cache
def _countries(code: str, spaceless: bool) -> Automaton:
    """Build the automaton of a language's country names, codes that CLDR has no name for left out."""
    entries = [entry for entry in country_entries(code) if len(entry.pattern) > 1 and entry.pattern != entry.value]
    return Automaton(entries, spaceless=spaceless)


def _sureness(view: Normalised, country: Mention) -> float:
    name = view.text[country.start : country.end]
    return _SHORT_NAME if len(name) <= _SHORT and name.upper() == name.lower() else _NAME


def _numbers(view: Normalised, locale: Locale, dates: list[DateSeen]) -> list[Mention]:
    taken = {i for date in dates for i in range(date.start, date.end)}
    thousands, decimal = (normalise(find(locale)).text for find in (get_group_symbol, get_decimal_symbol))
    sizes = locale.decimal_formats[None].grouping
    group = r"\d{3}" if sizes[0] == sizes[1] else r"\d{2,3}"  # 12,34,567 in South Asia
    found = find_in_figures(view, thousands, decimal, group)
    return [m for m in found if taken.isdisjoint(range(m.start, m.end)) and not _is_year(view, m)]


def _is_year(view: Normalised, number: Mention) -> bool:
    printed = view.text[number.start : number.end]
    return printed.isdecimal() and len(printed) == len("2026") and _FIRST_YEAR <= int(printed) <= _LAST_YEAR


def _is_day(date: DateSeen) -> bool:
    return len(date.value) == len("2026-02-08")


def _evidence(view: Normalised, start: int, end: int, confidence: float) -> Evidence:
    first, last = view.span(start, end)
    return Evidence(quote=view.original[first:last], start=first, end=last, confidence=confidence)
