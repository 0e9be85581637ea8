"""One deportation with its women, men and nationalities, told plainly in every language, is read whole."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract
from crackdown.loaders.extraction.text.data import packaged_languages

TEXTS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("broken_down.yaml").read_text(encoding="utf-8"))
MEN = [None, 33]  # by text


def test_every_language_tells_of_it() -> None:
    assert set(TEXTS) == set(packaged_languages())


@pytest.mark.parametrize(
    ("code", "number"), [(code, number) for code, texts in TEXTS.items() for number in range(len(texts))]
)
def test_deportation_is_read_with_its_people(code: str, number: int) -> None:
    record = extract(Document.from_text(TEXTS[code][number], language=code))
    (operation,) = record.operations
    assert (operation.kind, str(operation.date), operation.country) == ("deportation", "2026-04-20", "KH")
    assert (operation.persons, operation.women, operation.men) == (45, 12, MEN[number])
    assert dict(operation.nationalities) == {"CN": 20, "VN": 15, "TH": 10}


def test_one_among_many_does_not_make_all_of_them_his_people() -> None:
    text = (
        "PHNOM PENH, 22 April 2026 - Cambodian police arrested 2,044 foreigners in Bavet on 20 April for online scams. "
        "Most came from countries in Asia.\n\nAmong those arrested is one Mexican."
    )
    operations = extract(Document.from_text(text, language="en")).operations
    assert [operation.nationalities.get("MX") for operation in operations if operation.persons == 2044] in [[None], [1]]
