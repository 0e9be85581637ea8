"""Answers to queries, and how they are written: every format, each triple once, and no more rows than wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

import pyoxigraph as ox

from crackdown.errors import UnknownFormat
from crackdown.graph.sparql.lexing import blank
from crackdown.graph.sparql.row_limit import EnoughRows, RowLimit
from crackdown.graph.sparql.wellformed import as_xml, refuse_unwritable
from crackdown.ontology.terms import PREFIXES

Form = Literal["select", "ask", "construct", "describe"]
T = TypeVar("T")
_NAMESPACE = re.compile(r"[^/#]*$")  # what follows the namespace in an IRI

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
    "trig": (ox.RdfFormat.TRIG, "application/trig"),
    "nquads": (ox.RdfFormat.N_QUADS, "application/n-quads"),
}


@dataclass(frozen=True)
class Answer:
    """The answer to a query, in bytes ready to be sent.

    `truncated` is the number of rows after which it was cut, None where it is whole; `answered_by` says what it was
    read from, where that is known: `memory`, `disk`, or `cache`.
    """

    form: Form
    media_type: str
    body: bytes
    truncated: int | None = None
    answered_by: str | None = None


class Sink(Protocol):
    """Takes an answer as it is made."""

    def begin(self, form: Form, media_type: str) -> None:
        """Learn what is coming; called once, before anything is written."""
        ...

    def write(self, data: bytes) -> object:
        """Take the next bytes."""
        ...


class Whole:
    """Collects an answer."""

    def __init__(self) -> None:
        self._form: Form = "select"
        self._media_type = ""
        self._pieces: list[bytes] = []

    def begin(self, form: Form, media_type: str) -> None:
        """Learn what is coming."""
        self._form, self._media_type = form, media_type

    def write(self, data: bytes) -> None:
        """Take the next bytes."""
        self._pieces.append(data)

    def answer(self, truncated: int | None) -> Answer:
        """Return what was collected."""
        return Answer(self._form, self._media_type, b"".join(self._pieces), truncated)


def find_format(name: str, formats: dict[str, T]) -> T:
    """Look a format up.

    Raises:
        UnknownFormat: there is none of that name.
    """
    if name not in formats:
        raise UnknownFormat(f"there is no format {name!r}; there are {', '.join(formats)}")
    return formats[name]


def write_rows(results: ox.QuerySolutions, name: str, max_rows: int | None, sink: Sink) -> int | None:
    """Write the rows of a SELECT; return the limit where there were more."""
    engine_format = SELECT_FORMATS[name][0]

    def write(data: bytes) -> None:
        sink.write(as_xml(data) if name == "xml" else data)

    if max_rows is None:
        write(results.serialize(format=engine_format) or b"")
        return None
    limit = RowLimit(write, name, [variable.value for variable in results.variables], max_rows)
    try:
        results.serialize(limit, format=engine_format)  # type: ignore[arg-type]
    except EnoughRows:
        return max_rows
    limit.close()
    return max_rows if limit.truncated else None


def graph_form(query: str) -> Form:
    """Tell CONSTRUCT from DESCRIBE, which the engine answers alike: the first of the two words outside quotes."""
    words = blank(query).upper()
    describe, construct = words.find("DESCRIBE"), words.find("CONSTRUCT")
    return "describe" if describe >= 0 and (construct < 0 or describe < construct) else "construct"


def serialize_triples(triples: list[ox.Triple], rdf_format: ox.RdfFormat) -> bytes:
    """Serialise triples; Turtle is the same every time.

    Raises:
        UnknownFormat: the format has no way to write one of them.
    """
    refuse_unwritable(triples, rdf_format)
    if rdf_format is ox.RdfFormat.RDF_XML:
        return as_xml(ox.serialize(triples, format=rdf_format) or b"")
    if rdf_format is not ox.RdfFormat.TURTLE:
        return ox.serialize(triples, format=rdf_format) or b""
    spaces = {
        _NAMESPACE.sub("", str(part)[1:-1]) for triple in triples for part in triple if isinstance(part, ox.NamedNode)
    }
    used = {prefix: space for prefix, space in PREFIXES.items() if space in spaces}
    body = ox.serialize(triples, format=rdf_format, prefixes=used) or b""
    lines = body.split(b"\n")
    return b"\n".join([*sorted(lines[: len(used)]), *lines[len(used) :]])
