"""Letterheads and headlines in capitals name bodies as sentences do."""

from __future__ import annotations

import pytest

from crackdown.graph.announcement.record import Evidence
from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract
from crackdown.loaders.extraction.text.capitals import set_in_small_letters
from crackdown.loaders.extraction.text.lexicon import load_language
from crackdown.loaders.extraction.text.normalise import normalise

FREED = {
    "en": "Phnom Penh, 7 March 2026. It has helped 24 citizens to go home on 6 March.",
    "fr": "Phnom Penh, le 7 mars 2026. Elle a rapatrié 24 ressortissants le 6 mars.",
    "vi": "Phnom Penh, ngày 7/3/2026. Đại sứ quán đã phối hợp đưa 24 công dân về nước ngày 6/3.",
    "ru": "Пномпень, 7 марта 2026 года. 24 гражданина вернулись домой 6 марта.",
    "tr": "Puna Pen, 7 Mart 2026. 24 vatandaş 6 Mart'ta ülkelerine döndü.",
}


@pytest.mark.parametrize(
    ("code", "letterhead", "name"),
    [
        ("en", "EMBASSY OF THE REPUBLIC OF THE PHILIPPINES IN CAMBODIA", "Embassy of the Philippines in Cambodia"),
        ("en", "EMBASSY OF INDIA, VIENTIANE", "Embassy of India in Laos"),
        ("en", "REGIONAL TRIAL COURT OF MAKATI CITY", "Regional Trial Court of Makati City"),
        ("fr", "AMBASSADE DE FRANCE AU CAMBODGE", "Embassy of France in Cambodia"),
        ("vi", "ĐẠI SỨ QUÁN VIỆT NAM TẠI CAMPUCHIA", "Embassy of Vietnam in Cambodia"),
        ("ru", "ПОСОЛЬСТВО РОССИИ В КАМБОДЖЕ", "Embassy of Russia in Cambodia"),
        ("tr", "GÖÇ İDARESİ BAŞKANLIĞI BASIN AÇIKLAMASI", "Presidency of Migration Management"),
    ],
)
def test_letterhead_names_a_body(code: str, letterhead: str, name: str) -> None:
    record = extract(Document.from_text(f"{letterhead}\n{FREED[code]}", language=code))
    assert [agency.name for agency in record.agencies] == [name]
    evidence = record.agencies[0].evidence["name"]
    assert isinstance(evidence, Evidence)
    assert letterhead.startswith(evidence.quote)


@pytest.mark.parametrize(
    ("code", "text", "line"),
    [
        ("en", "INTERPOL AND THE EFCC\nInterpol, or INTERPOL, and the EFCC met.", "INTERPOL and the EFCC"),
        ("en", "PNP SEIZES SIX TONS\nThe PNP has six.", "PNP Seizes six Tons"),
        ("en", "EFCC 2026\nThe end", "EFCC 2026"),
        ("ko", "경찰청 TF, KNPA AND INTERPOL\n끝", "경찰청 TF, KNPA AND INTERPOL"),
        ("tr", "İÇİŞLERİ BAKANLIĞI\nSon", "İçişleri Bakanlığı"),
    ],
)
def test_words_keep_the_letters_of_the_rest_of_the_text(code: str, text: str, line: str) -> None:
    language = load_language(code)
    assert language is not None
    assert set_in_small_letters(normalise(text), language).text.split("\n")[0] == line


@pytest.mark.parametrize(
    ("code", "said", "names"),
    [
        (
            "en",
            "Police General SURACHATE HAKPARN, deputy commissioner-general of Thailand's police, told of 24 arrests.",
            [("SURACHATE HAKPARN", "Deputy Commissioner General")],
        ),
        (
            "id",
            "Direktur Jenderal Imigrasi, YULDI YUSMAN, mengatakan 24 WNA asal Tiongkok dideportasi pada 11 Maret 2026.",
            [("YULDI YUSMAN", "Director General")],
        ),
        ("en", "The Director of the CENTRAL PRISON BUREAU told of 24 arrests by SPECIAL BRANCH TEAM officers.", []),
    ],
)
def test_names_in_capitals_are_names_behind_a_title(code: str, said: str, names: list[tuple[str, str]]) -> None:
    record = extract(Document.from_text(said, language=code))
    assert [(official.name, official.role) for official in record.officials] == names
