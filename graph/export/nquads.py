"""N-Quads (https://www.w3.org/TR/n-quads/): one quad a line, sorted by bytes, as `LC_ALL=C sort` would."""

from __future__ import annotations

from itertools import chain
from typing import IO

from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.quads import graph_names, iter_lines, iter_sorted
from crackdown.graph.export.source import Source


def write(source: Source, out: IO[bytes]) -> None:
    """Write the graph; it can be compared line by line with another, by `comm` and `diff` too."""
    lines = chain.from_iterable(iter_lines(source, name) for name in graph_names(source))
    out.writelines(iter_sorted(lines))


FORMAT = Format(
    name="nquads",
    media_type="application/n-quads",
    sentence="every quad of every named graph, one a line, sorted: for any RDF store, and for comparing",
    parts=(Part("crackdown.nq", write),),
)
