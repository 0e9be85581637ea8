"""A large number of people of one day is no total by being large."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BANGKOK, 5 March 2026 - Thai police deported 1,243 foreigners on 4 March 2026. They are gone.", "en"),
        ("BANGKOK, 5 mars 2026 - La police thaïlandaise a expulsé 1 243 étrangers le 4 mars 2026.", "fr"),
        ("BANGKOK, 5/3/2026 - Cảnh sát Thái Lan trục xuất 1.243 người nước ngoài ngày 4/3/2026.", "vi"),
        ("曼谷2026年3月5日电 泰国警方3月4日驱逐1243名外国人。他们乘三架飞机离开。", "zh"),
        ("BANGKOK, 5 Maret 2026 - Polisi Thailand mendeportasi 1.243 warga asing pada 4 Maret 2026.", "id"),
        ("방콕, 2026년 3월 5일 - 태국 경찰은 3월 4일 외국인 1243명을 추방했다. 이들은 비행기 세 대로 떠났다.", "ko"),
    ],
)  # fmt: skip
def test_what_was_done_on_one_day_is_no_total(text: str, code: str) -> None:
    (operation,) = extract(Document.from_text(text, language=code)).operations
    assert (operation.persons, operation.date, operation.total_of) == (1243, "2026-03-04", None)


def test_a_word_for_a_sum_makes_a_total() -> None:
    text = "BANGKOK, 5 March 2026 - Since January Thai police have deported a total of 1,243 foreigners."
    (operation,) = extract(Document.from_text(text, language="en")).operations
    assert operation.total_of is True
