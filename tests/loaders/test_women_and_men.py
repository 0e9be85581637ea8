"""Women and men of one operation, told plainly in many ways."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract

TEXTS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("women_and_men.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("code", "text", "women"),
    [
        (code, text, 4 if told == "four women" else None)
        for told, languages in TEXTS.items()
        for code, texts in languages.items()
        for text in texts
    ],
)
def test_women_of_twelve_people_are_counted(code: str, text: str, women: int | None) -> None:
    (operation,) = extract(Document.from_text(text, language=code)).operations
    assert (operation.kind, operation.persons, operation.women) == ("arrest", 12, women)
    assert operation.men in {None, 8}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "On 3 June 2026 Selangor police said they had arrested 39 people. In the first raid on 28 May 2026, police "
            "arrested 12 foreign men.",
            [("arrest", 39, None), ("arrest", 12, 12)],
        ),
        (
            "On 3 June 2026 Perlis police arrested 60 people. Among them were 14 men from Taiwan, six Indian men, 38 "
            "Chinese men and two Thais.",
            [("arrest", 60, None)],
        ),
        (
            "On 3 June 2026 Kedah police arrested 54 people. On 4 June 2026 30 men and 24 women were held.",
            [("arrest", 54, 30)],
        ),
    ],
)
def test_men_of_another_day_or_of_some_countries_are_not_those_of_all(
    text: str, told: list[tuple[str, int, int | None]]
) -> None:
    operations = extract(Document.from_text(text)).operations
    assert [(one.kind, one.persons, one.men) for one in operations] == told
