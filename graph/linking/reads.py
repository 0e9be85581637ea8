"""What a network is made of, read of one thing at a time or of a whole graph at once.

`Reads` is the port. `near.NearReads` looks up what is said of one thing, by the engine's indexes, so that a click waits
for that thing alone. `Listed` holds all of it: where each look-up goes over HTTP, a few queries for the whole are
quicker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, Protocol

from crackdown.graph.linking.backing import Backing, Key, read_backing
from crackdown.graph.linking.things import Span, Things, read_things
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import View
from crackdown.graph.telling.origins import Alike, ListedAlike
from crackdown.ontology.terms import crk

NOTHING: Final = Backing()
_TRUE: Final = ("true", "1")  # Virtuoso answers with numbers

_NO_SPAN: Final[Span] = ([], [])
Ends = frozenset[tuple[str, str]]  # relations, each with the IRI at its other end
_NO_ENDS: Final[Ends] = frozenset()


class Reads(Protocol):
    """What a graph says of things and of the relations between them."""

    @property
    def things(self) -> Things:
        """Types, names, traits and counts of things."""
        ...

    @property
    def alike(self) -> Alike:
        """What finds the announcements and agencies that say the same."""
        ...

    def out(self, iri: str) -> Ends:
        """Return the relations of which a thing is the subject."""
        ...

    def into(self, iri: str) -> Ends:
        """Return the relations of which a thing is the object."""
        ...

    def says(self, key: Key) -> bool:
        """Tell whether there is a relation."""
        ...

    def trait(self, iri: str, *properties: str) -> str | None:
        """Return a trait as `Things.trait` does, where nothing else is wanted of a thing."""
        ...

    def days_told(self, operation: str, announcement: str) -> Span:
        """Return the first and the last days that an announcement gives of a total, in its own graph."""
        ...

    def is_asserted(self, key: Key) -> bool:
        """Tell whether a graph states a relation; else it was inferred."""
        ...

    def read_alike(self) -> None:
        """Be ready to tell of every announcement what says the same."""
        ...

    def backing(self, key: Key) -> Backing:
        """Return what a relation rests on."""
        ...

    def read_backing(self) -> None:
        """Be ready to tell what every relation rests on."""
        ...


class Listed:
    """All of a graph, in memory."""

    def __init__(
        self,
        things: Things,
        relations: Mapping[Key, bool] | None = None,
        backing: Mapping[Key, Backing] | None = None,
        days: Mapping[tuple[str, str], Span] | None = None,
    ) -> None:
        """Take what was read.

        Args:
            things: what is said of every thing.
            relations: every relation, and whether a graph states it.
            backing: what relations rest on.
            days: the first and the last days that an announcement gives of a total, by the IRIs of both.
        """
        self.things = things
        self.alike = ListedAlike(things)
        self._relations = relations or {}
        self._backing = backing or {}
        self._days = days or {}
        self._out, self._into = _by_end(self._relations)

    def out(self, iri: str) -> Ends:
        """Return the relations of which a thing is the subject."""
        return self._out.get(iri, _NO_ENDS)

    def into(self, iri: str) -> Ends:
        """Return the relations of which a thing is the object."""
        return self._into.get(iri, _NO_ENDS)

    def says(self, key: Key) -> bool:
        """Tell whether there is a relation."""
        return key in self._relations

    def trait(self, iri: str, *properties: str) -> str | None:
        """Return a trait of a thing."""
        return self.things.trait(iri, *properties)

    def days_told(self, operation: str, announcement: str) -> Span:
        """Return the first and the last days that an announcement gives of a total."""
        return self._days.get((operation, announcement), _NO_SPAN)

    def is_asserted(self, key: Key) -> bool:
        """Tell whether a graph states a relation."""
        return self._relations.get(key, False)

    def read_alike(self) -> None:
        """Do nothing: all of it is there."""

    def backing(self, key: Key) -> Backing:
        """Return what a relation rests on."""
        return self._backing.get(key, NOTHING)

    def read_backing(self) -> None:
        """Do nothing: all of it is there."""


def read_whole(view: View) -> Listed:
    """Read all of a graph in seven queries."""
    rows = view.select_values(load("links"))
    relations = {(subject, relation, object_): asserted in _TRUE for subject, relation, object_, asserted in rows}
    days: defaultdict[tuple[str, str], Span] = defaultdict(lambda: ([], []))
    for operation, announcement, property_, day in view.select_values(load("days_of_totals")):
        days[operation, announcement][property_ == crk.latestDate].append(day)
    return Listed(read_things(view), relations, read_backing(view), days)


def _by_end(keys: Iterable[Key]) -> tuple[dict[str, Ends], dict[str, Ends]]:
    out: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    into: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for subject, relation, object_ in keys:
        out[subject].add((relation, object_))
        into[object_].add((relation, subject))
    return ({iri: frozenset(ends) for iri, ends in out.items()}, {iri: frozenset(ends) for iri, ends in into.items()})
