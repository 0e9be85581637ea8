"""Turtle (https://www.w3.org/TR/turtle/): the default graph, as Turtle knows no named graphs."""

from __future__ import annotations

from dataclasses import replace
from typing import IO

import pyoxigraph as ox

from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.quads import write_rdf
from crackdown.graph.export.source import Source


def write(source: Source, out: IO[bytes]) -> None:
    """Write the default graph: each triple once, what the ontology implies included."""
    write_rdf(replace(source, default_graph=True), out, ox.RdfFormat.TURTLE)


FORMAT = Format(
    name="turtle",
    media_type="text/turtle",
    sentence="the merged default graph, each triple once, inferences included: for Protégé and other RDF tools",
    parts=(Part("crackdown.ttl", write),),
)
