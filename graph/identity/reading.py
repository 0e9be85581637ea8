"""The register of a store, read from its named graphs."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

from crackdown.graph.identity.register import Entry, Register
from crackdown.ontology.terms import crk, rdf, rdfs, skos

NOT_NAMED = " (not named)"  # behind the label of an official known by the post alone


def read_register(engine: ox.Store) -> Register:
    """Read the names of all officials and agencies, graph by graph."""
    by_graph: defaultdict[str, list[Entry]] = defaultdict(list)
    for type_ in (crk.Official, crk.Agency):
        for quad in engine.quads_for_pattern(None, ox.NamedNode(rdf.type), ox.NamedNode(type_), None):
            if isinstance(quad.graph_name, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode):
                by_graph[quad.graph_name.value] += _entries(engine, type_, quad.subject, quad.graph_name)
    register = Register()
    for graph, entries in by_graph.items():
        register.replace(graph, entries)
    return register


def _entries(engine: ox.Store, type_: str, thing: ox.NamedNode, graph: ox.NamedNode) -> list[Entry]:
    countries = [quad.object for quad in engine.quads_for_pattern(thing, ox.NamedNode(crk.country), None, graph)]
    country = countries[0].value if countries and isinstance(countries[0], ox.NamedNode) else None
    found = []
    for predicate in (rdfs.label, skos.altLabel):
        for quad in engine.quads_for_pattern(thing, ox.NamedNode(predicate), None, graph):
            if isinstance(quad.object, ox.Literal):
                language = (quad.object.language or "") if predicate == rdfs.label else None
                name = quad.object.value.removesuffix(NOT_NAMED)
                found.append(Entry(type_, country, name, thing.value, language))
    return found
