"""The i2 chart, read by an XML parser and held against what public charts show; Analyst's Notebook was not tried."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from crackdown.graph.linking.network import network_of

# Element: its parent, and the attributes it needs.
STRUCTURE = {
    "StrengthCollection": ("Chart", set()),
    "Strength": ("StrengthCollection", {"Id", "Name", "DotStyle"}),
    "LinkTypeCollection": ("Chart", set()),
    "LinkType": ("LinkTypeCollection", {"Id", "Name"}),
    "EntityTypeCollection": ("Chart", set()),
    "EntityType": ("EntityTypeCollection", {"Id", "Name", "PreferredRepresentation", "IconFile"}),
    "AttributeClassCollection": ("Chart", set()),
    "AttributeClass": ("AttributeClassCollection", {"Id", "Name", "Type"}),
    "ChartItemCollection": ("Chart", set()),
    "ChartItem": ("ChartItemCollection", {"Id", "Label"}),
    "End": ("ChartItem", {"X", "Y"}),
    "Entity": ("End", {"EntityId", "Identity"}),
    "Icon": ("Entity", set()),
    "IconStyle": ("Icon", {"Type", "EntityTypeReference"}),
    "Link": ("ChartItem", {"End1Id", "End2Id"}),
    "LinkStyle": ("Link", {"Type", "LinkTypeReference", "Strength", "StrengthReference"}),
    "Card": ("CardCollection", {"Summary", "Text", "SourceReference"}),
    "AttributeCollection": ("ChartItem", set()),
    "Attribute": ("AttributeCollection", {"AttributeClass", "AttributeClassReference", "Value"}),
}
REFERENCES = {
    "EntityTypeReference": "EntityType", "LinkTypeReference": "LinkType", "StrengthReference": "Strength",
    "AttributeClassReference": "AttributeClass",
}  # fmt: skip


@pytest.fixture(scope="session")
def chart(written) -> ET.Element:
    return ET.parse(written("anx") / "crackdown.anx").getroot()


def test_every_element_stands_where_it_belongs(chart):
    assert chart.tag == "Chart"
    for parent in chart.iter():
        for child in parent:
            place, needed = STRUCTURE.get(child.tag, (None, set()))
            assert place == parent.tag or (child.tag == "CardCollection" and parent.tag in {"Entity", "Link"})
            assert needed <= child.attrib.keys()


def test_every_reference_names_what_is_declared(chart):
    for attribute, tag in REFERENCES.items():
        declared = {one.get("Id") for one in chart.iter(tag)}
        assert {one.get(attribute) for one in chart.iter() if one.get(attribute)} <= declared


def test_ids_are_unique_and_links_join_entities(chart):
    ids = [one.get("Id") for one in chart.iter("ChartItem")]
    entities = [one.get("EntityId") for one in chart.iter("Entity")]
    assert len(ids) == len(set(ids))
    assert len(entities) == len(set(entities))
    assert {link.get(end) for link in chart.iter("Link") for end in ("End1Id", "End2Id")} <= set(entities)


def test_there_is_a_link_for_every_edge(store, chart):
    assert len(list(chart.iter("Link"))) == len(list(network_of(store.view()).iter_edges()))


def test_every_link_that_is_said_has_a_card_with_the_words(chart):
    for link in chart.iter("Link"):
        basis = link.find("LinkStyle").get("Strength")
        cards = link.findall("CardCollection/Card")
        assert bool(cards) == (basis != "reference")
        assert all(card.get("Text") and "#char=" in card.get("SourceReference") for card in cards)


def test_an_operation_is_dated(chart):
    items = [
        item
        for item in chart.iter("ChartItem")
        if item.find("End/Entity/Icon/IconStyle[@Type='Operation']") is not None
    ]
    assert any(item.get("DateTime", "").endswith("T00:00:00") and item.get("DateSet") == "true" for item in items)


def test_attributes_are_of_their_class(chart):
    types = {one.get("Id"): one.get("Type") for one in chart.iter("AttributeClass")}
    for one in chart.iter("Attribute"):
        if types[one.get("AttributeClassReference")] == "AttNumber":
            assert float(one.get("Value")) >= 0
        if types[one.get("AttributeClassReference")] == "AttFlag":
            assert one.get("Value") in {"true", "false"}
