"""Why a thing is one is told from the decisions of the program and of people."""

from __future__ import annotations

import pytest

from crackdown.graph import iris
from crackdown.graph.announcement.record import Evidence, Operation, Record
from crackdown.graph.linking.network import network_of
from crackdown.graph.linking.things import to_id
from crackdown.graph.showing.merges import Merge, merges_into
from crackdown.graph.storage.store import Store

TEXT = "On 8 February 428 people were deported, on 9 February 428 more."
SEEN = Evidence(quote="428", start=14, end=17, confidence=1)


def record(name: str, date: str) -> Record:
    deportation = Operation(
        kind="deportation", date=date, persons=428, country="KH",
        evidence=dict.fromkeys(("kind", "date", "persons", "country"), SEEN),
    )  # fmt: skip
    return Record(id=name, language="en", sha256="0" * 64, outcome="facts_found", operations=[deportation])


def member(one: Record) -> str:
    return iris.mint_operation(one.operations[0], iris.mint_announcement(one.id))


def store_of(*records: Record) -> Store:
    store = Store.open(None)
    for one in records:
        store.writer().put(one, TEXT, origin=one.id, publisher=None, media_type="text/plain")
    return store


def merges(store: Store) -> list[Merge]:
    network = network_of(store.view())
    operations = [node for node in network.nodes.values() if node.type == "operation"]
    return [merge for node in operations for merge in merges_into(store.view(), network, node.id)]


@pytest.fixture
def told_twice() -> list[Merge]:
    return merges(store_of(record("a", "2026-02-08"), record("b", "2026-02-08")))


def test_the_programs_reasons_are_told_with_their_weights(told_twice: list[Merge]) -> None:
    reasons = dict(told_twice[0].reasons)
    assert reasons["the same number of persons"] > 0
    assert told_twice[0].person is None
    assert 0.5 < told_twice[0].confidence <= 1


def test_each_member_names_the_announcements_that_tell_of_it(told_twice: list[Merge]) -> None:
    told = {announcement.id for merge in told_twice for announcement in merge.announcements}
    assert told == {"announcement/a", "announcement/b"}


def test_a_person_is_named_where_a_person_decided() -> None:
    a, b = record("a", "2026-02-08"), record("b", "2026-02-28")
    store = store_of(a, b)
    assert merges(store) == []
    store.writer().judge(member(a), member(b), "same", by="Dara", why="one flight (again)")
    found = merges(store)
    assert {merge.member for merge in found} <= {to_id(member(a)), to_id(member(b))}
    assert [(merge.person.by, merge.person.why) for merge in found if merge.person] != []
    assert {merge.person.by for merge in found if merge.person} == {"Dara"}
