"""The network draws base relations, and counts independent claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crackdown.errors import NotFound
from crackdown.graph.export.reader import Reader
from crackdown.graph.linking.backing import Backing
from crackdown.graph.linking.network import Network, network_of, read_network
from crackdown.graph.linking.reads import read_whole
from crackdown.graph.linking.relations import RELATIONS
from crackdown.graph.linking.things import Things, outline_of
from crackdown.graph.showing.ready import keep_up
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.store import Store, View
from crackdown.ontology.terms import PREFIXES, crk, org

FLIGHT = "operation/kh-2026-02-08-deportation-312"
GDI = "agency/kh-general-department-of-immigration"
VEASNA = "official/kh-sok-veasna"
_PREFIXES = (
    "@base <https://w3id.org/crackdown/> . @prefix crk: <https://w3id.org/crackdown/ontology#> . "
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix schema: <https://schema.org/> . "
    "@prefix op: <https://w3id.org/crackdown/operation/> . @prefix ag: <https://w3id.org/crackdown/agency/> . "
)


def test_an_operation_lasts_from_the_first_day_told_to_the_last() -> None:
    days = ["2026-04-03", "2026-04-04"]
    things = Things({"urn:o": "operation"}, {}, {"urn:o": {crk.earliestDate: days, crk.latestDate: days}})
    outline = outline_of(things, "urn:o", lambda _: Backing())
    assert [outline.from_, outline.to] == days


@pytest.mark.parametrize("read", [read_network, lambda view: Network(read_whole(view))])
def test_of_several_kinds_an_operation_goes_by_the_one_that_most_texts_tell(read: Callable[[View], Network]) -> None:
    kinds = {"one": "arrest", "two": "repatriation", "three": "repatriation", "four": "repatriation"}
    store = Store.open(None)
    store.writer().put_graphs((_PREFIXES + "\n".join(
        f"<{name}> {{ <{name}> a crk:Announcement . op:x a crk:Operation ; crk:kind <vocab/kind/{kind}> . "
        f"<{name}#c> a crk:Claim ; rdf:subject op:x ; rdf:predicate crk:kind ; rdf:object <vocab/kind/{kind}> ; "
        f"crk:statedIn <{name}> }}"
        for name, kind in kinds.items()
    )).encode())  # fmt: skip
    network = read(store.view())
    assert network.outline("operation/x").kind == "repatriation"
    node = network.node("operation/x")
    assert (node.kind, node.label) == ("repatriation", "Repatriation")
    assert Reader(store.view()).node(node.iri, "operation", []).kind == "repatriation"


def test_announcements_without_title_and_day_go_by_who_announced_and_are_told_apart() -> None:
    store = Store.open(None)
    rdfs = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    store.writer().put_graphs((_PREFIXES + rdfs + "\n".join(
        f"<announcement/{name}> {{ <announcement/{name}> a crk:Announcement ; rdfs:label 'notice' ; "
        "crk:announcedBy ag:x . ag:x a crk:Agency ; rdfs:label 'Bureau' }"
        for name in ("notice", "notice-2")
    )).encode())  # fmt: skip
    nodes = network_of(store.view()).nodes
    labels = [nodes[f"announcement/{name}"].label for name in ("notice", "notice-2")]
    assert labels == ["Bureau, notice", "Bureau, notice-2"]


def test_an_operation_tells_its_figures_and_dates(network: Network) -> None:
    node = network.node(FLIGHT)
    assert (node.persons and (node.persons.low, node.persons.high), node.from_, node.kind) == (
        (312, 313), "2026-02-08", "deportation",
    )  # fmt: skip


def test_figures_that_cannot_both_be_right_are_disputed(network: Network) -> None:
    assert [id_ for id_, node in network.nodes.items() if node.disputed] == [FLIGHT]


def test_a_total_is_marked(network: Network) -> None:
    assert network.node("operation/kh-2026-02-08-deportation-740").total


def test_an_iri_names_a_node_as_its_id_does(network: Network) -> None:
    assert network.node("https://w3id.org/crackdown/country/KH") == network.node("country/KH")


def test_an_unknown_node_is_not_found(network: Network) -> None:
    with pytest.raises(NotFound, match="agency/nobody"):
        network.node("agency/nobody")


def test_two_announcements_of_one_relation_are_two_claims(network: Network) -> None:
    edge = network.edge(FLIGHT, "airport/VDTI", crk.departedFrom)
    assert edge
    assert (edge.claims, edge.announcements, edge.inferred) == (2, 2, False)


def test_a_copy_of_a_text_is_no_further_claim(view: View) -> None:
    store = Store.open(None)
    copies = []
    for name in ("one", "two"):
        announcement = f"<https://w3id.org/crackdown/announcement/{name}>"
        copies.append(
            f"{announcement} {{ {announcement} a crk:Announcement ; schema:sha256 'same' . <{name}#c> a crk:Claim ; "
            f"rdf:subject op:x ; rdf:predicate crk:carriedOutBy ; rdf:object ag:x ; crk:statedIn {announcement} . "
            "op:x a crk:Operation ; crk:carriedOutBy ag:x . ag:x a crk:Agency }"
        )
    store.writer().put_graphs((_PREFIXES + "\n".join(copies)).encode())
    edge = network_of(store.view()).edge("operation/x", "agency/x", crk.carriedOutBy)
    assert edge
    assert (edge.claims, edge.announcements) == (1, 2)


def test_an_inferred_edge_counts_the_claims_it_rests_on(network: Network) -> None:
    edge = network.edge(VEASNA, GDI, crk.servesIn)
    assert edge
    assert (edge.inferred, edge.claims) == (True, 1)


def test_a_general_relation_gives_way_to_a_more_exact_one(network: Network) -> None:
    assert network.edge(FLIGHT, VEASNA, crk.orderedBy)
    assert network.edge(FLIGHT, VEASNA, crk.directedBy) is None
    assert network.edge(FLIGHT, "airport/VDTI", crk.atPlace) is None


def test_super_properties_are_not_drawn(network: Network) -> None:
    assert crk.involvesCountry not in {edge.relation for edge in network.iter_edges()}


def test_a_step_over_two_others_is_not_drawn(network: Network) -> None:
    assert network.edge(FLIGHT, "operation/kh-2026-02-08-deportation-740", crk.partOf)
    assert network.edge(FLIGHT, "operation/kh-2026-02-deportation-1000", crk.partOf) is None


def test_a_symmetric_relation_is_drawn_once(network: Network) -> None:
    pairs = [(e.source, e.target) for e in network.iter_edges() if e.relation == crk.cooperatesWith]
    assert pairs
    assert not {(target, source) for source, target in pairs} & set(pairs)


def test_every_stated_edge_between_things_of_an_announcement_has_claims(network: Network) -> None:
    described = {crk.country, crk.accreditedTo, org.postIn, org.reportsTo}  # told of a thing, often without a claim
    stated = [e for e in network.iter_edges() if not e.inferred and e.relation not in described]
    unclaimed = [e.id for e in stated if not e.claims and e.relation != crk.reports]
    assert unclaimed == []


def test_figures_of_one_nationality_that_exclude_each_other_dispute_its_edge() -> None:
    edges = _invented("""
        <one> { op:x a crk:Operation . <country/CN> a crk:Country .
          op:x crk:nationalsOf <country/CN> ; crk:count <one#c> .
          <one#c> a crk:Count ; crk:countOf op:x ; crk:nationality <country/CN> ;
            crk:value 3 ; crk:atLeast 3 ; crk:atMost 3 ; crk:statedIn <one> }
        <two> { op:x crk:count <two#c> . <two#c> a crk:Count ; crk:countOf op:x ; crk:nationality <country/CN> ;
            crk:value 4 ; crk:atLeast 4 ; crk:atMost 4 ; crk:statedIn <two> }""")
    assert edges[crk.nationalsOf] == [True]


def test_two_destinations_of_one_operation_dispute_each_other_and_one_nothing() -> None:
    edges = _invented("""
        <one> { op:x a crk:Operation ; crk:sentTo <country/CN> ; crk:inCountry <country/KH> .
          <country/CN> a crk:Country . <country/KH> a crk:Country }
        <two> { op:x crk:sentTo <country/VN> . <country/VN> a crk:Country }""")
    assert (edges[crk.sentTo], edges[crk.inCountry]) == ([True, True], [False])


def _invented(graphs: str) -> dict[str, list[bool]]:
    """Return, by relation, whether each edge of some graphs is disputed."""
    store = Store.open(None)
    store.writer().put_graphs(f"""
        @base <https://w3id.org/crackdown/> . @prefix op: <https://w3id.org/crackdown/operation/> .
        @prefix crk: <https://w3id.org/crackdown/ontology#> . {graphs}""".encode())  # fmt: skip
    told: dict[str, list[bool]] = {}
    for edge in read_network(store.view()).iter_edges():
        told.setdefault(edge.relation, []).append(edge.disputed)
    return told


