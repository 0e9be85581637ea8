"""One person whom no number counts, told by an age."""

from __future__ import annotations

import pytest

from crackdown.loaders.extraction.how_many.counts import MOST
from tests.loaders.analysing import analysed


def counted(code: str, text: str) -> list[tuple[int, str, str | None, list[str]]]:
    analysis = analysed(text, code)
    printed = analysis.view.text
    return [
        (count.value, printed[count.start : count.noun_end], count.noun, [m.value for m in count.countries])
        for count in analysis.counts
    ]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "A 27-year-old was deported.", "A 27-year-old"),
        ("de", "Beamte haben einen 46-Jährigen verhaftet.", "46-Jährigen"),
        ("ru", "Задержана 33-летняя вербовщица.", "33-летняя вербовщица"),
        ("zh", "警方称，44岁中国籍男子黄某被捕。", "44岁中国籍男子"),
        ("ja", "北海道出身の男(36)が逮捕された。", "男(36)"),
        ("ja", "48歳の男に懲役6年を言い渡した。", "48歳の男"),
        ("ko", "법무부는 40대 남성을 넘겨받았다.", "40대 남성"),
        ("th", "ตำรวจจับกุมชายไทยวัย 36 ปี ที่บ้าน", "ชายไทยวัย 36 ปี"),
        ("tr", "41 yaşındaki erkek iade edildi.", "41 yaşındaki erkek"),
    ],
)
def test_person_is_told_by_an_age(code: str, text: str, wanted: str) -> None:
    assert [(value, words) for value, words, *_ in counted(code, text)] == [(1, wanted)]


def test_age_has_sex_and_nationality_of_the_words_beside_it() -> None:
    assert counted("zh", "41岁中国籍男子杨某被捕。") == [(1, "41岁中国籍男子", "men", ["CN"])]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Police arrested 12 men aged 19 to 52.", [12]),
        ("en", "A 34-year-old Korean man was arrested.", [1]),
        ("en", "He is 42 years old.", []),
        ("ja", "容疑者は19～52歳の男29人だった。", [29]),
        ("ru", "Суд назначил 20-летний срок заключения.", []),
        ("ko", "40대 남성 한 명을 체포했다.", [1]),
    ],
)
def test_age_of_those_who_are_counted_counts_nobody(code: str, text: str, wanted: list[int]) -> None:
    assert [value for value, *_ in counted(code, text)] == wanted


def test_persons_told_by_their_ages_are_bounded_as_all_counts_are() -> None:
    told = "Police arrested 12 men. " + "A 27-year-old was deported. " * MOST
    assert len(counted("en", told)) == MOST


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "An indictment charged Chen Zhi, 38, the founder of a group.", []),
        ("en", "Police arrested Li Wei, 41, and Wang Fang (29) in Bangkok.", []),
        ("de", "Die Polizei nahm Li Wei (41) in Bangkok fest.", []),
        ("id", "Polisi menangkap Li Wei (41) di Bangkok.", []),
        ("en", "Those held are from China, 38, Vietnam, 20 and Thailand, 12.", [38, 20, 12]),
        ("en", "They come from Hong Kong (41) and South Korea (29).", [41, 29]),
    ],
)
def test_a_bare_age_behind_a_name_counts_nobody(code: str, text: str, wanted: list[int]) -> None:
    assert [count.value for count in analysed(text, code).counts] == wanted


@pytest.mark.parametrize(
    ("code", "text", "countries"),
    [
        ("ja", "主犯格の男(41)はタイで捕まった。", []),
        ("ko", "총책(40대)의 행방을 태국 경찰이 쫓고 있다.", []),
        ("ja", "タイ国籍の男(41)が逮捕された。", ["TH"]),
        ("en", "Police arrested a 41-year-old man from China.", ["CN"]),
    ],
)
def test_the_country_where_somebody_is_caught_is_not_his(code: str, text: str, countries: list[str]) -> None:
    assert [nations for *_, nations in counted(code, text)] == [countries]
