"""The names by which a store on an endpoint keeps its own state, all in the named graph `graph:store`.

That graph is no part of what is asked: queries for `GRAPH ?g` do not see it, the default graph does not sum it up.
"""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from crackdown.ontology.terms import graph

STORE: Final = ox.NamedNode(graph.store)
MERGED: Final = ox.NamedNode(graph.merged)
NOWHERE: Final = f"{graph.store}#nowhere"  # a graph that never holds anything


def term(name: str) -> ox.NamedNode:
    """Name something within the store's own graph.

    >>> term("version").value.rpartition("/")[2]
    'store#version'
    """
    return ox.NamedNode(f"{graph.store}#{name}")


VERSION, FORMAT, DIALECT, FOREIGN, REFERENCE, PENDING, REBUILDING, HELD, HOLDER, PART, PROBE = (
    term(name)
    for name in (
        "version", "format", "dialect", "foreign", "reference", "pending", "rebuilding", "held", "holder", "part",
        "probe",
    )
)  # fmt: skip
