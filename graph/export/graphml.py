"""GraphML (http://graphml.graphdrawing.org/): the network for Gephi, yEd, Cytoscape, igraph and networkx."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from crackdown.graph.export.xml_text import XmlWriter, text_of
from crackdown.ontology.namespaces import GRAPHML_NAMESPACE

_TYPES: dict[type, str] = {int: "long", float: "double", bool: "boolean"}


def write(source: Source, out: IO[bytes]) -> None:
    """Write the network; several edges may join two nodes, each with an id of its own."""
    reader, xml = Reader(source.view), XmlWriter(out)
    xml.open("graphml", {"xmlns": GRAPHML_NAMESPACE})
    _declare(xml, "node", ("label", *ITEM_PROPERTIES))
    _declare(xml, "edge", ("label", *LINK_PROPERTIES))
    xml.open("graph", {"id": "crackdown", "edgedefault": "directed"})
    for item in iter_items(source, reader):
        xml.open("node", {"id": item.node.id})
        _values(xml, "node", {"label": item.node.label, **properties_of_item(item)})
        xml.close("node")
    for link in iter_links(source, reader):
        xml.open("edge", {"id": link.edge.id, "source": link.edge.source, "target": link.edge.target})
        _values(xml, "edge", {"label": link.edge.label, **properties_of_link(link)})
        xml.close("edge")
    xml.close("graph")
    xml.close("graphml")


def _declare(xml: XmlWriter, class_: str, names: Sequence[str]) -> None:
    for name in names:
        type_ = _TYPES.get(PROPERTY_TYPES.get(name, str), "string")
        xml.element("key", {"id": f"{class_}-{name}", "for": class_, "attr.name": name, "attr.type": type_})


def _values(xml: XmlWriter, class_: str, properties: Mapping[str, Any]) -> None:
    for name, value in properties.items():
        if value is not None:
            xml.element("data", {"key": f"{class_}-{name}"}, text_of(value))


FORMAT = Format(
    name="graphml",
    media_type="application/graphml+xml",
    sentence="the network for yEd, Cytoscape, igraph, networkx and Gephi, with the same on each edge",
    parts=(Part("crackdown.graphml", write),),
    types=NODE_TYPES,
)
