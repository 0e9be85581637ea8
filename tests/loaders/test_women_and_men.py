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
