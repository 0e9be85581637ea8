"""Patterns as SPARQL text that says the same and shows more: every variable, and a tag for each part that held.

Each pattern stands in braces of its own, as the algebra has it, so that the engine reads exactly the tree that was
written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from crackdown.graph.why.pattern import (
    Alternative,
    Basic,
    Bind,
    Filter,
    Graph,
    Grouped,
    Inverse,
    Join,
    Minus,
    Negated,
    Optional,
    Path,
    Pattern,
    Repeated,
    Select,
    Slot,
    TriplePattern,
    Union,
    Values,
)
from crackdown.graph.why.pattern import Sequence as PathSequence

Rows = Sequence[Mapping[str, ox.NamedNode | ox.Literal]]


def write_select(pattern: Pattern, wanted: Rows = ()) -> str:
    """Write the query for all solutions of a pattern.

    Args:
        pattern: what is asked.
        wanted: bindings of which every solution looked for has one: they narrow the search and change nothing else.
    """
    return f"SELECT * WHERE {{ {write(pattern, wanted)} }}"


def write(pattern: Pattern, wanted: Rows = ()) -> str:  # noqa: C901, PLR0911 - one case a kind of pattern
    """Write a pattern as a group without its braces."""
    match pattern:
        case Basic(triples):
            return _narrowed(triples, wanted) + " . ".join(_triple(triple) for triple in triples)
        case Join(left, right):
            return f"{{ {write(left, wanted)} }} {{ {write(right)} }}"
        case Optional(left, right, condition, tag):
            passing = f" FILTER({condition.text})" if condition else ""
            return f"{{ {write(left, wanted)} }} OPTIONAL {{ {{ {write(right)} }} BIND(true AS ?{tag}){passing} }}"
        case Union(left, right, (one, other)):
            return (
                f"{{ {{ {write(left, wanted)} }} BIND(true AS ?{one}) }} UNION "
                f"{{ {{ {write(right, wanted)} }} BIND(true AS ?{other}) }}"
            )
        case Minus(left, right):
            return f"{{ {write(left, wanted)} }} MINUS {{ {write(right)} }}"
        case Filter(inner, condition):
            return f"{{ {write(inner, wanted)} }} FILTER({condition.text})"
        case Bind(inner, expression, name):
            return f"{{ {write(inner, wanted)} }} BIND({expression.text} AS ?{name})"
        case Graph(name, inner):
            return f"GRAPH {_slot(name)} {{ {write(inner, wanted)} }}"
        case Values(names, rows):
            return _values(names, rows)
        case Select(names, copies, inner, quantifier, modifiers):
            # A sub-query's LIMIT counts all its solutions, so its inside is never narrowed.
            return f"{{ SELECT {quantifier} {_names(names + copies)} WHERE {{ {write(inner)} }} {modifiers} }}"
        case Grouped(keys, aggregates, inner):
            values = " ".join(f"({text} AS ?{name})" for text, name in aggregates)
            by = f"GROUP BY {_names(keys)}" if keys else ""
            return f"{{ SELECT {_names(keys)} {values} WHERE {{ {write(inner)} }} {by} }}"


def certain(pattern: Pattern) -> set[str]:
    """Name the variables that `write` can narrow: those in the triples that every solution begins with."""
    match pattern:
        case Basic(triples):
            slots = (slot for triple in triples for slot in (triple.subject, triple.path, triple.object))
            return {slot for slot in slots if isinstance(slot, str)}
        case Join(left, _) | Optional(left, _, _, _) | Minus(left, _):
            return certain(left)
        case Filter(inner, _) | Bind(inner, _, _) | Graph(_, inner):
            return certain(inner)
        case Union(left, right, _):
            return certain(left) | certain(right)
        case _:
            return set()


def _narrowed(triples: tuple[TriplePattern, ...], wanted: Rows) -> str:
    if not wanted:
        return ""
    names = sorted(name for name in certain(Basic(triples)) if all(name in row for row in wanted))
    rows = dict.fromkeys(tuple(row[name] for name in names) for row in wanted)
    return f"{_values(names, list(rows))} " if names else ""


def _values(names: Sequence[str], rows: Sequence[Sequence[ox.NamedNode | ox.Literal | None]]) -> str:
    lines = (" ".join("UNDEF" if term is None else str(term) for term in row) for row in rows)
    return f"VALUES ({_names(names)}) {{ {' '.join(f'({line})' for line in lines)} }}"


def _names(names: Sequence[str]) -> str:
    return " ".join(f"?{name}" for name in names)


def _slot(slot: Slot) -> str:
    return f"?{slot}" if isinstance(slot, str) else str(slot)


def _triple(triple: TriplePattern) -> str:
    path = f"?{triple.path}" if isinstance(triple.path, str) else _path(triple.path)
    return f"{_slot(triple.subject)} {path} {_slot(triple.object)}"


def _path(path: Path) -> str:
    match path:
        case Inverse(inner):
            return f"^({_path(inner)})"
        case PathSequence(first, rest):
            return f"({_path(first)}/{_path(rest)})"
        case Alternative(paths):
            return f"({'|'.join(_path(one) for one in paths)})"
        case Repeated(inner, sign):
            return f"({_path(inner)}){sign}"
        case Negated(properties):
            return f"!({'|'.join(sorted(map(str, properties)))})"
        case _:
            return str(path)
