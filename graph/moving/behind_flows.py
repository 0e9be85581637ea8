"""The operations behind a band or a point, each with its figures and the words that say where and of whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crackdown.graph.figures.table import Figure, figures_of
from crackdown.graph.linking.network import Edge, Network
from crackdown.graph.linking.things import Node
from crackdown.graph.moving.flows import Behind, Choice, shares_behind
from crackdown.graph.moving.shares import Share
from crackdown.graph.showing.evidence import Evidence, evidence_by_claim, surest_first
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import crk

_RELATIONS = (crk.inCountry, crk.sentTo, crk.nationalsOf, crk.departedFrom)


@dataclass(frozen=True, slots=True)
class Told:
    """One operation: its shares in what was clicked, every figure of it, and the words for the places."""

    node: Node
    shares: list[Share]
    figures: list[Figure]
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class Operations:
    """Some of the operations behind a number, the latest first, and how many there are."""

    total: int
    operations: list[Told]


def operations_behind(
    view: View, network: Network, choice: Choice, behind: Behind, *, limit: int, offset: int = 0
) -> Operations:
    """Return the operations that a number rests on, a page at a time."""
    found = shares_behind(network, choice, behind)
    page = found[offset : offset + limit]
    edges = {shares[0].movement.operation.id: list(_edges(network, shares)) for shares in page}
    claims = {edge.id: network.claims_behind(edge) for of_one in edges.values() for edge in of_one}
    passages = evidence_by_claim(view, network, (claim for of_edge in claims.values() for claim in of_edge))
    return Operations(len(found), [_told(view, network, shares, edges, claims, passages) for shares in page])


def _told(
    view: View,
    network: Network,
    shares: Sequence[Share],
    edges: dict[str, list[Edge]],
    claims: dict[str, frozenset[str]],
    passages: dict[str, list[Evidence]],
) -> Told:
    node = shares[0].movement.operation
    words = (
        one for edge in edges[node.id] for claim in sorted(claims[edge.id]) for one in passages.get(claim, ())
    )  # fmt: skip
    return Told(node, list(shares), figures_of(view, network, node.iri), surest_first(words))


def _edges(network: Network, shares: Sequence[Share]) -> Iterable[Edge]:
    """Yield the relations that place the shares: where it took place, by which airport, to which end."""
    id_ = shares[0].movement.operation.id
    ends = {end for share in shares for end in (*share.start, *share.via, *share.target)}
    for end in sorted(ends):
        for relation in _RELATIONS:
            edge = network.edge(id_, end, relation)
            if edge:
                yield edge
