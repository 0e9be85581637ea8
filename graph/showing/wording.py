"""Terms of the graph in words: things by their names, concepts and properties by their labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from crackdown.graph.linking.network import Network
from crackdown.graph.linking.relations import RELATIONS
from crackdown.graph.linking.things import to_id, to_iri
from crackdown.graph.term import Term
from crackdown.ontology.labels import label as term_label
from crackdown.ontology.labels import languages
from crackdown.ontology.namespaces import VOCABULARY_NAMESPACE
from crackdown.ontology.terms import org, rdfs, skos

# Other vocabularies' labels are made for their own readers: "Sok Veasna organization Ministry of Interior" says little.
_NAMING: Final = {
    rdfs.label: "called",
    skos.prefLabel: "called",
    skos.altLabel: "also called",
    org.classification: "kind",
    org.organization: "has a post in",
    org.member: "holder",
}


@dataclass(frozen=True, slots=True)
class Value:
    """The object of a fact: its text, and the id and type of the thing it is, where it is one."""

    text: str
    id: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing named in passing."""

    id: str
    label: str
    type: str


def reference(network: Network, id_: str) -> Reference:
    """Name a thing in passing; what is no node goes by the last part of its IRI."""
    node = network.nodes.get(to_id(id_))
    if node:
        return Reference(node.id, node.label, node.type)
    return Reference(to_id(id_), network.things.label(to_iri(id_)) or term_label(id_), "other")


def value_of(network: Network, term: Term) -> Value:
    """Put a term into words: a thing by its label, a concept by its name, a literal as it stands."""
    if term.kind != "iri":
        return Value(str(term))
    node = network.nodes.get(to_id(str(term)))
    if node:
        return Value(node.label, node.id, node.type)
    if str(term).startswith(VOCABULARY_NAMESPACE) and languages(str(term)):
        return Value(term_label(str(term)), to_id(str(term)), "concept")
    return Value(network.things.label(str(term)) or str(term))


def property_label(property_: str) -> str:
    """Name a property as the network does where it draws it, else as the ontology does."""
    if property_ in RELATIONS:
        return RELATIONS[property_].label
    return _NAMING.get(property_) or term_label(property_)
