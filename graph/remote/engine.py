"""Reading an endpoint: the engine's port over HTTP.

Look-ups are many and small. A reader asks each of the endpoint. A writer, who alone writes while it holds the lease,
remembers what it has read, and what it writes itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any, Final

import pyoxigraph as ox

from crackdown.errors import InvalidQuery
from crackdown.graph.remote.client import Client
from crackdown.graph.remote.dialect import Dialect
from crackdown.graph.remote.mistakes import mistake_in
from crackdown.graph.remote.results import JSON, TRIPLES, as_kept, list_rows, rows_of, triples_of
from crackdown.graph.remote.rewriting import declare, form_of, hide, without_from, work_out_graphs
from crackdown.graph.remote.vocabulary import NOWHERE
from crackdown.graph.sparql.lexing import from_clauses
from crackdown.graph.storage.engine import Results
from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.storage.patch import Patch

Key = tuple[Any, Any, Any, Any]
_MOST_OF_A_SUBJECT: Final = 1000  # triples; of a busier one each pattern is asked for by itself
_BATCH: Final = 100  # subjects a request
_MOST_REMEMBERED: Final = 200_000  # look-ups, at some 500 bytes each


class RemoteEngine:
    """Reads one endpoint; see `engine.Engine`."""

    def __init__(
        self, client: Client, dialect: Dialect, *, remembers: bool = False, timeout_seconds: float | None = None,
        max_bytes: int | None = None,
    ) -> None:  # fmt: skip
        self.client = client
        self.dialect = dialect
        self._limits: dict[str, Any] = {"timeout_seconds": timeout_seconds}
        if max_bytes is not None:
            self._limits["max_bytes"] = max_bytes
        self._remembered: dict[Key, set[ox.Quad]] | None = {} if remembers else None

    def limited(self, timeout_seconds: float, max_bytes: int) -> RemoteEngine:
        """Return the same engine for one query that may take no longer and answer no more."""
        return RemoteEngine(self.client, self.dialect, timeout_seconds=timeout_seconds, max_bytes=max_bytes)

    def query(
        self,
        query: str,
        /,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        default_graph: Sequence[ox.NamedNode] | None = None,
        named_graphs: Sequence[ox.NamedNode] | None = None,
    ) -> Results:
        """Answer a query; with graphs given, over those alone, as in the SPARQL 1.1 Protocol, section 2.1.4."""
        form, is_explicit = form_of(query), default_graph is not None or named_graphs is not None
        defaults = [one.value for one in default_graph or ()]
        named = [one.value for one in named_graphs or ()]
        if not is_explicit and self.dialect.merged:
            defaults, named = from_clauses(query)
            is_explicit = bool(defaults or named) and all(defaults + named)
        text = (
            without_from(query)
            if is_explicit
            else hide(query, self.dialect.hidden, is_virtuoso=self.dialect.is_virtuoso)
        )
        if self.dialect.is_virtuoso and not is_explicit:
            text = work_out_graphs(text)
        text = declare(text, base_iri, prefixes or {})
        if is_explicit:
            defaults, named = defaults or [NOWHERE], named or [NOWHERE]
        elif self.dialect.merged:
            defaults, named = [self.dialect.merged.value], []
        is_graph = form in {"CONSTRUCT", "DESCRIBE"}
        where = str(self.client.address)
        try:
            response = self.client.query(
                text, TRIPLES if is_graph else JSON, default_graphs=defaults, named_graphs=named, **self._limits
            )
        except InvalidQuery:
            if mistake := mistake_in(query, base_iri, prefixes or {}):
                raise mistake from None
            raise
        if is_graph:
            return triples_of(response, where)
        return rows_of(response, where, repairs=self.dialect.is_virtuoso)

    def quads_for_pattern(
        self, subject: Any, predicate: Any, object_: Any, graph_name: Any = None, /
    ) -> Iterator[ox.Quad]:
        """Yield the quads that fit."""
        key = subject, predicate, object_, graph_name
        if isinstance(subject, ox.Literal) or any(isinstance(part, ox.BlankNode | ox.Triple) for part in key):
            return iter(())  # neither can be asked for by name
        if self._remembered is None:
            return iter(self._ask(key))
        return iter(tuple(self._recall(key)))

    def rows(self, query: str) -> list[ox.QuerySolution]:
        """Return the rows of a SELECT query of this package's own."""
        return list_rows(self.query(query))

    def named_graphs(self) -> list[ox.NamedNode | ox.BlankNode]:
        """List the named graphs that hold anything, but the store's own."""
        rows = self.rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return [row["g"] for row in rows if isinstance(row["g"], ox.NamedNode)]

    def prefetch(self, subjects: Iterable[Node], graph: ox.DefaultGraph | None) -> None:
        """Read all that the default graph, or with None all graphs, say of some subjects, unless that is much."""
        if self._remembered is None:
            return
        wanted = [one for one in dict.fromkeys(subjects) if isinstance(one, ox.NamedNode)]
        unread = [one for one in wanted if (one, None, None, graph) not in self._remembered]
        for first in range(0, len(unread), _BATCH):
            batch = unread[first : first + _BATCH]
            pattern = f"VALUES ?s {{ {' '.join(str(one) for one in batch)} }} ?s ?p ?o"
            found = self._matches(("?s", "?p", "?o"), pattern, graph, most=_MOST_OF_A_SUBJECT * 10)
            if len(found) < _MOST_OF_A_SUBJECT * 10:
                by_subject: dict[Node, set[ox.Quad]] = {one: set() for one in batch}
                for quad in found:
                    by_subject[quad.subject].add(quad)
                for one, quads in by_subject.items():
                    self._remember((one, None, None, graph), quads)

    def take_over(self, patch: Patch) -> None:
        """Remember what was written."""
        if self._remembered is None:
            return
        for quads, change in ((patch.removed_quads(), set.discard), (patch.added_quads(), set.add)):
            for quad in quads:
                for key in product(*((part, None) for part in quad)):
                    if key in self._remembered:
                        change(self._remembered[key], quad)

    def forget(self) -> None:
        """Forget all that was remembered."""
        if self._remembered is not None:
            self._remembered = {}

    def _recall(self, key: Key) -> Iterable[ox.Quad]:
        """Look a pattern up in what is remembered; of a subject in one graph, all is read at once."""
        assert self._remembered is not None
        subject, predicate, object_, graph = key
        if key in self._remembered:
            return self._remembered[key]
        whole = (subject, None, None, graph)
        if subject is not None and graph is not None and whole not in self._remembered:
            found = self._ask(whole, most=_MOST_OF_A_SUBJECT)
            if len(found) < _MOST_OF_A_SUBJECT:
                self._remember(whole, found)
        if subject is not None and whole in self._remembered:
            fits = self._remembered[whole]
            return [quad for quad in fits if predicate in {None, quad.predicate} and object_ in {None, quad.object}]
        return self._remember(key, self._ask(key))

    def _remember(self, key: Key, quads: set[ox.Quad]) -> set[ox.Quad]:
        assert self._remembered is not None
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[key] = quads
        return quads

    def _ask(self, key: Key, most: int | None = None) -> set[ox.Quad]:
        """Ask the endpoint for a pattern."""
        *parts, graph = key
        spelt = [f"?{name}" if part is None else str(part) for name, part in zip("spo", parts, strict=True)]
        if graph is not None and None not in parts:
            is_there = bool(self.query(f"ASK {{ {_within(graph, ' '.join(spelt))} }}"))
            return {_quad(parts, graph)} if is_there else set()
        return self._matches(spelt, " ".join(spelt), graph, known=parts, most=most)

    def _matches(
        self,
        spelt: Sequence[str],
        pattern: str,
        graph: Any,
        *,
        known: Sequence[Any] = (None, None, None),
        most: int | None = None,
    ) -> set[ox.Quad]:
        """Ask for the quads of a pattern, whose parts are variables or known; None is all graphs."""
        where = f"{{ {pattern} }} UNION {{ GRAPH ?g {{ {pattern} }} }}" if graph is None else _within(graph, pattern)
        wanted = [part for part in spelt if part.startswith("?")] + (["?g"] if graph is None else [])
        limit = f" LIMIT {most}" if most else ""
        found = self.rows(f"SELECT {' '.join(wanted)} WHERE {{ {where} }}{limit}")
        quads = []
        for row in found:
            parts = [row[name] if part is None else part for name, part in zip("spo", known, strict=True)]
            quads.append(_quad(parts, (row["g"] or ox.DefaultGraph()) if graph is None else graph))
        return set(as_kept(quads))


def _quad(parts: Sequence[Any], graph: Any) -> ox.Quad:
    subject, predicate, object_ = parts
    return ox.Quad(subject, predicate, object_, graph)


def _within(graph: ox.NamedNode | ox.DefaultGraph, pattern: str) -> str:
    return f"GRAPH {graph} {{ {pattern} }}" if isinstance(graph, ox.NamedNode) else pattern
