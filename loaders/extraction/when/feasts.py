"""Feasts that texts date by: "Good Friday", 除夕, "mùng 6 Tết"."""

from __future__ import annotations

from functools import cache

from crackdown.loaders.extraction.text.data import load_gazetteer
from crackdown.loaders.extraction.when.date_found import Day


def days_of_feast(code: str, year: int) -> list[Day]:
    """Give the days of a feast in a year: none where no table has that year, two where a lunar year fits into it.

    Args:
        code: month and day ("12-25"), or the name of a table in `gazetteer/feasts.yaml`.
        year: of our calendar.

    Raises:
        KeyError: no table has that name.

    >>> days_of_feast("12-25", 2025), days_of_feast("lunar_new_year", 2026), days_of_feast("easter", 1066)
    ([datetime.date(2025, 12, 25)], [datetime.date(2026, 2, 17)], [])
    """
    if code[0].isdecimal():
        return [Day.fromisoformat(f"{year}-{code}")]
    return [day for day in movable_feasts()[code] if day.year == year]


@cache
def movable_feasts() -> dict[str, list[Day]]:
    """Give the days of the feasts that fall on another day each year, in order, by the name of each."""
    return {name: list(map(Day.fromisoformat, days)) for name, days in load_gazetteer("feasts").items()}
