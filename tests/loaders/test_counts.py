"""Counts that stand in lists, tables and pairs, and the words that give a sex to all of them."""

from __future__ import annotations

import pytest

from crackdown.loaders.extraction.how_many.groups import attach_breakdown, attach_sexes, whole_after
from crackdown.loaders.extraction.models.linear import names_of
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.what.reporting import reporting_features
from tests.loaders.analysing import analysed


def drafted(analysis: Analysis) -> list[Draft]:
    """Take the first count of a text as an operation."""
    return [Draft("arrest", [analysis.counts[0]], None)]


@pytest.mark.parametrize(
    ("code", "text", "nationalities"),
    [
        ("en", "Police held 9 people.\nIndia - 4\nKenya, Guinea and Syria - 1 each", {"KE": 1, "GN": 1, "SY": 1}),
        ("en", "Police held 9 people, two each of Kenya and Guinea.", {"KE": 2, "GN": 2}),
        ("zh", "警方逮捕9人：印度5人，菲律宾、英国各2人。", {"PH": 2, "GB": 2}),
        ("vi", "Công an bắt 9 người, gồm Kenya, Guinea mỗi nước hai người.", {"KE": 2, "GN": 2}),
        ("es", "La policía detuvo a 9 personas. Keniatas, 6; sirios, 3.", {"KE": 6, "SY": 3}),
        ("id", "Polisi menangkap 9 orang. Rinciannya: Kenya 6 orang, Suriah 3 orang.", {"KE": 6, "SY": 3}),
    ],
)
def test_breakdown_is_read(code: str, text: str, nationalities: dict[str, int]) -> None:
    analysis = analysed(text, code)
    found = attach_breakdown(analysis, drafted(analysis))[0]
    assert nationalities.items() <= {country: count.value for country, count in found.items()}.items()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Police held 9 Kenyans, all of them men."),
        ("en", "Police held 9 Kenyans. All nine were young men."),
        ("en", "Police held 9 Kenyans. All 9 individuals were male."),
        ("fr", "La police détient 9 Kényans, tous des hommes."),
        ("es", "La policía detuvo a 9 kenianos, todos varones."),
        ("vi", "Công an bắt 9 người, toàn nam giới."),
    ],
)
def test_all_are_men(code: str, text: str) -> None:
    analysis = analysed(text, code)
    assert attach_sexes(analysis, drafted(analysis))[0]["men"].value == 9


@pytest.mark.parametrize(
    ("code", "text", "value", "noun"),
    [
        ("fr", "Femmes : 71", 71, "women"),
        ("ms", "Wanita seramai 22 orang", 22, "women"),
        ("vi", "Bắt 31 người, số nữ là 12.", 12, "women"),
        ("zh", "警方昨日拘捕三男一女。", 4, "people"),
        ("zh", "周六，两名男子被捕。", 2, "men"),
        ("ko", "외국인 백사십삼 명을 추방했다.", 143, "people"),
        ("vi", "Công an bắt năm nghi phạm.", 5, "people"),
        ("en", "Police held four Indians and a Kenyan.", 1, "demonym"),
        ("es", "La policía detuvo a 16 vietnamitas y un surcoreano- el martes.", 1, "demonym"),
    ],
)
def test_count_is_read(code: str, text: str, value: int, noun: str) -> None:
    assert (value, noun) in [(count.value, count.noun) for count in analysed(text, code).counts]


@pytest.mark.parametrize("text", ["Police searched a Kenyan company.", "Police met in a hotel."])
def test_an_article_alone_counts_nobody(text: str) -> None:
    assert analysed(text).counts == []


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("en", "Hpa-an — Seventy-three foreign nationals were deported.", [73]),
        ("en", "Police deported thirty-two Thai nationals.", [32]),
        ("fr", "La police a expulsé vingt-et-un ressortissants.", [21]),
    ],
)
def test_no_number_begins_inside_a_hyphenated_word(code: str, text: str, values: list[int]) -> None:
    assert [count.value for count in analysed(text, code).counts] == values


def test_pair_in_brackets_is_no_further_count() -> None:
    assert [count.value for count in analysed("警方拘捕四人(三男一女)。", "zh").counts] == [4, 3, 1]


def test_warning_and_report_are_told_apart() -> None:
    report, warning = (
        names_of(reporting_features(analysed(text)))
        for text in (
            "Police arrest 12\nOn 3 March 2026 police arrested 12 people in Bangkok.",
            "Is it a scam?\nPolice say that fraud will be reported by more people.",
        )
    )
    assert {"plain=1", "title:asks=False"} <= set(report)
    assert {"plain=0", "title:asks=True"} <= set(warning)


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("en", "Police deported 23 Kenyans and three Syrians.", [26, 23, 3]),
        ("ja", "警察はケニア人23人とシリア人3人を逮捕した。", [26, 23, 3]),
        ("ko", "경찰은 케냐인 23명과 시리아인 3명을 체포했다.", [26, 23, 3]),
        ("zh", "警方拘捕三男一女。", [4, 3, 1]),
        ("en", "Police deported 26 people, 23 Kenyans and three Syrians.", [26, 23, 3]),  # only broken down
        ("en", "Police deported 23 Kenyans after three Syrians.", [23, 3]),  # no list
    ],
)
def test_a_list_is_added_up(code: str, text: str, values: list[int]) -> None:
    assert [count.value for count in analysed(text, code).counts] == values


