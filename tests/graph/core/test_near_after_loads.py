"""What is read near one thing stays what a reading of the whole graph gives, whatever is loaded and withdrawn."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from crackdown.graph.linking.groups import groups_of
from crackdown.graph.linking.near import NearReads
from crackdown.graph.linking.neighbourhood import neighbourhood
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.reads import read_whole
from crackdown.graph.searching.search import find_in
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import BASE
from tests.graph.core.conftest import tell

# Of each: whether it comes or goes, how many people it tells of, who led, where.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["one", "two", "three"]),
        st.booleans(),
        st.sampled_from([428, 430]),
        st.sampled_from(["Sok Dara", "Chan Vuthy"]),
        st.sampled_from(["KH", "VN"]),
    ),
    min_size=1,
    max_size=4,
)


def take_step(store: Store, there: set[str], step: tuple[str, bool, int, str, str]) -> None:
    name, comes, persons, official, country = step
    record, text = tell(name, persons=persons, official=official, country=country)
    if comes:
        store.writer().put(record, text, origin=name, publisher="Test Post", media_type="text/plain")
        there.add(name)
    elif name in there:
        store.writer().delete(f"{BASE}announcement/{name}")
        there.remove(name)


def assert_same(near: Network, whole: Network) -> None:
    for edge in whole.iter_edges():
        assert near.edge(edge.source, edge.target, edge.relation) == edge
        assert near.backing_of(edge) == whole.backing_of(edge)
    assert [edge.id for edge in near.iter_edges()] == [edge.id for edge in whole.iter_edges()]
    assert dict(near.nodes.items()) == dict(whole.nodes.items())
    for id_ in whole.nodes:
        assert neighbourhood(near, id_, limit=3) == neighbourhood(whole, id_, limit=3)
        assert groups_of(near, id_) == groups_of(whole, id_)


@settings(max_examples=6, deadline=None)
@given(STEPS)
def test_after_any_loads_and_withdrawals(steps: list[tuple[str, bool, int, str, str]]) -> None:
    there: set[str] = set()
    with Store.open(None) as store:
        for step in steps:
            take_step(store, there, step)
        view = store.view()
        assert_same(Network(NearReads(view)), Network(read_whole(view)))


@settings(max_examples=6, deadline=None)
@given(STEPS)
def test_what_is_taken_over_is_what_would_be_read(steps: list[tuple[str, bool, int, str, str]]) -> None:
    there: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        near: Network | None = None
        version = ""
        for step in [("one", True, 428, "Sok Dara", "KH"), *steps]:
            with Store.open(place) as store:
                take_step(store, there, step)
            with Snapshot.take(place) as snapshot:
                view = snapshot.view
                touched = view.touched_since(version)
                assert touched is not None or near is None
                later = near.after(view, touched) if near and touched is not None else Network(NearReads(view))
                assert later
                whole = Network(read_whole(view))
                assert dict(later.nodes.items()) == dict(whole.nodes.items())
                for link in whole.iter_links():
                    assert later.edge_of(link) == whole.edge_of(link)
                    assert later.backing_of(later.edge_of(link)) == whole.backing_of(whole.edge_of(link))
                assert list(later.iter_links()) == list(whole.iter_links())
                for text in ("deportation", "Cambodia", "KH", "gdi", "Sok", "Sok Dra", "Chan Vutthy", "សុខ ដារ៉ា"):
                    assert find_in(later, text, limit=50) == find_in(whole, text, limit=50)
                near, version = later, view.version
                if step is steps[-1]:
                    assert_same(near, whole)
