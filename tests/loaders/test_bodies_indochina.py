"""Bodies in Thai, Khmer, Lao, Burmese and Vietnamese: of places, by number, of other countries, parts of others."""

from __future__ import annotations

import pytest

from tests.loaders.test_bodies import names


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("th", "สภ.แม่สอด จับกุมชาวจีน 12 คน", ["Mae Sot Police Station"]),
        ("th", "ตำรวจภูธรจังหวัดชลบุรีจับกุมชาวจีน 12 คน", ["Chonburi Police"]),
        ("th", "ตม.จว.สระแก้ว จับกุมชาวจีน 12 คน", ["Sa Kaeo Immigration"]),
        ("th", "ด่านตรวจคนเข้าเมืองท่าอากาศยานภูเก็ตจับกุมชาวจีน 12 คน", ["Phuket Airport Immigration"]),
        ("th", "ศาลจังหวัดภูเก็ตพิพากษาจำคุกชาวจีน 12 คน", ["Phuket Provincial Court"]),
        ("th", "ศาลเขตไทเปพิพากษาจำคุกชาวจีน 12 คน", ["Taipei District Court"]),
        ("th", "สำนักงานอัยการจังหวัดแม่สอดสั่งฟ้อง 12 คน", ["Mae Sot Provincial Prosecutor's Office"]),
        ("th", "สำนักงานความมั่นคงสาธารณะเมืองเวินโจวจับกุม 12 คน", ["Wenzhou Public Security Bureau"]),
        ("th", "ตำรวจมณฑลยูนนานจับกุมชาวจีน 12 คน", ["Yunnan Police"]),
        ("th", "หน่วยเฉพาะกิจอรัญประเทศจับกุมชาวจีน 12 คน", ["Aranyaprathet Task Force"]),
    ],
)
def test_a_body_of_a_place_has_an_english_name(code: str, text: str, found: list[str]) -> None:
    assert names(text, code) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ตำรวจภูธรภาค 2 จับกุมชาวจีน 12 คน", ["Provincial Police Region 2"]),
        ("บก.สอท.1 จับกุมชาวจีน 12 คน", ["Cyber Crime Investigation Division 1"]),
        ("กรมทหารพรานที่ 12 จับกุมชาวจีน 5 คน", ["12th Ranger Regiment"]),
        ("กรมทหารพรานที่ ๒๒ จับกุมชาวจีน 5 คน", ["22nd Ranger Regiment"]),
        ("ศาลอุทธรณ์ภาค 9 พิพากษายืน", ["Court of Appeal Region 9"]),
    ],
)
def test_a_body_goes_by_its_number(text: str, found: list[str]) -> None:
    assert names(text, "th") == found


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("th", "สำนักงานตำรวจแห่งชาติเวียดนามจับกุมชาวจีน 12 คน", ["Vietnamese police"]),
        ("th", "สำนักงาน ป.ป.ช. ชี้มูลแล้ว", ["National Anti-Corruption Commission"]),
        ("th", "ตำรวจตรวจคนเข้าเมืองส่งกลับชาวจีน 12 คน", ["Immigration Bureau"]),
        ("th", "กรมสอบสวนอาชญากรรมเชิงพาณิชย์จับกุม 12 คน", ["กรมสอบสวนอาชญากรรมเชิงพาณิชย์"]),
        ("th", "สถานทูตเคนยาในไทยช่วยเหลือ 12 คน", ["Embassy of Kenya in Thailand"]),
    ],
)
def test_a_body_is_read_whole(code: str, text: str, found: list[str]) -> None:
    assert names(text, code) == found