def test_the_network_is_read_once_a_version(store: Store) -> None:
    assert network_of(store.view()) is network_of(store.view())


@pytest.mark.parametrize("query", ["links", "support"])
def test_the_queries_name_every_relation(query: str) -> None:
    names = {
        iri.replace(space, f"{prefix}:") for iri in RELATIONS for prefix, space in PREFIXES.items() if space in iri
    }
    listed = load(query).partition("VALUES ?relation {")[2].partition("}")[0].split()
    assert set(listed) == names


def test_what_is_in_use_is_read_anew_in_the_background_and_only_that() -> None:
    store = Store.open(None)
    unread = store.view()
    old = unread.version
    assert keep_up(old, unread) is None
    network_of(unread)
    store.writer().put_graphs(b"""@base <https://w3id.org/crackdown/> .
        <one> { <agency/x> a <https://w3id.org/crackdown/ontology#Agency> }""")
    reading = keep_up(old, store.view())
    assert reading
    reading.join()
    assert "agency/x" in network_of(store.view()).nodes


def test_bare_values_are_those_of_terms_and_empty_where_unbound(view: View) -> None:
    query = "SELECT ?thing ?name ?none { ?thing rdfs:label ?name OPTIONAL { ?thing crk:nothing ?none } }"
    rows = [(str(row["thing"]), str(row["name"]), "") for row in view.select(query)]
    assert rows
    assert sorted(view.select_values(query)) == sorted(rows)


def test_a_merged_thing_is_no_node(view: View) -> None:
    assert "operation/kh-2026-02-08-repatriation-313" not in read_network(view).nodes
