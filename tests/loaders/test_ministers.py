"""Who speaks for whom: a minister for the country beside the office, or before another one; a surname behind a rank."""

from __future__ import annotations

import pytest

from tests.loaders.analysing import analysed


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Bangkok - Cambodian Deputy Prime Minister and Interior Minister Sar Sokha said so."),
        ("ko", "서울 - 사르 소카 캄보디아 부총리 겸 내무부 장관은 이렇게 밝혔다."),
        ("zh", "北京 - 柬埔寨副首相兼内政部长苏速卡表示，警方已介入。"),
        ("ja", "東京 - カンボジアのサル・ソカ副首相兼内相は述べた。"),
        ("vi", "Hà Nội - Phó Thủ tướng kiêm Bộ trưởng Bộ Nội vụ Campuchia Sar Sokha cho biết như vậy."),
        ("th", "กรุงเทพฯ - นายซอ สุขา รัฐมนตรีมหาดไทยกัมพูชา เปิดเผย"),
        ("id", "Jakarta - Wakil Perdana Menteri dan Menteri Dalam Negeri Kamboja Sar Sokha mengatakan."),
        ("fr", "Paris - Le vice-Premier ministre et ministre de l'Intérieur cambodgien, Sar Sokha, l'a déclaré."),
        ("ru", "Москва - Вице-премьер и министр внутренних дел Камбоджи Сар Сокха заявил об этом."),
    ],
)
def test_a_ministry_is_of_the_country_that_its_minister_is_said_to_be_of(code: str, text: str) -> None:
    analysis = analysed(text, code)
    assert [(a.name, a.country) for a in analysis.agencies] == [("Ministry of Interior", "KH")]
    assert {official.agency.country for official in analysis.officials if official.agency} == {"KH"}


def test_a_ministry_without_a_country_stays_one_of_home() -> None:
    (ministry,) = analysed("Bangkok - Interior Minister Anutin Charnvirakul of Thailand spoke in Phuket.").agencies
    assert ministry.country == "TH"


@pytest.mark.parametrize(
    ("code", "text", "rank"),
    [
        ("fr", "982 étrangers ont été expulsés, a déclaré le général Heiseila.", "General"),
        ("es", "Fueron expulsados 982 extranjeros, dijo el coronel Heiseila.", "Colonel"),
        ("pt", "Foram deportados 982 estrangeiros, disse o general Heiseila.", "General"),
        ("id", "982 warga asing dideportasi, kata Jenderal Heiseila.", "General"),
    ],
)
def test_a_surname_behind_a_rank_names_an_official(code: str, text: str, rank: str) -> None:
    (official,) = analysed(text, code).officials
    assert (official.name, official.rank and official.rank.value) == ("Heiseila", rank)
