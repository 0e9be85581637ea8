"""A list of men and women or of nationalities that breaks down people counted before it counts nobody again."""

from __future__ import annotations

import pytest

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract
from tests.loaders.analysing import analysed

WHOLE = 85


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Police held 85 Chinese nationals in Pattaya on Friday: 40 men and 50 women.", "en"),
        ("Police held 85 foreigners in Pattaya, including 40 Chinese and 30 Vietnamese.", "en"),
        ("Police held 85 foreigners in Pattaya, among them 40 men and 30 women.", "en"),
        ("Police held 85 foreigners in Pattaya on Friday: 40 Chinese and 30 Vietnamese.", "en"),
        ("La police a arrêté 85 étrangers à Pattaya vendredi : 40 hommes et 50 femmes.", "fr"),
        ("La policía detuvo a 85 extranjeros en Pattaya el viernes: 40 hombres y 50 mujeres.", "es"),
        ("A polícia deteve 85 estrangeiros em Pattaya na sexta-feira: 40 homens e 50 mulheres.", "pt"),
        ("Die Polizei nahm am Freitag 85 Ausländer fest: 40 Männer und 50 Frauen.", "de"),
        ("Полиция задержала в Паттайе 85 иностранцев: 40 мужчин и 50 женщин.", "ru"),
        ("Cảnh sát bắt 85 người nước ngoài tại Pattaya: 40 nam và 50 nữ.", "vi"),
        ("Polisi menangkap 85 warga asing di Pattaya: 40 laki-laki dan 50 perempuan.", "id"),
        ("أوقفت الشرطة 85 أجنبيا في باتايا: 40 رجلا و50 امرأة.", "ar"),
        ("Polis Pattaya'da 85 yabancıyı yakaladı: 40 erkek ve 50 kadın.", "tr"),
    ],
)
def test_what_breaks_a_count_down_is_not_added_up(text: str, code: str) -> None:
    counts = analysed(text, code).counts
    assert counts[0].value == WHOLE
    assert not [count.value for count in counts if count.summed]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Police held 40 Chinese and 30 Vietnamese in Pattaya on Friday.", 70),
        ("Ninety were held on Monday. On Friday police held 40 men and 30 women.", 70),
        ("Deported in two groups:\n2) Friday: 45 Chinese and 3 Malaysians.", 48),
    ],
)
def test_a_list_of_its_own_is_added_up(text: str, total: int) -> None:
    assert [count.value for count in analysed(text, "en").counts if count.summed] == [total]


def test_nationalities_of_some_are_those_of_the_whole() -> None:
    text = "PATTAYA, 20 June 2026 - Thai police arrested 85 foreigners on 19 June 2026: 40 Chinese and 30 Vietnamese."
    (operation,) = extract(Document.from_text(text, language="en")).operations
    assert (operation.persons, operation.nationalities) == (WHOLE, {"CN": 40, "VN": 30})
