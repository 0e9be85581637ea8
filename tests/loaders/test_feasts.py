"""Days that are told by a feast, by their number in a span, and in eras: `feasts.yaml` holds the sentences."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from crackdown.loaders.extraction.when.feasts import days_of_feast, movable_feasts
from tests.loaders.test_dates import resolved

_SAID: dict[str, list[Any]] = yaml.load(
    Path(__file__).with_name("feasts.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)


@pytest.mark.parametrize(
    ("code", "text", "dates"), [(code, text, dates) for code, said in _SAID.items() for text, dates in said]
)
def test_a_day_is_told_by_its_feast(code: str, text: str, dates: list[str]) -> None:
    assert [value if isinstance(value, str) else "/".join(value) for value in resolved(text, code)] == dates


def test_the_feasts_that_move_are_known_for_these_decades() -> None:
    for days in movable_feasts().values():
        assert days == sorted(days)
        assert {2019, 2022, 2025, 2026, 2030} <= {day.year for day in days}


def test_easter_is_a_sunday_and_lunar_new_years_are_near_one_another() -> None:
    assert {day.weekday() for day in movable_feasts()["easter"]} == {6}
    for year in range(2010, 2036):
        (chinese,), (vietnamese,), (korean,) = (
            days_of_feast(name, year) for name in ("lunar_new_year", "tet", "seollal")
        )
        assert abs(chinese - vietnamese) <= datetime.timedelta(days=1) >= abs(chinese - korean)


def test_a_year_that_no_table_has_gives_no_day() -> None:
    assert days_of_feast("easter", 1999) == []


def test_a_feast_that_no_table_has_is_an_error() -> None:
    with pytest.raises(KeyError):
        days_of_feast("no such feast", 2026)
