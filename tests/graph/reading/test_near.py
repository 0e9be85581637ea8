"""What is read near one thing is what a reading of the whole graph gives, after any loads and withdrawals."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from crackdown.graph.linking.near import NearReads
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
