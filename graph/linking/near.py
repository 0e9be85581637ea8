"""What a graph says of one thing, by the engine's indexes: some look-ups a thing, whatever the size of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from typing import Final

import pyoxigraph as ox

from crackdown.graph.figures.told import Told
from crackdown.graph.iris import is_version
from crackdown.graph.linking.asked import Asked
from crackdown.graph.linking.backing import Backing, Key, read_backing
from crackdown.graph.linking.claims_behind import backing_behind, may_be_changed
from crackdown.graph.linking.lookup import Lookup
from crackdown.graph.linking.parts import Part, Parts, part_of, read_parts, read_told, told_of
from crackdown.graph.linking.reads import NOTHING, Ends
from crackdown.graph.linking.relations import RELATIONS
from crackdown.graph.linking.things import Span, Things, best_type
from crackdown.graph.storage.view import View
from crackdown.graph.telling.origins import ListedAlike
from crackdown.ontology.terms import crk, dcterms, graph, rdf, schema

_FEW: Final = 60  # quads that take no longer to read than to look for each relation
_NOT_STATED: Final = (ox.DefaultGraph(), ox.NamedNode(graph.inferred))


class NearReads:
    """What a graph says of things, each read when it is first asked for.

    Any number of threads may ask while one of them reads all: each goes on with what it has found itself.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self.graph = Lookup(view)
        self.parts: dict[str, Part] = {}
        self.ends: dict[str, Ends] = {}
        self._is_all_read = False
        self._are_counts_read = False
        self._counts = Asked[str, list[Told]](lambda iri: self._told(iri) or None, self._counted)
        self.things = Things(
            Asked(self._type, self._all),
            Asked(lambda iri: self._part(iri).names or None, self._all),
            Asked(lambda iri: self._part(iri).traits or None, self._all),
            self._counts,
        )
        self.alike = _AlikeByIndex(self.graph, self.things)
        self._asserted = Asked[Key, bool](self._look_whether_asserted, lambda: ())
        self._all_backing: dict[Key, Backing] | None = None
        self._backing = Asked[Key, Backing](lambda key: backing_behind(self.graph, key), lambda: ())

    @classmethod
    def of_parts(cls, view: View, whole: Parts) -> NearReads:
        """Make one for which all things are read already."""
        reads = cls(view)
        reads._take(whole)
        return reads

    def all_parts(self) -> Parts | None:
        """Return what is said of all things; None where not all of it is read yet."""
        return Parts(self.parts, self.ends, dict(self._counts.kept)) if self._is_all_read else None

    def after(self, view: View, touched: Set[str]) -> NearReads | None:
        """Take over what is said of all things in a later view; None where not all of it is read yet.

        Args:
            view: the later one.
            touched: the IRIs of all that came or went in between, subjects and objects.
        """
        if not self._is_all_read:
            return None
        later = NearReads(view)
        later.parts = {iri: part for iri, part in self.parts.copy().items() if iri not in touched}
        later.ends = {iri: ends for iri, ends in self.ends.copy().items() if iri not in touched}
        for iri in touched:
            part, before = part_of(later.graph.quads_of(iri)), self.parts.get(iri)
            if part.type or before:
                later.parts[iri] = part
            if part.type and not (before and before.type):  # what it is linked to was read as if it were no thing
                for _, other in part.out:
                    later.ends.pop(other, None)
        recounted = {one for one, counts in self._counts.kept.copy().items() if any(c.claim in touched for c in counts)}
        later._counts.take_over(self._counts, without=touched | recounted)
        for iri in touched | recounted:
            later._counts.get(iri)
        later._are_counts_read = True
        changed = {key for key, backing in self._backing.kept.copy().items() if may_be_changed(key, backing, touched)}
        later._backing.take_over(self._backing, without=changed)
        asserted = self._asserted.kept.copy()
        later._asserted.kept.update(
            (key, is_so) for key, is_so in asserted.items() if not (key[0] in touched and key[2] in touched)
        )
        later._is_all_read = True
        return later

    def unlike(self, earlier: NearReads, touched: Set[str]) -> set[str]:
        """Return the things of which nodes are to be made anew: those touched, those next to what changed itself.

        What a relation came to or went from is among those touched; what stayed linked to a thing tells of its name,
        type and other relations.
        """
        found = set(touched)
        for iri in touched:
            part, before = self.parts.get(iri), earlier.parts.get(iri)
            if part and not (before and part.says_the_same(before)):
                found.update(other for _, other in part.out | self.into(iri))
        found.update(earlier._counts.kept.copy().keys() - self._counts.kept.keys())
        return {iri for iri in found if iri in self.parts or iri in earlier.parts}

    def out(self, iri: str) -> Ends:
        """Return the relations of which a thing is the subject."""
        return self._part(iri).out

    def into(self, iri: str) -> Ends:
        """Return the relations of which a thing is the object."""
        ends = self.ends.get(iri)
        if ends is None:
            ends = self.ends[iri] = frozenset(self._iter_into(iri))
        return ends

    def says(self, key: Key) -> bool:
        """Tell whether there is a relation, by what is read of either end: a look at the graph takes longer."""
        subject, relation, object_ = key
        if subject in self.parts:
            return (relation, object_) in self.parts[subject].out
        if object_ in self.ends:
            return (relation, subject) in self.ends[object_]
        return self.graph.has(*key)

    def trait(self, iri: str, *properties: str) -> str | None:
        """Return a trait of a thing: of an announcement hundreds of relations are told that nobody asked for."""
        if iri in self.parts:
            return self.things.trait(iri, *properties)
        told = (self.graph.objects(iri, property_) for property_ in properties)
        return next((min(values) for values in told if values), None)

    def days_told(self, operation: str, announcement: str) -> Span:
        """Return the first and the last days that an announcement gives of a total, in its own graph."""
        return self.graph.days_told(operation, announcement)

    def is_asserted(self, key: Key) -> bool:
        """Tell whether a graph states a relation; an earlier version of an announcement states nothing any more."""
        return self._asserted[key]

    def read_alike(self) -> None:
        """Be ready to tell of every announcement what says the same, from what is read of all things."""
        if self.alike.of_all is None:
            self.alike.of_all = ListedAlike(self.things)

    def backing(self, key: Key) -> Backing:
        """Return what a relation rests on."""
        return self._backing[key] if self._all_backing is None else self._all_backing.get(key, NOTHING)

    def read_backing(self) -> None:
        """Be ready to tell what every relation rests on: one query for all takes an eighth of one for each."""
        if self._all_backing is None:
            self._all_backing = read_backing(self._view)

    def _look_whether_asserted(self, key: Key) -> bool:
        subject, relation, object_ = map(ox.NamedNode, key)
        quads = self._view.engine.quads_for_pattern(subject, relation, object_, None)
        return any(_is_stated_in(quad.graph_name) for quad in quads)

    def _iter_into(self, iri: str) -> Iterator[tuple[str, str]]:
        quads = self.graph.quads_to(iri, most=_FEW)
        if quads is None:  # a hub, of which mostly claims tell: those are passed over
            yield from ((relation, one) for relation in RELATIONS for one in self.graph.subjects(relation, iri))
            return
        for quad in quads:
            if quad.predicate.value in RELATIONS and isinstance(quad.subject, ox.NamedNode):
                yield quad.predicate.value, quad.subject.value

    def _type(self, iri: str) -> str | None:
        """Return a thing's type, of which its neighbours' degrees ask alone: all that is said of it is more to read."""
        part = self.parts.get(iri)
        if part is not None:
            return part.type
        type_ = best_type(self.graph.objects(iri, rdf.type))
        return None if type_ and self.graph.terms(iri, dcterms.isReplacedBy) else type_

    def _part(self, iri: str) -> Part:
        part = self.parts.get(iri)
        if part is None:
            quads = self.graph.quads_of(iri)
            part = part_of(quads)
            if quads:  # what is not in the graph is not kept: strangers can ask for anything
                self.parts[iri] = part
        return part

    def _told(self, operation: str) -> list[Told]:
        headlines = set(self.graph.objects(operation, crk.total))
        counts = self.graph.subjects(crk.countOf, operation)
        return told_of(((count, self.graph.said_of(count)) for count in counts), headlines)

    def _read_all(self) -> None:
        """Read what is said of all things at once: a look at each property takes a tenth of one at each thing."""
        if self._is_all_read:
            return
        self._take(read_parts(self.graph))

    def _take(self, whole: Parts) -> None:
        self.parts, self.ends = whole.parts, whole.ends
        self._counts.kept.update(whole.told)
        self._is_all_read = self._are_counts_read = True

    def _all(self) -> list[str]:
        self._read_all()
        return sorted(iri for iri, part in self.parts.copy().items() if part.type)

    def _counted(self) -> list[str]:
        if not self._are_counts_read:
            self._counts.kept.update(read_told(self.graph))
            self._are_counts_read = True
        return sorted(self._counts.kept)


