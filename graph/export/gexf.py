"""GEXF 1.2 (https://gexf.net/): the network for Gephi and Cytoscape, each edge with its quote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.links import (
    ITEM_PROPERTIES,
    LINK_PROPERTIES,
    NODE_TYPES,
    PROPERTY_TYPES,
    Item,
    Link,
    iter_items,
    iter_links,
    properties_of_item,
    properties_of_link,
)
from crackdown.graph.export.reader import Reader
from crackdown.graph.export.source import Source
from crackdown.graph.export.xml_text import XmlWriter, text_of
from crackdown.ontology.namespaces import GEXF_NAMESPACE

_TYPES: dict[type, str] = {int: "integer", float: "double", bool: "boolean"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a tool that knows the module "viz" draws a node; y points upwards, as in Gephi."""

    colour: str
    size: float
    x: float
    y: float


def write(source: Source, out: IO[bytes]) -> None:
    """Write the network."""
    reader = Reader(source.view)
    write_network(out, iter_items(source, reader), iter_links(source, reader))


def write_network(
    out: IO[bytes],
    items: Iterable[Item],
    links: Iterable[Link],
    *,
    looks: Callable[[Item], Look] | None = None,
    description: str | None = None,
) -> None:
    """Write nodes and edges; with `looks` each node has its colour, size and place, each edge its thickness."""
    xml = XmlWriter(out)
    names = {"xmlns": GEXF_NAMESPACE, "xmlns:viz": f"{GEXF_NAMESPACE}/viz" if looks else None, "version": "1.2"}
    xml.open("gexf", names)
    if description:
        xml.open("meta")
        xml.element("creator", {}, "Crackdown")
        xml.element("description", {}, description)
        xml.close("meta")
    xml.open("graph", {"defaultedgetype": "directed", "mode": "static"})
    _declare(xml, "node", ITEM_PROPERTIES)
    _declare(xml, "edge", LINK_PROPERTIES)
    xml.open("nodes")
    for item in items:
        xml.open("node", {"id": item.node.id, "label": item.node.label})
        _values(xml, ITEM_PROPERTIES, properties_of_item(item))
        if looks:
            _draw(xml, looks(item))
        xml.close("node")
    xml.close("nodes")
    xml.open("edges")
    for link in links:
        edge = link.edge
        weight = max(1, edge.origins)
        xml.open(
            "edge",
            {"id": edge.id, "source": edge.source, "target": edge.target, "label": edge.label, "weight": weight},
        )
        _values(xml, LINK_PROPERTIES, properties_of_link(link))
        if looks:
            xml.element("viz:thickness", {"value": weight})
        xml.close("edge")
    xml.close("edges")
    xml.close("graph")
    xml.close("gexf")


def _draw(xml: XmlWriter, look: Look) -> None:
    red, green, blue = (int(look.colour[at : at + 2], 16) for at in (1, 3, 5))
    xml.element("viz:color", {"r": red, "g": green, "b": blue})
    xml.element("viz:position", {"x": look.x, "y": look.y, "z": 0})
    xml.element("viz:size", {"value": look.size})


def _declare(xml: XmlWriter, class_: str, names: Sequence[str]) -> None:
    xml.open("attributes", {"class": class_, "mode": "static"})
    for name in names:
        xml.element(
            "attribute", {"id": name, "title": name, "type": _TYPES.get(PROPERTY_TYPES.get(name, str), "string")}
        )
    xml.close("attributes")


def _values(xml: XmlWriter, names: Sequence[str], properties: Mapping[str, Any]) -> None:
    xml.open("attvalues")
    for name in names:
        if properties[name] is not None:
            xml.element("attvalue", {"for": name, "value": text_of(properties[name])})
    xml.close("attvalues")


FORMAT = Format(
    name="gexf",
    media_type="application/gexf+xml",
    sentence="the network for Gephi, each edge with its claims counted, its days, announcements and surest quote",
    parts=(Part("crackdown.gexf", write),),
    types=NODE_TYPES,
)
