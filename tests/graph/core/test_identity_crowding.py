"""The more operations of a kind are told of in a month, the less does it say that two are alike."""

from __future__ import annotations

import random

import pytest

from crackdown.graph import iris
from crackdown.graph.announcement.record import Record
from crackdown.graph.identity import Resolution
from crackdown.graph.identity.bulk import Here, resolve_all
from crackdown.graph.identity.clusters import read_clusters
from crackdown.graph.identity.crowding import CROWDED
from crackdown.graph.identity.things import things_of
from crackdown.graph.storage.store import Store
from tests.graph.core.test_identity_beside import count_operations, load, operation, quads, record

ENOUGH = 14  # others, with which sixteen are told of in the month: twice what is few
ALIKE = [
    record(name, operation("arrest", date="2026-02", persons=21, offences=["online_scam"]), published="2026-03-01")
    for name in ("one", "other")
]


def others(count: int, kind: str = "arrest", month: str = "2026-02", country: str = "KH") -> list[Record]:
    """Give announcements of other operations, each on a day of its own with a number of its own."""
    return [
        record(
            f"{kind}-{month}-{country}-{day}",
            operation(kind, date=f"{month}-{day:02}", persons=2**day, country=country),
            published=f"{month}-{day:02}",
        )
        for day in range(5, 5 + count)
    ]


def are_one(*beside: Record) -> bool:
    return count_operations(*ALIKE, *beside) == 1 + len(beside)


def test_two_that_are_one_among_few_are_two_among_many() -> None:
    assert are_one()
    assert are_one(*others(ENOUGH - 1))
    assert not are_one(*others(ENOUGH))


@pytest.mark.parametrize("elsewhere", [{"kind": "seizure"}, {"month": "2025-02"}, {"country": "TH"}])
def test_what_is_told_of_another_kind_month_or_country_does_not_count(elsewhere: dict[str, str]) -> None:
    assert are_one(*others(ENOUGH, **elsewhere))


def test_why_they_are_two_is_told() -> None:
    resolution = Resolution(load(*ALIKE, *others(ENOUGH)).engine)
    ones = [things_of(alike, iris.mint_announcement(alike.id)).operations[0][0] for alike in ALIKE]
    assert (CROWDED, -0.69) in resolution.compare(*ones).reasons


def test_any_order_and_any_withdrawal_give_the_same_graph() -> None:
    few, many = [*ALIKE, *others(ENOUGH - 1)], [*ALIKE, *others(ENOUGH)]
    wanted = quads(load(*many))
    for seed in range(3):
        assert quads(load(*random.Random(seed).sample(many, len(many)))) == wanted
    store = load(*many)
    store.writer().delete(iris.mint_announcement(many[-1].id))
    assert quads(store) == quads(load(*few)) != wanted


def test_all_at_once_is_as_one_by_one() -> None:
    many = [*ALIKE, *others(ENOUGH)]
    store: Store = load(*many)
    given = [(iris.mint_announcement(one.id), one) for one in many]
    for buckets in (1, 3):
        found = resolve_all(given, Here(buckets))
        assert [one for one in found if one.type == "operation"] == [
            one for one in read_clusters(store.view()) if one.type == "operation"
        ]
