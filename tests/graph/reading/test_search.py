"""Names are found as people type them."""

from __future__ import annotations

import pytest

from crackdown.graph.search import fold, initials, search
from crackdown.graph.store import View

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


def test_a_country_that_nothing_is_said_of_is_not_found(view: View) -> None:
    assert search(view, "Iceland").total == 0


def test_vowel_marks_of_indic_scripts_are_kept() -> None:
    assert fold("ក្រសួង") == "ក្រសួង"


def test_initials_leave_small_words_out() -> None:
    assert "gdi" in initials("Direction générale de l'immigration") | initials("General Department of Immigration")
