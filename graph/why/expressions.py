"""SPARQL expressions, as rdflib reads them, written as text again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Identifier, Variable

from crackdown.graph.why.pattern import Expression, NotUnderstood, Pattern

# The parameters of the functions that name theirs, in order; those of the others are `arg`, `arg1`, `arg2`, `arg3`.
_PARAMETERS = {
    "SUBSTR": ("arg", "start", "length"),
    "REPLACE": ("arg", "pattern", "replacement", "flags"),
    "REGEX": ("text", "pattern", "flags"),
}
_SIGNS = {"UnaryNot": "!", "UnaryMinus": "-", "UnaryPlus": "+"}
_CHANGING = {"RAND", "UUID", "STRUUID", "NOW", "BNODE"}  # another value each time: no row can be found again by it


class Expressions:
    """Writes expressions; `term` writes a term, `pattern` reads the pattern of an EXISTS, `write` writes it."""

    def __init__(
        self, term: Callable[[Any], str], pattern: Callable[[Any], Pattern], write: Callable[[Pattern], str]
    ) -> None:
        self._term = term
        self._pattern = pattern
        self._write = write

    def read(self, node: Any) -> Expression:
        """Return an expression's text, and which patterns it needs to be there or absent."""
        needs: list[Pattern] = []
        other: list[str] = []
        self._collect(node, needs, other)
        denies = any("Builtin_NOTEXISTS" in one or "UnaryNot" in one for one in other)
        return Expression(self.text(node), tuple(needs), denies=denies, is_open=bool(other) and not denies)

    def _collect(self, node: Any, needs: list[Pattern], other: list[str]) -> None:
        """Find EXISTS among the parts of a conjunction; any other kind of use says no more than its truth."""
        if not isinstance(node, CompValue):
            return
        if node.name == "Builtin_EXISTS":
            needs.append(self._pattern(node.graph))
        elif node.name == "ConditionalAndExpression":
            for part in (node.expr, *(node.other or [])):
                self._collect(part, needs, other)
        elif "Builtin_EXISTS" in str(node) or "Builtin_NOTEXISTS" in str(node):
            other.append(str(node))

    def text(self, node: Any) -> str:
        """Write an expression."""
        if isinstance(node, CompValue):
            return self._compound(node)
        if isinstance(node, (Identifier, Variable)):
            return self._term(node)
        raise NotUnderstood(f"an expression of a kind not known here: {node!r}")

    def _compound(self, node: CompValue) -> str:  # noqa: PLR0911 - one return a kind of expression
        name = node.name
        if name in {"ConditionalOrExpression", "ConditionalAndExpression"}:
            sign = " || " if name == "ConditionalOrExpression" else " && "
            return f"({sign.join(self.text(part) for part in (node.expr, *(node.other or [])))})"
        if name == "RelationalExpression":
            return self._relation(node)
        if name in {"AdditiveExpression", "MultiplicativeExpression"}:
            pairs = zip(node.op or [], node.other or [], strict=True)
            return f"({self.text(node.expr)}{''.join(f' {sign} {self.text(part)}' for sign, part in pairs)})"
        if name in {"UnaryNot", "UnaryMinus", "UnaryPlus"}:
            return f"({_SIGNS[name]} {self.text(node.expr)})"
        if name == "Function":
            distinct = "DISTINCT " if node.distinct else ""
            return f"{self._term(node.iri)}({distinct}{self._list(node.expr or [])})"
        if name in {"Builtin_EXISTS", "Builtin_NOTEXISTS"}:
            word = "EXISTS" if name == "Builtin_EXISTS" else "NOT EXISTS"
            return f"({word} {{ {self._write(self._pattern(node.graph))} }})"
        if name.startswith("Builtin_"):
            return self._call(name.removeprefix("Builtin_"), node)
        raise NotUnderstood(f"an expression of a kind not known here: {name}")

    def _relation(self, node: CompValue) -> str:
        if node.op is None:
            return self.text(node.expr)
        if node.op in {"IN", "NOT IN"}:
            return f"({self.text(node.expr)} {node.op} ({self._list(_listed(node.other))}))"
        return f"({self.text(node.expr)} {node.op} {self.text(node.other)})"

    def _call(self, name: str, node: CompValue) -> str:
        if name in _CHANGING:
            raise NotUnderstood(f"{name}() gives another value each time")
        if name in {"CONCAT", "COALESCE"}:
            return f"{name}({self._list(_listed(node.arg))})"
        given = [node.get(part) for part in _PARAMETERS.get(name, ("arg", "arg1", "arg2", "arg3")) if part in node]
        return f"{name}({self._list([part for part in given if part is not None])})"

    def _list(self, nodes: list[Any]) -> str:
        return ", ".join(self.text(node) for node in nodes)

    def aggregate(self, node: CompValue) -> str:
        """Write an aggregate."""
        word = {"GroupConcat": "GROUP_CONCAT"}.get(node.name.removeprefix("Aggregate_"), node.name[10:].upper())
        inside = "*" if node.vars == "*" else self.text(node.vars)
        distinct = "DISTINCT " if node.distinct else ""
        separator = f"; SEPARATOR={self._term(node.separator)}" if node.separator is not None else ""
        return f"{word}({distinct}{inside}{separator})"


def _listed(given: Any) -> list[Any]:
    """Return the members of a list of expressions; an empty one is read as rdf:nil."""
    return [] if isinstance(given, Identifier) else list(given)
