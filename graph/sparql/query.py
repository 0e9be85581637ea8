"""The queries of this package, each a file in `queries/`, and the one way to hand a list of values to one of them.

A single value is bound by `View.select(query, thing=iri(…))`. SPARQL has no such binding for a list, so a query that
takes one holds an empty `VALUES ?name { }` block, which `with_values` fills.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from crackdown.graph.term import Term, iri


@cache
def load(name: str) -> str:
    """Return the text of `queries/<name>.rq`.

    >>> load("names").splitlines()[0]
    '# Every name of everything, in every language.'
    """
    return files("crackdown.graph.sparql").joinpath("queries", f"{name}.rq").read_text(encoding="utf-8")


def with_values(query: str, name: str, values: Iterable[str | Term]) -> str:
    """Fill the block `VALUES ?name { }` of a query with IRIs or, given as terms, literals.

    Raises:
        InputError: one of them is no IRI; nothing that could change the query gets through.
        LookupError: the query has no such empty block.

    >>> with_values("ASK { VALUES ?x { } }", "x", ["https://w3id.org/crackdown/country/KH"])
    'ASK { VALUES ?x { <https://w3id.org/crackdown/country/KH> } }'
    """
    empty = f"VALUES ?{name} {{ }}"
    if empty not in query:
        raise LookupError(f"the query has no block {empty!r}")
    terms = (value if isinstance(value, Term) else iri(value) for value in values)
    return query.replace(empty, f"VALUES ?{name} {{ {' '.join(term.n3() for term in terms)} }}")
