"""From triples to words: the claims that state a triple, or those that it follows from.

A triple that no announcement states is followed back through the ontology's rules to one set of triples that are
stated; the words of those support it. A count and a passage speak for themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

import pyoxigraph as ox

from crackdown.graph.iris import is_version
from crackdown.graph.storage.engine import Engine
from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node, from_node
from crackdown.graph.storage.transaction import DefaultGraphFacts, reasoner
from crackdown.graph.term import Triple
from crackdown.ontology.terms import crk, dcterms, oa, rdf, schema
from crackdown.ontology.terms import graph as named_graph

_Graphs = frozenset[Node] | None  # the named graphs that a triple was asked of; None is the default graph
Kind = Literal["claim", "stated", "reference", "program", "inferred"]

_DEEPEST: Final = 6  # steps of inference; the ontology's longest chain of rules is shorter
_MOST_STEPS: Final = 2000  # tried for one triple before it is called inferred and no more
_TYPE, _SUBJECT, _PREDICATE, _OBJECT = (ox.NamedNode(one) for one in (rdf.type, rdf.subject, rdf.predicate, rdf.object))
_ANNOUNCEMENT, _STATED_IN, _CONFIDENCE = (ox.NamedNode(one) for one in (crk.Announcement, crk.statedIn, crk.confidence))
_EVIDENCE, _EVIDENCE_OF = ox.NamedNode(crk.evidence), ox.NamedNode(crk.passageOf)
_EXACT, _START, _END = (ox.NamedNode(one) for one in (oa.exact, oa.start, oa.end))
_LANGUAGE, _ISSUED = ox.NamedNode(schema.inLanguage), ox.NamedNode(dcterms.issued)
_COUNTS = {ox.NamedNode(crk.count), ox.NamedNode(crk.total)}
_OWN = {
    ox.NamedNode(one)
    for one in (
        named_graph.findings, named_graph.identity, named_graph.index, named_graph.inferred, named_graph.judgements,
        named_graph.origins, named_graph.versions,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Support:
    """One reason for a triple of a row.

    Attributes:
        triple: what the row needs.
        kind: claim (an announcement's words state it), stated (an announcement's graph holds it without words of its
            own, as its language), reference (known beforehand, as a country's name), program (made by the program, as
            which things are one), inferred (it follows from others by a way too long to follow).
        inferred_from: the triple that the words state, where it is another from which `triple` follows.
        announcement: its IRI; None for reference data and what the program made.
        quote: the words; start and end are their code points in the announcement's text.
        confidence: how sure the reading is, from 0 to 1.
    """

    triple: Triple
    kind: Kind
    inferred_from: Triple | None = None
    announcement: str | None = None
    quote: str | None = None
    language: str | None = None
    published: str | None = None
    start: int | None = None
    end: int | None = None
    confidence: float | None = None


class Supports:
    """Looks up what supports triples; remembers what it has looked up."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._facts = DefaultGraphFacts(engine)
        self._found: dict[tuple[Fact[Node], _Graphs], list[Support]] = {}
        self._by_subject: dict[Node, list[tuple[Fact[Node], Node, Node]]] = {}
        self._announcements: dict[Node, bool] = {}

    def of(self, fact: Fact[Node], graphs: _Graphs = None) -> list[Support]:
        """Return what supports a triple, the surest words first.

        Args:
            fact: the triple, which is in the graph.
            graphs: the named graphs it was asked of; None is the default graph, to which all contribute.
        """
        if (fact, graphs) not in self._found:
            self._found[fact, graphs] = self._support(fact, graphs)
        return self._found[fact, graphs]

    def _support(self, fact: Fact[Node], graphs: _Graphs) -> list[Support]:
        triple = _triple(fact)
        claims = self._claims(fact, graphs)
        if claims:
            return claims
        leaves = self._leaves(fact) if graphs is None else []
        words = [one for leaf in leaves if leaf != fact for one in self._claims(leaf, None) or self._held(leaf, None)]
        held = self._held(fact, graphs)
        if held and not any(one.kind == "claim" for one in words):
            return held
        inferred = _surest(replace(one, triple=triple, inferred_from=one.triple) for one in words)
        return inferred or [Support(triple, "inferred")]

    def _claims(self, fact: Fact[Node], graphs: _Graphs) -> list[Support]:
        """Return the words of the claims that state a triple, and of those that it speaks of."""
        subject, predicate, object_ = fact
        triple = _triple(fact)
        told = [claim for stated, claim, graph in self._stated(subject) if stated == fact and _is_in(graph, graphs)]
        found = [one for claim in told for one in self._words(triple, claim, graphs)]
        if not found:
            found = list(self._words(triple, subject, graphs))
        if not found and predicate in _COUNTS:
            found = list(self._words(triple, object_, graphs))
        if not found and self._value(subject, _EXACT, graphs):
            found = [self._passage(triple, subject, self._value(subject, _EVIDENCE_OF, graphs), None, graphs)]
        return _surest(found)

    def _stated(self, subject: Node) -> list[tuple[Fact[Node], Node, Node]]:
        """List the claims about a subject, each with what it states and the graph that it stands in."""
        if subject not in self._by_subject:
            self._by_subject[subject] = [
                ((subject, predicate, object_), quad.subject, quad.graph_name)
                for quad in self._engine.quads_for_pattern(None, _SUBJECT, subject, None)
                if isinstance(quad.graph_name, ox.NamedNode)
                for predicate in self._values(quad.subject, _PREDICATE, _only(quad.graph_name))
                for object_ in self._values(quad.subject, _OBJECT, _only(quad.graph_name))
            ]
        return self._by_subject[subject]

    def _words(self, triple: Triple, claim: Node, graphs: _Graphs) -> Iterator[Support]:
        """Yield the passages of a claim; none where the node is no claim."""
        if isinstance(claim, ox.Literal):
            return
        for passage in self._values(claim, _EVIDENCE, graphs):
            stated_in, sure = (self._value(claim, one, graphs) for one in (_STATED_IN, _CONFIDENCE))
            yield self._passage(triple, passage, stated_in, sure, graphs)

    def _passage(
        self, triple: Triple, passage: Node, announcement: Node | None, sure: Node | None, graphs: _Graphs
    ) -> Support:
        start, end = self._value(passage, _START, graphs), self._value(passage, _END, graphs)
        return Support(
            triple,
            "claim",
            announcement=_text(announcement),
            quote=_text(self._value(passage, _EXACT, graphs)),
            language=_text(self._value(announcement, _LANGUAGE, graphs)),
            published=_text(self._value(announcement, _ISSUED, graphs)),
            start=int(start.value) if isinstance(start, ox.Literal) else None,
            end=int(end.value) if isinstance(end, ox.Literal) else None,
            confidence=float(sure.value) if isinstance(sure, ox.Literal) else None,
        )

    def _held(self, fact: Fact[Node], graphs: _Graphs) -> list[Support]:
        """Say where a triple stands without words of its own: in reference data, else in one announcement's graph."""
        triple = _triple(fact)
        quads = self._engine.quads_for_pattern(*fact, None)
        names = {quad.graph_name for quad in quads if _is_in(quad.graph_name, graphs)}
        within = sorted((name for name in names if isinstance(name, ox.NamedNode)), key=lambda name: name.value)
        own = [name for name in within if name in _OWN]
        announcing = [name for name in within if name not in _OWN and self._is_announcement(name)]
        if own:
            return [Support(triple, "program")]
        if len(announcing) < len(within):
            return [Support(triple, "reference")]
        return [
            Support(
                triple,
                "stated",
                announcement=name.value,
                language=_text(self._value(name, _LANGUAGE, graphs)),
                published=_text(self._value(name, _ISSUED, graphs)),
            )
            for name in announcing[:1]
        ]

    def _leaves(self, fact: Fact[Node]) -> list[Fact[Node]]:
        """Follow a triple back to stated ones."""
        return _Derivation(self._facts, self._is_claimed, self._is_held).leaves(fact)

    def _is_claimed(self, fact: Fact[Node]) -> bool:
        return bool(self._claims(fact, None))

    def _is_held(self, fact: Fact[Node]) -> bool:
        quads = self._engine.quads_for_pattern(*fact, None)
        names = (quad.graph_name for quad in quads)
        return any(isinstance(name, ox.NamedNode) and not _is_version(name) for name in names)

    def _is_announcement(self, graph: ox.NamedNode) -> bool:
        if _is_version(graph):
            return True
        if graph not in self._announcements:
            quads = self._engine.quads_for_pattern(graph, _TYPE, _ANNOUNCEMENT, graph)
            self._announcements[graph] = next(quads, None) is not None
        return self._announcements[graph]

    def _values(self, subject: Node, predicate: ox.NamedNode, graphs: _Graphs) -> list[Node]:
        """Return what the default graph says of a subject, or, of what an earlier version alone has, the version."""
        found = [fact[2] for fact in self._facts.match(subject, predicate, None)]
        if found or graphs is None or isinstance(subject, ox.Literal):
            return found
        versions = (name for name in graphs if _is_version(name))
        return [
            quad.object for name in versions for quad in self._engine.quads_for_pattern(subject, predicate, None, name)
        ]

    def _value(self, subject: Node | None, predicate: ox.NamedNode, graphs: _Graphs) -> Node | None:
        return next(iter(self._values(subject, predicate, graphs)), None) if subject is not None else None


