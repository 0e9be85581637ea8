"""A scene as data: GEXF as Gephi reads it, tables, RDF."""

from __future__ import annotations

import io
import json

import networkx as nx
import pyoxigraph as ox
import pytest

from crackdown.graph.export import scene_look
from crackdown.graph.linking.things import to_iri
from crackdown.ontology.terms import crk, oa
from tests.api.scene.files import table, unpacked


@pytest.fixture(scope="module")
def gephi(ask, ids):
    drawn = [{"id": ids[0], "x": 12, "y": -34}]
    return nx.read_gexf(io.BytesIO(ask("gexf", drawn=drawn).content))


def test_gephi_gets_colour_size_and_place_of_each_thing(gephi, network, ids):
    assert set(gephi) == set(ids)
    for id_, data in gephi.nodes(data=True):
        red, green, blue = (data["viz"]["color"][part] for part in "rgb")
        assert f"#{red:02x}{green:02x}{blue:02x}" == scene_look.LIGHT.types[network.nodes[id_].type]
        assert data["viz"]["size"] > 10
    assert gephi.nodes[ids[0]]["viz"]["position"] == {"x": 12.0, "y": 34.0, "z": 0.0}  # its y points upwards


def test_gephi_gets_each_link_with_its_words(gephi, network, ids):
    known = {(edge.source, edge.target, edge.relation) for edge in network.edges_among(ids)}
    assert {(one, other, data["relation"]) for one, other, data in gephi.edges(data=True)} == known
    assert all(data["basis"] == "reference" or data["quote"] for *_, data in gephi.edges(data=True))


def test_the_tables_hold_things_links_and_quotes(ask, network, ids):
    files = unpacked(ask("csv").content)
    assert [row["id"] for row in table(files["nodes.csv"])] == ids
    assert {row["id"] for row in table(files["edges.csv"])} == {edge.id for edge in network.edges_among(ids)}
    assert {tuple(json.loads(row["about"])) for row in table(files["quotes.csv"])}


def test_trig_keeps_each_claim_in_its_announcements_graph(ask, store, network, ids):
    quads = set(ox.parse(ask("trig").content, format=ox.RdfFormat.TRIG))
    assert quads <= set(store.view().engine.quads_for_pattern(None, None, None, None))
    claims = {claim for edge in network.edges_among(ids) for claim in network.claims_behind(edge)}
    stated = {
        quad.subject.value: quad
        for quad in quads
        if quad.predicate.value == crk.statedIn and quad.object == quad.graph_name
    }
    assert claims <= set(stated)
    passages = {quad.subject.value for quad in quads if quad.predicate.value == oa.exact}
    evidence = {quad.object.value for quad in quads if quad.predicate.value == crk.evidence}
    assert evidence == passages
    assert to_iri(ids[0]) in {quad.subject.value for quad in quads}
