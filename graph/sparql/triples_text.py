"""Triples in N-Triples, read into terms, and written as Turtle for people."""

from __future__ import annotations

import pyoxigraph as ox

from crackdown.graph.sparql.answer import serialize_triples
from crackdown.graph.storage.oxigraph import from_node
from crackdown.graph.term import Term


def read_ntriples(text: bytes) -> list[tuple[Term, Term, Term]]:
    """Read triples, in the order in which they stand.

    >>> read_ntriples(b'<urn:a> <urn:b> "c" .')[0][2].value
    'c'
    """
    found = ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
    return [(from_node(quad.subject), from_node(quad.predicate), from_node(quad.object)) for quad in found]


def to_turtle(ntriples: bytes) -> str:
    """Write triples as Turtle, with those of the project's prefixes that occur."""
    triples = [quad.triple for quad in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES)]
    return serialize_triples(triples, ox.RdfFormat.TURTLE).decode()
