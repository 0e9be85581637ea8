"""Raids, seizures and sanctions that a short text tells of without counting anybody, and what is only to come."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from crackdown.graph.announcement.record import Evidence
from crackdown.loaders.document import Document
from crackdown.loaders.extraction import explain, extract
from crackdown.loaders.extraction.models.reasons import IMPOSED, PLAINLY

TEXTS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("told_plainly.yaml").read_text(encoding="utf-8")
)


def _texts(*kinds: str) -> list[tuple[str, str, str]]:
    return [(kind, code, text) for kind in kinds for code, texts in TEXTS[kind].items() for text in texts]


@pytest.mark.parametrize(("kind", "code", "text"), _texts("raid", "seizure"))
def test_what_was_done_is_read_where_nobody_is_counted(kind: str, code: str, text: str) -> None:
    operations = extract(Document.from_text(text, language=code)).operations
    assert [(one.kind, one.persons, one.date) for one in operations] == [(kind, None, "2026-03-02")]


@pytest.mark.parametrize(("kind", "code", "text"), _texts("sanction"))
def test_sanctions_are_of_each_country_that_imposed_them(kind: str, code: str, text: str) -> None:
    operations = extract(Document.from_text(text, language=code)).operations
    assert {(one.kind, one.country) for one in operations if one.kind == kind} == {(kind, "GB"), (kind, "US")}
    assert {one.date for one in operations} == {"2025-10-14"}


def test_why_tells_that_a_text_opens_with_it_and_that_a_country_is_listed() -> None:
    text = "LONDRES, 14 de octubre de 2025 - El Reino Unido y Estados Unidos sancionaron el martes al Prince Group."
    record, why = explain(Document.from_text(text))
    assert why["operations[0].kind"] == replace(PLAINLY, figure=why["operations[0].kind"].figure)
    countries = [one.evidence["country"] for one in record.operations]
    quotes = [country.quote for country in countries if isinstance(country, Evidence)]
    assert quotes == ["Reino Unido", "Estados Unidos"]
    assert {why[f"operations[{position}].country"].how for position in (0, 1)} == {IMPOSED.how}


@pytest.mark.parametrize(("told", "code", "text"), _texts("dozens of Chinese arrested"))
def test_many_without_a_number_are_not_one(told: str, code: str, text: str) -> None:
    (operation,) = extract(Document.from_text(text, language=code)).operations
    assert (operation.kind, operation.persons, operation.date) == ("arrest", None, "2026-03-02")
    assert (operation.country, operation.nationalities) == ("KH", {"CN": None})


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ja", "2026年3月3日、パタヤ警察はオンライン詐欺の疑いで中国人約30人を逮捕した。"),
        ("ja", "2026年3月3日、パタヤ警察はオンライン詐欺の疑いで少なくとも30人の中国人を逮捕した。"),
        ("zh", "2026年3月3日，芭提雅警方逮捕至少30名中国人，涉嫌网络诈骗。"),
    ],
)
def test_about_so_many_in_one_sentence_are_an_operation(code: str, text: str) -> None:
    operations = extract(Document.from_text(text, language=code)).operations
    assert [(one.kind, one.persons, one.nationalities) for one in operations] == [("arrest", 30, {"CN": 30})]


@pytest.mark.parametrize(("told", "code", "text"), _texts("nothing"))
def test_what_is_to_come_or_denied_is_no_operation(told: str, code: str, text: str) -> None:
    assert extract(Document.from_text(text, language=code)).operations == []


def test_sanctions_are_not_of_where_those_live_who_are_sanctioned() -> None:
    text = (
        "WASHINGTON, 12 November 2025 - The Treasury today sanctioned four people.\n\nOn 8 September it imposed "
        "sanctions on nine targets in Shwe Kokko, Myanmar, where a militia offers protection."
    )
    assert {one.country for one in extract(Document.from_text(text)).operations} == {"US"}
