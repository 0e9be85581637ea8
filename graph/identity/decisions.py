"""The identity graph: for every member that goes by another IRI than its own, the decision, why, and the redirect.

PROV and Dublin Core: `dcterms:isReplacedBy` leads from the old IRI to the canonical one; a `crk:IdentityDecision` tells
what was compared, how sure the program is, and what speaks for and against it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from crackdown.graph.identity.delta import Delta
from crackdown.graph.identity.scoring import Score
from crackdown.graph.inference import Fact
from crackdown.graph.oxigraph import Node
from crackdown.ontology.terms import BASE, CONCEPTS, crk, dcterms, graph, prov, rdf, rdfs, xsd

RESOLVER = f"{BASE}software/crackdown-identity"  # described by the reference graph


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a member goes by a canonical IRI: the member of its group that it is likest, and how they compare."""

    canonical: str
    partner: str
    score: Score
    is_judged: bool


class Decisions:
    """The identity graph with the decisions that are to be written."""

    def __init__(self, engine: ox.Store) -> None:
        self.delta = Delta(engine, graph.identity)

    def set(self, member: str, decision: Decision | None) -> None:
        """Keep why a member goes by another IRI; None: it does not."""
        this = ox.NamedNode(member)
        for replaced in list(self.delta.objects(this, _REPLACED)):
            self.delta.remove(this, _REPLACED, replaced)
        node = ox.NamedNode(decision_iri(member))
        for predicate in _PREDICATES:
            for value in list(self.delta.objects(node, predicate)):
                self.delta.remove(node, predicate, value)
        for fact in _facts(member, decision) if decision else ():
            self.delta.add(*fact)


def decision_iri(member: str) -> str:
    """Name the decision about a member."""
    return f"{BASE}decision/{member.removeprefix(BASE).replace('/', '--')}"


def _facts(member: str, decision: Decision) -> list[Fact[Node]]:
    this, canonical = ox.NamedNode(member), ox.NamedNode(decision.canonical)
    node = ox.NamedNode(decision_iri(member))
    confidence = 1.0 if decision.is_judged else round(decision.score.probability, 3)
    partner = decision.partner.removeprefix(BASE)
    reasons = f"judged by a person to be {partner}; " if decision.is_judged else f"likest {partner}: "
    return [
        (this, _REPLACED, canonical),
        (node, ox.NamedNode(rdf.type), ox.NamedNode(crk.IdentityDecision)),
        (node, ox.NamedNode(crk.compares), this),
        (node, ox.NamedNode(crk.compares), canonical),
        (node, ox.NamedNode(crk.verdict), ox.NamedNode(CONCEPTS["verdict"]["same"])),
        (node, ox.NamedNode(crk.canonical), canonical),
        (node, ox.NamedNode(crk.confidence), ox.Literal(str(confidence), datatype=ox.NamedNode(xsd.decimal))),
        (node, ox.NamedNode(rdfs.comment), ox.Literal(f"{reasons}{decision.score}", language="en")),
        (node, ox.NamedNode(prov.wasAssociatedWith), ox.NamedNode(RESOLVER)),
    ]


_REPLACED = ox.NamedNode(dcterms.isReplacedBy)
_PREDICATES = tuple(
    ox.NamedNode(predicate)
    for predicate in (
        rdf.type, crk.compares, crk.verdict, crk.canonical, crk.confidence, rdfs.comment, prov.wasAssociatedWith
    )
)  # fmt: skip
