"""What is told without a day is looked for near the time at which it was told, a large number longer than a small."""

from __future__ import annotations

from typing import Any

import pytest

from crackdown.graph.announcement.record import DateRange
from crackdown.graph.identity.keys import keys_of, lookups_of
from crackdown.graph.identity.operation_features import contradicts, keeps_apart
from crackdown.graph.identity.operation_profile import OperationProfile, profile_of
from crackdown.graph.identity.told_times import compare_times
from tests.graph.core.test_identity_beside import operation, record

FEW, MANY = 36, 428


def told(record_id: str, published: str | None, *others: str, **facts: Any) -> OperationProfile:
    """Give the first operation of a record, others of which happened on the days given."""
    rest = [operation("raid", date=day) for day in others]
    return profile_of(record(record_id, operation("arrest", **facts), *rest, published=published), 0, record_id)


def find_each_other(one: OperationProfile, other: OperationProfile) -> bool:
    found = bool(keys_of(one) & lookups_of(other))
    assert found == bool(keys_of(other) & lookups_of(one))
    return found


@pytest.mark.parametrize(
    ("persons", "published", "may_be_one"),
    [
        (FEW, "2026-04-04", True),
        (FEW, "2026-04-05", False),
        (MANY, "2026-04-05", True),
        (MANY, "2027-02-01", True),
        (MANY, "2027-02-02", False),
    ],
)
@pytest.mark.parametrize("day", [None, "2026-02-01"])
def test_a_number_without_a_day_is_old_after_two_months_and_a_large_one_after_a_year(
    persons: int, published: str, may_be_one: bool, day: str | None
) -> None:
    first, later = told("a", "2026-02-01", persons=persons, date=day), told("b", published, persons=persons)
    assert contradicts(first, later) == contradicts(later, first) == keeps_apart(first, later) == (not may_be_one)
    assert not may_be_one or find_each_other(first, later)


@pytest.mark.parametrize("persons", [FEW, MANY])
def test_as_many_people_told_of_years_later_are_not_even_compared(persons: int) -> None:
    first = told("a", "2021-02-01", persons=persons)
    assert find_each_other(first, told("b", "2021-01-05", persons=persons))
    assert not find_each_other(first, told("b", "2026-02-01", persons=persons))


def test_of_announcements_that_tell_no_time_at_all_only_a_large_number_is_known_again() -> None:
    for persons, known in ((MANY, True), (FEW, False)):
        timeless, other = (told(name, None, persons=persons) for name in "ab")
        assert find_each_other(timeless, other) == known
        assert find_each_other(timeless, told("c", "2021-05-01", persons=persons, date="2021-04-30")) == known
        assert find_each_other(timeless, told("d", "2025-05-01", persons=persons)) == known


def test_an_announcement_without_a_day_of_publication_was_made_by_the_last_day_that_it_tells() -> None:
    undated = told("a", None, "2026-01-31", "2026-02-01", persons=FEW)
    assert (undated.published, undated.told_by) == (None, "2026-02-01")
    assert find_each_other(undated, told("b", "2026-03-01", persons=FEW))
    assert contradicts(undated, told("c", "2026-05-01", persons=FEW))
    assert told("d", "2026-03-05", "2026-02-01").told_by == "2026-03-05"


def test_a_number_of_a_whole_year_is_looked_up_in_each_of_its_months() -> None:
    whole = told("a", "2026-01-10", date="2025", persons=FEW)
    assert find_each_other(whole, told("b", "2025-07-09", date="2025-07-08", persons=FEW))
    assert not find_each_other(whole, told("c", "2023-07-09", date="2023-07-08", persons=FEW))
    ages = told("d", "9999-12-31", date=DateRange(**{"from": "0001-01-01", "to": "9999-12-31"}), persons=FEW)
    assert len(keys_of(ages) | lookups_of(ages)) < 300


def test_the_last_month_of_the_calendar_is_compared_as_any_other() -> None:
    first, later = (told(name, None, persons=FEW, date="9999-12") for name in "ab")
    assert compare_times(first, later) == "the same month, no day told"
