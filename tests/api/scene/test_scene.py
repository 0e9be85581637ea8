"""`POST /api/scene/{format}`: what is in view as a file; which files there are, what can be asked."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from crackdown.graph.linking.network import network_of
from tests.api.scene.files import table, unpacked

FORMATS = {
    "svg": "image/svg+xml", "html": "text/html", "gexf": "application/gexf+xml", "csv": "application/zip",
    "trig": "application/trig", "pack": "application/zip", "pack-without-texts": "application/zip",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_a_file_of_its_type_and_name(ask, name):
    head = ask(name, title="Düsseldorf: a <case>").headers
    assert head["content-type"].split(";")[0] == FORMATS[name]
    assert re.search(r'attachment; filename="crackdown-dusseldorf-a-case[-a-z0-9]*\.\w+"', head["content-disposition"])


@pytest.mark.parametrize(
    "body",
    [
        {"ids": []},
        {"ids": ["a"] * 1501},
        {"ids": ["country/KH"], "drawn": [{"id": "country/KH", "x": "NaN", "y": 0}]},
        {"ids": ["country/KH"], "drawn": [{"id": "country/KH", "x": 1e300, "y": 0}]},
        {"ids": ["country/KH"], "language": "xx"},
        {"ids": ["country/KH"], "html": "<script>"},
    ],
)
def test_what_cannot_be_a_scene_is_a_problem(client, body):
    answer = client.post("/api/scene/svg", json=body)
    assert answer.status_code == 400
    assert answer.json()["code"] == "input"


def test_a_scene_of_nothing_known_is_not_found(client):
    assert client.post("/api/scene/svg", json={"ids": ["agency/of-nowhere"]}).status_code == 404


def test_an_unknown_format_is_a_problem(client):
    assert client.post("/api/scene/pdf", json={"ids": ["country/KH"]}).status_code == 400


def test_what_is_unknown_is_left_out(client, ids):
    body = client.post("/api/scene/csv", json={"ids": [ids[0], "agency/of-nowhere"]}).content
    assert [row["id"] for row in table(unpacked(body)["nodes.csv"])] == [ids[0]]


def test_only_what_had_been_published_is_in_the_scene_of_a_day(client, ids):
    answer = client.post("/api/scene/csv?as_of=2026-02-10", json={"ids": ids})
    rows = table(unpacked(answer.content)["quotes.csv"])
    assert rows
    assert all(row["published"] <= "2026-02-10" for row in rows)


def test_an_id_that_was_merged_is_told_with_what_it_became(client, store):
    network = network_of(store.view())
    merged = [
        (row.subject.value, row.object.value)
        for row in store.view().engine.quads_for_pattern(
            None, ox.NamedNode("http://purl.org/dc/terms/isReplacedBy"), None, ox.DefaultGraph()
        )
    ]
    assert merged
    old, new = (one.split("/crackdown/", 1)[1] for one in merged[0])
    answer = client.post("/api/graph", json={"ids": [old, "agency/of-nowhere"]}).json()
    assert answer["followed"] == {old: new}
    assert [node["id"] for node in answer["nodes"]] == [new]
    assert new in network.nodes
