"""A query as it is sent to an endpoint: with the project's prefixes, and blind to the store's own graphs.

`GRAPH ?g` ranges over all named graphs, among which an endpoint also keeps the store's state and, where it has no
default graph to write, the merged graph. A filter beside each such pattern leaves them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from crackdown.graph.sparql.lexing import blank, blank_comments, closing_of

_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?!\s*:)", re.IGNORECASE)
_FROM = re.compile(r"\bFROM\s*(?:\bNAMED\b)?\s*(?:<[^<>]*>|[^\s<>{}]+)", re.IGNORECASE)
_GRAPH = re.compile(r"\bGRAPH\s*(<[^<>]*>|[^\s{}<>\"'`]+)\s*\{", re.IGNORECASE)


def form_of(query: str) -> str | None:
    """Tell the form of a query by the first of the four words outside quotes and names.

    >>> form_of("PREFIX ask: <urn:ask> SELECT * { }")
    'SELECT'
    """
    found = _FORM.search(blank(query))
    return found[1].upper() if found else None


def declare(query: str, base: str | None, prefixes: Mapping[str, str]) -> str:
    """Declare the base and those prefixes that occur, on the query's first line; its own come later and win.

    >>> declare("ASK { ex:a a ex:B }", None, {"ex": "https://example.org/", "other": "https://example.org/o/"})
    'PREFIX ex: <https://example.org/> ASK { ex:a a ex:B }'
    """
    told = [f"BASE <{base}>"] if base else []
    told += [f"PREFIX {name}: <{space}>" for name, space in prefixes.items() if f"{name}:" in query]
    return " ".join([*told, query])


def hide(query: str, hidden: Sequence[ox.NamedNode], *, is_virtuoso: bool = False) -> str:
    """Leave graphs out of what `GRAPH ?g` ranges over.

    Where ?g stands in its own pattern too, Virtuoso 7 forgets that what stands beside it is of the default graph; a
    sub-query reminds it.

    >>> hide("ASK { GRAPH ?g { ?s ?p ?o } }", [ox.NamedNode("urn:own")])
    'ASK { { GRAPH ?g { ?s ?p ?o } FILTER(?g NOT IN (<urn:own>)) } }'
    """
    names, rest = ", ".join(str(name) for name in hidden), blank(query)
    insertions: list[tuple[int, str]] = []
    for match in _graphs(query) if hidden else ():
        if match[1][0] in "?$":
            end = closing_of(rest, match.end())
            is_within = re.search(rf"[?$]{re.escape(match[1][1:])}\b", query[match.end() : end])
            before, after = ("{ SELECT * WHERE { ", " } }") if is_virtuoso and is_within else ("{ ", " }")
            insertions += [(match.start(), before), (end, f" FILTER({match[1]} NOT IN ({names})){after}")]
    pieces, last = [], 0
    for position, text in sorted(insertions):
        pieces += [query[last:position], text]
        last = position
    return "".join([*pieces, query[last:]])


def without_from(query: str) -> str:
    """Take FROM and FROM NAMED out: the graphs that are sent beside a query outrank them, which not all servers know.

    >>> without_from("SELECT * FROM <urn:g> FROM NAMED <urn:h> WHERE { }")
    'SELECT *   WHERE { }'
    """
    rest = blank(query)
    pieces, last = [], 0
    for match in _FROM.finditer(blank_comments(query)):
        if rest[match.start() : match.start() + 4].upper() == "FROM":
            pieces.append(query[last : match.start()])
            last = match.end()
    return "".join([*pieces, query[last:]])


def work_out_graphs(query: str) -> str:
    """Name the graphs of a query by expressions: beside `default-graph-uri` Virtuoso 7 sees no other graph by its name.

    >>> work_out_graphs("ASK { GRAPH <urn:g> { ?s ?p ?o } }")
    'ASK { GRAPH `iri(<urn:g>)` { ?s ?p ?o } }'
    """
    pieces, last = [], 0
    for match in _graphs(query):
        if match[1][0] not in "?$":
            pieces += [query[last : match.start(1)], f"`iri({match[1]})`"]
            last = match.end(1)
    return "".join([*pieces, query[last:]])


def _graphs(query: str) -> Iterator[re.Match[str]]:
    """Yield where a query says GRAPH, and not within a string or a name."""
    rest = blank(query)
    for match in _GRAPH.finditer(blank_comments(query)):
        if rest[match.start() : match.start() + 5].upper() == "GRAPH":
            yield match
