"""Facts with the words behind them: claim → passage → announcement.

A Fact is one triple; it may be claimed by several announcements, each a piece of Evidence. What no announcement claims
but follows from what they claim is marked as inferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crackdown.graph.linking.network import Edge, Network
from crackdown.graph.linking.things import to_iri
from crackdown.graph.showing.claimed import Claimed, Evidence, evidence_by_claim, read_claims
from crackdown.graph.showing.wording import Reference, Value, property_label, reference, value_of
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import View
from crackdown.graph.term import iri
from crackdown.ontology.terms import crk

__all__ = [
    "Evidence", "Fact", "evidence_by_claim", "facts_of_claims", "facts_of_edge", "inferred_facts", "surest_first"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One triple for people to read. `id` is the IRI of its first claim, or made of the triple where it has none.

    `because` tells in words the rule by which a person is taken for the holder of a post.
    """

    id: str
    property: str
    label: str
    value: Value
    subject: Reference
    evidence: list[Evidence] = field(default_factory=list)
    confidence: float | None = None
    inferred: bool = False
    because: str | None = None


def facts_of_claims(view: View, network: Network, claims: Iterable[str]) -> list[Fact]:
    """Return the facts that the given claims state, the claims of one triple put together."""
    by_triple: dict[tuple[str, str, str], list[Claimed]] = defaultdict(list)
    for claim in read_claims(view, network, claims).values():
        parts = claim.parts
        if "property" in parts:
            # A tenure is told as a fact of the official who holds it, a count as one of its operation: neither is a
            # thing that a reader knows by name.
            subject = parts.get("holder", parts["subject"])
            by_triple[str(subject), str(parts["property"]), parts["object"].n3()].append(claim)
    return [_fact(network, triple[0], by_triple[triple]) for triple in sorted(by_triple)]


def facts_of_edge(view: View, network: Network, source: str, target: str, relation: str) -> list[Fact]:
    """Return the facts behind one edge: the claims of it, or those it was inferred from.

    Of who is taken for the holder of a post, the inference itself is told, which gives its reason.
    """
    edge = network.edge(source, target, relation)
    if edge and edge.relation == crk.inferredHolder:
        return inferred_facts(view, network, [edge])
    return facts_of_claims(view, network, network.claims_behind(edge)) if edge else []


def inferred_facts(view: View, network: Network, edges: Sequence[Edge]) -> list[Fact]:
    """Return inferred edges as facts, with the words of the claims that they rest on."""
    passages = evidence_by_claim(view, network, (claim for edge in edges for claim in network.claims_behind(edge)))
    return [
        Fact(
            id=f"{to_iri(edge.source)} {edge.relation} {to_iri(edge.target)}",
            property=edge.relation,
            label=edge.label,
            value=value_of(network, iri(to_iri(edge.target))),
            subject=reference(network, edge.source),
            evidence=surest_first(one for claim in network.claims_behind(edge) for one in passages.get(claim, [])),
            confidence=edge.confidence,
            inferred=True,
            because=_reason(view, edge) if edge.relation == crk.inferredHolder else None,
        )
        for edge in edges
    ]


def _reason(view: View, edge: Edge) -> str:
    """Return the words in which inferences say why a person is taken for the holder of a post, by their days."""
    ends = {"unnamed": iri(to_iri(edge.source)), "holder": iri(to_iri(edge.target))}
    told = {(str(row["day"]), str(row["why"])) for row in view.select(load("inferences"), **ends)}
    return "; ".join(why for _, why in sorted(told))


def _fact(network: Network, subject: str, claims: list[Claimed]) -> Fact:
    first = min(claims, key=lambda claim: str(claim.parts["claim"])).parts
    sure = [claim.confidence for claim in claims if claim.confidence is not None]
    return Fact(
        id=str(first["claim"]),
        property=str(first["property"]),
        label=property_label(str(first["property"])),
        value=value_of(network, first["object"]),
        subject=reference(network, subject),
        evidence=surest_first(one for claim in claims for one in claim.evidence),
        confidence=max(sure) if sure else None,
    )


def surest_first(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Put evidence in order, the surest first; a passage that backs several claims is told once."""

    def order(one: Evidence) -> tuple[float, str, str, int]:
        return -(one.confidence or 0), one.published or "", one.announcement, one.start

    ordered = sorted(evidence, key=order)
    return list({(one.announcement, one.start, one.end): one for one in reversed(ordered)}.values())[::-1]
