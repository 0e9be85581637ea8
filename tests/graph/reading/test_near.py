"""What is read near one thing is what a reading of the whole graph gives, after any loads and withdrawals."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from crackdown.graph.linking import near as reading_near
from crackdown.graph.linking.groups import groups_of
from crackdown.graph.linking.near import NearReads
from crackdown.graph.linking.neighbourhood import Choice, Period, neighbourhood
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.reads import read_whole
from crackdown.graph.storage.store import View


def assert_same(near: Network, whole: Network) -> None:
    assert dict(near.nodes.items()) == dict(whole.nodes.items())
    edges = {edge.id: edge for edge in near.iter_edges()}
    assert edges == {edge.id: edge for edge in whole.iter_edges()}
    for iri, type_ in whole.things.types.items():
        if type_ == "announcement":
            assert near.origins.of([iri]) == whole.origins.of([iri])
            assert near.origins.copies(iri) == whole.origins.copies(iri)


def test_all_that_is_read_near_things_is_the_whole(view: View) -> None:
    assert_same(Network(NearReads(view)), Network(read_whole(view)))


def test_what_one_edge_rests_on_is_what_a_reading_of_all_tells(view: View) -> None:
    near, whole = Network(NearReads(view)), Network(read_whole(view))
    for edge in whole.iter_edges():
        assert near.edge(edge.source, edge.target, edge.relation) == edge
        assert near.backing_of(edge) == whole.backing_of(edge)


@pytest.mark.parametrize("few", [0, 1_000_000])
def test_the_ends_of_a_hub_are_those_of_any_other_thing(view: View, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_near, "_FEW", few)
    reads, whole = NearReads(view), read_whole(view)
    for iri in whole.things.types:
        assert {end for end in reads.into(iri) if end[1] in whole.things.types} == {
            end for end in whole.into(iri) if end[1] in whole.things.types
        }


@pytest.mark.parametrize("limit", [0, 1, 3, 100])
def test_what_is_next_to_a_thing_is_told_as_by_a_reading_of_all(view: View, limit: int) -> None:
    whole = Network(read_whole(view))
    choices = [Choice(), Choice(type="operation"), Choice(kind="arrest"), Choice(period=Period("2026", by="announced"))]
    for node in whole.nodes.values():
        for choice in choices:
            near = Network(NearReads(view))  # nothing is read before the first question
            told = neighbourhood(near, node.id, choice=choice, limit=limit)
            assert told == neighbourhood(whole, node.id, choice=choice, limit=limit)


def test_groups_round_a_thing_are_those_of_a_reading_of_all(view: View) -> None:
    whole = Network(read_whole(view))
    for node in whole.nodes.values():
        assert groups_of(Network(NearReads(view)), node.id) == groups_of(whole, node.id)


def test_the_first_neighbours_are_the_best_connected_of_all(view: View) -> None:
    whole = Network(read_whole(view))
    for node in whole.nodes.values():
        everything = neighbourhood(whole, node.id, limit=len(whole.nodes)).nodes
        order = [(node.from_ or "9999", node.degree, node.id) for node in everything]
        assert order == sorted(order, reverse=True)
        for limit in range(len(everything)):
            first = neighbourhood(whole, node.id, limit=limit).nodes
            assert len(first) == limit
            for is_dated in (False, True):
                some = [one for one in first if bool(one.from_) == is_dated]
                assert some == [one for one in everything if bool(one.from_) == is_dated][: len(some)]


def test_one_thing_is_read_without_the_others(view: View) -> None:
    near = Network(NearReads(view))
    assert near.node("country/KH") == network_of(view).node("country/KH")
    assert len(near.nodes.kept) == 1


def test_an_unknown_thing_has_no_node_and_no_edges(view: View) -> None:
    near = Network(NearReads(view))
    assert near.nodes.get("agency/nobody") is None
    assert near.nodes.get("a name, not an id") is None
    assert near.links_of("agency/nobody") == ()
    with pytest.raises(KeyError):
        near.nodes["agency/nobody"]


def test_what_strangers_ask_for_in_vain_is_not_kept(view: View) -> None:
    reads = NearReads(view)
    near = Network(reads)
    for number in range(50):
        assert near.nodes.get(f"agency/nobody-{number}") is None
    assert not any("nobody" in key for kept in (reads.parts, reads.things.types, near.nodes) for key in kept)


def test_things_are_read_one_by_one_while_all_are_read(view: View) -> None:
    whole = Network(read_whole(view))
    near = Network(NearReads(view))
    with ThreadPoolExecutor(4) as threads:
        everything = threads.submit(lambda: dict(near.nodes.items()))
        ids = [*whole.nodes, *(f"agency/nobody-{number}" for number in range(200))]
        found = list(threads.map(near.nodes.get, ids))
        assert everything.result() == dict(whole.nodes.items())
    assert found == [whole.nodes.get(id_) for id_ in ids]
