"""The things that are shown as nodes: officials, agencies, countries, operations, airports, announcements and more.

A Node is what a person needs to recognise a thing: what it is called, of which sort, where, when, how many people.
Reading them takes a handful of queries for the whole graph, never one a node.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from crackdown.graph.figures.told import Persons, Told, is_disputed, persons_told
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import View
from crackdown.ontology.base import BASE
from crackdown.ontology.labels import label as term_label
from crackdown.ontology.namespaces import TERM_PATHS, TERMS_BASE
from crackdown.ontology.terms import crk, dcterms, org, rdfs, schema, skos

TYPES: Final = {
    crk.Official: "official",
    crk.Agency: "agency",
    crk.Country: "country",
    crk.Operation: "operation",
    crk.Airport: "airport",
    crk.Place: "place",
    crk.Announcement: "announcement",
    org.Post: "post",
}
# A country and an airport are places too: the class named first here wins.
_ORDER = tuple(TYPES.values())

LABEL_RANK = {rdfs.label: 0, skos.prefLabel: 1, skos.altLabel: 2}


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a thing, with the language it is in where told."""

    text: str
    language: str | None
    property: str


@dataclass(frozen=True, slots=True)
class Node:
    """One thing as it is listed and drawn. `degree` counts the things next to it in the drawn network.

    `announced` is when an operation was first announced: a day, a month or a year.

    `countries` are the ids of those where an operation took place, or which anything else belongs to.
    """

    id: str
    iri: str
    type: str
    label: str
    detail: str
    degree: int = 0
    code: str | None = None
    kind: str | None = None
    from_: str | None = None
    to: str | None = None
    persons: Persons | None = None
    disputed: bool = False
    total: bool = False
    announced: str | None = None
    countries: tuple[str, ...] = ()
    offences: tuple[str, ...] = ()


@dataclass
class Things:
    """What the graph says of every thing, read once: its type, its names, its traits, its counts."""

    types: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[Name]] = field(default_factory=lambda: defaultdict(list))
    traits: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    told: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))

    def trait(self, iri: str, *properties: str) -> str | None:
        """Return the first value, in alphabetical order, of the first property that has one."""
        known = self.traits.get(iri, {})
        return next((min(known[name]) for name in properties if name in known), None)

    def codes(self, iri: str) -> set[str]:
        """Return every code a thing is known by: ISO, IATA, ICAO."""
        known = self.traits.get(iri, {})
        return {code for name in (crk.isoCode, schema.iataCode, schema.icaoCode) for code in known.get(name, ())}

    def label(self, iri: str) -> str | None:
        """Return the name to show: a label before another name, English before other languages."""
        names = self.names.get(iri)
        return min(names, key=_label_order).text if names else None


def _label_order(name: Name) -> tuple[int, bool, str]:
    return LABEL_RANK[name.property], name.language not in ("en", None), name.text


def to_iri(local: str) -> str:
    """Return the IRI of a local path, which stands under the base or, of a term, where terms stand.

    A full IRI stays as it is.

    >>> to_iri("country/KH")
    'https://w3id.org/crackdown/country/KH'
    """
    if "://" in local:
        return local
    return (TERMS_BASE if _is_path_of_term(local) else BASE) + local


def to_id(iri: str) -> str:
    """Return the local path of one of our IRIs; others stay as they are.

    >>> to_id("https://w3id.org/crackdown/country/KH")
    'country/KH'
    """
    if iri.startswith(BASE):
        return iri.removeprefix(BASE)
    local = iri.removeprefix(TERMS_BASE)
    return local if _is_path_of_term(local) else iri


def _is_path_of_term(local: str) -> bool:
    return local.partition("#")[0].partition("/")[0] in TERM_PATHS


def read_things(view: View) -> Things:
    """Read all things of the graph, in four queries."""
    things = Things()
    for iri, class_ in view.select_values(load("things")):
        new = TYPES[class_]
        old = things.types.get(iri, new)
        things.types[iri] = min(old, new, key=_ORDER.index)
    for row in view.select(load("names")):
        name = row["name"]
        things.names[str(row["thing"])].append(Name(str(name), name.language, str(row["property"])))
    for thing, property_, value in view.select_values(load("traits")):
        things.traits[thing][property_].append(value)
    for row in view.select(load("counts")):
        things.told[str(row["operation"])].append(Told.from_row(row))
    return things


def code_of(things: Things, iri: str) -> str | None:
    """Return the code a thing is known by: ISO for countries, IATA before ICAO for airports."""
    return things.trait(iri, crk.isoCode, schema.iataCode, schema.icaoCode)


def node_of(
    things: Things, iri: str, *, near: Sequence[str] = (), degree: int = 0, announced: str | None = None
) -> Node:
    """Make the node of a thing; `near` are words that place it, such as its country's name or its post's."""
    type_, told = things.types[iri], things.told.get(iri, [])
    kind = things.trait(iri, crk.kind)
    persons = persons_told(told)
    from_ = things.trait(iri, crk.earliestDate, dcterms.issued)
    return Node(
        id=to_id(iri),
        iri=iri,
        type=type_,
        label=_label(things, iri, kind, persons, near),
        detail=" · ".join([type_.capitalize(), *([from_] if from_ and type_ == "operation" else []), *near]),
        degree=degree,
        code=code_of(things, iri),
        kind=kind.rsplit("/", 1)[-1] if kind else None,
        from_=from_,
        to=things.trait(iri, crk.latestDate, dcterms.issued),
        persons=persons,
        disputed=is_disputed(told),
        total=things.trait(iri, crk.isTotal) == "true",
        announced=announced,
        countries=(to_id(iri),) if type_ == "country" else _all(things, iri, crk.inCountry, crk.country),
        offences=tuple(one.rsplit("/", 1)[-1] for one in _all(things, iri, crk.offence)),
    )


def _all(things: Things, iri: str, *properties: str) -> tuple[str, ...]:
    known = things.traits.get(iri, {})
    return tuple(sorted({to_id(value) for name in properties for value in known.get(name, ())}))


def _label(things: Things, iri: str, kind: str | None, persons: Persons | None, near: Sequence[str]) -> str:
    """Name a thing, composing a name for what has none: operations never do, announcements often not."""
    label, last = things.label(iri), to_id(iri).rsplit("/", 1)[-1]
    if things.types[iri] == "announcement" and label in (None, last):
        made = [things.trait(iri, dcterms.publisher) or next(iter(near), None), things.trait(iri, dcterms.issued)]
        return things.trait(iri, dcterms.title) or ", ".join(word for word in made if word) or last
    if kind and not label:
        name = term_label(kind).capitalize()
        return f"{name} of {persons}" if persons else name
    return label or last
