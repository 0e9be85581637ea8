"""What a name from elsewhere may mean: whatever stands in a cell, the others of its table are answered."""

from __future__ import annotations

import pytest

from crackdown.graph.searching.matching import Asked, match
from crackdown.graph.storage.view import View


@pytest.mark.parametrize(
    "name", ["deportation of 740, case 2026-13", "deportation of 740 on 2026-02-31", f"deportation 740 {'9' * 5000}"]
)
def test_a_number_that_is_no_date_or_no_number_of_people_is_passed_over(view: View, name: str) -> None:
    found = match(view, Asked(name, types=("operation",)))
    assert found
    assert found[0].node.persons is not None
    assert found[0].node.persons.low <= 740 <= found[0].node.persons.high


def test_a_date_is_found_behind_a_number_that_looks_like_one(view: View) -> None:
    found = match(view, Asked("2026-13: deportation on 2026-02-08", types=("operation",)))
    assert found[0].node.from_ == "2026-02-08"
