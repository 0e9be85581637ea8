"""The default graph of an engine, looked up pattern by pattern with IRIs as texts, and days in announcements' own."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

import pyoxigraph as ox

from crackdown.graph.linking.things import Span
from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import crk, rdf

_DEFAULT: Final = ox.DefaultGraph()
_ANY: Final = "any graph"  # in place of the name of one
_node: Final = lru_cache(1024)(ox.NamedNode)  # of properties, which are the same few in each look-up


class Lookup:
    """What the default graph says, found by the engine's indexes.

    The claims about a thing are kept once they are read, as each of its relations asks for them, and so is what tells
    of an agency, as each agency that it cooperates with asks for that.
    """

    def __init__(self, view: View) -> None:
        self._view = view  # and not its engine: a store that is closed must lose the last reference to it
        self._subjects: dict[tuple[str, str], frozenset[str]] = {}

    def quads_of(self, subject: str) -> list[ox.Quad]:
        """Return all that is said of a subject."""
        return list(self._match(subject, None, None))

    def quads_to(self, object_: str, *, most: int) -> list[ox.Quad] | None:
        """Return all that is said with an object, None where that is more than so many quads."""
        found = list(islice(self._match(None, None, object_), most + 1))
        return found if len(found) <= most else None

    def quads(self, predicate: str, object_: str | None = None) -> Iterator[ox.Quad]:
        """Yield all that is said by one predicate, or of these what has one object."""
        return self._match(None, predicate, object_)

    def said_of(self, subject: str) -> dict[str, list[str]]:
        """Return the values of what is said of a subject, by predicate."""
        found: dict[str, list[str]] = {}
        for quad in self.quads_of(subject):
            if not isinstance(quad.object, ox.Triple):
                found.setdefault(quad.predicate.value, []).append(quad.object.value)
        return found

    def values(self, predicate: str, subjects: Container[str] | None = None) -> dict[str, tuple[str, ...]]:
        """Return all values of one predicate by subject, or of some subjects alone."""
        found: dict[str, tuple[str, ...]] = {}
        alike: dict[tuple[str, ...], tuple[str, ...]] = {}  # thousands have the same few
        for quad in self.quads(predicate):
            if not isinstance(quad.object, ox.Triple):
                subject = quad.subject.value  # type: ignore[union-attr]
                if subjects is None or subject in subjects:
                    told = (*found.get(subject, ()), quad.object.value)
                    found[subject] = alike.setdefault(told, told)
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

    def all_subjects(self, predicate: str, object_: str) -> frozenset[str]:
        """Return the same of an object that is asked for again and again."""
        found = self._subjects.get((predicate, object_))
        if found is None:
            found = self._subjects[predicate, object_] = frozenset(self.subjects(predicate, object_))
        return found

    def days_told(self, operation: str, announcement: str) -> Span:
        """Return the first and the last days that an announcement gives of an operation, in its own graph."""
        since, until = (self._told(announcement, operation, name) for name in (crk.earliestDate, crk.latestDate))
        return since, until

    def has(self, subject: str, predicate: str, object_: str, graph: str | None = None) -> bool:
        """Tell whether the default graph, or one that is named, holds a triple of three IRIs."""
        return next(self._match(subject, predicate, object_, graph), None) is not None

    def says_itself(self, predicate: str, object_: str) -> list[str]:
        """Return the subjects of a predicate and an object that say so in graphs of their own, as announcements do."""
        quads = self._match(None, predicate, object_, _ANY)
        return [quad.subject.value for quad in quads if quad.subject == quad.graph_name]  # type: ignore[union-attr]

    def said_in(self, graph: str, subject: str) -> Iterator[ox.Quad]:
        """Yield what a named graph says of a subject."""
        return self._match(subject, None, None, graph)

    def claims_about(self, subject: str) -> frozenset[str]:
        """Return the claims of which a thing is the subject."""
        return self.all_subjects(rdf.subject, subject)

    def claims_that(self, subject: str, predicate: str, object_: str) -> list[str]:
        """Return the claims of one relation."""
        about, told = self.claims_about(subject), self._subjects.get((rdf.object, object_))
        found = about & told if told is not None else (one for one in about if self.has(one, rdf.object, object_))
        return [claim for claim in found if self.has(claim, rdf.predicate, predicate)]

    def _told(self, announcement: str, subject: str, predicate: str) -> list[str]:
        found = self._match(subject, predicate, None, announcement)
        return [quad.object.value for quad in found if not isinstance(quad.object, ox.Triple)]

    def _match(
        self, subject: str | None, predicate: str | None, object_: str | ox.Literal | None, graph: str | None = None
    ) -> Iterator[ox.Quad]:
        """Yield what fits, in the default graph, a named one or any.

        Nothing where a part is no IRI, as a name may be that somebody typed.
        """
        try:
            known = ox.NamedNode(subject) if subject is not None else None
            property_ = _node(predicate) if predicate is not None else None
            wanted = ox.NamedNode(object_) if isinstance(object_, str) else object_
            where = _DEFAULT if graph is None else None if graph is _ANY else ox.NamedNode(graph)
        except ValueError:
            return iter(())
        return iter(self._view.engine.quads_for_pattern(known, property_, wanted, where))
