"""Why data contradict the ontology, in words: the statements that cannot all be true, and the rules that say so.

HermiT only tells that something is wrong. Here it is asked over and over, about ever smaller parts, first of the data
and then of the ontology's axioms, until nothing can be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from crackdown.ontology.labels import label
from crackdown.ontology.reasoning import are_consistent, explain, graph_of, smallest_conflict
from crackdown.ontology.turtle import CONCEPTS, ONTOLOGY, load_turtle

__all__ = ["explain_in_words"]

_Triple = tuple[Node, Node, Node]
_Axiom = tuple[_Triple, ...]  # one triple, with all that its blank nodes stand for

_DECLARED = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
_SIDES: dict[Node, str] = {
    RDFS.subClassOf: "every {a} is {one_b}",
    RDFS.subPropertyOf: "whatever is “{a}” is also “{b}”",
    RDFS.domain: "only {one_b} can be “{a}” something",
    RDFS.range: "whatever something is “{a}” is {one_b}",
    OWL.disjointWith: "nothing is both {one_a} and {one_b}",
    OWL.equivalentClass: "{one_a} is the same as {one_b}",
    OWL.inverseOf: "“{a}” is “{b}” seen from the other side",
}
_LISTED: dict[Node, str] = {
    OWL.disjointUnionOf: "every {a} is one of these, and never two at once: {b}",
    OWL.hasKey: "no two of kind {a} share: {b}",
    OWL.propertyChainAxiom: "“{a}” follows from: {b}",
}
_ALONE: dict[Node, str] = {
    OWL.FunctionalProperty: "a thing has one “{a}” at most",
    OWL.InverseFunctionalProperty: "no two things share one “{a}”",
    OWL.AsymmetricProperty: "“{a}” never holds in both directions",
    OWL.IrreflexiveProperty: "nothing is “{a}” itself",
    OWL.SymmetricProperty: "“{a}” holds in both directions",
    OWL.TransitiveProperty: "“{a}” goes on from one to the next",
}


def explain_in_words(data: Graph) -> str:
    """Say why data contradict the ontology: what is said, and the rules by which it cannot all be true.

    Args:
        data: a few hundred triples at most; each takes HermiT some runs.

    Returns:
        Plain text of several lines; "" where nothing is wrong.

    Raises:
        CrackdownError: there is no Java, or HermiT itself failed.
    """
    said = explain(data)
    if not said:
        return ""
    names = Graph() + data
    lines = ["These statements cannot all be true:"]
    lines += [f"  - {_statement(names, triple)}" for triple in sorted(said, key=str)]
    lines.append("because")
    lines += [f"  - {_rule(axiom)}" for axiom in _axioms_behind(said)]
    return "\n".join(lines)


def _axioms_behind(said: Sequence[_Triple]) -> list[_Axiom]:
    """Find a smallest set of axioms with which the statements cannot be true, the most general last."""
    ontology = load_turtle(ONTOLOGY, CONCEPTS)
    declared = [triple for kind in _DECLARED for triple in ontology.triples((None, RDF.type, kind))]
    near = _near(ontology, said)

    def is_well(axioms: Sequence[_Axiom]) -> bool:
        return are_consistent(graph_of([*declared, *said, *(triple for axiom in axioms for triple in axiom)]))

    if is_well(near):  # something further away has to do with it
        near = _all_axioms(ontology)
        if is_well(near):
            return []
    return smallest_conflict(near, is_well)


def _near(ontology: Graph, said: Iterable[_Triple]) -> list[_Axiom]:
    """List the axioms that speak of the statements' terms, and of the terms in those, and so on."""
    known: set[Node] = {part for triple in said for part in triple[1:] if isinstance(part, URIRef)}
    known |= {kind for triple in said for kind in ontology.objects(triple[0], RDF.type)}
    left, found = _all_axioms(ontology), list[_Axiom]()
    grew = True
    while grew:
        fits = [axiom for axiom in left if _head(axiom) & known]
        left = [axiom for axiom in left if not _head(axiom) & known]
        found += fits
        grew = bool(fits)
        known |= {part for axiom in fits for triple in axiom for part in triple if isinstance(part, URIRef)} - _WORDS
    return found


