"""What the dates of a text may mean beside what they say: spans that several make, ends of spans, the time from then.

Which reading an operation has is chosen with everything else that may date it, in `date_links.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.what.candidates import anchor_of
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.when.date_found import OPEN, DateFound, Value

_DAY, _MONTH, _YEAR = len("2026-02-08"), len("2026-02"), len("2026")
_THIS_YEAR = {"this_year", "since_year"}
_CLOSED = {"range", "range_in_month", "range_of_named_month", "joined", "both"}  # spans that name both their ends


def readings(analysis: Analysis, draft: Draft) -> Iterator[DateFound]:
    """Give the spans that the dates around an operation make, and the other ways to read each date of the text."""
    yield from _covered(analysis, draft)
    for date in analysis.dates:
        yield from (DateFound(date.start, date.end, name, value) for name, value in date.others)
    for date, name, value in _readings_of_text(analysis):
        if draft.is_total or name != "from":  # only what is counted runs on from a day to the text's own
            yield DateFound(date.start, date.end, f"{name}_{date.meaning}", value)


def of_operations(analysis: Analysis, draft: Draft) -> list[DateFound]:
    """Give the spans from the first to the last day of the text's other operations, which a total may sum up.

    Of all of them, and of those of its own kind; what is said of the dates of other operations must be settled before.
    """
    if not draft.is_total:
        return []
    parts = [part for part in draft.rest if not part.is_total]
    found = []
    for name, chosen in (("operations", parts), ("its_kind", [part for part in parts if part.kind == draft.kind])):
        values = [part.likely["date"][0][0] for part in chosen if "date" in part.likely]
        days = [day for value in values if value for day in ([value] if isinstance(value, str) else value)]
        if days:
            first, last = min(days), max(days)
            where = next((date for date in analysis.dates if first == _first(date.value)), None)
            span = (where.start, where.end) if where else anchor_of(draft)
            found.append(DateFound(*span, f"span_of_{name}", first if first == last else (first, last)))
    return found


def _first(value: Value) -> str:
    return value if isinstance(value, str) else value[0]


def _covered(analysis: Analysis, draft: Draft) -> Iterator[DateFound]:
    """Make the spans that several dates of the text cover."""
    for name, dates in _groups(analysis, draft):
        days = [(day, date) for date in dates for day in _ends(date)]
        if days:
            (first, where), (last, _) = min(days, key=itemgetter(0)), max(days, key=itemgetter(0))
            if first < last:
                yield DateFound(where.start, where.end, f"span_of_{name}", (first, last))


def _groups(analysis: Analysis, draft: Draft) -> Iterator[tuple[str, list[DateFound]]]:
    """Give the groups of dates that an operation may span: those beside other operations, and those beside itself."""
    index = analysis.sentences.index
    here = index(anchor_of(draft)[0])
    yield "others", [date for date in analysis.dates if index(date.start) in draft.others]
    yield "sentence", [date for date in analysis.dates if index(date.start) == here and not date.is_published]


def _ends(date: DateFound) -> list[str]:
    """Give the days that a date begins and ends with."""
    ends = [date.value] if isinstance(date.value, str) else list(date.value)
    return [end for end in ends if len(end) == _DAY] if date.meaning not in OPEN else []


@once_a_text
def _readings_of_text(analysis: Analysis) -> list[tuple[DateFound, str, Value]]:
    """Give the readings that hang on the text alone."""
    until = analysis.published[0] if analysis.published else None
    return [
        (date, name, value)
        for date in analysis.dates
        for name, value in _other_readings(analysis, date, until)
        if value != date.value
    ]


def _other_readings(analysis: Analysis, date: DateFound, until: str | None) -> Iterator[tuple[str, Value]]:
    """Give what else a date may mean: an end of a span, a year so far, the time from then on."""
    if isinstance(date.value, tuple):
        yield from _readings_of_span(analysis, date, date.value)
    if until is None:
        return
    if date.meaning in _THIS_YEAR:
        yield "all_of", until[:_YEAR]
        yield "so_far", (f"{until[:_YEAR]}-01-01", until)
        yield "months_of", (f"{until[:_YEAR]}-01", until)
    elif isinstance(date.value, str) and date.value < until and not until.startswith(date.value):
        yield "from", (date.value, until)


def _readings_of_span(analysis: Analysis, date: DateFound, value: tuple[str, str]) -> Iterator[tuple[str, Value]]:
    """Give the ends of a span, each as a date of its own, and for an open span other days that it may end with."""
    first, last = value
    if date.meaning in _CLOSED:
        yield "beginning_of", first
        yield "end_of", last
    elif date.meaning in OPEN:
        yield "beginning_of", first
        if len(first) < _DAY and first < last[: len(first)]:
            yield "alike", (first, last[: len(first)])
        for other in analysis.dates:
            is_beside = analysis.sentences.index(other.start) == analysis.sentences.index(date.start)
            if is_beside and other is not date and not other.is_published:
                yield from (("closed", (first, end)) for end in _ends(other) if first < end < last)
    elif date.meaning == "quarter":
        yield "days_of", (f"{first}-01", _last_day(last))


def _last_day(month: str) -> str:
    """Give the last day of a month that ends a quarter."""
    return f"{month}-{31 if month[-2:] in {'03', '12'} else 30}"
