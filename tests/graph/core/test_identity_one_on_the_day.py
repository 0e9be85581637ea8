"""What was read to be of one kind, day and country, and does not tell two numbers, is mostly one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crackdown.graph.identity.operation_features import ONE_ON_THE_DAY, compare
from crackdown.graph.identity.operation_profile import OperationProfile, profile_of
from crackdown.graph.identity.scoring import SAME, score
from tests.graph.core.test_identity_beside import operation, record


def told(name: str, kind: str = "sanction", *, is_read: bool = True, **facts: Any) -> OperationProfile:
    """Give an operation of 14 October 2025, as a program read it; its day is sure by nine tenths."""
    given = {"date": "2025-10-14", "country": "GB", **facts}
    profile = profile_of(record(name, operation(kind, **given), published="2025-10-15"), 0, name)
    return replace(profile, sure={"date": 0.9} if is_read else {})


@pytest.mark.parametrize(
    ("facts", "is_one"),
    [
        ({}, True),
        ({"persons": 6}, True),
        ({"country": "US"}, False),
        ({"date": "2025-10-13"}, False),
        ({"date": "2025-10"}, False),
        ({"kind": "arrest"}, False),
        ({"is_read": False}, True),
    ],
)
def test_one_kind_day_and_country_speak_together(facts: dict[str, Any], is_one: bool) -> None:
    assert (ONE_ON_THE_DAY in compare(told("a"), told("b", **facts))) == is_one


def test_two_numbers_seizures_and_certain_records_are_compared_as_before() -> None:
    for one, other in (
        (told("a", persons=6), told("b", persons=7)),
        (told("a", "seizure"), told("b", "seizure")),
        (told("a", is_read=False), told("b", is_read=False)),
    ):
        assert ONE_ON_THE_DAY not in compare(one, other)


def test_it_brings_a_pair_by_a_point_and_a_half_nearer_to_one() -> None:
    reasons = dict(score(told("a"), told("b")).reasons)
    assert reasons[ONE_ON_THE_DAY] == 1.5
    assert score(told("a"), told("b"), {"the likest of both announcements": 1.0}).value >= SAME
