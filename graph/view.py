"""Reading: SPARQL queries over a store or a snapshot of one, and the texts that its passages point into.

Queries see the default graph (every stated fact once, and what the ontology implies) and, by GRAPH, one named graph an
announcement. A query and its serialisation are one call: the engine's iterators must not leave the thread that made
them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

import pyoxigraph as ox

from crackdown.errors import InputError, UnknownFormat
from crackdown.graph.archive import Archive
from crackdown.graph.folder import read_version
from crackdown.graph.lexing import blank, from_clauses, iter_group_openings, refuse_service, refuse_update
from crackdown.graph.oxigraph import from_node, query_error, store_errors, to_node
from crackdown.graph.statements import TEXT_PREFIX
from crackdown.graph.term import Term, iri
from crackdown.ontology.terms import BASE, PREFIXES, dcterms

Form = Literal["select", "ask", "construct", "describe"]
T = TypeVar("T")
_NAMESPACE = re.compile(r"[^/#]*$")  # what follows the namespace in an IRI
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

SELECT_FORMATS: dict[str, tuple[ox.QueryResultsFormat, str]] = {
    "json": (ox.QueryResultsFormat.JSON, "application/sparql-results+json"),
    "xml": (ox.QueryResultsFormat.XML, "application/sparql-results+xml"),
    "csv": (ox.QueryResultsFormat.CSV, "text/csv; charset=utf-8"),
    "tsv": (ox.QueryResultsFormat.TSV, "text/tab-separated-values; charset=utf-8"),
}
GRAPH_FORMATS: dict[str, tuple[ox.RdfFormat, str]] = {
    "turtle": (ox.RdfFormat.TURTLE, "text/turtle; charset=utf-8"),
    "ntriples": (ox.RdfFormat.N_TRIPLES, "application/n-triples"),
    "jsonld": (ox.RdfFormat.JSON_LD, "application/ld+json"),
    "rdfxml": (ox.RdfFormat.RDF_XML, "application/rdf+xml"),
}


@dataclass(frozen=True)
class Answer:
    """The answer to a query, in bytes ready to be sent."""

    form: Form
    media_type: str
    body: bytes


class View:
    """A read-only view of a graph."""

    def __init__(
        self,
        engine: Callable[[], ox.Store],
        archive: Archive,
        version: Callable[[], str],
        folder: Path | None,
        records: Archive | None = None,
    ) -> None:
        self._engine = engine
        self._archive = archive
        self.records = records or Archive(None)
        self._version = version
        self._folder = folder

    @classmethod
    def open_snapshot(cls, folder: Path, *, texts: Path | None = None, records: Path | None = None) -> View:
        """Open a copy of a store's graph that nothing writes to; any number of processes may.

        Args:
            folder: what `Store.backup` wrote.
            texts: the texts of the store it was taken from; without it no text is found.
            records: the records of that store.
        """
        with store_errors(folder):
            engine = ox.Store.read_only(str(folder / "graph"))
        version = read_version(folder)
        kept = Archive(records, suffix=".json")
        return cls(lambda: engine, Archive(texts), lambda: version, folder, kept)

    def over(self, engine: ox.Store, version: str) -> View:
        """Return a view of another graph with the texts and records of this one."""
        return View(lambda: engine, self._archive, lambda: version, None, self.records)

    @property
    def engine(self) -> ox.Store:
        """The engine, for this package's own modules."""
        return self._engine()

    @property
    def version(self) -> str:
        """What changes with every committed write, and with nothing else."""
        return self._version()

    def select(self, query: str, **bindings: Term) -> list[dict[str, Term]]:
        """Answer a SELECT query: one dict a row, unbound variables left out.

        Args:
            query: SPARQL 1.1.
            bindings: values that variables have from the start. They hold in every WHERE group, sub-queries included,
            though
                not in the filters of a group nested in one; they are written as VALUES, so no text can break out of
                them.

        Raises:
            InvalidQuery, UpdateRefused, ServiceRefused: see `crackdown.errors`.
        """
        results = self.solutions(bind(query, bindings))
        names = [variable.value for variable in results.variables]
        with store_errors(self._folder):
            return [_row(names, solution) for solution in results]

    def ask(self, query: str, **bindings: Term) -> bool:
        """Answer an ASK query; `bindings` as for `select`."""
        results = self._query(bind(query, bindings))
        if not isinstance(results, ox.QueryBoolean):
            raise InputError("an ASK query is wanted here; this one has another form")
        return bool(results)

    def solutions(
        self, query: str, *, default_graph_uris: Sequence[str] = (), named_graph_uris: Sequence[str] = ()
    ) -> ox.QuerySolutions:
        """Return the engine's own solutions of a SELECT query, for this package: lazy, and bound to this thread.

        Raises:
            InvalidQuery, UpdateRefused, ServiceRefused: see `crackdown.errors`.
        """
        results = self._query(query, default_graph_uris, named_graph_uris)
        if not isinstance(results, ox.QuerySolutions):
            raise InputError("a SELECT query is wanted here; this one has another form")
        return results

    def text(self, announcement_iri: str) -> str | None:
        """Return the full text of an announcement, into which its passages point; None where there is none."""
        announcement = ox.NamedNode(iri(announcement_iri).value)
        quads = self._engine().quads_for_pattern(announcement, ox.NamedNode(dcterms.identifier), None, announcement)
        digests = [quad.object.value.removeprefix(TEXT_PREFIX) for quad in quads if isinstance(quad.object, ox.Literal)]
        return next((self._archive.read(digest) for digest in digests), None)

    def serialize(
        self,
        query: str,
        *,
        select_format: str = "json",
        graph_format: str = "turtle",
        default_graph_uris: Sequence[str] = (),
        named_graph_uris: Sequence[str] = (),
    ) -> Answer:
        """Answer any query in the format named for its form.

        Args:
            query: SPARQL 1.1; SELECT and ASK answer in `select_format`, CONSTRUCT and DESCRIBE in `graph_format`.
            select_format: json, xml, csv or tsv.
            graph_format: turtle, ntriples, jsonld or rdfxml.
            default_graph_uris: as in the SPARQL 1.1 Protocol, section 2.1.4: they outrank FROM.
            named_graph_uris: the graphs that GRAPH may see, where either list is given.

        Raises:
            UnknownFormat: no such format.
            InvalidQuery, UpdateRefused, ServiceRefused: see `crackdown.errors`.
        """
        select = _format(select_format, SELECT_FORMATS)
        graph = _format(graph_format, GRAPH_FORMATS)
        results = self._query(query, default_graph_uris, named_graph_uris)
        with store_errors(self._folder):
            if isinstance(results, ox.QueryTriples):
                body = _serialize_triples(results, graph[0])
                return Answer(_graph_form(query), graph[1], body)
            form: Form = "ask" if isinstance(results, ox.QueryBoolean) else "select"
            return Answer(form, select[1], results.serialize(format=select[0]) or b"")

    def _query(self, query: str, defaults: Sequence[str] = (), named: Sequence[str] = ()) -> Results:
        refuse_update(query)
        refuse_service(query)
        engine = self._engine()
        arguments: dict[str, Any] = {}
        if not defaults and not named:
            defaults, named = _from_several(query)
        if defaults or named:
            engine, arguments = _dataset(engine, [ox.NamedNode(iri(uri).value) for uri in defaults], named)
        try:
            with store_errors(self._folder):
                return engine.query(query, base_iri=BASE, prefixes=PREFIXES, **arguments)
        except (SyntaxError, ValueError, RuntimeError) as error:
            raise query_error(error) from error


