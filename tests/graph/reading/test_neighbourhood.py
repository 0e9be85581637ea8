"""Each expansion adds something new, and says what is left."""

from __future__ import annotations

import pytest

from crackdown.graph.linking.neighbourhood import Choice, Period, iter_neighbours, neighbourhood, relations_of
from crackdown.graph.linking.network import Link, Network, network_of
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import crk

KH = "country/KH"
FLIGHT = "operation/kh-2026-02-08-deportation-312"


def test_expanding_again_and_again_reaches_every_neighbour_once(network: Network) -> None:
    shown: list[str] = []
    while True:
        found = neighbourhood(network, KH, limit=2, have=shown)
        assert not {node.id for node in found.nodes} & set(shown)
        shown += [node.id for node in found.nodes]
        if not found.left:
            break
    assert len(shown) == found.total == network.node(KH).degree


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (9, ["agency/c", "agency/b", "agency/a", "operation/new", "operation/old", "operation/undated"]),
        (3, ["agency/c", "agency/b", "operation/new"]),
    ],
)
def test_agencies_leave_room_for_operations_the_newest_first_and_those_without_a_day_last(
    limit: int, expected: list[str]
) -> None:
    days = {"old": "2024-05-01", "undated": None, "new": "2026-05-01"}
    lines = [f"<agency/{name}> a crk:Agency ; crk:country <{KH}> ." for name in "abc"] + [
        f"<operation/{name}> a crk:Operation ; crk:inCountry <{KH}>"
        + (f" ; crk:earliestDate '{day}'^^xsd:date ." if day else " .")
        for name, day in days.items()
    ]
    with Store.open(None) as store:
        store.writer().put_graphs("\n".join([
            "@base <https://w3id.org/crackdown/> . @prefix crk: <https://w3id.org/crackdown/ontology#> .",
            "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .", "<announcement/invented> {", *lines, "}",
        ]).encode())  # fmt: skip
        found = neighbourhood(network_of(store.view()), KH, limit=limit).nodes
    assert [node.id for node in found] == expected


def test_edges_are_all_those_among_what_is_shown(network: Network) -> None:
    found = neighbourhood(network, FLIGHT, limit=3, have=["country/CN"])
    shown = {FLIGHT, "country/CN", *(node.id for node in found.nodes)}
    assert {edge.id for edge in found.edges} == {edge.id for edge in network.edges_among(shown)}


def test_announcements_come_only_when_asked_for(network: Network) -> None:
    assert "announcement" not in {node.type for node in neighbourhood(network, FLIGHT, limit=100).nodes}
    asked = neighbourhood(network, FLIGHT, choice=Choice(crk.reports, "in"))
    assert {node.type for node in asked.nodes} == {"announcement"}


def test_a_direction_leaves_the_other_out(network: Network) -> None:
    assert neighbourhood(network, FLIGHT, choice=Choice(crk.reports, "out")).total == 0


def test_a_period_leaves_other_days_out(network: Network) -> None:
    found = neighbourhood(network, KH, limit=100, choice=Choice(period=Period("2026-03", None)))
    assert "operation" not in {node.type for node in found.nodes}


def test_unknown_ids_shown_already_do_no_harm(network: Network) -> None:
    assert neighbourhood(network, KH, have=["agency/gone"]).total == neighbourhood(network, KH).total


def test_counts_by_relation_agree_with_what_expanding_gives(network: Network) -> None:
    for count in relations_of(network, KH):
        found = neighbourhood(network, KH, choice=Choice(count.relation, count.direction), limit=1000)
        assert sum(node.type == count.type for node in found.nodes) == count.total


def test_who_one_cooperates_with_is_counted_once_whoever_says_so(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    this, one, other = [node.id for node in network.nodes.values() if node.type == "agency"][:3]
    links = [Link(this, one, crk.cooperatesWith), Link(other, this, crk.cooperatesWith)]
    monkeypatch.setattr(network, "links_of", lambda _: links)
    assert [(count.label, count.direction, count.total) for count in relations_of(network, this)] == [
        ("cooperates with", "out", 2)
    ]
    found = iter_neighbours(network, this, Choice(crk.cooperatesWith, "out"))
    assert [neighbour for _, _, neighbour in found] == [one, other]


@pytest.mark.parametrize(
    ("period", "days", "meets"),
    [
        (Period("2026-02", "2026-02"), ("2026-02-08", "2026-02-08"), True),
        (Period("2026-02-09", None), ("2026-02-08", "2026-02-08"), False),
        (Period("2026-02-09", None), ("2026-02-01", "2026-02-28"), True),
        (Period(None, "2026-01-31"), ("2026-02", None), False),
        (Period("2026-02-20", "2026-02-21"), ("2026", None), True),
        (Period("2026", None), (None, None), True),
    ],
)
def test_a_period_meets_spans_of_other_precision(
    period: Period, days: tuple[str | None, str | None], meets: bool
) -> None:
    assert period.meets(*days) is meets


def test_a_choice_leaves_what_has_all_that_is_chosen(network: Network) -> None:
    found = neighbourhood(network, KH, limit=100, choice=Choice(type="operation", kind="deportation", country=KH))
    assert found.nodes
    assert {(node.type, node.kind, KH in node.countries) for node in found.nodes} == {
        ("operation", "deportation", True)
    }
