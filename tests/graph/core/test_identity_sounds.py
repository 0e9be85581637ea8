"""A name told in two scripts is one where it sounds alike; short names are no less told apart than long ones."""

from __future__ import annotations

import pytest

from crackdown.graph.announcement.record import Agency, Evidence, Official, Record
from crackdown.graph.identity.likeness import likeness
from crackdown.graph.identity.names import normalise_name
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import crk

SEEN = Evidence(quote="x", start=0, end=1, confidence=1)
ALIKE = 0.8  # as `form_features` has it


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sar Sokha", "サー・ソカー"),  # an "r" that only lengthens the vowel, and long marks; few consonants
        ("ស សុខា", "サー・ソカー"),
        ("Sar Sokha", "萨索卡"),
        ("Sar Sokha", "사 소카"),
        ("Chea Serey", "ជា សិរី"),
        ("Cho Hyun", "조현"),
        ("Ali Yerlikaya", "阿里·耶尔利卡亚"),
        ("Aileen Yap", "アイリーン・ヤップ"),  # a doubled consonant
        ("Hun Manet", "훈 마넷"),  # a closing "s" that sounds as "t"
        ("Aphiwat Chanpheng", "อภิวัฒน์ จันทร์เพ็ง"),  # silenced letters
        ("Chander Jit Singh", "चंदर जीत सिंह"),  # a nasal mark, "ch" written with one letter
        ("Ferdinand Vith", "ហ្វឺឌីណាន់ វិទ្ធ"),  # "f" written as "h" and "v"
    ],
)
def test_a_name_sounds_alike_in_two_scripts(one: str, other: str) -> None:
    assert likeness(normalise_name(one), normalise_name(other)) >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sok Mara", "サー・ソカー"),
        ("Sok Dara", "ソク・ソカー"),
        ("Mao Rithy", "マオ・ラタ"),
        ("Chea Serey", "ជា សារ៉ា"),
        ("Sar Sokha", "ស សុផា"),
        ("Cho Hyun", "최환"),
        ("Eng Hy", "ឡុង ហ៊ី"),
        ("Ali Yerlikaya", "阿里·卡亚"),
    ],
)
def test_a_short_name_is_not_another_of_few_sounds_in_common(one: str, other: str) -> None:
    assert likeness(normalise_name(one), normalise_name(other)) < ALIKE


@pytest.mark.parametrize(
    ("other", "people"), [("サー・ソカー", 1), ("萨索卡", 1), ("사 소카", 1), ("ソク・マラー", 2), ("ស សុផា", 2)]
)
def test_an_official_named_in_another_script_is_one_where_the_post_is(other: str, people: int) -> None:
    records = [_record("a", "Sar Sokha"), _record("b", other)]
    for order in (records, records[::-1]):
        store = Store.open(None)
        for one in order:
            store.writer().put(one, "x", origin=one.id, publisher=None, media_type="text/plain")
        found = store.view().select(f"SELECT DISTINCT ?who WHERE {{ ?who a <{crk.Official}> }}")
        assert len(found) == people


def _record(record_id: str, name: str) -> Record:
    ministry = Agency(name="Ministry of Interior", country="KH")
    minister = Official(name=name, agency=ministry.name, role="Minister", evidence={"agency": SEEN, "role": SEEN})
    return Record(
        id=record_id, language="en", sha256="0" * 64, outcome="facts_found", agencies=[ministry], officials=[minister]
    )
