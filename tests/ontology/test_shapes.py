"""The shapes are well-formed SHACL, and each place in them says in words what it wants."""

from __future__ import annotations

import pyshacl
from rdflib import Graph
from rdflib.namespace import SH

from crackdown.ontology.turtle import SHAPES, load_turtle


def test_shapes_conform_to_the_shapes_of_shacl() -> None:
    conforms, _, _ = pyshacl.validate(Graph(), shacl_graph=load_turtle(SHAPES), meta_shacl=True)
    assert conforms


def test_every_constraint_has_a_message() -> None:
    shapes = load_turtle(SHAPES)
    constraints = {*shapes.objects(None, SH.property), *shapes.objects(None, SH.sparql)}
    assert [node for node in constraints if (node, SH.message, None) not in shapes] == []
