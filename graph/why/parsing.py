"""Queries read into patterns: rdflib parses, and its algebra is taken over here.

What is not understood is refused, never guessed: a query is explained whole or not at all.
"""

from __future__ import annotations

import itertools
from typing import Any, NamedTuple

import pyoxigraph as ox
from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Literal, URIRef, Variable

from crackdown.graph.why.expressions import Expressions
from crackdown.graph.why.pattern import (
    Alternative,
    Basic,
    Bind,
    Expression,
    Filter,
    Graph,
    Grouped,
    Inverse,
    Join,
    Minus,
    Negated,
    NotUnderstood,
    Optional,
    Path,
    Pattern,
    Repeated,
    Select,
    Sequence,
    Slot,
    TriplePattern,
    Union,
    Values,
)
from crackdown.graph.why.writing import write
from crackdown.ontology.terms import BASE, PREFIXES

_MODIFIERS = {"Slice", "Distinct", "Reduced", "Project", "OrderBy"}


class Parsed(NamedTuple):
    """A query's pattern, and the graphs it names by FROM and by FROM NAMED."""

    pattern: Pattern
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def parse(query: str) -> Parsed:
    """Read a SELECT query into the pattern whose solutions its rows are made from.

    Raises:
        NotUnderstood: it holds something that cannot be explained; the message says what.
    """
    try:
        algebra = translateQuery(parseQuery(query), base=BASE, initNs=dict(PREFIXES)).algebra
        node = algebra.p
        while node.name in _MODIFIERS:
            node = node.p
        clauses = algebra.datasetClause or []
        default = tuple(str(clause.default) for clause in clauses if clause.default is not None)
        named = tuple(str(clause.named) for clause in clauses if clause.named is not None)
        return Parsed(_Reader(query).pattern(node), default, named)
    except NotUnderstood:
        raise
    # rdflib raises bare Exception for what it does not know; a query as deep as the stack is not explained either.
    except Exception as error:
        raise NotUnderstood(f"the query could not be taken apart: {error}") from error


