"""TriG (https://www.w3.org/TR/trig/): the named graphs, one block each, for people to read."""

from __future__ import annotations

from typing import IO

import pyoxigraph as ox

from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.quads import write_rdf
from crackdown.graph.export.source import Source


def write(source: Source, out: IO[bytes]) -> None:
    """Write the graph."""
    write_rdf(source, out, ox.RdfFormat.TRIG)


FORMAT = Format(
    name="trig",
    media_type="application/trig",
    sentence="the named graphs with prefixes, one block each: for RDF stores and for reading",
    parts=(Part("crackdown.trig", write),),
)
