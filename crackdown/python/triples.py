"""The triples that a CONSTRUCT or DESCRIBE answers with."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from crackdown.errors import InputError
from crackdown.python.table import Table

if TYPE_CHECKING:
    import rdflib

    from crackdown.graph.linking.projections import NetworkxGraph
    from crackdown.graph.term import Term
    from crackdown.python.drawing import Drawing

_PARTS: Final = ("subject", "predicate", "object")


class Triples(Table):
    """A graph as an answer: a row a triple, `.rdflib()` for rdflib, `.turtle` to be read or written to a file."""

    def __init__(self, ntriples: bytes, form: str = "construct") -> None:
        from crackdown.graph.sparql.triples_text import read_ntriples

        self.form = form
        self.ntriples = ntriples
        self.terms: list[tuple[Term, Term, Term]] = read_ntriples(ntriples)
        super().__init__(_PARTS, [dict(zip(_PARTS, map(_value, triple), strict=True)) for triple in self.terms])

    @property
    def turtle(self) -> str:
        """The graph in Turtle, with the project's prefixes."""
        from crackdown.graph.sparql.triples_text import to_turtle

        return to_turtle(self.ntriples)

    def rdflib(self) -> rdflib.Graph:
        """Return the triples as a graph of rdflib's own, in memory, with the project's prefixes; change it at will."""
        import rdflib

        from crackdown.ontology.terms import PREFIXES

        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, space in PREFIXES.items():
            graph.bind(prefix, space)
        return graph.parse(data=self.ntriples, format="nt")

    def network(self, source: str | None = None, target: str | None = None) -> Drawing:
        """Draw the triples between IRIs as lines; a line that an announcement states has its quotes.

        Args:
            source: no column is chosen here: leave it out.
            target: likewise.

        Raises:
            InputError: no triple links two IRIs, or columns are chosen.
        """
        from crackdown.python.networks import draw_triples

        _refuse_columns(source, target)
        return draw_triples(self._view(), self)

    def networkx(self, source: str | None = None, target: str | None = None) -> NetworkxGraph:
        """Return what `network` draws as a networkx graph, with all its things however many.

        Args:
            source: no column is chosen here: leave it out.
            target: likewise.

        Raises:
            InputError: see `network`.
        """
        from crackdown.python.networks import networkx_of, scene_of_triples

        _refuse_columns(source, target)
        view = self._view()
        return networkx_of(view, scene_of_triples(view, self, most_nodes=sys.maxsize))

    def __repr__(self) -> str:
        cut = f", cut after {self.truncated}" if self.truncated is not None else ""
        return f"<Triples: {len(self.rows)}{cut}; .rdflib(), .df(), .turtle, .network()>{self._hinted()}"


def _refuse_columns(source: str | None, target: str | None) -> None:
    if source or target:
        raise InputError("triples are lines already; leave the columns out")


def _value(term: Term) -> Any:
    from crackdown.python.values import to_python

    if term.kind == "iri":
        return to_python({"type": "uri", "value": term.value})
    if term.kind == "triple":
        return term.value
    bound = {"type": term.kind, "value": term.value}
    return to_python(bound | ({"datatype": term.datatype} if term.datatype else {}))
