"""One transaction: named graphs replaced, the default graph kept equal to their union and what it implies.

The whole change is computed first, as a patch, and then sent in one request, which is the engine's transaction. Blank
nodes cannot be named in such a request: they are given IRIs on the way in (RDF 1.1, section 3.5), by their place in the
canonical form of their graph, so that the same graph always gets the same ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

import pyoxigraph as ox

from crackdown.errors import InputError
from crackdown.graph import iris
from crackdown.graph.identity.delta import Delta
from crackdown.graph.storage.engine import Engine, prefetch
from crackdown.graph.storage.inference import Fact, Overlay, Reasoner
from crackdown.graph.storage.oxigraph import XSD_STRING, Node, to_node
from crackdown.graph.storage.patch import GraphName, Patch
from crackdown.graph.term import Term, Triple
from crackdown.ontology.rules import RULES
from crackdown.ontology.terms import BASE
from crackdown.ontology.terms import graph as named_graph

Graphs = Mapping[ox.NamedNode, AbstractSet[Fact[Node]]]


_STRING = ox.NamedNode(XSD_STRING)
_INDEX = ox.NamedNode(named_graph.index)
_BEGIN, _REST = iris.VERSIONS
_VERSION = f'STRSTARTS(STR(?g), "{_BEGIN}") && REGEX(SUBSTR(STR(?g), {len(_BEGIN) + 1}), "^{_REST}$")'


def is_summed(graph: GraphName | ox.BlankNode) -> bool:
    """Tell whether the default graph sums up a named graph: not what is for looking up, nor earlier versions."""
    return graph != _INDEX and not (isinstance(graph, ox.NamedNode) and iris.is_version(graph.value))


class DefaultGraphFacts:
    """The default graph of an engine as facts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._absent: dict[Node, bool] = {}

    def match(self, subject: Node | None, predicate: Node | None, object_: Node | None) -> Iterator[Fact[Node]]:
        """Iterate over the default graph's triples that fit."""
        if subject is not None and self._is_absent(subject):
            return
        for quad in self._engine.quads_for_pattern(subject, predicate, object_, ox.DefaultGraph()):
            yield quad.subject, quad.predicate, quad.object

    def _is_absent(self, subject: Node) -> bool:
        """Tell whether nothing is said of a subject; most subjects of a new graph are new, and are looked up often."""
        if subject not in self._absent:
            quads = self._engine.quads_for_pattern(subject, None, None, ox.DefaultGraph())
            self._absent[subject] = next(quads, None) is None
        return self._absent[subject]


@cache
def reasoner() -> Reasoner[Node]:
    """Compile the ontology's rules, once a process."""
    return Reasoner(RULES, node)


def node(text: str) -> Node:
    """Make a node of an IRI or of a literal in N-Triples form, as the rules write them."""
    if not text.startswith('"'):
        return ox.NamedNode(text)
    line = f"<{BASE}> <{BASE}> {text} ."
    quad: ox.Quad = next(iter(ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES)))
    return quad.object


def facts_of(engine: Engine, graph: ox.NamedNode) -> set[Fact[Node]]:
    """Read one named graph."""
    return {(quad.subject, quad.predicate, quad.object) for quad in engine.quads_for_pattern(None, None, None, graph)}


def as_stored(triples: Iterable[ox.Triple]) -> set[Fact[Node]]:
    """Give triples the form in which the engine returns them: it keeps values, not spellings (`007` is `7`)."""
    return {(triple.subject, triple.predicate, stored(triple.object)) for triple in triples}


def facts_to_store(triples: Iterable[Triple]) -> set[Fact[Node]]:
    """Make facts of our own triples, in the form in which the engine returns them; most terms stand in many triples.

    Raises:
        InputError: see `oxigraph.to_node`.
    """
    nodes: dict[Term, Node] = {}
    facts = set()
    for triple in triples:
        fact = []
        for term in triple:
            node = nodes.get(term)
            if node is None:
                node = nodes[term] = stored(to_node(term))
            fact.append(node)
        facts.add((fact[0], fact[1], fact[2]))
    return facts


