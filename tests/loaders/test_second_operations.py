"""Something else that was done to people already told of is an operation of its own."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract
from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.what.operations import completing_sums


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "PHNOM PENH, 22 April 2026 - Cambodia deported 45 Chinese nationals to China on 20 April. "
            "Police had arrested the 45 on 10 March in a raid on a scam compound in Sihanoukville.",
        ),
        (
            "es",
            "PHNOM PENH, 22 de abril de 2026 - Camboya deportó a China a 45 ciudadanos chinos el 20 de abril. "
            "La policía había detenido a los 45 el 10 de marzo en una redada en un complejo de Sihanoukville.",
        ),
        (
            "zh",
            "金边2026年4月22日电 柬埔寨4月20日将45名中国公民驱逐回中国。"
            "警方3月10日突袭西哈努克一处诈骗园区时逮捕这45人。",
        ),
    ],
)
def test_arrest_of_those_deported_has_its_own_date(code: str, text: str) -> None:
    operations = extract(Document.from_text(text, language=code)).operations
    assert [(operation.kind, operation.persons, str(operation.date)) for operation in operations] == [
        ("deportation", 45, "2026-04-20"),
        ("arrest", 45, "2026-03-10"),
    ]


def test_deportation_told_twice_is_one() -> None:
    text = (
        "PHNOM PENH, 22 April 2026 - Cambodia deported 45 Chinese nationals on 20 April. "
        "The 45 Chinese were deported through Techo International Airport, the police said."
    )
    assert len(extract(Document.from_text(text, language="en")).operations) == 1


@pytest.mark.parametrize(
    ("value", "sure", "noun", "completes"),
    [(312, 0.35, None, True), (312, 0.25, None, False), (312, 0.35, "women", False), (313, 0.35, None, False)],
)
def test_who_with_others_make_the_whole_are_an_operation(
    value: int, sure: float, noun: str | None, completes: bool
) -> None:
    whole, part, rest = Count(740, 0, 3, 3, None), Count(428, 10, 13, 13, None), Count(value, 20, 23, 23, noun)
    groups = [[(0.9, whole)], [(0.6, part)], [(sure, rest)]]
    assert (groups[2] in completing_sums(groups, groups[:2])) == completes
