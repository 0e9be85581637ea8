"""The same thing gets the same IRI; different things do not share one."""

from __future__ import annotations

import itertools

import pytest

from crackdown.graph import iris
from crackdown.graph.identity import Assignment, Register, assign
from crackdown.graph.record import Agency, Evidence, Official, Operation, Record


def record(record_id: str, *, agencies: list[Agency] | None = None, officials: list[Official] | None = None) -> Record:
    return Record(
        id=record_id,
        language="en",
        sha256="0" * 64,
        outcome="facts_found",
        agencies=agencies or [],
        officials=officials or [],
    )


def agency(name: str, *also: str, country: str | None = "KH") -> Agency:
    return Agency(name=name, also=list(also), country=country)


def load(*records: Record) -> list[Assignment]:
    """Assign the records one after the other, each knowing those before it."""
    register, found = Register(), []
    for one in records:
        assignment = assign(one, iris.mint_announcement(one.id), register)
        register.replace(assignment.announcement, assignment.entries(one))
        found.append(assignment)
    return found


@pytest.mark.parametrize("other", ["Police nationale", "NATIONAL  POLICE", "Pólice Natìonale"])
def test_a_thing_known_by_name_or_alias_is_one_in_either_order(other: str) -> None:
    records = [
        record("a", agencies=[agency("National Police", "Police nationale")]),
        record("b", agencies=[agency(other)]),
    ]
    for order in itertools.permutations(records):
        assert len({iri for assignment in load(*order) for iri in assignment.agencies.values()}) == 1


def test_two_agencies_called_just_the_police_stay_two() -> None:
    first, second = load(
        record("a", agencies=[agency("National Police", "police")]),
        record("b", agencies=[agency("Municipal Police", "police")]),
    )
    assert first.agencies["National Police"] != second.agencies["Municipal Police"]


def test_one_name_in_two_countries_is_two_agencies() -> None:
    first, second = load(
        record("a", agencies=[agency("Ministry of Interior")]),
        record("b", agencies=[agency("Ministry of Interior", country="TH")]),
    )
    assert set(first.agencies.values()).isdisjoint(second.agencies.values())


def test_an_alias_of_two_things_is_left_unmerged() -> None:
    *_, third = load(
        record("a", agencies=[agency("First Bureau", "The Bureau")]),
        record("b", agencies=[agency("Second Bureau", "The Bureau")]),
        record("c", agencies=[agency("The Bureau")]),
    )
    assert third.agencies["The Bureau"] == "https://w3id.org/crackdown/agency/kh-the-bureau"


def test_officials_who_share_another_name_are_one() -> None:
    moi = agency("Ministry of Interior")
    first, second = load(
        record("a", agencies=[moi], officials=[Official(name="Sok Dara", also=["សុខ ដារ៉ា"], agency=moi.name)]),
        record("b", agencies=[moi], officials=[Official(name="Sok Dare", also=["សុខ ដារ៉ា"], agency=moi.name)]),
    )
    assert set(first.officials.values()) == set(second.officials.values())


def test_names_that_only_sound_alike_get_two_iris() -> None:
    moi = agency("Ministry of Interior", country="CN")
    first, second = load(
        record("a", agencies=[moi], officials=[Official(name="王伟", agency=moi.name)]),
        record("b", agencies=[moi], officials=[Official(name="王薇", agency=moi.name)]),
    )
    assert second.officials["王薇"] == first.officials["王伟"] + "-2"


def test_a_record_loaded_again_gets_the_same_iris() -> None:
    register = Register()
    one = record("a", agencies=[agency("First Bureau", "The Bureau"), agency("The Bureau")])
    announcement = iris.mint_announcement("a")
    first = assign(one, announcement, register)
    register.replace(announcement, first.entries(one))
    assert assign(one, announcement, register) == first


def test_what_an_announcement_said_before_does_not_count() -> None:
    register, announcement = Register(), iris.mint_announcement("a")
    before = record("a", agencies=[agency("First Bureau", "The Bureau")])
    register.replace(announcement, assign(before, announcement, register).entries(before))
    after = assign(record("a", agencies=[agency("The Bureau")]), announcement, register)
    assert after.agencies["The Bureau"].endswith("/kh-the-bureau")


def test_a_thing_keeps_the_label_others_know_it_by() -> None:
    _, second = load(
        record("a", agencies=[agency("National Police", "Police nationale")]),
        record("b", agencies=[agency("Police nationale")]),
    )
    assert [label.name for label in second.labels.values()] == ["National Police"]


def test_operations_of_one_name_in_one_text_are_numbered() -> None:
    told = {"kind": Evidence(quote="x", start=0, end=1, confidence=1)}
    twice = [Operation(kind="raid", date="2026-02-08", persons=5, country="KH", evidence=told) for _ in range(2)]
    (assignment,) = load(record("a").model_copy(update={"operations": twice}))
    assert assignment.operations[1] == assignment.operations[0] + "-2"


@pytest.mark.parametrize("vague", [{"country": None}, {"date": None}, {"date": "2026"}, {"persons": None}])
def test_vague_operations_of_two_announcements_stay_apart(vague: dict[str, object]) -> None:
    raid = Operation(kind="raid", date="2026-02-08", persons=5, country="KH").model_copy(update=vague)
    assert iris.mint_operation(raid, iris.mint_announcement("a")) != iris.mint_operation(
        raid, iris.mint_announcement("b")
    )


@pytest.mark.parametrize("name", ["公安部", "Tổng cục", "ក្រសួង", "x" * 300, "?", "../../etc", "a#b?c d"])
def test_a_slug_is_safe_in_an_iri_and_in_a_path(name: str) -> None:
    assert iris.slug(name).replace("-", "").isalnum()
    assert iris.slug(name).isascii()
