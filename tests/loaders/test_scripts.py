"""Scripts without spaces, and Korean: where words end, what numbers are, who is counted, which era a year is of."""

from __future__ import annotations

import pytest

from crackdown.graph.announcement.record import Record
from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.text.language import identify_language
from crackdown.loaders.extraction.text.lexicon import load_language
from crackdown.loaders.extraction.text.normalise import normalise
from crackdown.loaders.extraction.text.numbers import find_numbers
from tests.loaders.analysing import analysed


def read(text: str) -> Record:
    return extract(Document.from_text(text))


def numbers(code: str, text: str) -> list[int]:
    language = load_language(code)
    assert language is not None
    return [mention.data["value"] for mention in find_numbers(normalise(text), language, [])]


def counts(code: str, text: str) -> list[tuple[int, str | None, list[str]]]:
    found = analysed(text, code).counts
    return [(count.value, count.noun, [m.value for m in count.countries]) for count in found]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("zh", "驱逐4.8万人", 48_000),
        ("zh", "解救一百零三名女子", 103),
        ("zh", "拘捕三十二名男子", 32),
        ("ja", "5万3千人を超えた", 53_000),
        ("ja", "計１１人を逮捕", 11),
        ("ko", "외국인 1만3557명", 13_557),
        ("ko", "피의자 오백마흔아홉 명", 549),
        ("th", "ชาวจีน ๖๒๑ คน", 621),
        ("th", "ผู้ต้องหาสองร้อยแปดสิบเอ็ดราย", 281),
        ("km", "ជនសង្ស័យ ៦ ២៤៥ នាក់", 6245),
    ],
)
def test_number(code: str, text: str, value: int) -> None:
    assert value in numbers(code, text)


@pytest.mark.parametrize(
    ("code", "text"), [("zh", "第3名嫌疑人"), ("zh", "数百人"), ("ja", "第12人目"), ("ko", "제3차")]
)
def test_what_is_no_number_of_people(code: str, text: str) -> None:
    assert not numbers(code, text)


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("zh", "428名中国籍嫌疑人被抓。", (428, "people", ["CN"])),
        ("zh", "其中女性57名。", (57, "women", [])),
        ("ja", "ベトナム人133人を逮捕した。", (133, "people", ["VN"])),
        ("ko", "베트남 국적 118명을 추방했다.", (118, "people", ["VN"])),
        ("ko", "여성 16명이 있었다.", (16, "women", [])),
        ("th", "จับกุมชาวจีน 45 คน", (45, "people", ["CN"])),
        ("km", "ជនជាតិចិន ៥៨នាក់ វៀតណាម ២៧នាក់", (58, "people", ["CN"])),
    ],
)
def test_count(code: str, text: str, found: tuple[int, str, list[str]]) -> None:
    assert found in counts(code, text)


def test_things_are_not_counted_as_people() -> None:
    assert counts("zh", "缴获手机四百部、电脑120台。") == []


def test_a_country_inside_a_run_of_katakana_is_none() -> None:
    assert read("2025年4月4日\nタイヤ工場で火事があったと消防が発表した。").countries == []


def test_a_government_is_no_country_named() -> None:
    assert read("2025年4月4日\n缅方和泰方均派员参加了会议，双方就合作交换了意见。").countries == []


def test_a_government_that_hands_people_over_tells_the_country() -> None:
    (operation,) = read("2023年8月1日\n8月1日，缅方将109名中国籍犯罪嫌疑人移交中方。").operations
    assert (operation.persons, operation.country) == (109, "MM")


def test_the_two_congos_are_two() -> None:
    assert read("2025年4月4日\n警方逮捕了三名刚果（金）公民。").countries == ["CD"]


def test_a_particle_does_not_hide_a_word() -> None:
    assert set(read("2025년 4월 4일\n캄보디아에서 중국과 베트남의 경찰이 만났다.").countries) == {"KH", "CN", "VN"}


@pytest.mark.parametrize(
    "text",
    [
        "民國114年5月2日\n刑事警察局在高雄逮捕25名詐欺嫌犯。",
        "令和7年5月2日\n愛知県警は、詐欺の疑いで容疑者25人を逮捕したと発表した。",
        "仏暦2568年5月2日\nタイ警察は、詐欺の疑いで容疑者25人を逮捕したと発表した。",
        "2 พฤษภาคม 2568\nตำรวจไทยจับกุมผู้ต้องหา 25 คน ข้อหาฉ้อโกง",
    ],
)
def test_eras_are_converted(text: str) -> None:
    assert read(text).published == "2025-05-02"


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-Hans", "zh"])
def test_a_given_tag_for_chinese_is_kept(tag: str) -> None:
    assert identify_language("警方在行動中拘捕三名男子，並檢獲多部手機及電腦。", tag) == tag


def test_another_tag_than_the_script_says_is_not_kept() -> None:
    assert identify_language("警方在行動中拘捕三名男子，並檢獲多部手機及電腦。", "en") == "zh"


def test_somebody_arrested_is_no_official() -> None:
    assert read("2025年4月4日\n警方逮捕了集团主犯陈志和前市长郭华萍，两人已被移送司法机关。").officials == []


def test_letters_of_another_keyboard_are_the_languages_own_and_quotes_keep_them() -> None:
    text = "نوم پنہ، 3 مارچ 2026 - پولیس نے پیر کو 280 چینی شہریوں سمیت 305 افراد کو گرفتار کر لیا۔"
    typed = text.replace("ی", "ي").replace("ک", "ك")
    record = extract(Document.from_text(typed, language="ur"))
    assert [(one.kind, one.persons, dict(one.nationalities)) for one in record.operations] == [
        ("arrest", 305, {"CN": 280})
    ]
    assert all(typed[one.start : one.end] == one.quote for _, one in record.iter_evidence())
