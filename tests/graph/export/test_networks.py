"""GEXF and GraphML, read back by networkx: the explorer's nodes and edges, each with what stands behind it."""

from __future__ import annotations

import io
from dataclasses import replace

import networkx as nx
import pytest

from crackdown.errors import InputError
from crackdown.graph.export.delivery import write_stream
from crackdown.graph.export.registry import find_format
from crackdown.graph.linking.network import network_of

BUREAU = '=HYPERLINK("x") & <Bureau>'


@pytest.fixture(scope="session", params=["gexf", "graphml"])
def drawn(request, written):
    read = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[request.param]
    return read(next(written(request.param).iterdir()))


def test_nodes_are_those_of_the_explorer(store, drawn):
    network = network_of(store.view())
    assert set(drawn) == {id_ for id_, node in network.nodes.items() if node.type != "country" or node.degree}


def test_edges_are_those_of_the_explorer(store, drawn):
    known = {(edge.source, edge.target, edge.relation) for edge in network_of(store.view()).iter_edges()}
    assert {(one, other, data["relation"]) for one, other, data in drawn.edges(data=True)} == known


def test_every_edge_leads_back_to_its_quote(drawn):
    for *_, data in drawn.edges(data=True):
        if data["basis"] == "reference":
            assert data["claims"] == 0
        else:
            assert data["claims"] > 0
            assert data["quote"]
            assert data["passage"].split("#")[0] in data["announcements"].split(" ")


def test_an_edge_has_the_days_of_its_announcements(drawn):
    claimed = [data for *_, data in drawn.edges(data=True) if data["basis"] == "claimed"]
    assert {data["first"] <= data["last"] for data in claimed} == {True}


def test_hostile_words_come_back_as_they_were(drawn):
    (node,) = (data for _, data in drawn.nodes(data=True) if data["type"] == "agency" and data["label"] == BUREAU)
    assert node["quote"] == BUREAU


def test_what_xml_cannot_hold_is_replaced(store, drawn):
    (arrest,) = (data for id_, data in drawn.nodes(data=True) if id_ == "operation/vn-2026-05-05-arrest-40")
    assert arrest["persons_low"] == 40
    assert "\x01" not in str(drawn.nodes(data=True))


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_a_network_can_be_narrowed_to_types(source, name):
    out = io.BytesIO()
    write_stream(find_format(name), replace(source, only=frozenset({"agency", "operation"})), out)
    read = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[name](io.BytesIO(out.getvalue()))
    assert {data["type"] for _, data in read.nodes(data=True)} == {"agency", "operation"}
    assert read.number_of_edges() > 0


def test_a_type_that_is_none_is_refused_with_those_there_are(source):
    with pytest.raises(InputError, match="gexf has no claim; it has agency, airport"):
        find_format("gexf").wanted(replace(source, only=frozenset({"claim"})))


def test_what_is_whole_cannot_be_narrowed(source):
    with pytest.raises(InputError, match="nquads is written whole"):
        find_format("nquads").wanted(replace(source, only=frozenset({"agency"})))


def test_a_network_has_no_choice_of_graphs(source):
    with pytest.raises(InputError, match="leave --default-graph out"):
        find_format("gexf").wanted(replace(source, default_graph=True))
