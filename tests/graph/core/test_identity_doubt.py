"""What a program read may be wrong: the less sure two readings are, the less it says that they differ."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from crackdown.graph.announcement.record import Evidence, Operation, Record
from crackdown.graph.identity.operation_features import compare, contradicts, keeps_apart
from crackdown.graph.identity.operation_profile import OperationProfile, profile_of
from crackdown.graph.identity.scoring import SAME, kind_of, score
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import crk

ALONE = {"the only operations of both announcements": 1.0}


def operation(*, sure: float = 1, kind: str = "deportation", **facts: Any) -> Operation:
    told = {"kind": kind, "country": "KH"} | facts
    seen = Evidence(quote="x", start=0, end=1, confidence=sure)
    evidence = {fact: dict.fromkeys(value, seen) if fact == "nationalities" else seen for fact, value in told.items()}
    return Operation(evidence=evidence, **told)


def record(record_id: str, *operations: Operation, published: str = "2026-02-09") -> Record:
    return Record(
        id=record_id, language="en", sha256="0" * 64, outcome="facts_found", operations=list(operations),
        published=published,
    )  # fmt: skip


def profile(record_id: str, *, published: str = "2026-02-09", **facts: Any) -> OperationProfile:
    return profile_of(record(record_id, operation(**facts), published=published), 0, record_id)


def store_of(*records: Record) -> Store:
    store = Store.open(None)
    for one in records:
        store.writer().put(one, "x" * 10, origin=one.id, publisher=None, media_type="text/plain")
    return store


def count_operations(store: Store) -> int:
    return len(store.view().select(f"SELECT DISTINCT ?o WHERE {{ ?o a <{crk.Operation}> }}"))


def test_a_difference_says_less_the_less_sure_both_readings_are() -> None:
    sure, unsure = profile("a", country="TH"), profile("b", country="TH", sure=0.5)
    assert compare(sure, profile("c"))["another country"] == 1
    assert compare(unsure, profile("c"))["another country"] == 0.5
    assert compare(unsure, profile("c", sure=0.5))["another country"] == 0.25


def test_what_agrees_says_the_same_however_sure_it_is() -> None:
    unsure, other = profile("a", persons=428, sure=0.4), profile("b", persons=428, sure=0.4)
    features = compare(unsure, other)
    assert features["the same kind"] == features["the same country"] == 1
    assert features["the same number of persons"] == compare(profile("a", persons=428), profile("b", persons=428))[
        "the same number of persons"
    ]  # fmt: skip


def test_a_fact_that_one_side_leaves_out_is_no_difference_however_sure_the_other_is() -> None:
    features = compare(profile("a", destination="CN", sure=0.9), profile("b", sure=0.9))
    assert not any("destination" in name for name in features)


def test_one_number_of_people_outweighs_a_day_that_is_likely_misread() -> None:
    one, other = {"date": "2026-02-08", "persons": 428}, {"date": "2026-01-20", "persons": 428}
    assert contradicts(profile("a", **one), profile("b", **other))
    assert not contradicts(profile("a", **one, sure=0.5), profile("b", **other))
    assert contradicts(profile("a", **one, sure=0.5), profile("b", **(other | {"persons": 430})))


def test_one_number_of_people_outweighs_a_nationality_that_is_likely_misread() -> None:
    def told(record_id: str, code: str, persons: int, sure: float) -> OperationProfile:
        return profile(record_id, persons=persons, nationalities={code: persons}, sure=sure)

    unsure = told("a", "CN", 346, 0.5)
    assert not contradicts(unsure, told("b", "IN", 346, 0.9))
    assert contradicts(unsure, told("b", "IN", 340, 0.9))
    assert contradicts(told("a", "CN", 346, 0.9), told("b", "IN", 346, 0.9))


def test_a_number_of_another_time_says_the_less_against_it_the_less_sure_the_day_is() -> None:
    name = "a number told of no time close by"
    told, later = {"date": "2026-02-02", "persons": 428}, profile("b", date="2026-02-08", persons=428)
    certain, unsure = (compare(profile("a", **told, sure=sure), later)[name] for sure in (1, 0.5))
    assert unsure == pytest.approx(certain / 2)


def test_a_number_announced_again_soon_speaks_for_one_operation_where_a_day_may_be_misread() -> None:
    name, told = "one number announced within ten days", {"date": "2026-02-02", "persons": 428}
    later = {"date": "2026-02-08", "persons": 428}
    read = profile("a", **told, sure=0.8, published="2026-02-09")
    assert name in compare(read, profile("b", **later, published="2026-02-18"))
    assert name not in compare(read, profile("b", **later, published="2026-02-20"))
    assert name not in compare(profile("a", **told), profile("b", **later))


def test_sure_readings_contradict_as_records_of_people_do() -> None:
    one, other = {"date": "2026-02-08", "persons": 428}, {"date": "2026-01-20", "persons": 428}
    assert contradicts(profile("a", **one, sure=0.95), profile("b", **other, sure=0.95))


@pytest.mark.parametrize(("sure", "is_kept_apart"), [(1, True), (0.88, True), (0.5, False)])
def test_what_surely_happened_after_the_other_was_announced_is_another(sure: float, is_kept_apart: bool) -> None:
    """A flight of 428 each week: the first is told on the 3rd with a day that was guessed, the next is of the 8th."""
    earlier = profile("a", date="2026-02-03", persons=428, sure=0.43, published="2026-02-03")
    later = profile("b", date="2026-02-08", persons=428, sure=sure, published="2026-02-09")
    for one, other in ((earlier, later), (later, earlier)):
        assert contradicts(one, other) == keeps_apart(one, other) == is_kept_apart


@pytest.mark.parametrize("sure", [0.1, 0.5, 1])
def test_a_total_stays_apart_from_what_may_be_its_part_however_unsure_it_is(sure: float) -> None:
    total = profile("a", date="2026-02-08", persons=740, total_of=True, sure=sure)
    part = profile("b", date="2026-02-08", persons=428, sure=sure)
    assert contradicts(total, part)
    assert keeps_apart(total, part)


@pytest.mark.parametrize(("sure", "is_kept_apart"), [(0.9, False), (1, True)])
def test_a_total_that_was_read_may_be_one_with_what_tells_nearly_as_many(sure: float, is_kept_apart: bool) -> None:
    total = profile("a", date="2026-02-08", persons=759, total_of=True, sure=sure)
    other = profile("b", date="2026-02-08", persons=740, sure=sure)
    assert contradicts(total, other) == keeps_apart(total, other) == is_kept_apart


def test_a_number_that_is_likely_misread_keeps_no_group_apart_but_makes_no_pair_either() -> None:
    read, other = profile("a", persons=6600, sure=0.6), profile("b", persons=600, sure=0.8)
    assert contradicts(read, other)
    assert not keeps_apart(read, other)
    assert keeps_apart(profile("a", persons=6600), profile("b", persons=600))


def test_where_a_day_is_unsure_the_days_of_the_announcements_speak() -> None:
    told = {"date": "2026-02-08", "persons": 428}
    later = profile("b", **told, sure=0.5, published="2026-09-01")
    assert "announced months apart" in compare(profile("a", **told), later)
    assert "announced months apart" not in compare(profile("a", **told), profile("b", **told, published="2026-09-01"))


def test_records_of_people_are_weighed_by_weights_of_their_own() -> None:
    given, read = profile("a", persons=428), profile("b", persons=428, sure=0.8)
    assert kind_of(given, given) == "operation"
    assert kind_of(given, read) == kind_of(read, given) == "operation read"
    assert score(given, read) == score(read, given)


def test_how_sure_a_reading_is_is_kept_with_what_it_is_compared_by() -> None:
    read = profile("a", date="2026-02-08", persons=428, nationalities={"CN": 400, "VN": 28}, sure=0.8)
    assert read.sure == dict.fromkeys(("kind", "date", "persons", "nationalities", "country"), 0.8)
    assert OperationProfile.from_json(read.to_json()) == read
    assert not profile("a", persons=428).is_read


def test_an_operation_whose_day_one_text_misread_is_one_in_any_order() -> None:
    told = {"persons": 428, "nationalities": {"CN": 428}, "destination": "CN"}
    records = [
        record("a", operation(date="2026-02-20", **told, sure=0.9), published="2026-02-21"),
        record("b", operation(date="2026-02-20", **told, sure=0.85), published="2026-02-21"),
        record("c", operation(date="2026-02-02", **told, sure=0.4), published="2026-02-22"),
    ]
    assert {count_operations(store_of(*order)) for order in itertools.permutations(records)} == {1}


@pytest.mark.parametrize("sure", [1, 0.9])
def test_all_men_and_some_women_speak_against_one_operation(sure: float) -> None:
    women, men = profile("a", persons=215, women=18, sure=sure), profile("b", persons=215, men=215, sure=sure)
    some = profile("b", persons=215, men=197, sure=sure)
    assert score(women, men).value == score(men, women).value == pytest.approx(score(women, some).value - 2.3)
    assert "all of one sex, and some of the other (-2.3)" in str(score(women, men))


@pytest.mark.parametrize("sure", [1, 0.9])
def test_two_raids_of_one_day_with_other_places_and_other_agencies_are_two(sure: float) -> None:
    def raid(record_id: str, place: str, agency: str) -> OperationProfile:
        raided = {"kind": "raid", "date": "2026-03-03", "persons": 30, "nationalities": {"CN": 30}}
        return profile(record_id, places=[place], agencies=[agency], sure=sure, **raided)

    kandal = raid("a", "Kandal", "Kandal Police")
    assert score(kandal, raid("b", "Takeo", "Takeo Police"), ALONE).value < SAME
    assert score(kandal, raid("b", "Kandal", "Takeo Police"), ALONE).value > SAME
    assert score(kandal, raid("b", "Takeo", "Kandal Police"), ALONE).value > SAME
