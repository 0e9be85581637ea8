"""The ontology's Turtle files as one rdflib graph, for what needs their axioms rather than their terms.

Parsing costs a third of a second, so nothing that runs in a request calls this: IRIs come from `terms.py`, labels from
`labels.py`, entailments from `rules.py`, all generated.
"""

from __future__ import annotations

from functools import cache

from rdflib import Graph

from crackdown.ontology import path

ONTOLOGY = "crackdown.ttl"
CONCEPTS = "concepts.ttl"
SHAPES = "shapes.ttl"


@cache
def load_turtle(*names: str) -> Graph:
    """Parse some of the ontology's files into one graph; callers share it and must not change it.

    >>> len(load_turtle(ONTOLOGY)) > 500
    True
    """
    graph = Graph(bind_namespaces="none")
    for name in names:
        graph.parse(path(name), format="turtle")
    return graph
