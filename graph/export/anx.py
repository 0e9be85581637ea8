"""i2 Analyst's Notebook Exchange (.anx): the network as a chart, quotes as cards, figures and days as attributes.

The vendor publishes no free schema; the element and attribute names are those of charts and programs that are public
(docs/exports.md says what was checked and that the program itself was not tried). Ends of links name entities by
`EntityId` (`Rigorous`, no `IdReferenceLinking`). Items stand on a grid: lay the chart out once it is open.
"""

from __future__ import annotations

from typing import IO, Any

from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.links import (
    NODE_TYPES,
    Evidence,
    Item,
    Link,
    iter_items,
    iter_links,
    properties_of_item,
    properties_of_link,
)
from crackdown.graph.export.reader import Quote, Reader
from crackdown.graph.export.source import Source
from crackdown.graph.export.xml_text import XmlWriter, text_of
from crackdown.graph.linking.relations import RELATIONS

_DAY = len("2026-02-08")
_GRID, _STEP = 40, 100  # items a row, and the distance between them in hundredths of an inch
_MOST_CARDS = 20  # of a hub that hundreds of announcements name, the surest
_ICONS = {
    "official": "person", "agency": "office", "country": "place", "operation": "event", "airport": "airport",
    "place": "place", "announcement": "document", "post": "person",
}  # fmt: skip
_DASHES = {"claimed": "DotStyleSolid", "inferred": "DotStyleDashed", "reference": "DotStyleDotted"}
_ATTRIBUTES = {
    "iri": ("IRI", "AttText"), "kind": ("Kind", "AttText"), "code": ("Code", "AttText"),
    "persons_low": ("Persons, lowest told", "AttNumber"), "persons_high": ("Persons, highest told", "AttNumber"),
    "disputed": ("Disputed", "AttFlag"), "total": ("Sums up others", "AttFlag"),
    "basis": ("Basis", "AttText"), "claims": ("Claims", "AttNumber"), "origins": ("Independent origins", "AttNumber"),
    "confidence": ("Confidence", "AttNumber"), "first": ("First announced", "AttText"),
    "last": ("Last announced", "AttText"), "announcements": ("Announcements", "AttText"),
}  # fmt: skip


def write(source: Source, out: IO[bytes]) -> None:
    """Write the chart."""
    reader, xml = Reader(source.view), XmlWriter(out)
    xml.open("Chart", {"Rigorous": "true", "IdReferenceLinking": "false"})
    _declare(xml)
    xml.open("ChartItemCollection")
    numbers: dict[str, int] = {}
    for item in iter_items(source, reader):
        numbers[item.node.id] = len(numbers) + 1
        _entity(xml, item, numbers[item.node.id])
    for count, link in enumerate(iter_links(source, reader), 1):
        _link(xml, link, f"L{count}", numbers)
    xml.close("ChartItemCollection")
    xml.close("Chart")


def _declare(xml: XmlWriter) -> None:
    xml.open("StrengthCollection")
    for basis, dashes in _DASHES.items():
        xml.element("Strength", {"Id": f"S-{basis}", "Name": basis, "DotStyle": dashes})
    xml.close("StrengthCollection")
    xml.open("LinkTypeCollection")
    for label in sorted({relation.label for relation in RELATIONS.values()}):
        xml.element("LinkType", {"Id": _id("LT", label), "Name": label, "Colour": 0})
    xml.close("LinkTypeCollection")
    xml.open("EntityTypeCollection")
    for type_, icon in _ICONS.items():
        known = {"Id": f"ET-{type_}", "Name": type_.capitalize(), "IconFile": icon}
        xml.element("EntityType", {**known, "PreferredRepresentation": "RepresentAsIcon"})
    xml.close("EntityTypeCollection")
    xml.open("AttributeClassCollection")
    for key, (name, type_) in _ATTRIBUTES.items():
        xml.element("AttributeClass", {"Id": f"AC-{key}", "Name": name, "Type": type_})
    xml.close("AttributeClassCollection")


