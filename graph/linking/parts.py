"""What the default graph says of one thing, or of each of all, put into the form in which a network keeps it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final

import pyoxigraph as ox

from crackdown.graph.figures.told import Told
from crackdown.graph.linking.lookup import Lookup
from crackdown.graph.linking.reads import Ends
from crackdown.graph.linking.relations import RELATIONS
from crackdown.graph.linking.things import LABEL_RANK, TRAITS, TYPES, Name, best_type
from crackdown.graph.storage.collecting import without_collecting
from crackdown.graph.storage.oxigraph import Node
from crackdown.ontology.terms import crk, dcterms, rdf

_OF_COUNT: Final = {
    "value": crk.value, "announcement": crk.statedIn, "printed": crk.printed, "low": crk.atLeast, "high": crk.atMost,
    "precision": crk.precision, "sex": crk.sex, "nationality": crk.nationality, "capacity": crk.capacity,
}  # fmt: skip
_MUST: Final = ("value", "announcement")  # without these it is no count
_READ: Final = (dcterms.isReplacedBy, *{*LABEL_RANK, *TRAITS, *RELATIONS})

_SAME: Final = {property_: property_ for property_ in (rdf.type, *_READ)}  # so that each stands in memory once

Said = Mapping[str, Sequence[str]]  # values by property


@dataclass(frozen=True, slots=True)
class Part:
    """What the default graph says with a thing as the subject."""

    type: str | None
    names: list[Name]
    traits: dict[str, list[str]]
    out: Ends

    def says_the_same(self, other: Part) -> bool:
        """Tell whether another says the same, in whatever order."""
        return (self.type, self.out, *self._in_any_order()) == (other.type, other.out, *other._in_any_order())

    def _in_any_order(self) -> tuple[set[Name], dict[str, set[str]]]:
        return set(self.names), {property_: set(values) for property_, values in self.traits.items()}


@dataclass
class Parts:
    """The same of all things, and what is said with each as the object."""

    parts: dict[str, Part] = field(default_factory=dict)
    ends: dict[str, Ends] = field(default_factory=dict)
    told: dict[str, list[Told]] = field(default_factory=dict)


class _Making:
    """A part while quads are taken in, in whatever order."""

    __slots__ = ("classes", "is_replaced", "names", "out", "traits")

    def __init__(self) -> None:
        self.classes: set[str] = set()
        self.names: list[Name] = []
        self.traits: dict[str, list[str]] = {}
        self.out: set[tuple[str, str]] = set()
        self.is_replaced = False

    def add(self, property_: str, object_: Node, share: Callable[[str], str] = str) -> None:
        """Take in what is said by a property; `share` gives the one text in memory that all equal ones are to be."""
        if isinstance(object_, ox.Triple):
            return
        if property_ == rdf.type:
            self.classes.add(object_.value)
        elif property_ in LABEL_RANK:
            language = object_.language if isinstance(object_, ox.Literal) else None
            self.names.append(Name(object_.value, share(language) if language else None, property_))
        elif property_ == dcterms.isReplacedBy:
            self.is_replaced = True
        if property_ in TRAITS:
            self.traits.setdefault(property_, []).append(share(object_.value))
        if property_ in RELATIONS and isinstance(object_, ox.NamedNode):
            self.out.add((property_, share(object_.value)))

    def made(self) -> Part:
        """Return the part."""
        type_ = None if self.is_replaced else best_type(self.classes)
        return Part(type_, self.names, self.traits, frozenset(self.out))


def part_of(quads: Iterable[ox.Quad]) -> Part:
    """Put together what is said of one thing."""
    making = _Making()
    for quad in quads:
        making.add(_SAME.get(quad.predicate.value, ""), quad.object)
    return making.made()


def ends_of(parts: Mapping[str, Part]) -> dict[str, Ends]:
    """Return the relations of which each thing is the object."""
    into: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for iri, part in parts.items():
        for relation, other in part.out:
            into[other].add((relation, iri))
    return {iri: frozenset(into.get(iri, ())) for iri in parts}


def read_parts(graph: Lookup) -> Parts:
    """Read what is said of all things, property by property."""
    making: dict[str, _Making] = {}
    texts: dict[str, str] = {}

    def share(text: str) -> str:
        return texts.setdefault(text, text)

    with without_collecting():
        for class_ in TYPES:
            for quad in graph.quads(rdf.type, class_):
                if isinstance(quad.subject, ox.NamedNode):
                    making.setdefault(share(quad.subject.value), _Making()).classes.add(class_)
        for property_ in _READ:
            for quad in graph.quads(property_):
                one = making.get(quad.subject.value)  # type: ignore[union-attr]
                if one is not None:
                    one.add(property_, quad.object, share)
        parts = {iri: making.pop(iri).made() for iri in list(making)}
        return Parts(parts, ends_of(parts), read_told(graph))


def read_told(graph: Lookup) -> dict[str, list[Told]]:
    """Read all counts, by operation."""
    operations, headlines = graph.values(crk.countOf), graph.values(crk.total)
    said = {property_: graph.values(property_, operations) for property_ in {*_OF_COUNT.values()} - {crk.statedIn}}
    counts: defaultdict[str, list[str]] = defaultdict(list)
    for count, several in operations.items():
        for operation in several:
            counts[operation].append(count)

    def said_of(count: str) -> Said:
        told = {property_: values[count] for property_, values in said.items() if count in values}
        return {
            **told,
            crk.statedIn: graph.objects(count, crk.statedIn),
        }  # all claims are stated in one: few are counts

    return {
        operation: told_of(((one, said_of(one)) for one in several), headlines.get(operation, ()))
        for operation, several in counts.items()
    }


def told_of(counts: Iterable[tuple[str, Said]], headlines: Collection[str]) -> list[Told]:
    """Return the counts of an operation, by their IRIs; `headlines` are those of everybody."""
    found = [told for count, said in counts for told in _rows(count, said, is_headline=count in headlines)]
    return sorted(found, key=lambda told: (told.claim, told.announcement))


def _rows(count: str, said: Said, *, is_headline: bool) -> Iterator[Told]:
    """Yield a count as rows of `queries/counts.rq` have it."""
    values = [said.get(property_) or _none_of(name) for name, property_ in _OF_COUNT.items()]
    for row in product(*values):
        yield Told.from_values(count, dict(zip(_OF_COUNT, row, strict=True)), is_headline=is_headline)


def _none_of(name: str) -> list[None]:
    return [] if name in _MUST else [None]
