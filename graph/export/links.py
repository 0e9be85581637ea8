"""The network for tools that draw networks: nodes and edges, each with the words behind it.

Nodes and edges are those of the explorer (`network.py`), which is held in memory; the quotes are looked up edge by
edge. An edge's `basis` is "claimed" where an announcement states it, "inferred" where it follows from claims, which are
then those it leads back to, and "reference" where it is known from reference data alone (in which country an airport
lies): that has no quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crackdown.graph.export.reader import Claim, Quote, Reader, surest_first
from crackdown.graph.export.rows import claims_on_agency
from crackdown.graph.export.source import Source
from crackdown.graph.linking.network import Edge
from crackdown.graph.linking.things import TYPES, Node
from crackdown.ontology.terms import org

NODE_TYPES = frozenset(TYPES.values())
_TELLS_EVERY = 1000


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind a node or an edge: claims counted, announcements, days, quotes, surest first."""

    claims: int
    announcements: list[str]
    first: str | None
    last: str | None
    confidence: float | None
    quotes: list[Quote]

    @property
    def quote(self) -> Quote | None:
        """The surest quote."""
        return self.quotes[0] if self.quotes else None


@dataclass(frozen=True, slots=True)
class Item:
    """A node with its evidence."""

    node: Node
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Link:
    """An edge with its two ends and its evidence."""

    edge: Edge
    source: Node
    target: Node
    evidence: Evidence

    @property
    def basis(self) -> str:
        """Whether it is claimed, inferred or known from reference data."""
        if not self.evidence.claims:
            return "reference"
        return "inferred" if self.edge.inferred else "claimed"


def iter_items(source: Source, reader: Reader) -> Iterator[Item]:
    """Iterate over the nodes that are wanted, by their ids; countries that nothing is said of are left out."""
    nodes = reader.network.nodes
    for number, id_ in enumerate(sorted(nodes), 1):
        if _is_written(source, nodes[id_]):
            yield item_of(reader, nodes[id_])
        if number % _TELLS_EVERY == 0:
            source.told(f"{number:,} of {len(nodes):,} nodes")


def iter_links(source: Source, reader: Reader) -> Iterator[Link]:
    """Iterate over the edges among those nodes, in the order of their ids."""
    network = reader.network
    edges = sorted(network.iter_edges(), key=lambda edge: edge.id)
    for number, edge in enumerate(edges, 1):
        if _is_written(source, network.nodes[edge.source]) and _is_written(source, network.nodes[edge.target]):
            yield link_of(reader, edge)
        if number % _TELLS_EVERY == 0:
            source.told(f"{number:,} of {len(edges):,} edges")


def item_of(reader: Reader, node: Node) -> Item:
    """Put a node together with its evidence."""
    return Item(node, evidence_of(reader, claims_on(reader, node)))


def link_of(reader: Reader, edge: Edge) -> Link:
    """Put an edge together with its ends and its evidence."""
    nodes = reader.network.nodes
    return Link(edge, nodes[edge.source], nodes[edge.target], evidence_of(reader, claims_behind(reader, edge)))


def evidence_of(reader: Reader, claims: Iterable[Claim]) -> Evidence:
    """Put together what stands behind something."""
    claims = list(claims)
    announcements = sorted({claim.announcement for claim in claims})
    days = sorted(day for one in announcements if (day := reader.announced(one)[1]))
    return Evidence(
        claims=len(claims),
        announcements=announcements,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        confidence=max((claim.confidence for claim in claims if claim.confidence is not None), default=None),
        quotes=surest_first(quote for claim in claims for quote in claim.quotes),
    )


def properties_of_item(item: Item) -> dict[str, Any]:
    """Return what the network formats say of a node, nothing left out that is empty."""
    node = item.node
    return {
        "iri": node.iri,
        "type": node.type,
        "detail": node.detail,
        "kind": node.kind,
        "code": node.code,
        "from": node.from_,
        "to": node.to,
        "persons_low": node.persons.low if node.persons else None,
        "persons_high": node.persons.high if node.persons else None,
        "disputed": node.disputed,
        "total": node.total,
        **_told(item.evidence),
    }


def properties_of_link(link: Link) -> dict[str, Any]:
    """Return what the network formats say of an edge."""
    return {"relation": link.edge.relation, "basis": link.basis, "origins": link.edge.origins, **_told(link.evidence)}


def _told(evidence: Evidence) -> dict[str, Any]:
    quote = evidence.quote
    return {
        "claims": evidence.claims,
        "announcements": " ".join(evidence.announcements) or None,
        "first": evidence.first,
        "last": evidence.last,
        "confidence": evidence.confidence,
        "quote": quote.text if quote else None,
        "quote_language": quote.language if quote else None,
        "passage": quote.passage if quote else None,
        "url": quote.url if quote else None,
    }


PROPERTY_TYPES: dict[str, type] = {
    "persons_low": int, "persons_high": int, "disputed": bool, "total": bool, "claims": int, "origins": int,
    "confidence": float,
}  # fmt: skip
ITEM_PROPERTIES = (
    "iri", "type", "detail", "kind", "code", "from", "to", "persons_low", "persons_high", "disputed", "total",
    "claims", "announcements", "first", "last", "confidence", "quote", "quote_language", "passage", "url",
)  # fmt: skip
LINK_PROPERTIES = (
    "relation", "basis", "origins", "claims", "announcements", "first", "last", "confidence", "quote",
    "quote_language", "passage", "url",
)  # fmt: skip


def _is_written(source: Source, node: Node) -> bool:
    return source.wants(node.type) and (node.type != "country" or node.degree > 0)


def claims_behind(reader: Reader, edge: Edge) -> list[Claim]:
    """Return the claims that state an edge, or that it was inferred from."""
    return [reader.claim(claim) for claim in sorted(reader.network.claims_behind(edge))]


def claims_on(reader: Reader, node: Node) -> list[Claim]:
    """Return the claims that say something of a node, of what an official held included."""
    if node.type == "agency":
        return claims_on_agency(reader, node.iri)
    tenures = reader.subjects(org.member, node.iri) if node.type == "official" else []
    return [claim for subject in (node.iri, *tenures) for claim in reader.claims_about(subject)]
