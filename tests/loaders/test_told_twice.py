"""What a text tells more than once of the same people is one operation."""

from __future__ import annotations

import pytest

from crackdown.graph.announcement.record import Operation
from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract
from crackdown.loaders.extraction.reading import reading_with

ROUGHLY = (
    "Cambodia expels more than 200 foreigners\n\n"
    "PHNOM PENH, 24 January 2026 - Cambodia deported {} on 23 January 2026 for online scams, immigration police said."
)
MEN = (
    "25 Japanese deported from Cambodia over online scam\n\nPHNOM PENH, 12 April 2023 - Twenty-five Japanese nationals "
    "were deported on Tuesday for running a phone scam, immigration police said. The 25 Japanese men left Cambodia on "
    "a chartered flight at 2pm."
)
BOTH = (
    "柬埔寨 1178名緬甸妙瓦底地區的中國籍電騙疑犯遣返\n2025年12月8日\n1178名中國籍電騙疑犯被緬甸警方遣返中國。"
    "中國警方將1178名中國籍電騙疑犯從緬甸押解回國。"
)


def operations(text: str) -> list[Operation]:
    with reading_with("fast"):
        return extract(Document.from_text(text)).operations


@pytest.mark.parametrize(
    ("exactly", "persons"),
    [
        ("209 foreigners", [209]),
        ("1,209 foreigners", [200, 1209]),
        ("150 foreigners", [200, 150]),
        ("209 foreigners, 73 Koreans and 136 Burmese,", [209]),
    ],
)
def test_a_rough_number_is_the_exact_one_that_it_allows(exactly: str, persons: list[int]) -> None:
    assert [operation.persons for operation in operations(ROUGHLY.format(exactly))] == persons


def test_the_same_people_called_men_are_no_others() -> None:
    assert [(operation.persons, operation.men) for operation in operations(MEN)] == [(25, 25)]


def test_who_is_deported_for_one_side_and_repatriated_for_the_other_is_one_group() -> None:
    assert [operation.persons for operation in operations(BOTH)] == [1178]
