"""What is read near one thing stays what a reading of the whole graph gives, whatever is loaded and withdrawn."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crackdown.graph.linking.near import NearReads
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.reads import read_whole
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


@settings(max_examples=6, deadline=None)
@given(STEPS)
def test_after_any_loads_and_withdrawals(steps: list[tuple[str, bool, int, str, str]]) -> None:
    there: set[str] = set()
    with Store.open(None) as store:
        for name, comes, persons, official, country in steps:
            record, text = tell(name, persons=persons, official=official, country=country)
            if comes:
                store.writer().put(record, text, origin="test", publisher="Test Post", media_type="text/plain")
                there.add(name)
            elif name in there:
                store.writer().delete(f"{BASE}announcement/{name}")
                there.remove(name)
        view = store.view()
        near, whole = Network(NearReads(view)), Network(read_whole(view))
        for edge in whole.iter_edges():
            assert near.edge(edge.source, edge.target, edge.relation) == edge
            assert near.backing_of(edge) == whole.backing_of(edge)
        assert [edge.id for edge in near.iter_edges()] == [edge.id for edge in whole.iter_edges()]
        assert dict(near.nodes.items()) == dict(whole.nodes.items())
