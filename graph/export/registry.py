"""Every export format by its name."""

from __future__ import annotations

from crackdown.errors import UnknownFormat
from crackdown.graph.export import (
    anx,
    croissant,
    csv_tables,
    cypher,
    dcat,
    followthemoney,
    gexf,
    graphml,
    jsonld,
    neo4j_csv,
    nquads,
    parquet,
    trig,
    turtle,
)
from crackdown.graph.export.format import Format

_MODULES = (
    nquads, trig, turtle, jsonld, csv_tables, parquet, gexf, graphml, followthemoney, neo4j_csv, cypher, anx,
    croissant, dcat,
)  # fmt: skip
FORMATS: dict[str, Format] = {module.FORMAT.name: module.FORMAT for module in _MODULES}


def find_format(name: str) -> Format:
    """Return a format.

    Raises:
        UnknownFormat: there is none of that name.
    """
    if name not in FORMATS:
        raise UnknownFormat(f"there is no export format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]
