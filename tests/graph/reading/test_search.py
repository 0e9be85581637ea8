"""Names are found as people type them."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crackdown.graph.linking.network import Network
from crackdown.graph.linking.reads import Listed
from crackdown.graph.linking.things import Name, Things
from crackdown.graph.searching.search import find_in, fold, initials, search
from crackdown.graph.storage.store import View
from crackdown.ontology.terms import BASE, rdfs

GDI = "agency/kh-general-department-of-immigration"


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Sok Veasna", "official/kh-sok-veasna"),
        ("veasna sok", "official/kh-sok-veasna"),
        ("sok vesna", "official/kh-sok-veasna"),
        ("VEASNA", "official/kh-sok-veasna"),
        ("General Department of Imigration", GDI),
        ("GDI", GDI),
        ("KTI", "airport/VDTI"),
        ("vdti", "airport/VDTI"),
        ("kh", "country/KH"),
        ("Камбоджа", "country/KH"),
        ("柬埔寨", "country/KH"),
        ("កម្ពុជា", "country/KH"),
        ("Dang Van Toi", "official/vn-dang-van-toi"),
        ("Đặng Văn Tới", "official/vn-dang-van-toi"),
    ],
)
def test_the_thing_meant_comes_first(view: View, asked: str, first: str) -> None:
    assert [hit.node.id for hit in search(view, asked).hits][:1] == [first]


def test_latin_letters_find_a_name_in_khmer_alone(view: View) -> None:
    from anyascii import anyascii

    hits = search(view, anyascii("ក្រសួងមហាផ្ទៃ"), types=["agency"]).hits
    assert "ក្រសួងមហាផ្ទៃ" in [hit.matched for hit in hits]


def test_khmer_letters_find_a_name_in_latin_alone(view: View) -> None:
    assert [hit.node.id for hit in search(view, "សុខ វាសនា").hits] == ["official/kh-sok-veasna"]


def test_the_name_that_matched_is_told(view: View) -> None:
    assert search(view, "Kambodscha").hits[0].matched == "Kambodscha"


def test_types_narrow_the_search(view: View) -> None:
    assert {hit.node.type for hit in search(view, "cambodia", types=["agency"], limit=50).hits} == {"agency"}


def test_total_counts_more_than_is_returned(view: View) -> None:
    found = search(view, "cambodia", limit=1)
    assert (len(found.hits), found.total > 1) == (1, True)


def test_each_thing_is_found_once(view: View) -> None:
    ids = [hit.node.id for hit in search(view, "immigration", limit=100).hits]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("asked", ["zzzz", "", "   ", "!?", "Sok San"])
def test_nothing_is_found_where_nothing_is_called_so(view: View, asked: str) -> None:
    assert search(view, asked).total == 0


@pytest.mark.parametrize(
    "asked",
    [
        "8 February 2026",
        "Feb 8, 2026",
        "2026-02-08",
        "8.2.2026",
        "8 février 2026",
        "៨ កុម្ភៈ ២០២៦",
        "8 ก.พ. 2569",
        "2026年2月8日",
    ],
)
def test_a_day_finds_what_happened_on_it_however_it_is_written(view: View, asked: str) -> None:
    first = search(view, asked, limit=3).hits
    assert {hit.node.id for hit in first} == {
        f"operation/kh-2026-02-08-deportation-{number}" for number in (312, 428, 740)
    }
    assert {hit.how for hit in first} == {"happened"}


def test_a_day_finds_what_was_announced_on_it(view: View) -> None:
    hits = search(view, "9 February 2026", limit=20).hits
    announced = [(hit.node.type, hit.matched) for hit in hits if hit.how == "announced"]
    assert ("operation", "2026-02-09") in announced
    assert ("announcement", "2026-02-09") in announced


@pytest.mark.parametrize("beside", ["312", "deportation 312", "Deportation of 312"])
def test_a_number_beside_a_day_chooses_the_operation(view: View, beside: str) -> None:
    found = search(view, f"{beside} 8 February 2026")
    assert [hit.node.id for hit in found.hits] == ["operation/kh-2026-02-08-deportation-312"]


def test_a_name_beside_a_month_chooses_what_is_linked_to_it(view: View) -> None:
    everything, linked = search(view, "February 2026"), search(view, "KTI February 2026")
    assert 0 < linked.total < everything.total
    assert "airport/VDTI" not in {hit.node.id for hit in linked.hits}


def test_a_word_that_names_nothing_of_the_day_takes_nothing_away(view: View) -> None:
    assert search(view, "flight of 8 February 2026").total == search(view, "8 February 2026").total


@pytest.mark.parametrize("asked", ["30 February 1999", "1 January 1999", "2026-02-99"])
def test_a_day_of_which_nothing_is_told_finds_nothing(view: View, asked: str) -> None:
    assert search(view, asked).total == 0


def test_a_country_that_nothing_is_said_of_is_not_found(view: View) -> None:
    assert search(view, "Iceland").total == 0


def test_vowel_marks_of_indic_scripts_are_kept() -> None:
    assert fold("ក្រសួង") == "ក្រសួង"


def test_initials_leave_small_words_out() -> None:
    assert "gdi" in initials("Direction générale de l'immigration") | initials("General Department of Immigration")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Ssok Vaesna", "official/kh-sok-veasna"),  # two typos
        ("SokVeasna", "official/kh-sok-veasna"),
        ("Сок Висна", "official/kh-sok-veasna"),
        ("速维斯纳", "official/kh-sok-veasna"),  # as it sounds: no announcement here writes it so
        ("Tehco", "airport/VDTI"),
        ("Cambdoia", "country/KH"),
    ],
)
def test_typos_and_other_scripts_find(view: View, asked: str, found: str) -> None:
    assert search(view, asked).hits[0].node.id == found


# A name as other languages write it, as it is found where announcements give it in Latin letters alone.
SOK_VEASNA = [
    "សុខ វាសនា",
    "สก วาสนา",
    "速维斯纳",
    "속 베아스나",
    "سوك فيسنا",
    "Сок Веасна",
    "ソック・ヴィアスナ",
    "सोक वेस्ना",
]


@pytest.mark.parametrize("written", SOK_VEASNA)
def test_every_script_finds_a_name_in_latin_letters(written: str) -> None:
    assert found_among(["Sok Veasna", "Sar Sokha", "Dang Van Toi"], written) == ["Sok Veasna"]


@pytest.mark.parametrize("written", SOK_VEASNA)
def test_latin_letters_find_a_name_in_every_script(written: str) -> None:
    assert found_among([written, "ស សុខា", "阮文越"], "sok veasna")[:1] == [written]


def test_a_word_of_a_name_is_heard_in_another_script() -> None:
    assert found_among(["Sok Veasna", "Sar Sokha"], "វាសនា") == ["Sok Veasna"]


@pytest.mark.parametrize("other", ["Singapore", "Sihanoukville"])
def test_a_short_name_with_one_consonant_more_is_another(other: str) -> None:
    assert found_among(["Chiang Rai", other], "เชียงราย") == ["Chiang Rai"]


@pytest.mark.parametrize("asked", ["Expulsion", "Expulsions", "expuls", "驱逐出境", "ការបណ្តេញចេញ", "การเนรเทศ"])
def test_an_operation_is_found_by_what_another_language_calls_it(view: View, asked: str) -> None:
    kinds = {hit.node.kind for hit in search(view, asked).hits if hit.node.type == "operation"}
    assert kinds == {"deportation"}
    assert search(view, asked, types=["agency"]).total == 0


def test_an_operation_is_found_by_kind_and_number_as_another_language_writes_them(view: View) -> None:
    one = next(hit.node for hit in search(view, "deportation", limit=100).hits if hit.node.persons)
    asked = f"驱逐出境 · {one.persons}"
    assert search(view, asked).hits[0].node.label == one.label


@pytest.mark.parametrize(
    ("asked", "how"),
    [
        ("sok veasna", "whole"),
        ("sok v", "start"),
        ("veasna", "words"),
        ("easna", "inside"),
        ("sok vaesna", "alike"),
        ("សុខ វាសនា", "sounds"),
    ],
)
def test_how_a_name_matched_is_told(asked: str, how: str) -> None:
    assert find_in(network_called(["Sok Veasna"]), asked).hits[0].how == how


def test_initials_and_codes_are_told_apart(view: View) -> None:
    assert [search(view, asked).hits[0].how for asked in ("GDI", "KTI")] == ["initials", "code"]


def test_no_typo_is_looked_for_where_many_names_begin_so() -> None:
    names = [f"Harbour Office {number}" for number in range(60)]
    assert set(found_among([*names, "Harbor Office"], "harbour office")) == set(names)


def test_a_typo_in_a_long_name_is_forgiven() -> None:
    name = "Secretariat of the Commission for Combating Online Scams of the Kingdom"
    asked = "Secretariat of the Comission for Combatting Online Scams of the Kingdom"
    assert found_among([name, "Secretariat of the Senate"], asked) == [name]


@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(asked: str) -> None:
    found = find_in(network_called(["Sok Veasna", "សុខ វាសនា", "公安部"]), asked)
    assert found.total == len(found.hits) <= 3


def found_among(names: list[str], asked: str) -> list[str]:
    return [hit.matched for hit in find_in(network_called(names), asked, limit=100).hits]


@lru_cache
def _network(names: tuple[str, ...]) -> Network:
    iris = {f"{BASE}official/{number}": name for number, name in enumerate(names)}
    named = {iri: [Name(name, None, rdfs.label)] for iri, name in iris.items()}
    return Network(Listed(Things(dict.fromkeys(iris, "official"), named)))


def network_called(names: list[str]) -> Network:
    return _network(tuple(names))