def test_a_list_breaks_its_sum_down() -> None:
    analysis = analysed("Police deported 23 Kenyans and three Syrians.")
    found = attach_breakdown(analysis, drafted(analysis))[0]
    assert {country: count.value for country, count in found.items()} == {"KE": 23, "SY": 3}


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Police held 209 foreigners, 73 Koreans and 136 Burmese.", [73, 136]),
        ("Police held 740 foreigners: 428 Koreans and 312 Thais.", [428, 312]),
        ("Police held 740 foreigners. 300 Koreans and 312 Thais were sent home.", []),
        (
            "Police held 740 foreigners, most of them far from the city on the coast: 428 Koreans and 312 Thais.",
            [428, 312],
        ),
    ],
)
def test_a_number_split_in_two_nationalities_is_broken_down(text: str, listed: list[int]) -> None:
    assert [count.value for count in analysed(text).counts if count.listed] == listed


def test_an_age_is_no_number_of_people() -> None:
    assert 413 not in {count.value for count in analysed("경찰은 41세 남성을 체포했다.", "ko").counts}


def test_women_counted_next_leave_the_number_before_them() -> None:
    counts = analysed("ជើងទី២ មាន ១៨៣នាក់ ស្រី ២១នាក់", "km").counts
    assert [(count.value, count.noun) for count in counts] == [(183, "people"), (21, "women")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ja", "カンボジアは女性12人を含む外国人45人を強制送還した。"),
        ("ko", "캄보디아는 여성 12명을 포함한 외국인 45명을 추방했다."),
        ("hi", "कंबोडिया ने 12 महिलाओं समेत 45 विदेशियों को निर्वासित किया।"),
        ("tr", "Kamboçya aralarında 12 kadının bulunduğu 45 yabancıyı sınır dışı etti."),
    ],
)
def test_share_is_told_before_its_whole(code: str, text: str) -> None:
    analysis = analysed(text, code)
    (women,) = (count for count in analysis.counts if count.noun == "women")
    whole = whole_after(analysis, women)
    assert whole is not None
    assert (women.value, whole.value) == (12, 45)
    assert attach_sexes(analysis, [Draft("deportation", [whole], None)])[0]["women"] is women


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ja", "外国人1089人を国外退去にした。57人が女性だった。"),
        ("zh", "警方逮捕1089人，57人是女性。"),
        ("ko", "외국인 1089명을 추방했다. 57명이 여성이었다."),
    ],
)
def test_sex_is_said_of_people(code: str, text: str) -> None:
    assert [(count.value, count.noun) for count in analysed(text, code).counts] == [(1089, "people"), (57, "women")]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("ja", "ベトナム人の男女12人を逮捕した。", [(12, "people", ["VN"])]),  # not twelve women
        ("th", "จับกุมผู้ต้องหา 12 ราย เป็นชาวจีน 8 ราย", [(12, "people", []), (8, "people", ["CN"])]),
    ],
)
def test_words_before_a_number_are_its_own(code: str, text: str, wanted: list[object]) -> None:
    counts = analysed(text, code).counts
    assert [(count.value, count.noun, [mention.value for mention in count.countries]) for count in counts] == wanted


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("zh", "周二送过126人，其中女性33人；昨日再移送埃塞俄比亚籍210人。"),
        ("en", "Police held 12 women and, in another raid, 45 foreigners."),
    ],
)
def test_share_of_earlier_people_is_none_of_later_ones(code: str, text: str) -> None:
    analysis = analysed(text, code)
    (women,) = (count for count in analysis.counts if count.noun == "women")
    assert whole_after(analysis, women) is None


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("th", "ตำรวจรวบ 7 ชาวจีนเปิดแก๊งคอลเซ็นเตอร์", [(7, ["CN"])]),
        ("th", "ตำรวจช่วย 12 คนไทย", [(12, ["TH"])]),
        ("th", "ปี 2569 คนไทยถูกหลอก ตำรวจจับกุมชาวจีน 8 คน", [(8, ["CN"])]),
        ("km", "នគរបាលបានឃាត់ខ្លួន ៧ជនជាតិចិន", [(7, ["CN"])]),
        ("lo", "ຕຳຫຼວດ ຈັບ 7 ຄົນຈີນ", [(7, ["CN"])]),
        ("ar", "صادرت الشرطة (45) هاتفا و(31) حاسوبا.", []),
        ("es", "Los arrestó en tres hoteles, dos en Negombo y uno en Chilaw.", []),
        ("pt", "Saíram em quatro voos comerciais, dois rumo a Seul e dois rumo a Hanói.", []),
        ("en", "Police searched four houses, two in Leeds. Two men were held.", [(2, [])]),
    ],
)
def test_people_and_things_are_told_apart(code: str, text: str, told: list[tuple[int, list[str]]]) -> None:
    counts = analysed(text, code).counts
    assert [(count.value, [mention.value for mention in count.countries]) for count in counts] == told


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("th", "ตำรวจจับกุมชายหญิงชาวจีน 9 คน"),
        ("th", "ผู้ต้องหา ชาย-หญิง รวม 9 คน ถูกจับกุม"),
        ("lo", "ຕຳຫຼວດ ຈັບ ຊາຍຍິງ 9 ຄົນ"),
        ("vi", "Công an bắt giữ 9 nam nữ thanh niên."),
        ("ja", "警察は中国籍の男女9人を逮捕した。"),
    ],
)
def test_men_and_women_together_are_people(code: str, text: str) -> None:
    (count,) = analysed(text, code).counts
    assert (count.value, count.noun) == (9, "people")


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("另外两名中国公民一道移交。", "zh", [2]),
        ("两名中国公民一起移交，一致认罪。", "zh", [2]),
        ("警察は中国人一斉摘発で5人を逮捕した。", "ja", [5]),
    ],
)
def test_a_word_that_begins_with_a_numeral_counts_nobody(text: str, code: str, values: list[int]) -> None:
    assert [count.value for count in analysed(text, code).counts] == values
