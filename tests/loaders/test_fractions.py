"""Fractions and ratios of people count nobody ("two in three"), and some words for numbers are no exact ones."""

from __future__ import annotations

import pytest

from tests.loaders.analysing import analysed


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cambodia deported 300 foreigners. A third of them were women.", "en"),
        ("Cambodia deported 300 foreigners, two thirds of them men and a fifth of them women.", "en"),
        ("Cambodia deported 300 foreigners. One in three were women.", "en"),
        ("Le Cambodge a expulsé 300 étrangers. Deux tiers étaient des hommes.", "fr"),
        ("Camboya deportó a 300 extranjeros, dos de cada tres hombres.", "es"),
        ("O Camboja deportou 300 estrangeiros, um em cada cinco mulheres.", "pt"),
        ("Kambodscha schob 300 Ausländer ab, ein Drittel Frauen.", "de"),
        ("Камбоджа депортировала 300 иностранцев. Одна треть из них — женщины.", "ru"),
        ("Campuchia trục xuất 300 người nước ngoài, một phần ba là phụ nữ.", "vi"),
        ("Kamboçya 300 yabancıyı sınır dışı etti. Üçte biri kadın.", "tr"),
    ],
)
def test_a_fraction_counts_nobody(text: str, code: str) -> None:
    assert [count.value for count in analysed(text, code).counts] == [300]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Police held four men; a fifth suspect fled.", "en"),
        ("La policía detuvo a cuatro hombres; un quinto huyó.", "es"),
    ],
)
def test_one_more_is_no_fraction(text: str, code: str) -> None:
    pattern = analysed(text, code).language.patterns["fraction"]
    assert pattern.search(text.lower()) is None


@pytest.mark.parametrize(
    ("text", "code", "precision"),
    [
        ("Le Cambodge a expulsé une centaine de Chinois.", "fr", "about"),
        ("Camboya expulsó a una treintena de chinos.", "es", "about"),
        ("A polícia deteve uma centena de chineses.", "pt", "about"),
        ("Cambodia deported 100 or so Chinese nationals.", "en", "about"),
        ("柬埔寨驱逐十几名中国人。", "zh", "more_than"),
        ("Le Cambodge a expulsé cent Chinois.", "fr", None),
    ],
)
def test_words_for_a_number_say_how_exact_it_is(text: str, code: str, precision: str | None) -> None:
    (count,) = analysed(text, code).counts
    assert (count.hedge and count.hedge.value) == precision