def _is_stated_in(graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> bool:
    return graph_name not in _NOT_STATED and not is_version(graph_name.value)  # type: ignore[union-attr]


class _AlikeByIndex:
    """What says the same, by the engine's indexes; the names of agencies are read once, as their case may differ."""

    def __init__(self, graph: Lookup, things: Things) -> None:
        self._graph = graph
        self._things = things
        self._agencies: dict[str, set[str]] | None = None
        self.of_all: ListedAlike | None = None  # once somebody needs it of all

    def with_text(self, digest: str) -> Iterable[str]:
        """Return the announcements of a text."""
        return self.of_all.with_text(digest) if self.of_all else self._graph.subjects(schema.sha256, ox.Literal(digest))

    def copies_of(self, original: str) -> Iterable[str]:
        """Return the announcements that are told to be copies of one."""
        return self.of_all.copies_of(original) if self.of_all else self._graph.subjects(crk.copyOf, original)

    def agencies_called(self, name: str) -> Iterable[str]:
        """Return the agencies that bear a name."""
        if self._agencies is None:
            found: defaultdict[str, set[str]] = defaultdict(set)
            for iri in self._graph.subjects(rdf.type, crk.Agency):
                if self._things.types.get(iri) == "agency":
                    for told in self._things.names.get(iri, ()):
                        found[told.text.casefold()].add(iri)
            self._agencies = found
        return self._agencies.get(name, ())