class _Reader:
    def __init__(self, query: str) -> None:
        self._prefix = next(name for name in (f"why{'_' * n}" for n in itertools.count(1)) if name not in query)
        self._numbers = itertools.count(1)
        self._blank: dict[str, str] = {}
        self._expressions = Expressions(self._term, self.pattern, write)

    def _fresh(self) -> str:
        return f"{self._prefix}{next(self._numbers)}"

    def pattern(self, node: CompValue) -> Pattern:
        reader = getattr(self, f"_read_{node.name}", None)
        if reader is None:
            raise NotUnderstood(f"a query with a part of a kind not known here: {node.name}")
        read: Pattern = reader(node)
        return read

    def _read_BGP(self, node: CompValue) -> Pattern:  # noqa: N802 - the algebra's own names
        triples = (self._triples(self._slot(s), p, self._slot(o)) for s, p, o in node.triples)
        return Basic(tuple(itertools.chain.from_iterable(triples)))

    def _read_Join(self, node: CompValue) -> Pattern:  # noqa: N802
        return Join(self.pattern(node.p1), self.pattern(node.p2))

    def _read_LeftJoin(self, node: CompValue) -> Pattern:  # noqa: N802
        condition = None if node.expr.name == "TrueFilter" else self._expressions.read(node.expr)
        return Optional(self.pattern(node.p1), self.pattern(node.p2), condition, self._fresh())

    def _read_Union(self, node: CompValue) -> Pattern:  # noqa: N802
        return Union(self.pattern(node.p1), self.pattern(node.p2), (self._fresh(), self._fresh()))

    def _read_Minus(self, node: CompValue) -> Pattern:  # noqa: N802
        return Minus(self.pattern(node.p1), self.pattern(node.p2))

    def _read_Filter(self, node: CompValue) -> Pattern:  # noqa: N802
        return Filter(self.pattern(node.p), self._expressions.read(node.expr))

    def _read_Extend(self, node: CompValue) -> Pattern:  # noqa: N802
        return Bind(self.pattern(node.p), self._expressions.read(node.expr), str(node.var))

    def _read_Graph(self, node: CompValue) -> Pattern:  # noqa: N802
        return Graph(self._slot(node.term), self.pattern(node.p))

    def _read_ToMultiSet(self, node: CompValue) -> Pattern:  # noqa: N802
        given = node.p
        if isinstance(given, list):  # VALUES without a row
            raise NotUnderstood("VALUES without values")
        if given.name != "values":
            return self._select(given)
        names = tuple(dict.fromkeys(str(name) for row in given.res for name in row))
        rows = tuple(
            tuple(
                None if (term := row.get(Variable(name), "UNDEF")) == "UNDEF" else self._known(term) for name in names
            )
            for row in given.res
        )
        return Values(names, rows)

    def _read_AggregateJoin(self, node: CompValue) -> Pattern:  # noqa: N802
        group = node.p
        if group.name != "Group":
            raise NotUnderstood("aggregates without a group")
        inner, unnamed = self._grouped(group.p)
        keys = []
        for condition in group.expr or []:
            expression = self._expressions.read(unnamed.pop(0) if condition is None else condition)
            keys.append(self._fresh())
            inner = Bind(inner, expression, keys[-1])
        aggregates = tuple((self._expressions.aggregate(one), str(one.res)) for one in node.A)
        return Grouped(tuple(keys), aggregates, inner)

    def _grouped(self, node: CompValue) -> tuple[Pattern, list[Any]]:
        """Read what is grouped; rdflib binds the expressions of GROUP BY to their names, nameless ones to None."""
        if node.name != "Extend" or node.var is not None:
            return self.pattern(node), []
        inner, unnamed = self._grouped(node.p)
        return inner, [*unnamed, node.expr]

    def _select(self, node: CompValue) -> Pattern:
        quantifier, order, limit = "", "", ""
        while node.name in _MODIFIERS:
            if node.name == "Slice":
                limit = (f" LIMIT {node.length}" if node.length is not None else "") + f" OFFSET {node.start}"
            elif node.name in {"Distinct", "Reduced"}:
                quantifier = node.name.upper()
            elif node.name == "Project":
                names = tuple(str(name) for name in node.PV)
            else:
                conditions = (f"{one.order or 'ASC'}({self._expressions.text(one.expr)})" for one in node.expr)
                order = f"ORDER BY {' '.join(conditions)}"
            node = node.p
        inner, copies = self.pattern(node), tuple(self._fresh() for _ in names)
        for name, copy in zip(names, copies, strict=True):
            inner = Bind(inner, Expression(f"?{name}"), copy)
        return Select(names, copies, inner, quantifier, order + limit)

    def _triples(self, subject: Slot, path: Any, object_: Slot) -> list[TriplePattern]:
        """Read one triple; a sequence becomes one for each step, the nodes between them variables."""
        if isinstance(path, Variable):
            return [TriplePattern(subject, str(path), object_)]
        if isinstance(path, InvPath):
            return self._triples(object_, path.arg, subject)
        if isinstance(path, SequencePath):
            nodes = [subject, *(self._fresh() for _ in path.args[1:]), object_]
            steps = zip(nodes, path.args, nodes[1:], strict=False)
            return [triple for start, step, end in steps for triple in self._triples(start, step, end)]
        return [TriplePattern(subject, self._path(path), object_)]

    def _path(self, path: Any) -> Path:
        if isinstance(path, URIRef):
            return ox.NamedNode(str(path))
        if isinstance(path, InvPath):
            return Inverse(self._path(path.arg))
        if isinstance(path, SequencePath):
            *before, last = (self._path(step) for step in path.args)
            for step in reversed(before):
                last = Sequence(step, last)
            return last
        if isinstance(path, AlternativePath):
            return Alternative(tuple(self._path(one) for one in path.args))
        if isinstance(path, MulPath):
            return Repeated(self._path(path.path), path.mod)
        if isinstance(path, NegatedPath):
            if not all(isinstance(one, URIRef) for one in path.args):
                raise NotUnderstood("a negated property set with an inverse: the parser loses which it is")
            return Negated(frozenset(ox.NamedNode(str(one)) for one in path.args))
        raise NotUnderstood(f"a property path of a kind not known here: {path!r}")

    def _slot(self, term: Any) -> Slot:
        if isinstance(term, Variable):
            return str(term)
        if isinstance(term, BNode):
            return self._blank.setdefault(str(term), self._fresh())
        return self._known(term)

    def _known(self, term: Any) -> ox.NamedNode | ox.Literal:
        if isinstance(term, URIRef):
            return ox.NamedNode(str(term))
        if isinstance(term, Literal):
            if term.language:
                return ox.Literal(str(term), language=term.language)
            return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
        raise NotUnderstood(f"a term of a kind not known here: {term!r}")

    def _term(self, term: Any) -> str:
        slot = self._slot(term)
        return f"?{slot}" if isinstance(slot, str) else str(slot)
