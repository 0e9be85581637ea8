"""The default graph is always what a rebuild from the named graphs gives, however it came about."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.embedded import EmbeddedBackend
from crackdown.graph.storage.store import Store
from crackdown.graph.term import Triple, iri, literal
from crackdown.ontology.terms import crk, org, rdf, xsd

EX = "https://example.org/"
NODES = [iri(EX + name) for name in "abcde"]
# Properties that chain, invert, include one another or are transitive, so that derivations depend on derivations.
PROPERTIES = [
    crk.partOf, crk.hasPart, crk.participant, crk.participatedIn, crk.carriedOutBy, crk.withPartner, crk.cooperatesWith,
    crk.country, crk.orderedBy, org.member, org.hasMembership, crk.inPost, crk.holdsPost, org.reportsTo, crk.atPlace,
]  # fmt: skip
TRIPLES = st.one_of(
    st.builds(Triple, st.sampled_from(NODES), st.sampled_from(PROPERTIES).map(iri), st.sampled_from(NODES)),
    st.builds(
        Triple, st.sampled_from(NODES), st.just(iri(crk.isTotal)), st.just(literal("true", datatype=xsd.boolean))
    ),
    st.builds(
        Triple, st.sampled_from(NODES), st.just(iri(rdf.type)), st.sampled_from([iri(crk.Embassy), iri(crk.Campaign)])
    ),
)
CHANGES = st.lists(st.tuples(st.sampled_from(["g1", "g2", "g3"]), st.lists(TRIPLES, max_size=8)), max_size=8)


def bare() -> Store:
    return Store(EmbeddedBackend(ox.Store(), Archive(None), Archive(None)))


def default_graph(store: Store) -> set[str]:
    return {str(quad.triple) for quad in store.engine.quads_for_pattern(None, None, None, ox.DefaultGraph())}


@settings(max_examples=150, deadline=None)
@given(CHANGES)
def test_default_graph_equals_a_rebuild_after_any_changes(changes: list[tuple[str, list[Triple]]]) -> None:
    store = bare()
    for name, triples in changes:
        store.writer().put_graph(EX + name, triples)
        kept = default_graph(store)
        store.rebuild()
        assert kept == default_graph(store)


@settings(max_examples=50, deadline=None)
@given(CHANGES)
def test_nothing_is_left_once_every_graph_is_deleted(changes: list[tuple[str, list[Triple]]]) -> None:
    store = bare()
    for name, triples in changes:
        store.writer().put_graph(EX + name, triples)
    for graph in list(store.engine.named_graphs()):
        store.writer().delete(graph.value)
    assert len(store.engine) == 0


def test_an_entailment_told_as_well_outlives_its_derivation() -> None:
    store, (a, b, *_) = bare(), NODES
    store.writer().put_graph(EX + "g1", [Triple(a, iri(crk.orderedBy), b)])
    store.writer().put_graph(EX + "g2", [Triple(a, iri(crk.participant), b)])
    store.writer().delete(EX + "g1")
    assert store.view().ask(f"ASK {{ {a.n3()} <{crk.participant}> {b.n3()} ; ^<{crk.participatedIn}> {b.n3()} }}")


def test_a_circle_of_derivations_does_not_hold_itself_up() -> None:
    store, (a, b, *_) = bare(), NODES
    store.writer().put_graph(EX + "g1", [Triple(a, iri(crk.partOf), b), Triple(b, iri(crk.partOf), a)])
    store.writer().put_graph(EX + "g1", [Triple(a, iri(crk.isTotal), literal("false", datatype=xsd.boolean))])
    assert not store.view().ask(f"ASK {{ ?x <{crk.partOf}>|<{crk.hasPart}> ?y }}")


def test_a_triple_in_two_graphs_counts_once() -> None:
    store, told = bare(), [Triple(NODES[0], iri(crk.value), literal("10", datatype=xsd.integer))]
    store.writer().put_graph(EX + "g1", told)
    store.writer().put_graph(EX + "g2", told)
    (row,) = store.view().select(f"SELECT (SUM(?n) AS ?sum) WHERE {{ ?x <{crk.value}> ?n }}")
    assert row["sum"].value == "10"


@pytest.mark.parametrize("spelling", ["7", "007", "+7"])
def test_a_number_in_another_spelling_is_no_change(spelling: str) -> None:
    store = bare()
    store.writer().put_graph(EX + "g1", [Triple(NODES[0], iri(crk.value), literal("7", datatype=xsd.integer))])
    again = [Triple(NODES[0], iri(crk.value), literal(spelling, datatype=xsd.integer))]
    assert not store.writer().put_graph(EX + "g1", again)
