"""Operations are one, or not, in the light of what else their announcements tell; exact reports find each other."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from crackdown.graph import iris
from crackdown.graph.announcement.record import Evidence, Operation, Record
from crackdown.graph.identity.index import Index
from crackdown.graph.identity.keys import keys_of, lookups_of
from crackdown.graph.identity.operation_features import contradicts
from crackdown.graph.identity.operation_profile import OperationProfile, profile_of
from crackdown.graph.identity.questions import count_questions, read_questions
from crackdown.graph.identity.things import things_of
from crackdown.graph.storage.store import Store
from crackdown.loaders.training import ANNOUNCEMENTS
from crackdown.loaders.training.identity import read_profiles
from crackdown.ontology.terms import crk, graph

SEEN = Evidence(quote="x", start=0, end=1, confidence=1)


def operation(kind: str, **facts: Any) -> Operation:
    told = {"kind": kind, "country": "KH"} | facts
    return Operation(evidence=dict.fromkeys((*told, "total_of"), SEEN), **told)


def record(record_id: str, *operations: Operation, published: str = "2026-02-09") -> Record:
    return Record(
        id=record_id, language="en", sha256="0" * 64, outcome="facts_found", operations=list(operations),
        published=published,
    )  # fmt: skip


def profile(record_id: str, *, published: str = "2026-02-09", **facts: Any) -> OperationProfile:
    return profile_of(record(record_id, operation("deportation", **facts), published=published), 0, record_id)


def load(*records: Record) -> Store:
    store = Store.open(None)
    for one in records:
        store.writer().put(one, "x" * 10, origin=one.id, publisher=None, media_type="text/plain")
    return store


def count_operations(*records: Record) -> int:
    return len(load(*records).view().select(f"SELECT DISTINCT ?o WHERE {{ ?o a <{crk.Operation}> }}"))


def quads(store: Store) -> set[str]:
    return {
        str(quad)
        for quad in store.engine
        if not quad.predicate.value.endswith(("endedAtTime", "seenAt", "index#archived"))
    }


RAID = operation("arrest", date="2026-02-08", persons=428, nationalities={"CN": 428})
OTHER_RAID = operation("arrest", date="2026-02-08", persons=91, nationalities={"VN": 91})
UNDATED_SEIZURE = operation("seizure")
SEIZURE = operation("seizure", date="2026-02-08")
ALIKE: dict[str, Any] = {"date": "2026-02-08", "offences": ["online_scam"], "nationalities": {"CN": None}}
PERHAPS_ONE = [
    operation("arrest", **ALIKE),
    operation("arrest", persons=60, **ALIKE),
    operation("arrest", persons=91, **ALIKE),
]


def test_little_told_is_one_where_the_announcements_tell_of_another_operation_alike() -> None:
    assert count_operations(record("a", RAID, SEIZURE), record("b", RAID, UNDATED_SEIZURE)) == 2


def test_little_told_stays_apart_where_all_else_differs() -> None:
    assert count_operations(record("a", RAID, SEIZURE), record("b", OTHER_RAID, UNDATED_SEIZURE)) == 4


def test_of_one_announcement_s_operations_the_liker_one_is_the_other_s() -> None:
    vague = operation("arrest", date="2026-02", persons=428)
    exact, near = (operation("arrest", date=f"2026-02-{day}", persons=n) for day, n in (("08", 428), ("20", 430)))
    store = load(record("a", near, exact, published="2026-02-21"), record("b", vague, published="2026-02-25"))
    index = Index(store.engine)
    a = things_of(record("a", near, exact), iris.mint_announcement("a")).operations
    b = things_of(record("b", vague), iris.mint_announcement("b")).operations
    assert index.canonical(b[0][0]) == index.canonical(a[1][0]) != index.canonical(a[0][0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"date": "2026-02-08", "persons": 51}, {"date": "2026-01-20", "persons": 51}),
        ({"date": "2026-02-08", "persons": 51}, {"date": "2026-02-08", "persons": 319}),
        ({"date": "2026-02-20", "persons": 51}, {"persons": 51}),
    ],
)
def test_other_days_and_other_numbers_are_other_operations(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert contradicts(profile("a", **one), profile("b", **other))
    assert contradicts(profile("b", **other), profile("a", **one))


def test_a_total_may_be_told_as_one_operation_elsewhere_but_not_with_fewer_people() -> None:
    total = profile("a", date="2026-02-08", persons=740, total_of=True)
    assert not contradicts(total, profile("b", date="2026-02-08", persons=740))
    assert contradicts(total, profile("b", date="2026-02-08", persons=739))


def test_each_of_two_finds_the_other_or_neither_does() -> None:
    profiles = list(read_profiles(ANNOUNCEMENTS).values())[:400]
    kept = [(keys_of(one), lookups_of(one)) for one in profiles]
    for (keys, lookups), (other_keys, other_lookups) in itertools.combinations(kept, 2):
        assert bool(lookups & other_keys) == bool(other_lookups & keys)


def test_any_order_and_any_withdrawal_give_the_same_graph() -> None:
    records = [record("a", RAID, SEIZURE), record("b", RAID, UNDATED_SEIZURE), record("c", OTHER_RAID, RAID)]
    wanted = quads(load(*records))
    for order in itertools.permutations(records):
        assert quads(load(*order)) == wanted
    store = load(*records, record("d", UNDATED_SEIZURE, RAID, OTHER_RAID))
    store.writer().delete(iris.mint_announcement("d"))
    assert quads(store) == wanted


def test_a_decision_beyond_doubt_keeps_its_confidence_when_it_is_worked_out_again() -> None:
    exact = {"persons": 428, "women": 26, "men": 402, "nationalities": {"CN": 428}, "destination": "CN"}
    told = operation("deportation", date="2026-02-08", **exact)
    store = load(record("a", told, RAID), record("b", told, RAID), record("c", told, RAID))
    rows = store.view().select(
        f"SELECT ?d WHERE {{ GRAPH <{graph.identity}> {{ ?d a <{crk.IdentityDecision}>"
        f" FILTER NOT EXISTS {{ ?d <{crk.confidence}> ?c }} }} }}"
    )
    assert rows == []


def test_a_few_questions_are_the_first_of_all() -> None:
    store = load(*(record(f"r{position}", one) for position, one in enumerate(PERHAPS_ONE)))
    every = read_questions(store.view())
    assert len(every) == count_questions(store.view()) > 1
    assert read_questions(store.view(), limit=1) == every[:1]


def test_a_withdrawn_announcement_leaves_no_question() -> None:
    store = load(record("a", PERHAPS_ONE[0]), record("b", PERHAPS_ONE[1]))
    assert count_questions(store.view()) == 1
    store.writer().delete(iris.mint_announcement("b"))
    assert count_questions(store.view()) == 0
