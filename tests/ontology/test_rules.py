"""The rules say what the axioms say: as HermiT does on the fixture, and by their form."""

from __future__ import annotations

from pathlib import Path

import owlready2
import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import OWL

from crackdown.ontology import reasoning
from crackdown.ontology.rules import RULES, Rule
from crackdown.ontology.terms import crk, org, rdf
from crackdown.ontology.turtle import ONTOLOGY, load_turtle

HERE = Path(__file__).parent

# HermiT reports it, but owlready2 does not write back a property that is but the inverse of one with values.
NOT_WRITTEN_BACK = {org.heldBy}

CLASSES = sorted({rule.head[2] for rule in RULES if rule.head[1] == rdf.type})
PROPERTIES = sorted({rule.head[1] for rule in RULES} - {rdf.type} - NOT_WRITTEN_BACK)


def variables(pattern: tuple[str, str, str]) -> set[str]:
    return {part for part in pattern if part.startswith("?")}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_head_uses_only_what_the_body_binds(rule: Rule) -> None:
    assert variables(rule.head) <= set().union(*(variables(pattern) for pattern in rule.body))


def test_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_every_chain_has_a_rule() -> None:
    chained = {str(property_) for property_ in load_turtle(ONTOLOGY).subjects(OWL.propertyChainAxiom)}
    assert chained == {rule.head[1] for rule in RULES if "∘" in rule.name}


def test_inverse_link_of_a_chain_is_followed_backwards() -> None:
    rule = next(rule for rule in RULES if rule.head[1] == crk.cooperatesWith and len(rule.body) == 2)
    assert rule.body == (("?x1", crk.carriedOutBy, "?x0"), ("?x1", crk.withPartner, "?x2"))


@pytest.fixture(scope="module")
def reasoned() -> tuple[owlready2.World, set[str]]:
    """The fixture's data as HermiT sees them, and the individuals among them."""
    if not reasoning.has_reasoner():
        pytest.skip("HermiT needs Java, and there is none on the PATH")
    data = Graph()
    for quad in Dataset().parse(HERE / "competency.trig").quads():
        data.add(quad[:3])
    world = reasoning.world(data)
    reasoning.classify(world, property_values=True)
    nodes = {str(node) for triple in data for node in (triple[0], triple[2]) if isinstance(node, URIRef)}
    return world, {iri for iri in nodes if isinstance(world[iri], owlready2.Thing)}


@pytest.mark.java
@pytest.mark.parametrize("class_", CLASSES)
def test_rules_and_hermit_agree_on_a_class(
    class_: str, reasoned: tuple[owlready2.World, set[str]], announcements: ox.Store
) -> None:
    world, individuals = reasoned
    by_hermit = {iri for iri in individuals if world[class_] in world[iri].INDIRECT_is_a}
    quads = announcements.quads_for_pattern(None, ox.NamedNode(rdf.type), ox.NamedNode(class_), ox.DefaultGraph())
    assert {quad.subject.value for quad in quads} == by_hermit


@pytest.mark.java
@pytest.mark.parametrize("property_", PROPERTIES)
def test_rules_and_hermit_agree_on_a_property(
    property_: str, reasoned: tuple[owlready2.World, set[str]], announcements: ox.Store
) -> None:
    world, individuals = reasoned
    name = f"INDIRECT_{world[property_].python_name}"
    by_hermit = {(iri, value.iri) for iri in individuals for value in as_list(getattr(world[iri], name))}
    quads = announcements.quads_for_pattern(None, ox.NamedNode(property_), None, ox.DefaultGraph())
    assert {(quad.subject.value, quad.object.value) for quad in quads} == by_hermit


def as_list(values: object) -> list[owlready2.Thing]:
    """Named values alone; owlready2 gives one for a functional property, and class expressions among the others."""
    found = values if isinstance(values, list) else [values]
    return [value for value in found if isinstance(value, owlready2.Thing)]
