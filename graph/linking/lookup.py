"""The default graph of an engine, looked up pattern by pattern with IRIs as texts."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import rdf

_DEFAULT = ox.DefaultGraph()
Claim = tuple[str, str, str]  # a claim's IRI, its rdf:predicate, the value of its rdf:object


class Lookup:
    """What the default graph says, found by the engine's indexes.

    The claims about a thing are kept once they are read: each of its relations asks for them.
    """

    def __init__(self, view: View) -> None:
        self._view = view  # and not its engine: a store that is closed must lose the last reference to it
        self._claims: dict[str, list[Claim]] = {}

    def quads_of(self, subject: str) -> list[ox.Quad]:
        """Return all that is said of a subject."""
        return list(self._match(subject, None, None))

    def quads(self, predicate: str, object_: str | None = None) -> Iterator[ox.Quad]:
        """Yield all that is said by one predicate, or of these what has one object."""
        return self._match(None, predicate, object_)

    def said_of(self, subject: str) -> dict[str, list[Node]]:
        """Return what is said of a subject, by predicate."""
        found: dict[str, list[Node]] = {}
        for quad in self.quads_of(subject):
            found.setdefault(quad.predicate.value, []).append(quad.object)
        return found

    def terms(self, subject: str, predicate: str) -> list[Node]:
        """Return the objects of a subject and a predicate."""
        return [quad.object for quad in self._match(subject, predicate, None)]

    def objects(self, subject: str, predicate: str) -> list[str]:
        """Return the values of the objects of a subject and a predicate."""
        return [term.value for term in self.terms(subject, predicate) if not isinstance(term, ox.Triple)]

    def subjects(self, predicate: str, object_: str | ox.Literal) -> list[str]:
        """Return the IRIs of the subjects of a predicate and an object."""
        found = self._match(None, predicate, object_)
        return [quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)]

    def has(self, subject: str, predicate: str, object_: str) -> bool:
        """Tell whether the default graph holds a triple of three IRIs."""
        return next(self._match(subject, predicate, object_), None) is not None

    def claims_about(self, subject: str) -> list[Claim]:
        """Return the claims of which a thing is the subject."""
        claims = self._claims.get(subject)
        if claims is None:
            claims = self._claims[subject] = [
                (claim, predicate, object_)
                for claim in self.subjects(rdf.subject, subject)
                for predicate in self.objects(claim, rdf.predicate)
                for object_ in self.objects(claim, rdf.object)
            ]
        return claims

    def _match(self, *parts: str | ox.Literal | None) -> Iterator[ox.Quad]:
        """Yield what fits; nothing where a part is no IRI, as a name may be that somebody typed."""
        try:
            subject, predicate, object_ = (ox.NamedNode(part) if isinstance(part, str) else part for part in parts)
        except ValueError:
            return iter(())
        return iter(self._view.engine.quads_for_pattern(subject, predicate, object_, _DEFAULT))
