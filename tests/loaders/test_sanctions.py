"""Who imposed sanctions that a text tells of beside others: each country that the sentence says did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract
from crackdown.loaders.extraction.what.sanctions import imposed_by, imposing_each
from tests.loaders.analysing import analysed

TEXTS: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("imposed_by_several.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("code", "text"), [(code, f"{told['first']}\n\n{then}") for code, told in TEXTS.items() for then in told["then"]]
)
def test_each_country_of_a_sentence_imposed_its_own(code: str, text: str) -> None:
    first, *others = extract(Document.from_text(text, language=code)).operations
    assert (first.kind, first.persons, first.country, first.date) == ("sanction", 15, "KR", "2025-11-27")
    assert {(one.kind, one.persons, one.country, one.date) for one in others} == {
        ("sanction", None, "GB", "2025-10-14"),
        ("sanction", None, "US", "2025-10-14"),
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The US and the UK sanctioned the group.", ["US", "GB"]),
        ("London and Washington sanctioned the group.", ["GB", "US"]),
        ("The US Treasury listed the group; the Foreign Office sanctioned its chairman.", ["US", "GB"]),
        ("The US Treasury sanctioned a firm in Japan.", []),
        ("The US Treasury sanctioned a man whom Japanese police had arrested.", []),
        ("Washington sanctioned the group, which owns a house in London.", []),
    ],
)
def test_who_imposed_is_who_is_listed_or_governs(text: str, wanted: list[str]) -> None:
    assert [country.value for country in imposing_each(analysed(text), 0)] == wanted


def test_what_is_told_with_a_number_is_not_told_again_without() -> None:
    text = (
        "On 14 October 2025 the US Treasury and the Foreign Office sanctioned the group. "
        "On 14 October 2025 the Foreign Office sanctioned six people."
    )
    analysis = analysed(text)
    first, second = (word for word in analysis.of_type("kind") if word.value == "sanction")
    assert [one.value for one in imposed_by(analysis, [first], [second])[first.start] if one] == ["US"]
    assert [one.value for one in imposed_by(analysis, [first])[first.start] if one] == ["US", "GB"]


def test_what_one_country_did_on_another_day_is_another() -> None:
    text = (
        "On 12 November 2025 the US Treasury sanctioned four people. On 14 October 2025 the US and the UK had "
        "sanctioned another group."
    )
    analysis = analysed(text)
    first, second = (word for word in analysis.of_type("kind") if word.value == "sanction")
    assert [one.value for one in imposed_by(analysis, [second], [first])[second.start] if one] == ["US", "GB"]