def _entity(xml: XmlWriter, item: Item, number: int) -> None:
    node = item.node
    x, y = number % _GRID * _STEP, number // _GRID * _STEP
    xml.open(
        "ChartItem",
        {"Id": f"E{number}", "Label": node.label, "Description": node.detail, "XPosition": x}
        | _day(node.from_, node.to)
        | _origin(item.evidence.quote),
    )
    xml.open("End", {"X": x, "Y": y, "Z": 0})
    xml.open("Entity", {"EntityId": number, "Identity": node.iri, "LabelIsIdentity": "false"})
    xml.open("Icon")
    xml.element("IconStyle", {"Type": node.type.capitalize(), "EntityTypeReference": f"ET-{node.type}"})
    xml.close("Icon")
    _cards(xml, item.evidence)
    xml.close("Entity")
    xml.close("End")
    _attributes(xml, properties_of_item(item))
    xml.close("ChartItem")


def _link(xml: XmlWriter, link: Link, id_: str, numbers: dict[str, int]) -> None:
    label = link.edge.label
    operation = next((node for node in (link.source, link.target) if node.type == "operation"), None)
    days = (operation.from_, operation.to) if operation else (link.evidence.first, link.evidence.last)
    xml.open("ChartItem", {"Id": id_, "Label": label} | _day(*days) | _origin(link.evidence.quote))
    xml.open("Link", {"End1Id": numbers[link.source.id], "End2Id": numbers[link.target.id]})
    _cards(xml, link.evidence)
    style = {"Strength": link.basis, "StrengthReference": f"S-{link.basis}", "ArrowStyle": "ArrowOnHead"}
    xml.element("LinkStyle", {**style, "Type": label, "LinkTypeReference": _id("LT", label)})
    xml.close("Link")
    _attributes(xml, properties_of_link(link))
    xml.close("ChartItem")


def _cards(xml: XmlWriter, evidence: Evidence) -> None:
    """Write a card for each quote."""
    if evidence.quotes:
        xml.open("CardCollection")
        for quote in evidence.quotes[:_MOST_CARDS]:
            summary = f"{quote.announcement.rsplit('/', 1)[-1]} ({quote.language or 'und'})"
            days = _day(quote.published, quote.published)
            xml.element("Card", {"Summary": summary, "Text": quote.text} | days | _origin(quote))
        xml.close("CardCollection")


def _attributes(xml: XmlWriter, properties: dict[str, Any]) -> None:
    xml.open("AttributeCollection")
    for key, (name, _) in _ATTRIBUTES.items():
        value = properties.get(key)
        if value is not None:
            told = {"AttributeClass": name, "AttributeClassReference": f"AC-{key}", "Value": text_of(value)}
            xml.element("Attribute", told)
    xml.close("AttributeCollection")


def _day(first: str | None, last: str | None) -> dict[str, object]:
    """Date an item by its first day; what is no whole day, or more than one, is told in words."""
    if not first:
        return {}
    words = first if last in (None, first) else f"{first} – {last}"
    described: dict[str, object] = {"DateTimeDescription": words} if words != first or len(first) != _DAY else {}
    if len(first) == _DAY:
        described |= {"DateTime": f"{first}T00:00:00", "DateSet": "true", "TimeSet": "false"}
    return described


def _origin(quote: Quote | None) -> dict[str, object]:
    return {"SourceReference": quote.passage, "SourceType": "Announcement"} if quote else {}


def _id(prefix: str, words: str) -> str:
    return f"{prefix}-{words.replace(' ', '-')}"


FORMAT = Format(
    name="anx",
    media_type="application/xml",
    sentence="the network as a chart for i2 Analyst's Notebook, quotes as cards",
    parts=(Part("crackdown.anx", write),),
    types=NODE_TYPES,
)
