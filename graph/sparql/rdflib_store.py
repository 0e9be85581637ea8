"""A graph of ours as an rdflib Graph: live, read-only, nothing copied.

rdflib hands its look-ups and its queries to this store, which asks the View. The Graph holds the default graph; the
named graphs are its contexts, and queries reach them by GRAPH. rdflib's registry of plugins is left alone: the store is
handed over as an object.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any, Final, NoReturn

import pyoxigraph as ox
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import Identifier

from crackdown.errors import InputError
from crackdown.graph.storage.oxigraph import XSD_STRING, Node
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import PREFIXES

Pattern = tuple[Identifier | None, Identifier | None, Identifier | None]
Found = tuple[tuple[Any, Any, Any], Iterator[Any]]
_DEFAULT: Final = frozenset((None, DATASET_DEFAULT_GRAPH_ID))
_COUNT: Final = "SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"


def open_graph(view: Callable[[], View], name: str | None = None) -> rdflib.Graph:
    """Return the default graph, or a named one, as an rdflib Graph that follows the view."""
    identifier = rdflib.URIRef(name) if name else DATASET_DEFAULT_GRAPH_ID
    return rdflib.Graph(store=ViewStore(view), identifier=identifier, bind_namespaces="none")


class ViewStore(Store):
    """Answers rdflib from a View; see `rdflib.store.Store`."""

    context_aware = True
    graph_aware = True
    formula_aware = False
    transaction_aware = False

    def __init__(self, view: Callable[[], View]) -> None:
        super().__init__()
        self._view = view
        self._spaces = {prefix: rdflib.URIRef(space) for prefix, space in PREFIXES.items()}

    def triples(self, triple_pattern: Pattern, context: Any = None) -> Iterator[Found]:  # type: ignore[override]
        """Yield the triples that fit, in a graph; the default graph where none is given."""
        if any(part is not None and not _is_known(part) for part in triple_pattern):
            return
        for quad in self._quads(triple_pattern, _graph_of(context)):
            yield (from_ox(quad.subject), from_ox(quad.predicate), from_ox(quad.object)), iter((context,))

    def __len__(self, context: Any = None) -> int:
        graph = _graph_of(context)
        pattern = f"GRAPH {graph} {{ ?s ?p ?o }}" if isinstance(graph, ox.NamedNode) else "?s ?p ?o"
        return int(str(self._view().select(_COUNT.format(pattern=pattern))[0]["n"]))

    def contexts(self, triple: Any = None) -> Generator[Any, None, None]:
        """Yield the named graphs, or those that hold a triple."""
        engine = self._view().engine
        for name in engine.named_graphs():
            if isinstance(name, ox.NamedNode) and (triple is None or self._holds(triple, name)):
                yield rdflib.Graph(store=self, identifier=rdflib.URIRef(name.value), bind_namespaces="none")

    def _holds(self, triple: Pattern, name: ox.NamedNode) -> bool:
        return next(self._quads(triple, name), None) is not None

    def _quads(self, pattern: Pattern, graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
        subject, predicate, object_ = (None if part is None else to_ox(part) for part in pattern)
        return self._view().engine.quads_for_pattern(subject, predicate, object_, graph)

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803  rdflib's names
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: Any,  # noqa: N803
        **kwargs: Any,
    ) -> Result:
        """Answer a query with the graph's own engine; one that was prepared, or binds variables, is left to rdflib.

        Raises:
            InvalidQuery: it does not parse; with line and column.
        """
        if not isinstance(query, str) or initBindings or kwargs:
            raise NotImplementedError
        named = None if str(queryGraph) in {str(DATASET_DEFAULT_GRAPH_ID), "__UNION__"} else str(queryGraph)
        answer = self._view().serialize(
            _declare(query, initNs),
            select_format="json",
            graph_format="ntriples",
            default_graph_uris=[named] if named else (),
        )
        if answer.form in {"select", "ask"}:
            return Result.parse(io.BytesIO(answer.body), format="json")
        result = Result(answer.form.upper())
        result.graph = rdflib.Graph().parse(data=answer.body, format="nt")
        return result

    def bind(self, prefix: str, namespace: rdflib.URIRef, override: bool = True) -> None:
        """Remember a prefix, for this Graph alone: to name things is not to write."""
        if override or prefix not in self._spaces:
            self._spaces[prefix] = namespace

    def namespace(self, prefix: str) -> rdflib.URIRef | None:
        """Return what a prefix stands for."""
        return self._spaces.get(prefix)

    def prefix(self, namespace: rdflib.URIRef) -> str | None:
        """Return the prefix of a namespace."""
        return next((prefix for prefix, space in self._spaces.items() if str(space) == str(namespace)), None)

    def namespaces(self) -> Iterator[tuple[str, rdflib.URIRef]]:
        """Yield the prefixes that are known."""
        yield from self._spaces.items()

    def add(self, *_triple: Any, **_options: Any) -> None:
        """Refuse; see `_refuse`."""
        _refuse()

    def addN(self, *_quads: Any) -> None:  # noqa: N802
        """Refuse; see `_refuse`."""
        _refuse()

    def remove(self, *_triple: Any, **_options: Any) -> None:
        """Refuse; see `_refuse`."""
        _refuse()

    def update(self, *_update: Any, **_options: Any) -> None:
        """Refuse; see `_refuse`."""
        _refuse()

    def remove_graph(self, *_graph: Any) -> None:
        """Refuse; see `_refuse`."""
        _refuse()

    def add_graph(self, graph: Any) -> None:
        """Do nothing: a graph without a triple is no graph here, and rdflib's Dataset announces each that it names."""


def _refuse() -> NoReturn:
    """Say how to go on.

    Raises:
        InputError: always.
    """
    raise InputError(
        "this graph only reads: in the store every fact has its quote; load announcements with g.add(…), or copy it "
        "first: rdflib.Graph() + g.rdflib()"
    )


def _declare(query: str, spaces: Mapping[str, Any]) -> str:
    """Declare, on the query's first line so that places in messages stay, the prefixes that only rdflib knows."""
    new = {prefix: str(space) for prefix, space in spaces.items() if PREFIXES.get(prefix) != str(space)}
    told = [f"PREFIX {prefix}: <{space}>" for prefix, space in new.items() if f"{prefix}:" in query]
    return " ".join([*told, query])


def _graph_of(context: Any) -> ox.NamedNode | ox.DefaultGraph:
    identifier = getattr(context, "identifier", context)
    if identifier in _DEFAULT or not isinstance(identifier, rdflib.URIRef):
        return ox.DefaultGraph()
    return ox.NamedNode(str(identifier))


def _is_known(part: Identifier) -> bool:
    return isinstance(part, rdflib.URIRef | rdflib.BNode | rdflib.Literal)


def to_ox(term: Any) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Turn rdflib's term into pyoxigraph's."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language.lower())
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))


def from_ox(node: Node) -> Identifier:
    """Turn pyoxigraph's term into rdflib's, with values written as rdflib writes them."""
    if isinstance(node, ox.NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, ox.BlankNode):
        return rdflib.BNode(node.value)
    if isinstance(node, ox.Triple):
        raise InputError(f"rdflib has no triple terms: {node}")
    if node.language:
        return rdflib.Literal(node.value, lang=node.language)
    if node.datatype.value == XSD_STRING:
        return rdflib.Literal(node.value)
    return rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value))
