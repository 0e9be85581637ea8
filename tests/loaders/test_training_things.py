"""Names judged by hand to mean one thing go together, and no others."""

from __future__ import annotations

import pytest

from crackdown.loaders.training import ANNOUNCEMENTS
from crackdown.loaders.training.things import Sides, measure, rates, read_records


@pytest.fixture(scope="module")
def sides() -> Sides:
    return measure(read_records(ANNOUNCEMENTS))


@pytest.mark.parametrize("type_", ["agency", "official", "airport", "place"])
def test_mentions_of_one_thing_are_one_and_of_two_are_two(sides: Sides, type_: str) -> None:
    precision, recall = rates(sides[type_])
    assert precision >= 0.98
    assert recall >= 0.95
