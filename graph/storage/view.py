"""Reading: SPARQL queries over a store or a snapshot of one, and the texts that its passages point into.

Queries see the default graph (every stated fact once, and what the ontology implies) and, by GRAPH, one named graph an
announcement. A query and its serialisation are one call: the engine's iterators must not leave the thread that made
them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pyoxigraph as ox

from crackdown.errors import InputError
from crackdown.graph.announcement.statements import TEXT_PREFIX
from crackdown.graph.sparql.answer import (
    GRAPH_FORMATS,
    SELECT_FORMATS,
    Sink,
    Whole,
    find_format,
    graph_form,
    write_rows,
)
from crackdown.graph.sparql.answer import (
    Answer as Answer,  # noqa: PLC0414  it is had from here
)
from crackdown.graph.sparql.answered_triples import Triples, write_triples
from crackdown.graph.sparql.lexing import (
    from_clauses,
    iter_group_openings,
    refuse_chains,
    refuse_nesting,
    refuse_service,
    refuse_update,
)
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.changes import NAME as CHANGES
from crackdown.graph.storage.changes import Changes
from crackdown.graph.storage.engine import Engine, Keeps, Results
from crackdown.graph.storage.folder import read_version
from crackdown.graph.storage.oxigraph import from_node, query_error, store_errors, to_node
from crackdown.graph.term import Term, iri
from crackdown.ontology.terms import BASE, PREFIXES, dcterms


class View:
    """A read-only view of a graph."""

    def __init__(
        self,
        engine: Callable[[], Engine],
        archive: Keeps,
        version: Callable[[], str],
        folder: Path | None,
        records: Keeps | None = None,
        changes: Changes | None = None,
        store: Path | None = None,
    ) -> None:
        self._engine = engine
        self._changes = changes  # of a snapshot, whose version stays
        self._touched: dict[str, frozenset[str] | None] = {}
        self._archive = archive
        self.records: Keeps = records or Archive(None)
        self._version = version
        self._folder = folder
        self.store = store  # the folder of the store of which this is a snapshot

    @classmethod
    def open_snapshot(
        cls, folder: Path, *, texts: Path | None = None, records: Path | None = None, store: Path | None = None
    ) -> View:
        """Open a copy of a store's graph that nothing writes to; any number of processes may.

        Args:
            folder: what `Store.backup` wrote.
            texts: the texts of the store it was taken from; without it no text is found.
            records: the records of that store.
            store: that store, where what is worked out of a version may be kept.
        """
        with store_errors(folder):
            engine = ox.Store.read_only(str(folder / "graph"))
        version = read_version(folder)
        kept = Archive(records, suffix=".json")
        return cls(lambda: engine, Archive(texts), lambda: version, folder, kept, Changes(folder / CHANGES), store)

    def over(self, engine: Engine, version: str) -> View:
        """Return a view of another graph with the texts and records of this one."""
        return View(lambda: engine, self._archive, lambda: version, None, self.records)

    @property
    def engine(self) -> Engine:
        """The engine, for this package's own modules."""
        return self._engine()

    @property
    def version(self) -> str:
        """What changes with every committed write, and with nothing else."""
        return self._version()

    def touched_since(self, version: str) -> frozenset[str] | None:
        """Return the IRIs of what was touched since an earlier version, None where that is not known.

        Of a snapshot alone it may be known: see `Changes`. It is found once, however many things are to be renewed.
        """
        if self._changes is None:
            return None
        if version not in self._touched:
            self._touched[version] = self._changes.since(version, self.version)
        return self._touched[version]

    def count_quads(self) -> int:
        """Count the quads of all graphs; of a snapshot the last commit mostly tells it, as to count them takes long."""
        known = self._changes.quads_of(self.version) if self._changes else None
        return known if known is not None else int(str(self.select(load("size"))[0]["quads"]))

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

    def select_values(self, query: str) -> list[tuple[str, ...]]:
        """Answer a SELECT query with bare values, in the order of its variables: for what reads a whole graph.

        An IRI and a literal are told apart by nothing, a literal's language and datatype are dropped, what is unbound
        is empty. It takes half as long as `select`.

        Raises:
            InvalidQuery, UpdateRefused, ServiceRefused: see `crackdown.errors`.
        """
        return list(self.iter_values(query))

    def iter_values(self, query: str) -> Iterator[tuple[str, ...]]:
        """Do the same row by row, in one thread: of a large graph no list of all rows has to be held."""
        with store_errors(self._folder):
            for row in self.solutions(query):
                yield tuple(["" if node is None else node.value for node in row])

    def ask(self, query: str, **bindings: Term) -> bool:
        """Answer an ASK query; `bindings` as for `select`."""
        results = self.results(bind(query, bindings))
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
        results = self.results(query, default_graph_uris, named_graph_uris)
        if not isinstance(results, ox.QuerySolutions):
            raise InputError("a SELECT query is wanted here; this one has another form")
        return results

    def text(self, announcement_iri: str) -> str | None:
        """Return the full text of an announcement, into which its passages point; None where there is none."""
        announcement = ox.NamedNode(iri(announcement_iri).value)
        quads = self._engine().quads_for_pattern(announcement, ox.NamedNode(dcterms.identifier), None, announcement)
        digests = [quad.object.value.removeprefix(TEXT_PREFIX) for quad in quads if isinstance(quad.object, ox.Literal)]
        return next((self._archive.read(digest) for digest in digests), None)

    def kept(self, kind: Literal["text", "record"], digest: str) -> str | None:
        """Return a text or a record by its digest; None where it is not kept."""
        return (self._archive if kind == "text" else self.records).read(digest)

    def serialize(
        self,
        query: str,
        *,
        select_format: str = "json",
        graph_format: str = "turtle",
        default_graph_uris: Sequence[str] = (),
        named_graph_uris: Sequence[str] = (),
        max_rows: int | None = None,
    ) -> Answer:
        """Answer any query in the format named for its form.

        Args:
            query: SPARQL 1.1; SELECT and ASK answer in `select_format`, CONSTRUCT and DESCRIBE in `graph_format`.
            select_format: json, xml, csv or tsv.
            graph_format: turtle, ntriples, jsonld or rdfxml.
            default_graph_uris: as in the SPARQL 1.1 Protocol, section 2.1.4: they outrank FROM.
            named_graph_uris: the graphs that GRAPH may see, where either list is given.
            max_rows: rows, or triples, beyond which the answer is cut.

        Raises:
            UnknownFormat: no such format.
            InvalidQuery, UpdateRefused, ServiceRefused: see `crackdown.errors`.
        """
        whole = Whole()
        truncated = self.write(
            query,
            whole,
            select_format=select_format,
            graph_format=graph_format,
            default_graph_uris=default_graph_uris,
            named_graph_uris=named_graph_uris,
            max_rows=max_rows,
        )
        return whole.answer(truncated)

    def write(
        self,
        query: str,
        sink: Sink,
        *,
        select_format: str = "json",
        graph_format: str = "turtle",
        default_graph_uris: Sequence[str] = (),
        named_graph_uris: Sequence[str] = (),
        max_rows: int | None = None,
    ) -> int | None:
        """Answer as `serialize` does, piece by piece into a sink; return `max_rows` where there was more than that."""
        formats = find_format(select_format, SELECT_FORMATS), find_format(graph_format, GRAPH_FORMATS)
        results = self.results(query, default_graph_uris, named_graph_uris)
        with store_errors(self._folder):
            if not isinstance(results, ox.QuerySolutions | ox.QueryBoolean):
                triples = Triples(results, max_rows)
                del results  # an error's traceback would carry it to another thread
                begin = partial(sink.begin, graph_form(query), formats[1][1])
                return write_triples(triples, formats[1][0], sink, begin)
            sink.begin("ask" if isinstance(results, ox.QueryBoolean) else "select", formats[0][1])
            if isinstance(results, ox.QueryBoolean):
                sink.write(results.serialize(format=formats[0][0]) or b"")
                return None
            return write_rows(results, select_format, max_rows, sink)

    def results(self, query: str, defaults: Sequence[str] = (), named: Sequence[str] = ()) -> Results:
        """Return the engine's own results of any query, for this package: lazy, and bound to this thread."""
        refuse_update(query)
        refuse_service(query)
        refuse_nesting(query)
        refuse_chains(query)
        engine = self._engine()
        arguments: dict[str, Any] = {}
        if not defaults and not named:
            defaults, named = _from_several(query)
        try:
            if defaults or named:
                engine, arguments = _dataset(engine, [ox.NamedNode(iri(uri).value) for uri in defaults], named)
            with store_errors(self._folder):
                return engine.query(query, base_iri=BASE, prefixes=PREFIXES, **arguments)
        except (SyntaxError, ValueError, RuntimeError) as error:
            raise query_error(error, query) from error


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


def _from_several(query: str) -> tuple[list[str], list[str]]:
    """Take over what the engine would count wrongly: a default graph made of several by FROM."""
    defaults, named = from_clauses(query)
    return (defaults, named) if len(defaults) > 1 and all(defaults + named) else ([], [])


def _dataset(
    engine: Engine, defaults: list[ox.NamedNode], named: Sequence[str]
) -> tuple[Engine, dict[str, list[ox.NamedNode]]]:
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
