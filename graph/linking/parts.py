"""What the default graph says of one thing, or of each of all, put into the form in which a network keeps it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, product
from typing import Final

import pyoxigraph as ox

from crackdown.graph.figures.told import Told
from crackdown.graph.linking.lookup import Lookup
from crackdown.graph.linking.reads import Ends
from crackdown.graph.linking.relations import RELATIONS
from crackdown.graph.linking.things import LABEL_RANK, TRAITS, TYPES, Name, best_type
from crackdown.graph.storage.oxigraph import Node, from_node
from crackdown.graph.term import Term, literal
from crackdown.ontology.terms import crk, dcterms, rdf

_OF_COUNT: Final = {
    "value": crk.value, "announcement": crk.statedIn, "printed": crk.printed, "low": crk.atLeast, "high": crk.atMost,
    "precision": crk.precision, "sex": crk.sex, "nationality": crk.nationality, "capacity": crk.capacity,
}  # fmt: skip
_MUST: Final = ("value", "announcement")  # without these it is no count
_READ: Final = (dcterms.isReplacedBy, *{*LABEL_RANK, *TRAITS, *RELATIONS})

Said = Mapping[str, list[Node]]  # by property


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


def part_of(quads: Iterable[ox.Quad]) -> Part:
    """Put together what is said of one thing."""
    classes: set[str] = set()
    names: list[Name] = []
    traits: dict[str, list[str]] = {}
    out: set[tuple[str, str]] = set()
    is_replaced = False
    for quad in quads:
        property_, object_ = quad.predicate.value, quad.object
        if isinstance(object_, ox.Triple):
            continue
        if property_ == rdf.type:
            classes.add(object_.value)
        elif property_ in LABEL_RANK:
            language = object_.language if isinstance(object_, ox.Literal) else None
            names.append(Name(object_.value, language, property_))
        elif property_ == dcterms.isReplacedBy:
            is_replaced = True
        if property_ in TRAITS:
            traits.setdefault(property_, []).append(object_.value)
        if property_ in RELATIONS and isinstance(object_, ox.NamedNode):
            out.add((property_, object_.value))
    return Part(None if is_replaced else best_type(classes), names, traits, frozenset(out))


def ends_of(parts: Mapping[str, Part]) -> dict[str, Ends]:
    """Return the relations of which each thing is the object."""
    into: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for iri, part in parts.items():
        for relation, other in part.out:
            into[other].add((relation, iri))
    return {iri: frozenset(into.get(iri, ())) for iri in parts}


def read_parts(graph: Lookup) -> Parts:
    """Read what is said of all things, property by property."""
    said: defaultdict[str, list[ox.Quad]] = defaultdict(list)
    for quad in chain.from_iterable(graph.quads(rdf.type, class_) for class_ in TYPES):
        if isinstance(quad.subject, ox.NamedNode):
            said[quad.subject.value].append(quad)
    for quad in chain.from_iterable(map(graph.quads, _READ)):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value in said:
            said[quad.subject.value].append(quad)
    parts = {iri: part_of(quads) for iri, quads in said.items()}
    return Parts(parts, ends_of(parts), read_told(graph))


def read_told(graph: Lookup) -> dict[str, list[Told]]:
    """Read all counts, by operation."""
    said: defaultdict[Node, defaultdict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for property_ in {*_OF_COUNT.values(), crk.countOf} - {crk.statedIn}:
        for quad in graph.quads(property_):
            said[quad.subject][property_].append(quad.object)
    headlines: defaultdict[Node, set[str]] = defaultdict(set)
    for quad in graph.quads(crk.total):
        headlines[quad.subject].add(from_node(quad.object).value)
    counts: defaultdict[Node, list[tuple[str, Said]]] = defaultdict(list)
    for count, told in said.items():
        if operations := told.get(crk.countOf):
            iri = from_node(count).value
            told[crk.statedIn] = graph.terms(iri, crk.statedIn)  # every claim is stated in one: few are counts
            for operation in operations:
                counts[operation].append((iri, told))
    return {from_node(one).value: told_of(known, headlines[one]) for one, known in counts.items()}


def told_of(counts: Iterable[tuple[str, Said]], headlines: Collection[str]) -> list[Told]:
    """Return the counts of an operation, by their IRIs; `headlines` are those of everybody."""
    found = [told for count, said in counts for told in _rows(count, said, is_headline=count in headlines)]
    return sorted(found, key=lambda told: (told.claim, told.announcement))


def _rows(count: str, said: Said, *, is_headline: bool) -> Iterator[Told]:
    """Yield a count as rows of `queries/counts.rq` have it."""
    values = {name: said.get(property_, []) or _none_of(name) for name, property_ in _OF_COUNT.items()}
    known = {"count": Term("iri", count), "headline": literal("true" if is_headline else "false")}
    for row in product(*values.values()):
        told = {name: from_node(value) for name, value in zip(values, row, strict=True) if value is not None}
        yield Told.from_row({**told, **known})


def _none_of(name: str) -> list[None]:
    return [] if name in _MUST else [None]
