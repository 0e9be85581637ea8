"""Data written under the JSON-LD context is the same data when read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic

from crackdown.ontology import path
from crackdown.ontology.terms import PREFIXES

CONTEXT = json.loads(path("context.jsonld").read_text(encoding="utf-8"))["@context"]
ANNOUNCEMENT = URIRef(PREFIXES["announcement"] + "th-police-2026-03-06-en")


@pytest.fixture(scope="module")
def announcement() -> Graph:
    graph = Graph()
    for quad in Dataset().parse(Path(__file__).parent / "competency.trig").quads((None, None, None, ANNOUNCEMENT)):
        graph.add(quad[:3])
    return graph


def write(graph: Graph) -> str:
    return graph.serialize(format="json-ld", context=CONTEXT, auto_compact=True, use_native_types=True)


def test_data_survive_the_round_trip(announcement: Graph) -> None:
    assert isomorphic(Graph().parse(data=write(announcement), format="json-ld"), announcement)


def test_data_read_as_plain_json(announcement: Graph) -> None:
    nodes = {node["id"]: node for node in json.loads(write(announcement))["@graph"]}
    operation = nodes[PREFIXES["operation"] + "th-2026-03-03-rescue-215"]
    assert operation["type"] == "Operation"
    assert operation["kind"] == PREFIXES["kind"] + "rescue"
    assert nodes[operation["total"]]["value"] == 215


def test_every_property_of_the_fixture_is_compacted(announcement: Graph) -> None:
    keys = {key for node in json.loads(write(announcement))["@graph"] for key in node}
    assert [key for key in keys if "//" in key] == []
