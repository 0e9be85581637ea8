"""Cypher: a script for `cypher-shell`, which may be run again: what is there is set anew, nothing is doubled.

Values are written as literals, escaped as https://neo4j.com/docs/cypher-manual/current/syntax/parsing/ has it; no text
can end its string. Labels and types come from this program's own lists alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import IO, Any

from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.links import (
    NODE_TYPES,
    Link,
    iter_items,
    iter_links,
    properties_of_item,
    properties_of_link,
)
from crackdown.graph.export.neo4j_csv import label_of, type_of
from crackdown.graph.export.reader import Reader
from crackdown.graph.export.source import Source

_ROWS_A_STATEMENT = 200


def write(source: Source, out: IO[bytes]) -> None:
    """Write one constraint, then nodes and relationships, some hundred a statement."""
    reader = Reader(source.view)
    out.write(b"CREATE CONSTRAINT crackdown_id IF NOT EXISTS FOR (n:Crackdown) REQUIRE n.id IS UNIQUE;\n")
    for type_, items in groupby(iter_items(source, reader), key=lambda item: item.node.type):  # ids begin with it
        rows = ({"id": item.node.id, "label": item.node.label} | properties_of_item(item) for item in items)
        ending = f"MERGE (n:Crackdown {{id: row.id}}) SET n:{label_of(type_)}, n += row;\n"
        _write(out, rows, ending)
    for label, links in _by_relation(iter_links(source, reader)):
        rows = (
            {"start": link.edge.source, "end": link.edge.target, "told": properties_of_link(link)} for link in links
        )
        ending = (
            "MATCH (a:Crackdown {id: row.start}) MATCH (b:Crackdown {id: row.end}) "
            f"MERGE (a)-[r:{type_of(label)}]->(b) SET r += row.told;\n"
        )
        _write(out, rows, ending)


def _by_relation(links: Iterable[Link]) -> Iterator[tuple[str, Iterable[Link]]]:
    """Group some hundred links at a time by relation: a type cannot be a parameter."""
    rest = iter(links)
    while some := sorted(islice(rest, 10 * _ROWS_A_STATEMENT), key=lambda link: (link.edge.label, link.edge.id)):
        yield from groupby(some, key=lambda link: link.edge.label)


def _write(out: IO[bytes], rows: Iterable[Mapping[str, Any]], ending: str) -> None:
    rest = iter(rows)
    while batch := list(islice(rest, _ROWS_A_STATEMENT)):
        listed = ",\n".join(literal(row) for row in batch)
        out.write(f"UNWIND [\n{listed}\n] AS row\n{ending}".encode())


def literal(value: Any) -> str:
    r"""Write a value as Cypher.

    >>> literal({"quote": "it's \\ \"so\"\n", "n": 3, "none": None})
    '{quote: "it\'s \\\\ \\"so\\"\\n", n: 3}'
    """
    if isinstance(value, Mapping):
        told = (f"{_key(name)}: {literal(one)}" for name, one in value.items() if one is not None)
        return f"{{{', '.join(told)}}}"
    # JSON's escapes are among Cypher's, and what both leave as it stands is the same.
    return json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if name.isidentifier() and name not in {"from", "to"} else f"`{name}`"


FORMAT = Format(
    name="cypher",
    media_type="text/plain",
    sentence="the same as a Cypher script for cypher-shell, which can be run again",
    parts=(Part("crackdown.cypher", write),),
    types=NODE_TYPES,
)
