"""Days that several reports agree in keep two groups apart; a number announced in one month is looked up by it."""

from __future__ import annotations

from typing import Any

import pytest

from crackdown.graph.identity.agreement import are_of_other_times
from crackdown.graph.identity.clustering import cluster
from crackdown.graph.identity.keys import keys_of, lookups_of
from crackdown.graph.identity.operation_features import keeps_apart
from crackdown.graph.identity.operation_profile import OperationProfile
from tests.graph.core.test_identity_doubt import count_operations, operation, profile, record, store_of


def told(record_id: str, day: str, *, sure: float = 0.7) -> OperationProfile:
    return profile(record_id, date=day, persons=51, sure=sure)


def flights(first: int, second: int) -> tuple[list[OperationProfile], list[OperationProfile]]:
    """Give reports of two flights of 51 people each."""
    return (
        [told(f"august-{number}", "2025-08-20") for number in range(first)],
        [told(f"october-{number}", "2025-10-16") for number in range(second)],
    )


@pytest.mark.parametrize(("first", "second", "are_apart"), [(1, 1, False), (1, 4, False), (2, 2, False), (3, 3, True)])
def test_days_that_several_reports_agree_in_are_no_slips(first: int, second: int, are_apart: bool) -> None:
    august, october = flights(first, second)
    assert not any(keeps_apart(one, other) for one in august for other in october)
    assert are_of_other_times(august, october) == are_of_other_times(october, august) == are_apart


def test_one_misread_day_among_many_does_not_keep_their_operation_from_another_report() -> None:
    august, october = flights(4, 1)
    assert not are_of_other_times([*august, *october], [told("one more", "2025-08-20", sure=0.95)])


def flight(record_id: str, day: str, **facts: Any) -> OperationProfile:
    return profile(record_id, **({"date": day, "persons": 120, "agencies": ["Immigration"]} | facts))


@pytest.mark.parametrize(
    ("first", "second", "facts", "are_apart"),
    [
        (2, 2, {}, True),
        (2, 1, {}, False),
        (2, 2, {"agencies": ["Cyber Police"]}, False),
        (2, 2, {"kind": "repatriation"}, False),
        (2, 2, {"sure": 0.6}, False),
    ],
)
def test_a_day_more_is_another_flight_where_two_reports_a_side_agree_in_it(
    first: int, second: int, facts: dict[str, Any], are_apart: bool
) -> None:
    ones = [flight(f"first-{number}", "2026-03-03") for number in range(first)]
    others = [flight(f"second-{number}", "2026-03-04", **facts) for number in range(second)]
    assert are_of_other_times(ones, others) == are_of_other_times(others, ones) == are_apart


def test_a_day_that_both_groups_tell_keeps_them_together() -> None:
    ones = [flight("a", "2026-03-03"), flight("b", "2026-03-03"), flight("c", "2026-03-04")]
    assert not are_of_other_times(ones, [flight("d", "2026-03-04"), flight("e", "2026-03-04")])


def test_what_tells_no_day_on_either_side_brings_no_two_flights_together() -> None:
    undated = {"persons": 120, "agencies": ["Immigration"]}
    ones = [flight("a", "2026-03-03"), flight("b", "2026-03-03"), profile("c", **undated)]
    assert are_of_other_times(ones, [flight("d", "2026-03-04"), flight("e", "2026-03-04"), profile("f", **undated)])


def test_groups_that_are_apart_together_stay_apart_though_every_pair_may_be_one() -> None:
    def group(first: int, second: int) -> list[list[str]]:
        members = {one.announcement: one for side in flights(first, second) for one in side}

        def score(one: str, other: str) -> float:
            return 3.0 if members[one].span == members[other].span else 2.0

        return cluster(
            members,
            score,
            lambda _, __: False,
            are_apart=lambda *sides: are_of_other_times(*([members[one] for one in side] for side in sides)),
        )

    assert len(group(1, 1)) == 1
    assert group(3, 3) == [[f"august-{number}" for number in range(3)], [f"october-{number}" for number in range(3)]]


def test_a_store_keeps_two_flights_apart_that_are_told_of_three_times_each() -> None:
    def facts(day: str) -> dict[str, Any]:
        return {"date": day, "persons": 51, "nationalities": {"CN": 51}, "destination": "CN",
            "women": 9, "men": 42, "offences": ["online_scam"], "sure": 0.69}  # fmt: skip

    flights = [
        record(f"{day}-{number}", operation(**facts(day)), published="2025-10-19")
        for day in ("2025-09-20", "2025-10-16")
        for number in range(3)
    ]
    assert count_operations(store_of(*flights)) == count_operations(store_of(*reversed(flights))) == 2


def test_a_number_that_was_read_is_looked_up_by_the_month_of_its_announcement() -> None:
    def find_each_other(sure: float, persons: int = 51, published: str = "2025-10-30") -> bool:
        one = profile("a", date="2025-08-20", persons=persons, sure=sure, published="2025-10-19", country="NG")
        other = profile("b", date="2024-01-02", persons=persons, sure=sure, published=published, country="TH")
        return bool(keys_of(one) & lookups_of(other)) and bool(keys_of(other) & lookups_of(one))

    assert find_each_other(0.7)
    assert not find_each_other(1)
    assert not find_each_other(0.7, persons=3)
    assert not find_each_other(0.7, published="2025-11-02")
