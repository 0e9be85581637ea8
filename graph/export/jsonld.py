"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), expanded: the named graphs, IRIs in full, nothing to be fetched."""

from __future__ import annotations

from typing import IO

import pyoxigraph as ox

from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.quads import iter_quads
from crackdown.graph.export.source import Source


def write(source: Source, out: IO[bytes]) -> None:
    """Write the graph without a context: the engine's own would name prefixes in another order every time."""
    ox.serialize(iter_quads(source), out, format=ox.RdfFormat.JSON_LD)


FORMAT = Format(
    name="jsonld",
    media_type="application/ld+json",
    sentence="the named graphs as expanded JSON-LD: for programs that read JSON",
    parts=(Part("crackdown.jsonld", write),),
)
