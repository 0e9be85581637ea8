"""Fixtures: the four announcements of `competency.trig`, in a store whose default graph holds all that follows.

The default graph is filled here by SPARQL updates made from the rules, apart from the store's own reasoner, so that the
questions check the rules and not the engine that runs them.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from crackdown.ontology import path
from crackdown.ontology.rules import RULES, Rule
from crackdown.ontology.terms import BASE

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def announcements() -> ox.Store:
    """The fixture's named graphs, the ontology and vocabularies among them, and the filled default graph."""
    store = ox.Store()
    store.load(path=HERE / "competency.trig", format=ox.RdfFormat.TRIG)
    for name, graph in (("crackdown.ttl", "ontology"), ("concepts.ttl", "vocab")):
        store.load(path=path(name), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(BASE + graph))
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    _saturate(store)
    return store


def _saturate(store: ox.Store) -> None:
    size = -1
    while size != len(store):
        size = len(store)
        for rule in RULES:
            store.update(_as_update(rule))


def _as_update(rule: Rule) -> str:
    body = " . ".join(_triple(pattern) for pattern in rule.body)
    return f"INSERT {{ {_triple(rule.head)} }} WHERE {{ {body} }}"


def _triple(pattern: tuple[str, str, str]) -> str:
    return " ".join(part if part.startswith(("?", '"')) else f"<{part}>" for part in pattern)
