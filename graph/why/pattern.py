"""A query's WHERE clause as a tree: the algebra of SPARQL 1.1, section 18.2, with expressions kept as text.

Blank nodes are variables here, and a sequence path is a chain of triples, so that a solution shows every node it passed
through. Variables are their names; other terms are the engine's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

import pyoxigraph as ox


class NotUnderstood(Exception):
    """Something in a query that this package does not know how to explain."""


Slot = str | ox.NamedNode | ox.Literal  # a variable is the str


@dataclass(frozen=True)
class Inverse:
    """`^path`."""

    path: Path


@dataclass(frozen=True)
class Sequence:
    """`first/rest`, where it stands inside another path."""

    first: Path
    rest: Path


@dataclass(frozen=True)
class Alternative:
    """`one|other|…`."""

    paths: tuple[Path, ...]


@dataclass(frozen=True)
class Repeated:
    """`path*`, `path+` or `path?`, by its sign."""

    path: Path
    sign: str


@dataclass(frozen=True)
class Negated:
    """`!(one|other|…)`."""

    properties: frozenset[ox.NamedNode]


Path = ox.NamedNode | Inverse | Sequence | Alternative | Repeated | Negated


@dataclass(frozen=True)
class TriplePattern:
    """Subject, path or variable, object."""

    subject: Slot
    path: Path | str
    object: Slot


@dataclass(frozen=True)
class Expression:
    """A SPARQL expression as text.

    `needs` are the patterns whose EXISTS must hold; `denies` tells of a NOT EXISTS, `is_open` of an EXISTS of which its
    truth alone does not tell whether it held, as in `EXISTS { … } || ?n > 3`.
    """

    text: str
    needs: tuple[Pattern, ...] = ()
    denies: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class Basic:
    """Triple patterns that must all match."""

    triples: tuple[TriplePattern, ...]


@dataclass(frozen=True)
class Join:
    """Both sides."""

    left: Pattern
    right: Pattern


@dataclass(frozen=True)
class Optional:
    """The left side, with the right where it fits; `tag` is bound where it did."""

    left: Pattern
    right: Pattern
    condition: Expression | None
    tag: str


@dataclass(frozen=True)
class Union:
    """One side or the other; the tag of the side that held is bound."""

    left: Pattern
    right: Pattern
    tags: tuple[str, str]


@dataclass(frozen=True)
class Minus:
    """The left side where the right does not fit."""

    left: Pattern
    right: Pattern


@dataclass(frozen=True)
class Filter:
    """What passes a condition."""

    inner: Pattern
    condition: Expression


@dataclass(frozen=True)
class Bind:
    """A value computed from a solution."""

    inner: Pattern
    expression: Expression
    name: str


@dataclass(frozen=True)
class Graph:
    """What one named graph says."""

    name: Slot
    inner: Pattern


@dataclass(frozen=True)
class Values:
    """Values given in the query; None is UNDEF."""

    names: tuple[str, ...]
    rows: tuple[tuple[ox.NamedNode | ox.Literal | None, ...], ...]


@dataclass(frozen=True)
class Select:
    """A sub-query: only `names` leave it. `modifiers` is what follows its WHERE clause, `quantifier` its DISTINCT.

    `copies` are bound in `inner` to the values of `names`: what is around may bind a name that it leaves unbound.
    """

    names: tuple[str, ...]
    copies: tuple[str, ...]
    inner: Pattern
    quantifier: str = ""
    modifiers: str = ""


@dataclass(frozen=True)
class Grouped:
    """A grouping: `keys` are bound in `inner`; `aggregates` are pairs of the text and the name of its value."""

    keys: tuple[str, ...]
    aggregates: tuple[tuple[str, str], ...]
    inner: Pattern


Pattern = Basic | Join | Optional | Union | Minus | Filter | Bind | Graph | Values | Select | Grouped


def inner_patterns(pattern: Pattern) -> Iterator[Pattern]:
    """Yield the patterns that a pattern is directly made of, those of its conditions left out."""
    for field in fields(pattern):
        value = getattr(pattern, field.name)
        if isinstance(value, Pattern):
            yield value


def is_absent_from(pattern: Pattern) -> bool:
    """Tell whether a pattern asks that something is not there: no words can be quoted for that."""
    if isinstance(pattern, Minus) or any(condition.denies for condition in _conditions(pattern)):
        return True
    return any(is_absent_from(inner) for inner in inner_patterns(pattern))


def is_open_in(pattern: Pattern) -> bool:
    """Tell whether a pattern has an EXISTS of which nobody knows whether it held."""
    return any(one.is_open for one in _conditions(pattern)) or any(map(is_open_in, inner_patterns(pattern)))


def _conditions(pattern: Pattern) -> Iterator[Expression]:
    found = (getattr(pattern, name, None) for name in ("condition", "expression"))
    return (one for one in found if one is not None)


def in_scope(pattern: Pattern) -> set[str]:
    """Name the variables that a solution of a pattern may bind (SPARQL 1.1, section 18.2.1)."""
    own: set[str] = set()
    match pattern:
        case Select(names, _, _) | Values(names, _):
            return set(names)
        case Grouped(keys, aggregates, _):
            return {*keys, *(name for _, name in aggregates)}
        case Basic():
            own = mentioned(pattern)
        case Bind(_, _, str(name)) | Graph(str(name), _):
            own = {name}
    inner = [pattern.left] if isinstance(pattern, Minus) else inner_patterns(pattern)
    return own.union(*map(in_scope, inner))


def asked_of_outside(pattern: Pattern) -> set[str]:
    """Name the variables that the conditions of a pattern speak of and that no solution of it binds."""
    return _conditioned(pattern) - in_scope(pattern)


def _conditioned(pattern: Pattern) -> set[str]:
    if isinstance(pattern, Select | Grouped):  # has names of its own
        return set()
    own = {name for one in _conditions(pattern) for name in re.findall(r"\?(\w+)", one.text)}
    return own.union(*map(_conditioned, inner_patterns(pattern)))


def mentioned(pattern: Pattern) -> set[str]:
    """Name the variables that stand in a pattern's triples, sub-queries' inner ones included."""
    found: set[str] = set()
    if isinstance(pattern, Basic):
        slots = (slot for triple in pattern.triples for slot in (triple.subject, triple.path, triple.object))
        found = {slot for slot in slots if isinstance(slot, str)}
    elif isinstance(pattern, Graph) and isinstance(pattern.name, str):
        found = {pattern.name}
    return found.union(*(mentioned(inner) for inner in inner_patterns(pattern)))
