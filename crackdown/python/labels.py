"""What the IRIs of an answer are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crackdown.graph.storage.view import View


def label_of(view: View, id_: str) -> str | None:
    """Name a thing, a concept, a class or a property by its id or IRI; None where it has no name.

    Only the nodes are read for it, not the edges; that is done once for each version of a graph.
    """
    from crackdown.graph.linking.network import network_of
    from crackdown.graph.linking.things import to_id, to_iri
    from crackdown.ontology.labels import label, languages

    iri = to_iri(id_)
    if languages(iri):
        return label(iri)
    network = network_of(view)
    node = network.nodes.get(to_id(iri))
    return node.label if node else network.things.label(iri)
