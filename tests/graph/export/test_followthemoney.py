"""FollowTheMoney entities, held against its own model: schemata, properties, values, and what may point to what."""

from __future__ import annotations

import json

import pytest

ftm = pytest.importorskip("followthemoney")

from followthemoney.proxy import EntityProxy  # noqa: E402
from followthemoney.types import registry  # noqa: E402


@pytest.fixture(scope="session")
def entities(written):
    lines = (written("followthemoney") / "crackdown.ftm.json").read_text(encoding="utf-8").splitlines()
    return {one["id"]: one for one in map(json.loads, lines)}


def properties(entities):
    for entity in entities.values():
        schema = ftm.model.get(entity["schema"])
        for name, values in entity["properties"].items():
            for value in values:
                yield entity, schema.get(name), name, value


def test_ids_are_unique(written, entities):
    lines = (written("followthemoney") / "crackdown.ftm.json").read_bytes().splitlines()
    assert len(lines) == len(entities) > 50


def test_the_model_validates_every_entity(entities):
    for entity in entities.values():
        ftm.model.get(entity["schema"]).validate(entity)  # raises where a required property is missing
        assert EntityProxy.from_dict(entity).to_dict()["properties"].keys() == entity["properties"].keys()


def test_every_property_is_one_of_the_schema(entities):
    assert [(entity["schema"], name) for entity, known, name, _ in properties(entities) if known is None] == []


def test_every_value_is_clean(entities):
    dirty = [(name, value) for _, known, name, value in properties(entities) if known.type.clean(value) != value]
    assert dirty == []


def test_what_is_pointed_to_is_there_and_of_the_right_schema(entities):
    for _, known, _, value in properties(entities):
        if known.type == registry.entity:
            assert ftm.model.get(entities[value]["schema"]).is_a(known.range)


def test_people_are_officials_and_nobody_else(store, entities):
    people = {one["id"] for one in entities.values() if one["schema"] == "Person"}
    rows = store.view().select("SELECT ?o { ?o a crk:Official }")
    assert people <= {str(row["o"]).split("/crackdown/")[1].replace("/", "-") for row in rows}
    assert people


def test_every_link_that_is_said_has_its_words_and_proof(entities):
    links = [one for one in entities.values() if one["id"].startswith("link-")]
    assert {"Membership", "Occupancy", "Documentation", "UnknownLink"} <= {one["schema"] for one in links}
    for link in links:
        told = link["properties"]
        assert told["status"] == ["reference"] or (told["summary"] and told["proof"] and told["recordId"])


def test_an_address_that_is_a_script_is_left_out(entities):
    assert "javascript" not in json.dumps([entities["announcement-hostile-2026-05-06-en"]])


def test_figures_are_told_with_who_says_them(entities):
    told = entities["operation-vn-2026-05-05-arrest-40"]["properties"]["summary"]
    assert 'exactly 40 (people) according to =HYPERLINK("x") & <Bureau>' in told
