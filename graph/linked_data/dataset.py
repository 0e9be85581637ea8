"""The dataset described as linked data expects it: its service (SPARQL 1.1 Service Description), VoID and DCAT.

All of it is asked of the graph by the queries `dataset_….rq` and `service.rq`, once for each version of the graph.
https://www.w3.org/TR/sparql11-service-description/, https://www.w3.org/TR/void/, https://www.w3.org/TR/vocab-dcat-3/
"""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from crackdown.graph.sparql.answer import GRAPH_FORMATS, serialize_triples
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.age import ByVersion
from crackdown.graph.storage.view import View, bind
from crackdown.graph.term import iri, literal
from crackdown.ontology.terms import BASE

DATASET: Final = f"{BASE}dataset"
CATALOGUE: Final = f"{DATASET}#catalogue"
SERVICE: Final = f"{DATASET}#service"
_QUERIES: Final = ("counts", "period", "classes", "properties", "vocabularies", "links", "examples", "graphs")

_Triples = frozenset[ox.Triple]
_COUNTED: ByVersion[_Triples] = ByVersion()


def describe_dataset(view: View, address: str, graph_format: str) -> bytes:
    """Describe the graph of a view and the service that answers for it.

    Args:
        view: what is described; what its version holds is counted once.
        address: where this server is reached, ending with a slash.
        graph_format: turtle, ntriples, jsonld, rdfxml, trig or nquads.

    Raises:
        InputError: the address is none that an IRI may hold.
    """
    counted = _COUNTED.get(view.version, lambda: _count(view))
    endpoint, store = iri(f"{address}sparql"), iri(f"{address}store?format=nquads")
    service = bind(
        load("service"),
        {
            "service": iri(SERVICE), "endpoint": endpoint, "store": store, "dataset": iri(DATASET),
            "catalogue": iri(CATALOGUE), "space": literal(BASE),
        },
    )  # fmt: skip
    triples = sorted(counted | _construct(view, service), key=str)
    return serialize_triples(triples, GRAPH_FORMATS[graph_format][0])


def _count(view: View) -> _Triples:
    bindings = {"dataset": iri(DATASET), "space": literal(BASE)}
    found = [_construct(view, bind(load(f"dataset_{name}"), bindings)) for name in _QUERIES]
    return frozenset().union(*found)


def _construct(view: View, query: str) -> _Triples:
    body = view.serialize(query, graph_format="ntriples").body
    return frozenset(quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