class _Derivation:
    """The search for one way in which a triple follows from stated ones, claimed ones if there are."""

    def __init__(
        self, facts: DefaultGraphFacts, is_claimed: Callable[[Fact[Node]], bool], is_held: Callable[[Fact[Node]], bool]
    ) -> None:
        self._facts = facts
        self._is_claimed = is_claimed
        self._is_held = is_held
        self._steps = 0

    def leaves(self, fact: Fact[Node]) -> list[Fact[Node]]:
        """Return the stated triples that a triple follows from; none where no way was found."""
        found = self._search(fact, frozenset(), _DEEPEST)
        return list(found[0]) if found else []

    def _search(
        self, fact: Fact[Node], above: frozenset[Fact[Node]], depth: int
    ) -> tuple[dict[Fact[Node], None], bool] | None:
        """Return the leaves of a way and whether claims are among them; `above` keeps the search from going round."""
        if self._is_claimed(fact):
            return {fact: None}, True
        fallback: tuple[dict[Fact[Node], None], bool] | None = ({fact: None}, False) if self._is_held(fact) else None
        if depth == 0:
            return fallback
        above |= {fact}
        for body in reasoner().derivations(fact, self._facts):
            self._steps += 1
            if self._steps > _MOST_STEPS:
                break
            way = None if above.intersection(body) else self._search_all(body, above, depth - 1)
            if way and way[1]:
                return way
            fallback = fallback or way
        return fallback

    def _search_all(
        self, body: list[Fact[Node]], above: frozenset[Fact[Node]], depth: int
    ) -> tuple[dict[Fact[Node], None], bool] | None:
        leaves: dict[Fact[Node], None] = {}
        has_claim = False
        for fact in body:
            found = self._search(fact, above, depth)
            if found is None:
                return None
            leaves |= found[0]
            has_claim |= found[1]
        return leaves, has_claim


def _is_in(graph: Node | ox.DefaultGraph, graphs: _Graphs) -> bool:
    """Tell whether a graph is one of those asked of; the default graph has nothing of earlier versions."""
    return not _is_version(graph) if graphs is None else graph in graphs


def _is_version(graph: Node | ox.DefaultGraph) -> bool:
    return isinstance(graph, ox.NamedNode) and is_version(graph.value)


def _only(graph: Node | ox.DefaultGraph) -> _Graphs:
    return frozenset((graph,)) if isinstance(graph, ox.NamedNode) else None


def _triple(fact: Fact[Node]) -> Triple:
    return Triple(*(from_node(node) for node in fact))


def _text(node: Node | None) -> str | None:
    return node.value if isinstance(node, ox.NamedNode | ox.Literal) else None


def _surest(supports: Iterable[Support]) -> list[Support]:
    """Put words in order, the surest first, each once."""

    def order(one: Support) -> tuple[float, str, str, int]:
        return -(one.confidence or 0), one.published or "", one.announcement or "", one.start or 0

    return sorted(dict.fromkeys(supports), key=order)
