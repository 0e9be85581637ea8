"""Neo4j's CSV, read by its documented rules, and by a library that reads these headers (openCypher's bulk form).

No Neo4j takes part: that its importer takes the files was not tried.
"""

from __future__ import annotations

import csv
import re
from typing import Any

import pytest

from crackdown.graph.export.links import iter_items, iter_links, properties_of_item, properties_of_link
from crackdown.graph.export.neo4j_csv import ARRAY, label_of, type_of
from crackdown.graph.export.reader import Reader
from crackdown.graph.linking.network import network_of

HEAD = re.compile(r"(?P<name>\w*):(?P<type>ID|START_ID|END_ID|LABEL|TYPE|string(\[\])?|long|double|boolean)")


@pytest.fixture(scope="session")
def tables(written):
    def read(name: str) -> tuple[list[str], list[list[str]]]:
        with (written("neo4j") / name).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file, strict=True)
        return head, rows

    return read


@pytest.mark.parametrize("name", ["nodes.csv", "relationships.csv"])
def test_every_column_is_declared(tables, name):
    head, rows = tables(name)
    assert all(HEAD.fullmatch(column) for column in head)
    assert {len(row) for row in rows} == {len(head)}


@pytest.mark.parametrize("name", ["nodes.csv", "relationships.csv"])
def test_every_value_is_of_its_type(tables, name):
    head, rows = tables(name)
    check = {"long": int, "double": float, "boolean": {"true": 1, "false": 0}.__getitem__}
    for position, column in enumerate(head):
        parse = check.get(HEAD.fullmatch(column)["type"], str)
        for row in rows:
            assert row[position] == "" or parse(row[position]) is not None


def test_ids_are_unique_and_every_relationship_joins_two(tables):
    ids = [row[0] for row in tables("nodes.csv")[1]]
    assert len(ids) == len(set(ids))
    assert {end for row in tables("relationships.csv")[1] for end in row[:2]} <= set(ids)


def test_there_is_a_relationship_for_every_edge(store, tables):
    _, rows = tables("relationships.csv")
    edges = {(e.source, e.target, e.label.upper().replace(" ", "_")) for e in network_of(store.view()).iter_edges()}
    assert {(row[0], row[1], row[-1]) for row in rows} == edges


def test_every_relationship_leads_back_to_its_quote(tables):
    head, rows = tables("relationships.csv")
    for row in (dict(zip(head, row, strict=True)) for row in rows):
        quoted = row["quote:string"] and row["passage:string"].split("#")[0] in row["announcements:string[]"].split(";")
        assert quoted or row["basis:string"] == "reference"


def told(properties: dict[str, Any]) -> dict[str, Any]:
    """What of an item's or a link's properties stands in the file: those that it has, a list in one field."""
    held = {name: value for name, value in properties.items() if value not in {None, ""}}
    return held | {name: held[name].replace(" ", ARRAY) for name in held.keys() & {"announcements"}}


def test_a_library_reads_the_network_with_every_property(source, written):
    opencypher = pytest.importorskip("grand_cypher_io", reason="it is among the packages for development")
    folder = written("neo4j")
    read = opencypher.opencypher_buffers_to_graph(
        folder / "nodes.csv", folder / "relationships.csv", missing_vertex_behavior="error"
    )
    items = {item.node.id: item for item in iter_items(source, Reader(source.view))}
    links = {
        (link.edge.source, link.edge.target, type_of(link.edge.label)): link
        for link in iter_links(source, Reader(source.view))
    }
    assert set(read) == set(items)
    for name, item in items.items():
        stated = {"id": name, "label": item.node.label, "__labels__": {label_of(item.node.type)}}
        assert read.nodes[name] == stated | told(properties_of_item(item))
    found = {(one, other, edge.pop("__type__")): edge for one, other, edge in read.edges(data=True)}
    assert found == {ends: told(properties_of_link(link)) for ends, link in links.items()}
