"""Writes `context.jsonld`: the JSON-LD 1.1 context under which our data reads as plain JSON.

Our own terms get their bare names; borrowed ones keep their prefix, so that `org:role` and a possible `crk:role` cannot
be confused. Concepts' and things' IRIs stay whole: their prefixes (`kind:`, `country:`) would hide the properties of
the same name.
"""

from __future__ import annotations

import json

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDFS

from crackdown.ontology.namespaces import NAMESPACES

OWN = NAMESPACES["crk"]
XSD = NAMESPACES["xsd"]

# What the values of borrowed properties are, where JSON cannot tell: links, and literals that look like strings.
BORROWED = {
    "dcterms:issued": "xsd:date",
    "dcterms:isReplacedBy": "@id",
    "dcterms:hasVersion": "@id",
    "dcterms:isVersionOf": "@id",
    "org:classification": "@id",
    "org:member": "@id",
    "org:organization": "@id",
    "org:postIn": "@id",
    "org:reportsTo": "@id",
    "org:role": "@id",
    "org:subOrganizationOf": "@id",
    "prov:endedAtTime": "xsd:dateTime",
    "prov:used": "@id",
    "prov:wasAssociatedWith": "@id",
    "prov:wasDerivedFrom": "@id",
    "prov:wasGeneratedBy": "@id",
    "rdf:predicate": "@id",
    "rdf:subject": "@id",
    "schema:sameAs": "@id",
    "schema:url": "xsd:anyURI",
    "skos:inScheme": "@id",
}


def render_context(graph: Graph) -> str:
    """Return the text of `context.jsonld` for the ontology in `graph`."""
    context: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type"}
    context |= {prefix: namespace for prefix, namespace in NAMESPACES.items() if prefix != "sh"}
    context |= {name: f"crk:{name}" for name in _own(graph, OWL.Class)}
    context |= {name: {"@id": f"crk:{name}", "@type": "@id"} for name in _own(graph, OWL.ObjectProperty)}
    context |= {name: _typed(graph, name) for name in _own(graph, OWL.DatatypeProperty)}
    context |= {name: {"@id": name, "@type": value} for name, value in BORROWED.items()}
    return json.dumps({"@context": context}, ensure_ascii=False, indent=2) + "\n"


def _own(graph: Graph, kind: URIRef) -> list[str]:
    iris = {str(s) for s in graph.subjects(None, kind) if isinstance(s, URIRef)}
    return sorted(iri.removeprefix(OWN) for iri in iris if iri.startswith(OWN))


def _typed(graph: Graph, name: str) -> object:
    """Give a datatype property its type, but for what JSON has of its own and for dates, whose precision varies."""
    local = str(graph.value(URIRef(OWN + name), RDFS.range)).removeprefix(XSD)
    if local in {"decimal", "dateTime", "anyURI"}:
        return {"@id": f"crk:{name}", "@type": f"xsd:{local}"}
    return f"crk:{name}"
