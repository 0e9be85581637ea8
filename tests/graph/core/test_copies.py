"""A text told twice is one text: whoever published it first has the original, in whatever order it is loaded."""

from __future__ import annotations

import itertools
import random

import pytest

from crackdown.graph import iris
from crackdown.graph.announcement.record import Record
from crackdown.graph.storage.store import Store
from crackdown.graph.telling.fingerprint import COPY, PLACES, Fingerprint, fingerprint
from crackdown.ontology.terms import crk, prov

SENTENCES = [
    "On 8 February 2026 the General Department of Immigration deported 312 foreigners from Techo airport.",
    "They had been arrested in raids on three compounds in Sihanoukville, where they ran investment scams.",
    "The flight was arranged with the embassy, which confirmed the identity of each of the passengers.",
    "Director General Sok Veasna said that the Kingdom would leave no place for those who cheat people online.",
    "Among them were 26 women; all had overstayed their visas, and none may enter the country again.",
    "The department thanked the provincial police, the airport authority and the airline for their help.",
    "Further groups are to follow in the coming weeks, as soon as travel documents have been issued.",
    "Officials searched every floor of the buildings and took away telephones, computers and passports.",
]
WHOLE = "\n".join(SENTENCES)
OTHER = (
    "Immigration police in Cambodia put more than three hundred people on a chartered plane on Sunday night. "
    "A reporter at the gate counted four buses with covered windows, escorted by motorcycles with flashing lights. "
    "Families of the detained have complained for months that nobody answers their letters or lets them visit. "
    "Human rights groups asked for lists of names, which the ministry has so far declined to make public."
)


def load(*announced: tuple[str, str, str | None], language: str = "en", media_type: str = "text/plain") -> Store:
    """Load texts by id, text and day of publication."""
    store = Store.open(None)
    for name, text, published in announced:
        record = Record(id=name, language=language, published=published, sha256=name[0] * 64, outcome="nothing_found")
        store.writer().put(record, text, origin=name, publisher=None, media_type=media_type)
    return store


def copies(store: Store) -> dict[str, str]:
    rows = store.view().select("SELECT ?copy ?original WHERE { ?copy crk:copyOf ?original }")
    return {iris.announcement_id(str(row["copy"])): iris.announcement_id(str(row["original"])) for row in rows}


def quads(store: Store) -> set[str]:
    return {
        str(quad)
        for quad in store.engine
        if not quad.predicate.value.endswith(("endedAtTime", "seenAt", "index#archived"))
    }


def mark(text: str, *, language: str = "en", published: str | None = None) -> Fingerprint:
    made = fingerprint(text, language=language, published=published)
    assert made
    return made


@pytest.mark.parametrize(
    "copy",
    [
        WHOLE.upper().replace("\n", "  \n\n"),
        f"PHNOM PENH, Feb 9 (Agency) — {WHOLE}\nCopyright. All rights reserved.",
        "\n".join(SENTENCES[:6]),
        WHOLE.replace("Kingdom", "country").replace("cheat", "deceive"),
    ],
    ids=["respaced", "with a dateline", "shortened", "lightly edited"],
)
def test_a_copy_is_known_however_it_was_touched_up(copy: str) -> None:
    assert copies(load(("a", WHOLE, "2026-02-09"), ("b", copy, "2026-02-10"))) == {"b": "a"}


def test_another_report_of_the_same_event_is_no_copy() -> None:
    assert copies(load(("a", WHOLE, "2026-02-09"), ("b", OTHER, "2026-02-09"))) == {}


def test_one_form_filled_in_twice_is_no_copy() -> None:
    next_night = WHOLE.replace("8 February", "12 February").replace("312", "319")
    assert mark(WHOLE).likeness(mark(next_night)) > COPY
    assert copies(load(("a", WHOLE, "2026-02-09"), ("b", next_night, "2026-02-13"))) == {}


def test_the_day_on_which_each_appeared_is_no_other_number() -> None:
    told = [("a", f"9 February. {WHOLE}", "2026-02-09"), ("b", f"11 February. {WHOLE}", "2026-02-11")]
    assert copies(load(*told)) == {"b": "a"}


def test_a_text_in_another_language_is_no_copy() -> None:
    assert not mark(WHOLE).is_copy(mark(WHOLE, language="fr"))


def test_what_is_too_short_is_not_compared() -> None:
    assert copies(load(("a", "Police freed 40.", None), ("b", "Police freed 40.", None))) == {}


def test_a_record_s_own_lines_are_nobody_s_words() -> None:
    assert copies(load(("a", WHOLE, None), ("b", WHOLE, None), media_type="application/json")) == {}


@pytest.mark.parametrize(
    "text", ["柬埔寨移民总局二月八日遣返三百一十二人，其中女性二十六人。" * 6 + "会议强调，" + WHOLE[:9]]
)
def test_signs_are_compared_in_shorter_runs(text: str) -> None:
    varied = "".join(chr(0x4E00 + number * 37 % 5000) for number in range(400))
    assert mark(varied + text, language="zh").is_copy(mark(text[:20] + varied, language="zh"))


def test_the_earliest_published_is_the_original_and_what_has_no_date_comes_last() -> None:
    told = [("c", WHOLE, None), ("b", WHOLE, "2026-02"), ("a", WHOLE, "2026-02-10")]
    for order in itertools.permutations(told):
        assert copies(load(*order)) == {"b": "a", "c": "a"}


def test_a_copy_is_derived_from_its_original_in_the_words_of_prov() -> None:
    store = load(("a", WHOLE, "2026-02-09"), ("b", WHOLE, "2026-02-10"))
    assert store.view().ask(f"ASK {{ GRAPH ?g {{ ?b <{crk.copyOf}> ?a ; <{prov.wasDerivedFrom}> ?a }} }}")


def test_any_order_of_loading_gives_the_same_graph_and_withdrawing_undoes_it() -> None:
    told = [
        ("a", WHOLE, "2026-02-11"), ("b", "\n".join(SENTENCES[:5]), "2026-02-09"), ("c", OTHER, None),
        ("d", "\n".join(SENTENCES[3:]), "2026-02-10"), ("e", OTHER.upper(), "2026-02-10"),
    ]  # fmt: skip
    wanted = load(*told)
    assert copies(wanted) == {"a": "b", "d": "b", "c": "e"}
    for seed in range(3):
        shuffled = random.Random(seed).sample(told, len(told))
        store = load(*shuffled)
        assert quads(store) == quads(wanted)
        store.writer().delete(iris.mint_announcement("a"))  # it alone is like both "b" and "d"
        assert quads(store) == quads(load(*(one for one in told if one[0] != "a")))
        assert copies(store) == {"c": "e"}


def test_a_changed_text_is_compared_anew() -> None:
    store = load(("a", WHOLE, "2026-02-09"), ("b", WHOLE, "2026-02-10"))
    record = Record(id="b", language="en", published="2026-02-10", sha256="b" * 64, outcome="nothing_found")
    store.writer().put(record, OTHER, origin="b", publisher=None, media_type="text/plain")
    assert copies(store) == {}


def test_a_fingerprint_survives_being_written_down() -> None:
    made = mark(WHOLE, published="2026-02-09")
    assert Fingerprint.from_json(made.to_json()) == made
    assert len(made.sketch) == PLACES
