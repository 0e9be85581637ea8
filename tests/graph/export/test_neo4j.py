"""Neo4j's CSV, read by its documented rules.

No library reads these headers, and no Neo4j takes part: that its importer takes the files was not tried.
"""

from __future__ import annotations

import csv
import re

import pytest

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
