"""People whom a text calls somebody's own are of that country, not of the one that they come from."""

from __future__ import annotations

import pytest

from tests.loaders.analysing import analysed


@pytest.mark.parametrize(
    ("code", "text", "countries"),
    [
        ("en", "Ethiopia repatriated 98 of its citizens from Cambodia.", ["ET"]),
        ("fr", "La France a rapatrié 98 de ses ressortissants du Cambodge.", ["FR"]),
        ("de", "Deutschland holte 98 seiner Staatsangehörigen aus Kambodscha zurück.", ["DE"]),
        ("es", "España repatrió a 98 de sus ciudadanos de Camboya.", ["ES"]),
        ("pt", "Portugal repatriou 98 dos seus cidadãos do Camboja.", ["PT"]),
        ("ru", "Россия вернула 98 своих граждан из Камбоджи.", ["RU"]),
        ("id", "Indonesia memulangkan 98 warganya dari Kamboja.", ["ID"]),
        ("ms", "Malaysia membawa pulang 98 rakyatnya dari Kemboja.", ["MY"]),
        ("vi", "Việt Nam đưa 98 công dân của mình từ Campuchia về nước.", ["VN"]),
        ("tr", "Endonezya, Kamboçya'dan 98 vatandaşını ülkesine getirdi.", ["ID"]),
        ("ar", "أعادت إندونيسيا 98 من مواطنيها من كمبوديا.", ["ID"]),
        ("hi", "भारत ने कंबोडिया से अपने 98 नागरिकों को वापस लाया।", ["IN"]),
        ("en", "India brought back 98 citizens from Myanmar.", ["IN"]),
        ("de", "Deutschland holte 98 Staatsbürger aus Myanmar zurück.", ["DE"]),
        ("id", "Indonesia memulangkan 98 warga negara dari Kamboja.", ["ID"]),
        ("ms", "Malaysia membawa pulang 98 rakyat dari Kemboja.", ["MY"]),
        ("en", "It repatriated 98 of its citizens from Cambodia.", []),
        ("en", "In Thailand. The embassy brought 98 of its citizens home.", []),
        ("en", "Police arrested 98 citizens of Cambodia.", ["KH"]),
        ("en", "Kenya repatriated 98 victims from Myanmar.", []),
        ("de", "Kenia holte 98 Opfer aus Myanmar zurück.", []),
        ("en", "Cambodia deported 98 people from Myanmar.", ["MM"]),
    ],
)
def test_own_people_are_of_whom_the_sentence_names(code: str, text: str, countries: list[str]) -> None:
    (count,) = analysed(text, code).counts
    assert [mention.value for mention in count.countries] == countries


def test_who_comes_home_by_age_is_not_of_where_from() -> None:
    text = "Malaysia brought home a 25-year-old woman from Myanmar on Monday."
    (count,) = analysed(text).counts
    assert (count.own, count.countries) == (True, [])


@pytest.mark.parametrize(
    ("code", "text", "own"),
    [
        ("si", "තායිලන්තයෙන් චීනය සිය පුරවැසියන් 621 දෙනෙකු ආපසු ගෙන්වා ගත්තේය.", (621, ["CN"])),
        ("sw", "Kenya imewarejesha raia wake 78 kutoka Myanmar.", (78, ["KE"])),
        ("ta", "இந்தியா தனது குடிமக்கள் 78 பேரை மியன்மாரிலிருந்து மீட்டது.", (78, ["IN"])),
    ],
)
def test_own_people_before_their_number_are_of_whoever_has_them(
    code: str, text: str, own: tuple[int, list[str]]
) -> None:
    counts = analysed(text, code).counts
    assert [(one.value, [m.value for m in one.countries]) for one in counts if one.own] == [own]


@pytest.mark.parametrize(
    ("code", "text", "countries"),
    [
        ("ko", "대사관은 라오스에서 우리 국민 9명을 구출했다.", ["KR"]),
        ("zh", "外交部協助6名國人自緬甸返回台灣。", ["TW"]),
        ("zh", "外交部说，12名国人周五从曼谷回到马来西亚。", ["MY"]),
        ("vi", "Đại sứ quán Việt Nam tại Lào đã hỗ trợ 29 công dân về nước.", ["VN"]),
        ("vi", "Công an bắt 29 công dân nước ngoài tại Lào.", []),
        ("zh", "警方抓获12名外国人。", []),
    ],
)
def test_the_readers_own_people_are_of_their_country(code: str, text: str, countries: list[str]) -> None:
    (count,) = analysed(text, code).counts
    assert [mention.value for mention in count.countries] == countries


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("en", "Malaysian police arrested 12 Taiwanese and four locals in Johor Bahru.", ["TW", "MY"]),
        ("en", "Malaysian police arrested 12 Taiwanese and four local men in Johor Bahru.", ["TW", "MY"]),
        ("ms", "Polis Malaysia menahan 12 warga Taiwan dan empat warga tempatan di Johor Bahru.", ["TW", "MY"]),
        ("zh", "香港警方拘捕12名台灣人和4名本地男子。", ["TW", "HK"]),
        ("en", "Malaysian police arrested 12 Taiwanese with the help of four local police officers.", ["TW"]),
    ],
)
def test_locals_are_of_the_country_whose_announcement_it_is(code: str, text: str, told: list[str]) -> None:
    counts = [count for count in analysed(text, code).counts if not count.summed]
    assert [mention.value for count in counts for mention in count.countries] == told
