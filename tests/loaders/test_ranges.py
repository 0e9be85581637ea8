"""Numbers that are told as a range are at least its lower end; of a rise the number that was reached counts."""

from __future__ import annotations

import pytest

from tests.loaders.analysing import analysed

Told = list[tuple[int, str | None]]


def _counts(code: str, text: str) -> Told:
    counts = analysed(text, code).counts
    return [(count.value, count.hedge.value if count.hedge else None) for count in counts]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Cambodian police arrested 50-60 foreigners in Sihanoukville on Monday."),
        ("en", "Police arrested 50–60 foreigners"),
        ("en", "Police arrested 50 - 60 foreigners"),
        ("zh", "警方抓获50-60名外国人"),
        ("zh", "警方抓获五六十名外国人"),
        ("ko", "경찰은 외국인 50~60명을 체포했다."),
        ("ja", "警察は外国人50~60人を逮捕した。"),
        ("th", "ตำรวจจับกุมชาวต่างชาติ 50-60 คน"),
        ("km", "នគរបាលចាប់ខ្លួនជនបរទេស ៥០ ទៅ ៦០នាក់"),
        ("vi", "Công an bắt từ 50 đến 60 người nước ngoài."),
        ("ru", "Полиция задержала от 50 до 60 иностранцев."),
        ("ar", "أوقفت الشرطة بين 50 و60 أجنبياً."),
        ("hi", "पुलिस ने 50 से 60 विदेशियों को गिरफ्तार किया।"),
        ("de", "Die Polizei nahm zwischen 50 und 60 Ausländer fest."),
        ("de", "Die Polizei nahm 50 bis 60 Ausländer fest."),
        ("fr", "La police a arrêté entre 50 et 60 étrangers."),
        ("es", "La policía detuvo a entre 50 y 60 extranjeros."),
        ("pt", "A polícia deteve entre 50 e 60 estrangeiros."),
        ("tr", "Polis 50 ila 60 yabancıyı gözaltına aldı."),
        ("id", "Polisi menangkap antara 50 hingga 60 orang asing."),
        ("ms", "Polis menahan antara 50 hingga 60 warga asing."),
        ("my", "ရဲက နိုင်ငံခြားသား ၅၀ မှ ၆၀ ဦးကို ဖမ်းဆီးခဲ့သည်။"),
        ("lo", "ຕຳຫຼວດຈັບຄົນຕ່າງປະເທດ 50 ຫາ 60 ຄົນ."),
    ],
)
def test_a_range_is_at_least_what_it_begins_with(code: str, text: str) -> None:
    assert _counts(code, text) == [(50, "at_least")]


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("en", "Arrests rose from 50 to 60 people.", [(60, None)]),
        ("fr", "Douze personnes ont été condamnées de 7 à 11 ans de prison.", [(12, None)]),
        ("en", "Police held 12 people aged 20 to 30.", [(12, None)]),
        ("en", "Of 2 to 3 million victims 12 people came.", [(2, None), (3_000_000, None), (12, None)]),
        ("en", "Police held 12 people on 2026-03-14.", [(12, None)]),
        ("zh", "警方抓获七八名外国人", [(7, "at_least")]),
        ("zh", "警方抓获十五六名外国人", [(15, "at_least")]),
        ("zh", "警方抓获两三百名外国人", [(200, "at_least")]),
        ("zh", "警方抓获五十六名外国人", [(56, None)]),
    ],
)
def test_what_is_no_range_stays_as_it_is(code: str, text: str, told: Told) -> None:
    assert _counts(code, text) == told
