"""A scene as files for other tools: GEXF with colours, sizes and places, CSV tables, TriG with the claims behind it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import IO, Any, cast

import pyoxigraph as ox

from crackdown.graph.drawing.layout import Position
from crackdown.graph.export import gexf
from crackdown.graph.export.csv_tables import cell_of
from crackdown.graph.export.links import (
    ITEM_PROPERTIES,
    LINK_PROPERTIES,
    Item,
    properties_of_item,
    properties_of_link,
)
from crackdown.graph.export.quads import SortedHead
from crackdown.graph.export.scene import Scene
from crackdown.graph.export.scene_look import LIGHT, size_of
from crackdown.graph.export.scene_places import Places
from crackdown.graph.export.scene_quotes import QUOTE_COLUMNS, quote_rows
from crackdown.graph.linking.things import to_iri
from crackdown.graph.storage.transaction import is_summed
from crackdown.ontology.terms import PREFIXES, crk, rdf, rdfs, schema, skos

Row = dict[str, Any]
_OF_NODES = (rdf.type, rdfs.label, skos.prefLabel, skos.altLabel, crk.isoCode, schema.iataCode, schema.icaoCode)


def write_gexf(scene: Scene, out: IO[bytes], description: str) -> None:
    """Write a scene for Gephi and Gephi Lite, coloured and placed as in the explorer."""
    looks = partial(_look, Places(scene).of_things)
    gexf.write_network(out, scene.items, scene.links, looks=looks, description=description)


def _look(places: dict[str, Position], item: Item) -> gexf.Look:
    x, y = places[item.node.id]
    return gexf.Look(LIGHT.types[item.node.type], round(size_of(item.node) / 2, 2), x, -y)


def tables_of(scene: Scene) -> dict[str, bytes]:
    """Return the tables of a scene by the names of their files."""
    return {
        "nodes.csv": to_csv(("id", "label", *ITEM_PROPERTIES, "x", "y"), _nodes(scene)),
        "edges.csv": to_csv(("id", "source", "target", "label", *LINK_PROPERTIES), _edges(scene)),
        "quotes.csv": to_csv(QUOTE_COLUMNS, quote_rows(scene)),
    }


def _nodes(scene: Scene) -> Iterator[Row]:
    places = Places(scene).of_things
    for item in scene.items:
        x, y = places[item.node.id]
        yield {"id": item.node.id, "label": item.node.label, **properties_of_item(item), "x": x, "y": y}


def _edges(scene: Scene) -> Iterator[Row]:
    for link in scene.links:
        edge = link.edge
        ends = {"id": edge.id, "source": edge.source, "target": edge.target, "label": edge.label}
        yield {**ends, **properties_of_link(link)}


def to_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    r"""Write a table as `csv_tables` does: no cell is taken for a formula.

    >>> to_csv(("a", "b"), [{"a": "=1", "b": None}])
    b"a,b\r\n'=1,\r\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell_of(row[name]) for name in columns] for row in rows)
    return out.getvalue().encode()


def write_trig(scene: Scene, out: IO[bytes]) -> None:
    """Write what the named graphs say of a scene: its things' names, its links, every claim with its passages.

    Each statement stays in the graph that makes it; of an announcement all that its graph says of itself comes along.
    """
    quads = sorted(set(_quads(scene)), key=lambda quad: (str(quad.graph_name), str(quad)))
    head = cast(IO[bytes], SortedHead(out, len(PREFIXES)))
    ox.serialize(quads, head, format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
    head.flush()


def _quads(scene: Scene) -> Iterator[ox.Quad]:
    named = partial(_named, scene)
    for node in scene.nodes.values():
        for predicate in _OF_NODES:
            yield from named(node.iri, predicate)
    for edge in scene.edges:
        yield from named(to_iri(edge.source), edge.relation, ox.NamedNode(to_iri(edge.target)))
    for claim in scene.claims.values():
        if claim.subject and claim.predicate and claim.object is not None:
            yield from named(claim.subject, claim.predicate, claim.object)
        for quad in named(claim.iri):
            yield quad
            if quad.predicate.value == crk.evidence and isinstance(quad.object, ox.NamedNode):
                yield from named(quad.object.value)
    for announcement in scene.announcements:
        yield from named(announcement)


def _named(
    scene: Scene, subject: str, predicate: str | None = None, object_: ox.NamedNode | ox.Literal | None = None
) -> Iterator[ox.Quad]:
    """Iterate over the quads of the named graphs; what the default graph repeats is left out."""
    wanted = ox.NamedNode(predicate) if predicate else None
    for quad in scene.view.engine.quads_for_pattern(ox.NamedNode(subject), wanted, object_, None):
        if isinstance(quad.graph_name, ox.NamedNode) and is_summed(quad.graph_name):
            yield quad
