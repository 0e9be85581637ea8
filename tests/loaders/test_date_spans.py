"""Spans of dates and relative dates, said in every language: `date_spans.yaml` holds the sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from crackdown.loaders.extraction.text.data import installed_languages
from tests.loaders.test_dates import resolved

_SAID: dict[str, dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "date_spans.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
_CASES = [
    pytest.param(text, code.split("-")[0], said["dates"], id=f"{code}: {name}")
    for name, said in _SAID.items()
    for code, text in said["texts"].items()
]


@pytest.mark.parametrize(("text", "code", "dates"), _CASES)
def test_what_is_said_in_many_languages_reads_alike(text: str, code: str, dates: list[str]) -> None:
    assert [value if isinstance(value, str) else "/".join(value) for value in resolved(text, code)] == dates


@pytest.mark.parametrize("written", [str.upper, str.title])
def test_capitals_stop_no_reading(written: Callable[[str], str]) -> None:
    for said in _SAID.values():
        for code, text in said["texts"].items():
            resolved(written(text), code.split("-")[0])


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("İki gün önce yakalandılar.", ["2026-03-17"]),
        ("İKİ GÜN ÖNCE YAKALANDILAR.", ["2026-03-17"]),
        ("SALI GÜNÜ YAKALANDILAR.", ["2026-03-17"]),
        ("3 KASIM 2025'TE YAKALANDILAR.", ["2025-11-03"]),
    ],
)
def test_capitals_of_turkish_name_the_same_days(text: str, days: list[str]) -> None:
    assert resolved(text, "tr") == days


@pytest.mark.parametrize("code", installed_languages())
def test_every_language_says_most_of_it(code: str) -> None:
    said = [name for name, case in _SAID.items() if code in case["texts"]]
    assert len(said) > len(_SAID) / 2


@pytest.mark.parametrize(
    ("text", "code", "dates"),
    [
        ("They worked from Friday to Wednesday.", "en", ["2026-03-13/2026-03-18"]),
        ("They worked from Thursday to Sunday.", "en", ["2026-03-12/2026-03-15"]),
        ("They met on Thursday and Wednesday.", "en", ["2026-03-19", "2026-03-18"]),
        ("It began on 16 February and goes on.", "en", ["2026-02-16"]),
        ("They met on Monday. On the 2nd of the same month they had met too.", "en", ["2026-03-16", "2026-03-02"]),
        ("On 3 February they met. The police said on Monday that they left on the 7th of the same month.", "en",
         ["2026-02-03", "2026-03-16", "2026-02-07"]),
        ("Since 3 February they have met. On the 7th of that month they left.", "en",
         ["2026-02-03/2026-03-19", "2026-02-07"]),
        ("They met on the fifth Sunday of February.", "en", []),
        ("客机2月9日起飞。", "zh", ["2026-02-09"]),
        ("Le chiffre a doublé en un trimestre.", "fr", []),
        ("Ils cherchent depuis 20 jours.", "fr", []),
    ],
)  # fmt: skip
def test_span_is_read_only_where_it_is_said(text: str, code: str, dates: list[str]) -> None:
    assert [value if isinstance(value, str) else "/".join(value) for value in resolved(text, code)] == dates


@pytest.mark.parametrize(
    ("text", "code", "dates"),
    [
        ("Mereka ditangkap pada 6 Februari yang lalu.", "id", ["2026-02-06"]),
        ("Mereka ditangkap Juni silam.", "id", ["2025-06"]),
        ("Mereka ditangkap Jumat dua pekan silam.", "id", ["2026-03-06"]),
        ("Mereka ditangkap dua bulan lalu.", "id", ["2026-01"]),
        ("Mereka ditahan pada 6 Jan lalu.", "ms", ["2026-01-06"]),
        ("Mereka ditahan dua bulan lalu.", "ms", ["2026-01"]),
        ("Onlar iki ay önce yakalandı.", "tr", ["2026-01"]),
        ("Onlar martın 15'inde yakalandı.", "tr", ["2026-03-15"]),
        ("Onlar şubatın ilk haftasında yakalandı.", "tr", ["2026-02"]),
        ("Onlar 14 Mart'ı 15 Mart'a bağlayan gece yakalandı.", "tr", ["2026-03-14/2026-03-15"]),
        ("พวกเขาถูกจับเมื่อวันที่ 8 ธันวาคมปีก่อน", "th", ["2025-12-08"]),
        ("พวกเขาถูกจับเมื่อคืนวันจันทร์", "th", ["2026-03-16"]),
        ("พวกเขาถูกจับวันจันทร์ที่ 9 มีนาคม", "th", ["2026-03-09"]),
        ("พวกเขาถูกจับวันพุธที่ 11 มี.ค. 69", "th", ["2026-03-11"]),
        ("พวกเขาถูกจับเมื่อเช้ามืดวันที่ 9 มีนาคม", "th", ["2026-03-09"]),
        ("พวกเขาทำงานตั้งแต่เดือนมกราคมถึงกุมภาพันธ์", "th", ["2026-01/2026-02"]),
        ("พวกเขาถูกจับเมื่อสองเดือนก่อน", "th", ["2026-01"]),
        ("Их задержали два месяца назад.", "ru", ["2026-01"]),
        ("Их задержали в ночь на среду.", "ru", ["2026-03-18"]),
        ("Их задержали 11-го числа.", "ru", ["2026-03-11"]),
        ("قُبض عليهم في العاشر من فبراير/ شباط الماضي.", "ar", ["2026-02-10"]),
        ("قُبض عليهم قبل شهرين.", "ar", ["2026-01"]),
        ("قُبض عليهم قبل ثلاثة أشهر.", "ar", ["2025-12"]),
        ("उन्हें दो महीने पहले पकड़ा गया।", "hi", ["2026-01"]),
        ("ពួកគេត្រូវបានចាប់ខ្លួននៅថ្ងៃទី១៤ ខែមុន។", "km", ["2026-02-14"]),
        ("ពួកគេធ្វើការចាប់ពីខែកក្កដា ឆ្នាំ២០២៥។", "km", ["2025-07/2026-03-19"]),
        ("ພວກເຂົາຖືກຈັບສອງເດືອນກ່ອນ", "lo", ["2026-01"]),
        ("သူတို့ကို လွန်ခဲ့သော နှစ်လက ဖမ်းဆီးခဲ့သည်။", "my", ["2026-01"]),
    ],
)
def test_days_and_months_told_from_now_are_read(text: str, code: str, dates: list[str]) -> None:
    assert [value if isinstance(value, str) else "/".join(value) for value in resolved(text, code)] == dates
