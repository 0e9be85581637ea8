"""The words for a country's people, of countries whose people are seldom told of."""

from __future__ import annotations

import pytest

from tests.loaders.analysing import analysed


@pytest.mark.parametrize(
    ("code", "text", "country"),
    [
        ("en", "Police arrested 12 Jamaicans.", "JM"),
        ("en", "Police in the Dominican Republic arrested 12 Haitians.", "HT"),
        ("fr", "La police a arrêté 12 Soudanaises.", "SD"),
        ("fr", "La police a arrêté 12 Équatoriens.", "EC"),
        ("de", "Die Polizei nahm 12 Bolivianerinnen fest.", "BO"),
        ("es", "La policía detuvo a 12 luxemburguesas.", "LU"),
        ("pt", "A polícia deteve 12 hondurenhas.", "HN"),
        ("ru", "Полиция задержала 12 боливийцев.", "BO"),
        ("tr", "Polis 12 Haitiliyi gözaltına aldı.", "HT"),
        ("ar", "أوقفت الشرطة 12 هندوراسياً.", "HN"),
        ("hi", "पुलिस ने चीन के 12 नागरिकों को गिरफ्तार किया।", "CN"),
        ("vi", "Công an bắt 12 người Nam Phi.", "ZA"),  # "nam" alone is a man
        ("ar", "أوقفت الشرطة 12 مواطناً من ليبيريا.", "LR"),  # not of Libya
        ("th", "ตำรวจจับกุมชาวปารากวัย 12 คน", "PY"),  # "วัย" alone is an age
        ("ko", "이란 국적 12명을 체포했다.", "IR"),
        ("zh", "警方拘捕12名台籍嫌犯。", "TW"),
        ("zh", "警方抓获12名缅籍男子。", "MM"),
        ("hi", "पुलिस ने 12 पुर्तगाली नागरिकों को गिरफ्तार किया।", "PT"),
    ],
)
def test_people_are_of_their_country(code: str, text: str, country: str) -> None:
    counts = analysed(text, code).counts
    assert [(count.value, [mention.value for mention in count.countries]) for count in counts] == [(12, [country])]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("ko", "조직원 12명 태국에서 압송", [(12, [])]),
        ("ja", "館員2名がタイで出迎えた。", [(2, [])]),
        ("ja", "拘束したのは外国人2人。2人がタイ。", [(2, []), (2, ["TH"])]),
        ("ko", "필리핀 세부에서 12명을 체포했다.", [(12, [])]),  # Cebu, not three
        ("ja", "タイの一味12人を逮捕した。", [(12, [])]),
    ],
)
def test_a_country_beside_a_number_is_not_always_theirs(
    code: str, text: str, wanted: list[tuple[int, list[str]]]
) -> None:
    counts = analysed(text, code).counts
    assert [(count.value, [mention.value for mention in count.countries]) for count in counts] == wanted
