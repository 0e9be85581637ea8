"""The identity graph: for every member that goes by another IRI than its own, the decision, why, and the redirect.

PROV and Dublin Core: `dcterms:isReplacedBy` leads from the old IRI to the canonical one; a `crk:IdentityDecision` tells
what was compared, how sure the program is, and what speaks for and against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from crackdown.graph.identity.delta import Delta
from crackdown.graph.identity.scoring import Score
from crackdown.graph.storage.engine import Engine
from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node
from crackdown.ontology.terms import BASE, CONCEPTS, crk, dcterms, graph, prov, rdf, rdfs, xsd

RESOLVER = f"{BASE}software/crackdown-identity"  # described by the reference graph


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a member goes by a canonical IRI: the member of its group that it is likest, and how they compare."""

    canonical: str
    partner: str
    score: Score
    is_judged: bool


class Decided(NamedTuple):
    """A member that goes by another IRI, how sure that is from 0 to 1, and whether a person judged it."""

    member: str
    canonical: str
    confidence: float
    is_judged: bool


class Decisions:
    """The identity graph with the decisions that are to be written."""

    def __init__(self, engine: Engine) -> None:
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

    def decided(self) -> Iterator[Decided]:
        """Yield the members that go by another IRI."""
        for member in self.delta.having(_REPLACED):
            for canonical in self.delta.objects(member, _REPLACED):
                if isinstance(member, ox.NamedNode) and isinstance(canonical, ox.NamedNode):
                    node = ox.NamedNode(decision_iri(member.value))
                    confidence, why = self._value(node, crk.confidence), self._value(node, rdfs.comment)
                    yield Decided(member.value, canonical.value, float(confidence or 1), why.startswith(_JUDGED))

    def _value(self, node: ox.NamedNode, predicate: str) -> str:
        values = self.delta.objects(node, ox.NamedNode(predicate))
        return next((value.value for value in values if isinstance(value, ox.Literal)), "")


def decision_iri(member: str) -> str:
    """Name the decision about a member."""
    return f"{BASE}decision/{member.removeprefix(BASE).replace('/', '--')}"


def _facts(member: str, decision: Decision) -> list[Fact[Node]]:
    this, canonical = ox.NamedNode(member), ox.NamedNode(decision.canonical)
    node = ox.NamedNode(decision_iri(member))
    confidence = _decimal(1.0 if decision.is_judged else decision.score.probability)
    partner = decision.partner.removeprefix(BASE)
    reasons = f"{_JUDGED} to be {partner}; " if decision.is_judged else f"likest {partner}: "
    return [
        (this, _REPLACED, canonical),
        (node, ox.NamedNode(rdf.type), ox.NamedNode(crk.IdentityDecision)),
        (node, ox.NamedNode(crk.compares), this),
        (node, ox.NamedNode(crk.compares), canonical),
        (node, ox.NamedNode(crk.verdict), ox.NamedNode(CONCEPTS["verdict"]["same"])),
        (node, ox.NamedNode(crk.canonical), canonical),
        (node, ox.NamedNode(crk.confidence), ox.Literal(confidence, datatype=ox.NamedNode(xsd.decimal))),
        (node, ox.NamedNode(rdfs.comment), ox.Literal(f"{reasons}{decision.score}", language="en")),
        (node, ox.NamedNode(prov.wasAssociatedWith), ox.NamedNode(RESOLVER)),
    ]


def _decimal(number: float) -> str:
    """Write a number as the store gives it back ("1", not "1.0"), so that a fact written twice is one fact.

    >>> _decimal(0.9999), _decimal(0.5)
    ('1', '0.5')
    """
    return f"{number:.3f}".rstrip("0").rstrip(".")


_JUDGED = "judged by a person"
_REPLACED = ox.NamedNode(dcterms.isReplacedBy)
_PREDICATES = tuple(
    ox.NamedNode(predicate)
    for predicate in (
        rdf.type, crk.compares, crk.verdict, crk.canonical, crk.confidence, rdfs.comment, prov.wasAssociatedWith
    )
)  # fmt: skip
