"""Where something happened, in texts that were written in another country: news agencies report from their bureaus."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.where.country_mentions import country_mentions
from tests.loaders.analysing import analysed

TEXTS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("elsewhere.yaml").read_text(encoding="utf-8")
)


def how_spoken_of(code: str, text: str, place: str) -> str:
    found = {span: how for spans in country_mentions(analysed(text, code)).values() for span, how in spans}
    start = text.index(place)
    return found[start, start + len(place)]


@pytest.mark.parametrize(
    ("country", "code", "text"),
    [
        (country, code, text)
        for country, languages in TEXTS.items()
        for code, texts in languages.items()
        for text in texts
    ],
)
def test_it_happened_where_the_sentence_says_not_where_it_was_written(country: str, code: str, text: str) -> None:
    operations = extract(Document.from_text(text, language=code)).operations
    assert [one.country for one in operations] == [country]


@pytest.mark.parametrize(
    ("code", "text", "place"),
    [
        ("en", "PHNOM PENH, March 3, 2026 - Police arrested 40 people in Laos.", "PHNOM PENH"),
        ("en", "Nairobi, Saturday, April 12, 2025 - They were held in Laos.", "Nairobi"),
        ("fr", "SYDNEY (AFP) - La police a arrêté 40 personnes au Laos.", "SYDNEY"),
        ("zh", "新华社雅加达2026年3月7日电 警方在老挝逮捕40人。", "雅加达"),
        ("ja", "【北京=2026年11月21日】警察はラオスで40人を逮捕した。", "北京"),
        ("ko", "[마닐라, 2025년 12월 2일 화요일] 경찰은 라오스에서 40명을 체포했다.", "마닐라"),
        ("th", "กรุงเทพฯ 12 มกราคม 2569 - ตำรวจจับกุม 40 คนในลาว", "กรุงเทพฯ"),
    ],
)
def test_a_dateline_is_none_of_the_places_where_the_sentence_tells_of_another(code: str, text: str, place: str) -> None:
    assert how_spoken_of(code, text, place) == "dateline"


@pytest.mark.parametrize(
    ("code", "text", "place"),
    [
        ("en", "PHNOM PENH, March 3, 2026 - Police arrested 40 people.", "PHNOM PENH"),
        ("en", "Sihanoukville raid nets 40\n\nPolice arrested 40 people.", "Sihanoukville"),
        ("ja", "【香港】警務処は4日、40人を逮捕した。", "香港"),
        ("en", "PHNOM PENH, March 3, 2026 - Police arrested 40 people in Bavet.", "Bavet"),
    ],
)
def test_what_begins_no_dateline_and_one_that_stands_alone_is_a_place(code: str, text: str, place: str) -> None:
    assert how_spoken_of(code, text, place) in {"place", "name"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The Bangkok Post reports that 23 Chinese were arrested."),
        ("ru", "Как сообщает «Бангкок Пост», задержаны 23 китайца."),
        ("zh", "据《曼谷邮报》报道，23人被捕。"),
        ("ko", "방콕포스트에 따르면 23명이 체포됐다."),
        ("ja", "バンコク・ポストによると、23人が逮捕された。"),
    ],
)
def test_nothing_happens_in_the_name_of_a_newspaper(code: str, text: str) -> None:
    assert "TH" not in country_mentions(analysed(text, code))