_WORDS = {
    *_SIDES,
    *_LISTED,
    *_ALONE,
    *_DECLARED,
    RDF.type,
    RDF.first,
    RDF.rest,
    RDF.nil,
    OWL.members,
    OWL.AllDisjointClasses,
}


def _head(axiom: _Axiom) -> set[Node]:
    """Tell whose axiom it is; one about several things at once belongs to each."""
    subject = axiom[0][0]
    if not isinstance(subject, BNode):
        return {subject}
    named: set[Node] = {part for triple in axiom for part in triple if isinstance(part, URIRef)}
    return named - _WORDS


def _all_axioms(ontology: Graph) -> list[_Axiom]:
    """Take ontology and vocabularies apart; labels and notes are no axioms."""
    axioms = []
    for triple in sorted(ontology):
        subject, predicate, value = triple
        is_axiom = predicate in {*_SIDES, *_LISTED} or (predicate == RDF.type and value not in _DECLARED)
        is_inner = isinstance(subject, BNode) and (subject, RDF.type, OWL.AllDisjointClasses) not in ontology
        if is_axiom and not is_inner:
            within = [subject] if isinstance(subject, BNode) else [value]
            axioms.append((triple, *(one for one in _closure(ontology, within) if one != triple)))
    return axioms


def _closure(ontology: Graph, nodes: Sequence[Node]) -> list[_Triple]:
    """List the triples of blank nodes and of those they lead to."""
    found, waiting = list[_Triple](), [node for node in nodes if isinstance(node, BNode)]
    while waiting:
        for triple in ontology.triples((waiting.pop(), None, None)):
            found.append(triple)
            if isinstance(triple[2], BNode):
                waiting.append(triple[2])
    return found


def _statement(names: Graph, triple: _Triple) -> str:
    subject, predicate, value = triple
    if predicate == RDF.type:
        return f"{_thing(names, subject)} is {_one(label(str(value)))}"
    return f"{_thing(names, subject)}: {label(str(predicate))}: {_thing(names, value)}"


def _thing(names: Graph, node: Node) -> str:
    """Name a thing by its label, with the end of its IRI, or print a value."""
    if isinstance(node, Literal):
        return f"{str(node)!r}"
    named = names.value(node, RDFS.label)
    end = "/".join(str(node).rstrip("/").rsplit("/", 2)[-2:])
    return f"“{named}” ({end})" if named else end


def _rule(axiom: _Axiom) -> str:
    (subject, predicate, value), graph = axiom[0], graph_of(axiom)
    a = label(str(subject))
    if predicate in _SIDES:
        b = _class(graph, value)
        return _SIDES[predicate].format(a=a, b=b, one_a=_one(a), one_b=_one(b))
    if predicate in _LISTED:
        return _LISTED[predicate].format(a=a, b=", ".join(label(str(one)) for one in Collection(graph, value)))
    if value in _ALONE:
        return _ALONE[value].format(a=a)
    if value == OWL.AllDisjointClasses:
        members = [
            label(str(one)) for one in Collection(graph, graph.value(subject, OWL.members, any=False) or RDF.nil)
        ]
        return f"nothing is two of these at once: {', '.join(members)}"
    return f"“{a}” is {_one(label(str(value)))}"


def _one(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _class(graph: Graph, node: Node) -> str:
    """Name a class, also one that is put together."""
    if not isinstance(node, BNode):
        return label(str(node))
    for word, joint in ((OWL.unionOf, " or "), (OWL.intersectionOf, " that is also ")):
        listed = graph.value(node, word)
        if listed is not None:
            return joint.join(_class(graph, one) for one in Collection(graph, listed))
    inner = graph.value(node, OWL.complementOf)
    if inner is not None:
        return f"thing that is no {_class(graph, inner)}"
    on = graph.value(node, OWL.onProperty)
    if on is not None:
        return f"thing bound in what its “{label(str(on))}” may be"
    based = graph.value(node, OWL.onDatatype)
    if based is not None:
        bounds = [
            f"{label(str(facet))} {limit}"
            for facets in graph.objects(node, OWL.withRestrictions)
            for one in Collection(graph, facets)
            for facet, limit in graph.predicate_objects(one)
        ]
        return f"{label(str(based))} ({', '.join(bounds)})"
    return "thing of a kind that is put together"