def stored(node: Node) -> Node:
    """Give a node the form in which the engine returns it; of what is written, few literals are no plain texts."""
    if isinstance(node, ox.NamedNode) or (isinstance(node, ox.Literal) and node.datatype == _STRING):
        return node
    return _stored(node)


@lru_cache(maxsize=20_000)
def _stored(node: Node) -> Node:
    scratch, any_ = ox.Store(), ox.NamedNode(BASE)
    scratch.add(ox.Quad(any_, any_, node))
    (kept,) = (quad.object for quad in scratch.quads_for_pattern(None, None, None))
    return kept


def parse_trig(trig: bytes) -> dict[ox.NamedNode, set[Fact[Node]]]:
    """Parse TriG into facts by named graph, blank nodes replaced by IRIs.

    Raises:
        InputError: it does not parse, or says something outside its named graphs.
    """
    try:
        return _parse_trig(trig)
    except SyntaxError as error:
        raise InputError(f"the TriG does not parse: {error}") from error


def _parse_trig(trig: bytes) -> dict[ox.NamedNode, set[Fact[Node]]]:
    by_graph: dict[ox.NamedNode, list[ox.Triple]] = {}
    for quad in ox.parse(trig, format=ox.RdfFormat.TRIG, rename_blank_nodes=True):
        if not isinstance(quad.graph_name, ox.NamedNode):
            raise InputError(f"{quad.triple} stands outside every named graph; put it into one")
        by_graph.setdefault(quad.graph_name, []).append(quad.triple)
    return {graph: as_stored(skolemise(graph, triples)) for graph, triples in by_graph.items()}


