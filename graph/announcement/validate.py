"""Checks what one announcement states against the ontology's shapes (SHACL, https://www.w3.org/TR/shacl/).

One announcement at a time: over several, rival figures for one operation look like errors. The announcement's own graph
is checked together with what the reference graph says of the countries it mentions, the scheme each concept belongs to
and the ontology's class tree. Violations mean that the graph was built wrongly; warnings, what the text leaves open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.namespace import RDF, RDFS, SH, SKOS
from rdflib.term import Node

from crackdown.errors import NotFound
from crackdown.graph.iris import announcement_named
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import View
from crackdown.graph.term import Term, iri
from crackdown.ontology.terms import BASE, scheme
from crackdown.ontology.turtle import CONCEPTS, ONTOLOGY, SHAPES, load_turtle

__all__ = ["Finding", "Report", "Severity", "iter_announcements", "validate", "validate_announcement"]

Severity = Literal["violation", "warning", "info"]

_SEVERITIES: dict[Node | None, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_GRAVEST_FIRST: tuple[Severity, ...] = ("violation", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where the graph is not as a shape wants it.

    `property` is an IRI, with `^` before it where the shape looks against the arrow; None where the node as a whole is
    meant.
    """

    severity: Severity
    message: str
    focus: str
    property: str | None
    value: str | None
    announcement: str

    def __str__(self) -> str:
        """Write the finding as one line, IRIs without the base that most of them share."""
        place = " ".join(part.replace(BASE, "") for part in (self.focus, self.property) if part)
        found = f" (found: {self.value.replace(BASE, '')})" if self.value and self.value != self.focus else ""
        return f"{self.severity}: {place}: {self.message.replace(BASE, '')}{found}"


@dataclass(frozen=True, slots=True)
class Report:
    """All findings on one announcement, the gravest first."""

    announcement: str
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether no shape is violated; warnings do not count."""
        return all(finding.severity != "violation" for finding in self.findings)

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity."""
        return tuple(finding for finding in self.findings if finding.severity == severity)


def iter_announcements(view: View, names: Sequence[str] = ()) -> Iterator[str]:
    """Yield the IRIs of the announcements named, by IRI, local path or bare name; where none is named, of all."""
    yield from map(announcement_named, names)
    if not names:
        yield from (str(row["announcement"]) for row in view.select(load("announcement_graphs")))


def validate_announcement(view: View, announcement_iri: str) -> Report:
    """Check the graph of one announcement in a store.

    Raises:
        NotFound: the store has no graph of that name.
    """
    announcement = iri(announcement_iri)
    triples = view.select(load("announcement_triples"), announcement=announcement)
    if not triples:
        raise NotFound(f"no announcement {announcement_iri} in this store; list the announcements to find its IRI")
    background = view.select(load("announcement_background"), announcement=announcement)
    return validate(_to_graph([*triples, *background]), announcement_iri)


def validate(data: Graph | str, announcement_iri: str) -> Report:
    """Check one announcement's triples, given with whatever else describes the things they mention.

    Args:
        data: an rdflib graph, which stays as it is, or Turtle.
        announcement_iri: the announcement the findings are about.
    """
    import pyshacl

    # A graph that is already ours to change need not be copied again, so the background goes in beforehand.
    everything = Graph(bind_namespaces="none")
    everything += Graph().parse(data=data, format="turtle") if isinstance(data, str) else data
    everything += _background()
    _, results, _ = pyshacl.validate(everything, shacl_graph=load_turtle(SHAPES), inference="none", inplace=True)
    findings = (
        _read_finding(results, result, announcement_iri) for result in results.subjects(RDF.type, SH.ValidationResult)
    )
    return Report(announcement_iri, tuple(sorted(set(findings), key=_by_gravity)))


@cache
def _background() -> Graph:
    """The class tree, each concept's scheme and the names of capacities: nothing that has shapes check the ontology."""
    known = load_turtle(ONTOLOGY, CONCEPTS)
    kept = Graph(bind_namespaces="none")
    for triple in (*known.triples((None, RDFS.subClassOf, None)), *known.triples((None, SKOS.inScheme, None))):
        if isinstance(triple[0], URIRef) and isinstance(triple[2], URIRef):
            kept.add(triple)
    for capacity in known.subjects(SKOS.inScheme, URIRef(scheme.capacity)):
        for naming in (SKOS.prefLabel, SKOS.altLabel):
            for name in known.objects(capacity, naming):
                kept.add((capacity, naming, name))
    return kept


def _by_gravity(finding: Finding) -> tuple[int, str, str, str, str]:
    rank = _GRAVEST_FIRST.index(finding.severity)
    return (rank, finding.focus, finding.message, finding.property or "", finding.value or "")


def _read_finding(results: Graph, result: Node, announcement_iri: str) -> Finding:
    value = results.value(result, SH.value)
    return Finding(
        severity=_SEVERITIES[results.value(result, SH.resultSeverity)],
        message=str(results.value(result, SH.resultMessage)),
        focus=str(results.value(result, SH.focusNode)),
        property=_read_path(results, results.value(result, SH.resultPath)),
        value=None if value is None else str(value),
        announcement=announcement_iri,
    )


def _read_path(results: Graph, path: Node | None) -> str | None:
    if not isinstance(path, BNode):
        return None if path is None else str(path)
    inverse = results.value(path, SH.inversePath)
    return None if inverse is None else f"^{inverse}"


def _to_graph(rows: Iterable[dict[str, Term]]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for row in rows:
        graph.add((_to_node(row["subject"]), _to_node(row["predicate"]), _to_node(row["object"])))
    return graph


def _to_node(term: Term) -> Node:
    if term.kind == "iri":
        return URIRef(term.value)
    if term.kind == "bnode":
        return BNode(term.value)
    return RdfLiteral(term.value, lang=term.language, datatype=URIRef(term.datatype) if term.datatype else None)
