"""Neo4j CSV: one file of nodes, one of relationships, in the header syntax of `neo4j-admin database import full`.

See https://neo4j.com/docs/operations-manual/current/import/. A field that holds a comma, a quotation mark or a line
break is quoted; quotes run over lines where the announcement does, hence `--multiline-fields=true`. The id stands in
`:ID` and as a property once more, not in `id:ID`, which other readers of these headers do not know.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import IO, Any

from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.links import (
    ITEM_PROPERTIES,
    LINK_PROPERTIES,
    NODE_TYPES,
    PROPERTY_TYPES,
    iter_items,
    iter_links,
    properties_of_item,
    properties_of_link,
)
from crackdown.graph.export.reader import Reader
from crackdown.graph.export.source import Source

_TYPES: dict[type, str] = {int: "long", float: "double", bool: "boolean"}
ARRAY = ";"


def write_nodes(source: Source, out: IO[bytes]) -> None:
    """Write nodes; the label is the type with a capital: Operation, Official, and so on."""
    items = iter_items(source, Reader(source.view))
    rows = (
        [
            item.node.id,
            item.node.id,
            item.node.label,
            *_cells(ITEM_PROPERTIES, properties_of_item(item)),
            label_of(item.node.type),
        ]
        for item in items
    )
    _write(out, [":ID", "id:string", "label:string", *_head(ITEM_PROPERTIES), ":LABEL"], rows)


def write_relationships(source: Source, out: IO[bytes]) -> None:
    """Write relationships; the type is the relation in capitals: CARRIED_OUT_BY."""
    links = iter_links(source, Reader(source.view))
    rows = (
        [
            link.edge.source,
            link.edge.target,
            *_cells(LINK_PROPERTIES, properties_of_link(link)),
            type_of(link.edge.label),
        ]
        for link in links
    )
    _write(out, [":START_ID", ":END_ID", *_head(LINK_PROPERTIES), ":TYPE"], rows)


def label_of(type_: str) -> str:
    """Return the label of a node.

    >>> label_of("operation")
    'Operation'
    """
    return type_.capitalize()


def type_of(relation: str) -> str:
    """Return the type of a relationship.

    >>> type_of("carried out by")
    'CARRIED_OUT_BY'
    """
    return relation.upper().replace(" ", "_")


def _head(names: Sequence[str]) -> list[str]:
    typed = {name: _TYPES.get(PROPERTY_TYPES.get(name, str), "string") for name in names}
    return [f"{name}:{'string[]' if name == 'announcements' else typed[name]}" for name in names]


def _cells(names: Sequence[str], properties: dict[str, Any]) -> list[Any]:
    cells = []
    for name in names:
        value = properties[name]
        if name == "announcements" and value:  # IRIs, in which no semicolon stands
            value = value.replace(" ", ARRAY)
        cells.append({True: "true", False: "false"}[value] if isinstance(value, bool) else value)
    return cells


def _write(out: IO[bytes], head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in chain([head], rows):
        writer.writerow(row)
        out.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()


FORMAT = Format(
    name="neo4j",
    media_type="application/zip",
    sentence="nodes and relationships as CSV for neo4j-admin database import",
    parts=(Part("nodes.csv", write_nodes), Part("relationships.csv", write_relationships)),
    types=NODE_TYPES,
)