def skolemise(graph: ox.NamedNode, triples: list[ox.Triple]) -> list[ox.Triple]:
    """Replace the blank nodes of a graph by IRIs made of the graph's name and their canonical labels (RDFC-1.0)."""
    if not any(isinstance(part, ox.BlankNode) for triple in triples for part in (triple.subject, triple.object)):
        return triples
    dataset = ox.Dataset(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    prefix = f"{BASE}.well-known/genid/{hashlib.sha256(graph.value.encode()).hexdigest()[:10]}-"

    def named(part: Node) -> Node:
        return ox.NamedNode(prefix + part.value) if isinstance(part, ox.BlankNode) else part

    return [ox.Triple(named(quad.subject), quad.predicate, named(quad.object)) for quad in dataset]  # type: ignore[arg-type]


def plan(engine: Engine, graphs: Graphs, deltas: Iterable[Delta] = ()) -> Patch | None:
    """Work out the patch that makes each named graph hold these facts and no others; an empty one vanishes.

    Args:
        engine: what to update.
        graphs: named graphs with all that they shall hold.
        deltas: changes of other named graphs.

    Returns:
        The patch, which is to be applied whole or not at all; None where nothing would change.
    """
    change = _Change(engine, graphs, deltas)
    if not change.removed and not change.added:
        return None
    removed, added = change.facts(change.removed), change.facts(change.added)
    prefetch(engine, (fact[0] for fact in removed), None)
    prefetch(engine, (fact[0] for fact in added), ox.DefaultGraph())
    told = change.facts(change.kept_or_added) if removed else frozenset()

    def is_told(fact: Fact[Node]) -> bool:
        quads = engine.quads_for_pattern(*fact, None)
        return fact in told or any(change.is_kept(quad) for quad in quads)

    withdrawn = {fact for fact in removed if not is_told(fact)}
    derived = reasoner().change(DefaultGraphFacts(engine), withdrawn, added, is_told)
    return _patch(derived, change)


class _Change:
    """What goes and what comes, by named graph."""

    def __init__(self, engine: Engine, graphs: Graphs, deltas: Iterable[Delta]) -> None:
        before = {graph: facts_of(engine, graph) for graph in graphs}
        self.emptied = [graph for graph in graphs if not graphs[graph]]
        self.removed = {graph: before[graph] - graphs[graph] for graph in graphs}
        self.added = {graph: graphs[graph] - before[graph] for graph in graphs}
        self.kept_or_added: dict[ox.NamedNode, AbstractSet[Fact[Node]]] = dict(graphs)
        self._whole = set(graphs)
        for delta in deltas:
            if delta.graph in self._whole:
                continue  # what is given whole needs no change besides
            self.removed[delta.graph], self.added[delta.graph] = delta.removed, delta.added
            self.kept_or_added[delta.graph] = delta.added
            if delta.removed and delta.is_empty():
                self.emptied.append(delta.graph)
        self.removed = {graph: facts for graph, facts in self.removed.items() if facts}
        self.added = {graph: facts for graph, facts in self.added.items() if facts}

    def is_kept(self, quad: ox.Quad) -> bool:
        """Tell whether a stored quad of a named graph that the default graph sums up stays."""
        graph = quad.graph_name
        if not isinstance(graph, ox.NamedNode) or not is_summed(graph) or graph in self._whole:
            return False  # what whole graphs keep is among the facts told
        return (quad.subject, quad.predicate, quad.object) not in self.removed.get(graph, ())

    def facts(self, by_graph: Graphs) -> set[Fact[Node]]:
        """Put together what the default graph sums up."""
        return set().union(*(facts for graph, facts in by_graph.items() if is_summed(graph)))


def rebuild(engine: ox.Store) -> None:
    """Build the default graph of an engine anew, by `run_rebuild`."""

    def size() -> int:
        (solution,) = engine.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")  # type: ignore[misc]
        return int(solution["n"].value)

    run_rebuild(engine.update, size)


def run_rebuild(
    update: Callable[[str], object],
    size: Callable[[], int],
    *,
    merged: ox.NamedNode | None = None,
    left_out: Iterable[ox.NamedNode] = (),
) -> None:
    """Build the default graph anew from the named graphs, with the rules as SPARQL updates to a fixpoint.

    Another road to the same graph than `plan` takes, which the tests compare. It is not one transaction.

    Args:
        update: runs one request.
        size: counts the triples of the default graph.
        merged: the named graph that stands for the default graph, where an engine has none to write.
        left_out: named graphs that the default graph does not sum up, beside the index and earlier versions.
    """
    within = f"GRAPH {merged} " if merged else ""
    names = ", ".join(str(name) for name in (_INDEX, *left_out, *([merged] if merged else ())))
    summed = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN ({names}) && !({_VERSION}))"
    update(f"DROP SILENT GRAPH {merged}" if merged else "CLEAR DEFAULT")
    insertion = f"{{ {within}{{ ?s ?p ?o }} }}" if merged else "{ ?s ?p ?o }"
    update(f"INSERT {insertion} WHERE {{ {summed} }}")
    rules = [_insertion(rule.head, rule.body, within) for rule in RULES]
    before, grown = -1, size()
    while grown != before:
        # One operation a request where the merged graph is a named one: such engines take long requests badly.
        for request in rules if merged else [" ;\n".join(rules)]:
            update(request)
        before, grown = grown, size()


def _insertion(head: tuple[str, str, str], body: Iterable[tuple[str, str, str]], within: str) -> str:
    def pattern(parts: tuple[str, str, str]) -> str:
        return " ".join(part if part[0] in '?"' else f"<{part}>" for part in parts)

    def graph(text: str) -> str:
        return f"{within}{{ {text} }}" if within else text

    return f"INSERT {{ {graph(pattern(head))} }} WHERE {{ {graph(' . '.join(pattern(parts) for parts in body))} }}"


def _patch(derived: Overlay[Node], change: _Change) -> Patch:
    """Put together what changes in the default graph and in named ones."""
    default = ox.DefaultGraph()
    removed: list[tuple[GraphName, AbstractSet[Fact[Node]]]] = [(default, derived.removed), *change.removed.items()]
    added: list[tuple[GraphName, AbstractSet[Fact[Node]]]] = [(default, derived.added), *change.added.items()]
    return Patch(dict(removed), dict(added), tuple(change.emptied))
