"""A server over the data of one test after another, and answers put into a form that can be compared."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.store import View
from tests.conformance.manifests import State

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
RDF_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS,
}  # fmt: skip
RESULT_FORMATS = {
    ".srx": ox.QueryResultsFormat.XML, ".srj": ox.QueryResultsFormat.JSON, ".tsv": ox.QueryResultsFormat.TSV,
}  # fmt: skip


class Switching:
    """A source whose graph is that of the test that runs."""

    def __init__(self) -> None:
        self.engine = ox.Store()
        self._number = 0

    def load(self, state: State) -> ox.Store:
        """Take over the data of a test."""
        self.engine = load(state)
        self._number += 1
        return self.engine

    def view(self) -> View:
        """Return a view of it."""
        engine, number = self.engine, self._number
        return View(lambda: engine, Archive(None), lambda: str(number), None)


def load(state: State) -> ox.Store:
    """Load the data of a test into an engine of its own."""
    engine = ox.Store()
    for file in state.default:
        engine.load(path=str(file), format=RDF_FORMATS[file.suffix], base_iri=file.as_uri())
    for name, files in state.named.items():
        engine.add_graph(ox.NamedNode(name))
        for file in files:
            engine.load(
                path=str(file), format=RDF_FORMATS[file.suffix], base_iri=file.as_uri(), to_graph=ox.NamedNode(name)
            )
    return engine


def with_base(text: str, file: Path) -> str:
    """Resolve a query's relative IRIs against its file, as whoever runs it from there would."""
    return f"BASE <{file.as_uri()}> {text}"


def canonical(quads: Iterable[ox.Quad]) -> set[str]:
    """Name the blank nodes of a dataset by what is said of them, so that two datasets can be compared."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def by_value(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Write numbers and truth values in one spelling: a computed 2.0 may be written as 2, and equals it."""
    store = ox.Store()
    store.extend(quads)
    return list(store)


def rows(body: bytes, suffix: str, *, spelled: bool = False) -> set[str] | bool:
    """Read results; rows are put into a graph, a node for each, so that blank nodes may bear other names.

    Numbers are equal that have equal values, but where their spelling counts (`spelled`).
    """
    results = ox.parse_query_results(body, format=RESULT_FORMATS[suffix])
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    variables = [variable.value for variable in results.variables]
    return _as_graph([{name: solution[name] for name in variables} for solution in results], spelled)


def _as_graph(
    solutions: list[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]], spelled: bool = False
) -> set[str]:
    quads = []
    for number, solution in enumerate(solutions):
        row = ox.BlankNode(f"row{number}")
        quads.append(ox.Quad(row, ox.NamedNode("urn:is"), ox.NamedNode("urn:row")))
        bound = {name: value for name, value in solution.items() if value is not None}
        quads += [ox.Quad(row, ox.NamedNode(f"urn:var:{name}"), value) for name, value in bound.items()]
    return canonical(quads if spelled else by_value(quads))


def table(body: bytes) -> list[list[tuple[str, str]]]:
    """Read CSV results: rows in some order, and columns too, as SELECT * promises none; a blank node has no name."""
    head, *lines = csv.reader(io.StringIO(body.decode()))
    return sorted(sorted(zip(head, map(_cell, line), strict=True)) for line in lines)


def _cell(text: str) -> str:
    try:
        return str(float(text))
    except ValueError:
        return "_:" if text.startswith("_:") else text


def rows_in_rdf(file: Path) -> set[str] | bool:
    """Read results that are written down as a graph, the oldest of the forms."""
    graph = Graph().parse(file)
    (results,) = graph.subjects(RDF.type, RS.ResultSet)
    boolean = graph.value(results, RS.boolean)
    if boolean is not None:
        return str(boolean) == "true"
    return _as_graph(
        [
            {
                str(graph.value(binding, RS.variable)): _term(graph.value(binding, RS.value))
                for binding in graph.objects(solution, RS.binding)
            }
            for solution in graph.objects(results, RS.solution)
        ]
    )


def _term(node: Node | None) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, Literal):
        datatype = ox.NamedNode(str(node.datatype)) if node.datatype else None
        return ox.Literal(str(node), datatype=datatype, language=node.language)
    return ox.BlankNode(str(node))
