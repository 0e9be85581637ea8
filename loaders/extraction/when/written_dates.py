"""Dates as a text writes them: where they stand, what the words mean, which parts they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crackdown.loaders.extraction.text.mentions import Mention, longest
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.text.pattern_needs import stretches_around
from crackdown.loaders.extraction.when.date_patterns import DatePattern, DatePatterns, date_patterns
from crackdown.loaders.extraction.when.other_calendars import in_ours, latest_year

_YEAR_OF_FEAST = re.compile(r",? ?(?:of |de |del |da |năm |tahun |года )?(?P<year>20\d\d)(?!\d)")
_YEAR_BEFORE_FEAST = re.compile(r"(?<!\d)(?P<year>20\d\d)(?:年|년) ?\Z")
_BESIDE = 8  # characters before a feast in which its year stands


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
    held = {need for need, where in places.items() if where}
    found: list[Written] = []
    for pattern in known.patterns:
        if not held.issuperset(pattern.needs):
            continue
        for first, last in stretches_around(pattern.placed, places, len(text)):
            for match in pattern.expression.finditer(text, first, last):
                parts = {name: value for name, value in match.groupdict().items() if value}
                if short := parts.pop("shortyear", ""):
                    parts["year"] = str(known.century + int(short))
                end = match.end() - match[0].endswith(".")  # the point after a month is more often the sentence's
                found.append(Written(match.start(), end, pattern, parts))
    mentions = [
        Mention("written", one.pattern.meaning, one.start, one.end, {"written": one})
        for one in (_in_our_calendar(found, known) if known.other_months else found)
    ]
    chosen: list[Written] = []
    for mention in longest(mentions):
        if not chosen or mention.start >= chosen[-1].end:
            one = _with_year_behind(mention.data["written"], text, known)
            if chosen and one.start < chosen[-1].end:  # a year by itself was the year of this feast
                chosen.pop()
            chosen.append(one)
    return chosen


def _in_our_calendar(found: list[Written], known: DatePatterns) -> Iterator[Written]:
    """Turn dates of other calendars into ours; leave out those that name no day."""
    years = latest_year((one.parts for one in found), known.other_months)
    for one in found:
        parts = in_ours(one.parts, known.other_months, years, known.day_number, known.months)
        if parts is not None:
            yield one if parts == one.parts else replace(one, parts=parts)


def _with_year_beside(written: Written, text: str) -> Written:
    """Add to a feast the year that stands behind it or before it: "Christmas Day 2025", 2025年除夕."""
    if behind := _YEAR_OF_FEAST.match(text, written.end):
        return replace(written, end=behind.end(), parts={**written.parts, "year": behind["year"]})
    if before := _YEAR_BEFORE_FEAST.search(text, max(0, written.start - _BESIDE), written.start):
        return replace(written, start=before.start(), parts={**written.parts, "year": before["year"]})
    return written


def _with_year_behind(written: Written, text: str, known: DatePatterns) -> Written:
    """Add to a day without a year the one that stands behind it, apart."""
    if written.pattern.meaning == "feast":
        return _with_year_beside(written, text)
    if written.pattern.meaning != "date" or "year" in written.parts:
        return written
    year = known.year_behind.match(text, written.end)
    if year is None:
        return written
    return replace(written, end=year.end(), parts={**written.parts, "year": year["year"]})
