"""Parts of a total whose numbers do not add up to it, where the words make plain that they are its parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crackdown.graph.announcement.record import Record

DAYS = (
    "PHNOM PENH, 19 June 2026 - The General Department of Immigration deported 428 Chinese nationals on 17 June 2026. "
    "On 18 June 2026 it deported 312 Chinese nationals. "
)


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("In total, 700 Chinese nationals were deported.", [0, 1]),
        ("In total, 740 Chinese nationals were deported.", [0, 1]),
        ("In total, 1,700 Chinese nationals were deported.", []),
        ("In total, 700 Chinese nationals have been deported since 1 January 2026.", []),
        ("In total, 700 Vietnamese nationals were deported.", []),
    ],
)
def test_a_total_of_the_days_of_others_has_them_as_parts_though_they_come_to_more(
    read: Callable[[str], Record], total: str, parts: list[int]
) -> None:
    assert [one.parts for one in read(DAYS + total).operations] == [[], [], parts]


def test_where_another_operation_is_counted_a_part_may_be_misread(read: Callable[[str], Record]) -> None:
    arrest = "Police arrested 25 suspects in Phnom Penh on 17 June 2026. "
    told = read(DAYS + arrest + "In total, 700 Chinese nationals were deported.").operations
    assert "arrest" in {one.kind for one in told}
    assert not any(one.parts for one in told)
