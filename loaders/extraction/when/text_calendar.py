"""Calendar: resolves the written dates of a text to ISO 8601 against the date of publication.

A date without a year takes the latest year that puts it no later than the reference; Buddhist-era years are
converted; a weekday is the latest one up to the reference. What cannot be resolved is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from crackdown.loaders.extraction.text.sentences import Sentences
from crackdown.loaders.extraction.when import days, months_and_years, spans
from crackdown.loaders.extraction.when.date_context import DateContext
from crackdown.loaders.extraction.when.date_found import OPEN, Day, Value
from crackdown.loaders.extraction.when.date_patterns import date_patterns
from crackdown.loaders.extraction.when.written_dates import Written

_FROM_NAMED = {"moved", "same"}  # meanings that go from the day named last
_IN_YEAR = {"date", "month", "range", "last_day_of_month", "first_day_of_month"}  # that may leave out their year
# Meanings that name no month: "on the 7th of the same month" goes back beyond them.
_NAMELESS = {
    "offset", "weekday", "last_weekday_before", "weekday_of_week", "weekend", "this_week", "last_week", "last_days",
    "days_counted", "since_year", "since_last_year",
}  # fmt: skip
# What a date's pattern may name, for which one that is not checked may have no place.
_PARTS = frozenset({"day", "month", "year", "weekday", "monthnumber", "daynumber", "count", "ordinal"})
_BASES = 3  # days named before from which a date may be counted

Resolve = Callable[[DateContext, Written], Value | None]
MEANINGS: Final[dict[str, Resolve]] = {  # what a pattern of dates.yaml may say that its words give
    "date": days.date,
    "date_last_year": days.date_last_year,
    "date_of_same_year": days.date_of_same_year,
    "day_of_previous_month": days.day_of_previous_month,
    "day_of_same_month": days.day_of_same_month,
    "day_of_span": days.day_of_span,
    "day_of_this_month": days.day_of_this_month,
    "day_only": days.day_only,
    "days_counted": spans.days_counted,
    "days_from": spans.days_from,
    "days_of_month": spans.days_of_month,
    "feast": days.feast,
    "first_day_of_month": days.first_day_of_month,
    "first_months": spans.first_months,
    "half": spans.half,
    "last_day_of_last_year": days.last_day_of_last_year,
    "last_day_of_same_month": days.last_day_of_same_month,
    "last_day_of_month": days.last_day_of_month,
    "last_day_of_year": days.last_day_of_year,
    "last_days": spans.last_days,
    "last_week": spans.last_week,
    "last_weekday_before": days.last_weekday_before,
    "month": months_and_years.month,
    "month_last_year": months_and_years.month_last_year,
    "month_of_same_year": months_and_years.month_of_same_year,
    "month_range": spans.month_range,
    "moved": days.moved,
    "offset": days.offset,
    "previous_month": months_and_years.previous_month,
    "previous_year": months_and_years.previous_year,
    "quarter": spans.quarter,
    "range": spans.day_range,
    "range_in_month": spans.range_in_month,
    "range_of_named_month": spans.range_of_named_month,
    "same": days.same,
    "same_month": months_and_years.same_month,
    "since": spans.since,
    "since_last_year": spans.since_last_year,
    "since_year": spans.since_year,
    "this_month": months_and_years.this_month,
    "this_week": spans.this_week,
    "this_year": months_and_years.this_year,
    "weekday": days.weekday,
    "weekday_of_month": days.weekday_of_month,
    "weekday_of_week": days.weekday_of_week,
    "weekend": spans.weekend,
    "year": months_and_years.year,
}
# What the models take a meaning for: their weights know these by what they are most like.
_LIKE = {
    "day_of_span": "moved",
    "days_counted": "last_days",
    "days_from": "range",
    "days_of_month": "range",
    "feast": "date",
    "last_day_of_same_month": "last_day_of_month",
    "weekday_of_month": "date",
}


def taken_for(meaning: str) -> str:
    """Give the meaning by whose name the models weigh a date."""
    return _LIKE.get(meaning, meaning)


class Calendar:
    """Resolves written dates, one after another, as a reader would."""

    def __init__(
        self,
        code: str,
        reference: Day | None,
        anchor: Day | None,
        sentences: Sentences | None = None,
        *,
        is_latest: bool = False,
    ) -> None:
        self._context = DateContext(date_patterns(code), reference, anchor or reference, sentences, is_latest)

    def resolve(self, written: Written) -> Value | None:
        """Give a day, month or year in ISO 8601, a pair of them for a span, or None."""
        meaning = written.pattern.meaning
        value = self._value(MEANINGS[meaning], written) if meaning in MEANINGS else None
        if isinstance(value, tuple):
            self._context.remember_span(value[0])
        if value and meaning not in OPEN:
            self._context.remember(value if isinstance(value, str) else value[1], self._context.sentence(written))
        if value and (meaning not in _NAMELESS or self._context.named_month is None):
            self._context.remember_month(value if isinstance(value, str) else value[0 if meaning in OPEN else 1])
        return value

    def other_values(self, written: Written) -> Iterator[tuple[str, Value]]:
        """Give how else a date may be resolved: from a day named earlier, or in the month or year that is spoken of."""
        context, meaning, parts = self._context, written.pattern.meaning, written.parts
        if meaning in _FROM_NAMED:
            counted = context.days(written) if meaning == "moved" else 0
            bases = [day for day in context.days_named if day != context.last][-_BASES:]
            yield from (("from_earlier", day) for base in bases if (day := days.moved_from(base, counted)))
        elif meaning == "day_only":
            yield from self._reading("in_named_month", days.day_of_same_month, written)
        elif meaning == "weekday_of_week" and written.pattern.days < 0:
            # "last Thursday", said on a Sunday, is three days ago where weeks begin on Sunday.
            name = parts.get("weekday") or parts["weekday2"]
            yield from self._reading("latest", days.weekday, replace(written, parts={"weekday": name}))
        elif meaning in _IN_YEAR and not any(name.startswith("year") for name in parts) and context.named_year:
            in_year = replace(written, parts={**parts, "year": str(context.named_year)})
            yield from self._reading("in_named_year", MEANINGS[meaning], in_year)

    def years(self, written: Written) -> list[int]:
        """Give the years that a date names."""
        return [self._context.year(value) for name, value in written.parts.items() if name.startswith("year")]

    def _reading(self, name: str, resolve: Resolve, written: Written) -> Iterator[tuple[str, Value]]:
        if value := self._value(resolve, written):
            yield name, value

    def _value(self, resolve: Resolve, written: Written) -> Value | None:
        """Resolve a date, or give None where there is no such day, or a language's pattern leaves out what it takes."""
        try:
            return resolve(self._context, written)
        except (ValueError, OverflowError):
            return None
        except KeyError as missing:
            if str(missing.args[0]).rstrip("2") not in _PARTS:
                raise
            return None