def bind(query: str, bindings: dict[str, Term]) -> str:
    """Give variables their values by a VALUES block at the head of every WHERE group.

    >>> bind("ASK { ?s ?p ?o }", {"o": iri("https://w3id.org/crackdown/country/KH")})
    'ASK { VALUES (?o) { (<https://w3id.org/crackdown/country/KH>) } ?s ?p ?o }'
    """
    if not bindings:
        return query
    values = " ".join(str(to_node(term)) for term in bindings.values())
    block = f" VALUES ({' '.join(f'?{name}' for name in bindings)}) {{ ({values}) }}"
    pieces, last = [], 0
    for position in iter_group_openings(query):
        pieces += [query[last:position], block]
        last = position
    return "".join([*pieces, query[last:]])


def _row(names: list[str], solution: ox.QuerySolution) -> dict[str, Term]:
    return {name: from_node(node) for name in names if (node := solution[name]) is not None}


def _format(name: str, formats: dict[str, T]) -> T:
    if name not in formats:
        raise UnknownFormat(f"there is no format {name!r}; there are {', '.join(formats)}")
    return formats[name]


def _serialize_triples(results: ox.QueryTriples, rdf_format: ox.RdfFormat) -> bytes:
    """Serialise a graph: each triple once, which the engine does not see to; Turtle is the same every time."""
    triples = sorted(set(results), key=str)
    if rdf_format is not ox.RdfFormat.TURTLE:
        return ox.serialize(triples, format=rdf_format) or b""
    spaces = {
        _NAMESPACE.sub("", str(part)[1:-1]) for triple in triples for part in triple if isinstance(part, ox.NamedNode)
    }
    used = {prefix: space for prefix, space in PREFIXES.items() if space in spaces}
    body = ox.serialize(triples, format=rdf_format, prefixes=used) or b""
    lines = body.split(b"\n")
    return b"\n".join([*sorted(lines[: len(used)]), *lines[len(used) :]])


def _graph_form(query: str) -> Form:
    """Tell CONSTRUCT from DESCRIBE, which the engine answers alike: the first of the two words outside quotes."""
    words = blank(query).upper()
    describe, construct = words.find("DESCRIBE"), words.find("CONSTRUCT")
    return "describe" if describe >= 0 and (construct < 0 or describe < construct) else "construct"


def _from_several(query: str) -> tuple[list[str], list[str]]:
    """Take over what the engine would count wrongly: a default graph made of several by FROM."""
    defaults, named = from_clauses(query)
    return (defaults, named) if len(defaults) > 1 and all(defaults + named) else ([], [])


def _dataset(
    engine: ox.Store, defaults: list[ox.NamedNode], named: Sequence[str]
) -> tuple[ox.Store, dict[str, list[ox.NamedNode]]]:
    """Choose the graphs a query sees.

    Of several default graphs a copy is queried: over the graphs themselves the engine counts a triple once for each.
    """
    allowed = [ox.NamedNode(iri(uri).value) for uri in named]
    if len(defaults) < 2:
        return engine, {"default_graph": defaults, "named_graphs": allowed}
    copy = ox.Store()
    for graph in allowed:
        copy.bulk_extend(engine.quads_for_pattern(None, None, None, graph))
    for graph in defaults:
        quads = engine.quads_for_pattern(None, None, None, graph)
        copy.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return copy, {"default_graph": [ox.DefaultGraph()], "named_graphs": allowed}  # type: ignore[list-item]
