"""What was read of all things for one version of a graph, as it stands beside the store: `STORE/kept/network.json`.

The file holds what the default graph says of each thing (`parts.py`) and the nodes made of it. It is taken over as from
a network in memory: where the store was written since, what was touched is read anew. How files are written and checked
is told in `storage.on_disk`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from crackdown.graph.figures.told import Persons, Told
from crackdown.graph.linking.parts import Part, Parts, ends_of
from crackdown.graph.linking.things import Name, Node
from crackdown.graph.storage.on_disk import Rows, Texts


def iter_rows(texts: Texts, whole: Parts, nodes: Mapping[str, Node]) -> Iterator[object]:
    """Yield the rows of what was read: how many there are of a sort, then these."""
    parts = whole.parts.copy()  # meanwhile others may ask for more
    yield len(parts)
    yield from (_part_out(texts, iri, part) for iri, part in parts.items())
    yield len(whole.told)
    yield from ([texts(iri), [_told_out(texts, one) for one in counts]] for iri, counts in whole.told.items())
    yield len(nodes)
    yield from (_node_out(texts, node) for node in nodes.values())


def take_rows(rows: Rows) -> tuple[Parts, dict[str, Node]]:
    """Return what was read."""
    parts = dict(_part_in(rows, row) for row in rows.some())
    told = {rows.texts[iri]: [_told_in(rows, one) for one in counts] for iri, counts in rows.some()}
    nodes = {node.id: node for node in (_node_in(rows, row) for row in rows.some())}
    return Parts(parts, ends_of(parts), told), nodes


def _part_out(texts: Texts, iri: str, part: Part) -> list[object]:
    names = [texts.all((name.text, name.language, name.property)) for name in part.names]
    traits = [[texts(property_), texts.all(values)] for property_, values in part.traits.items()]
    out = texts.all(chain.from_iterable(sorted(part.out)))
    return [*texts.all((iri, part.type)), names, traits, out]


def _part_in(rows: Rows, row: list[Any]) -> tuple[str, Part]:
    iri, type_ = rows.several(row[:2])
    names = [Name(*rows.several(name)) for name in row[2]]
    traits = {rows.texts[property_]: rows.several(values) for property_, values in row[3]}
    ends = rows.several(row[4])
    return iri, Part(type_, names, traits, frozenset(zip(ends[::2], ends[1::2], strict=True)))


def _told_out(texts: Texts, told: Told) -> list[object]:
    words = texts.all((told.claim, told.announcement, told.printed, told.precision, told.capacity))
    return [*words, told.value, told.low, told.high, told.headline, texts.all(told.group)]


def _told_in(rows: Rows, row: list[Any]) -> Told:
    claim, announcement, printed, precision, capacity = rows.several(row[:5])
    value, low, high, headline, group = row[5:]
    return Told(
        claim, value, printed, low, high, precision, tuple(rows.several(group)), announcement, headline, capacity
    )


def _node_out(texts: Texts, node: Node) -> list[object]:
    words = (
        node.id, node.iri, node.type, node.label, node.detail, node.code, node.kind, node.from_, node.to, node.announced
    )  # fmt: skip
    persons = [node.persons.low, node.persons.high] if node.persons else None
    return [
        *texts.all(words), node.degree, persons, node.disputed, node.total, texts.all(node.countries),
        texts.all(node.offences),
    ]  # fmt: skip


def _node_in(rows: Rows, row: list[Any]) -> Node:
    id_, iri, type_, label, detail, code, kind, from_, to, announced = rows.several(row[:10])
    degree, persons, disputed, total, countries, offences = row[10:]
    return Node(
        id_, iri, type_, label, detail, degree, code, kind, from_, to, Persons(*persons) if persons else None,
        disputed, total, announced, tuple(rows.several(countries)), tuple(rows.several(offences)),
    )  # fmt: skip
