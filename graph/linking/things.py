"""The things that are shown as nodes: officials, agencies, countries, operations, airports, announcements and more.

A Node is what a person needs to recognise a thing: what it is called, of which sort, where, when, how many people.
Reading them takes a handful of queries for the whole graph, never one a node.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from crackdown.errors import InputError
from crackdown.graph.figures.told import ANY_DAYS, Days, Persons, Told, is_disputed, persons_told
from crackdown.graph.linking.backing import Backing, Key
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import View
from crackdown.ontology.base import BASE
from crackdown.ontology.labels import label as term_label
from crackdown.ontology.namespaces import TERM_PATHS, TERMS_BASE
from crackdown.ontology.terms import crk, dcterms, org, rdfs, schema, skos

# A country and an airport are places too: the class named first here wins.
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
# What is read of a thing beside its names; `queries/traits.rq` reads the same.
TRAITS: Final = frozenset({
    crk.isoCode, schema.iataCode, schema.icaoCode, crk.kind, crk.earliestDate, crk.latestDate, crk.isTotal,
    crk.inCountry, crk.country, crk.offence, dcterms.issued, dcterms.title, dcterms.publisher, schema.inLanguage,
    schema.url, schema.sha256, crk.copyOf,
})  # fmt: skip

DAYS: Final = (crk.earliestDate, dcterms.issued)  # by which things are put in order

Span = tuple[list[str], list[str]]  # first days, last days; one at most of each, where nothing is odd
Behind = Callable[[Key], Backing]  # what a relation rests on
DaysTold = Callable[[str, str], Days]  # of a total, by its IRI and that of an announcement

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

    `from_` and `to` are the first and the last day that anybody tells of an operation; `announced` is when it was first
    announced: a day, a month or a year.

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


@dataclass(frozen=True, slots=True)
class Outline:
    """What chooses a thing among the neighbours of another, with the attributes that a Node has."""

    id: str
    type: str
    kind: str | None
    from_: str | None
    to: str | None
    countries: tuple[str, ...]
    announced: str | None = None


@dataclass
class Things:
    """What the graph says of every thing, by its IRI: its type, its names, its traits, its counts."""

    types: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, list[Name]] = field(default_factory=dict)
    traits: Mapping[str, dict[str, list[str]]] = field(default_factory=dict)
    told: Mapping[str, list[Told]] = field(default_factory=dict)

    def trait(self, iri: str, *properties: str) -> str | None:
        """Return the first value, in alphabetical order, of the first property that has one."""
        known = self.traits.get(iri, {})
        return next((min(known[name]) for name in properties if name in known), None)

    def is_total(self, iri: str) -> bool:
        """Tell whether anybody gives an operation as the sum of several, or as a running tally."""
        return self.trait(iri, crk.isTotal) == "true"

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


def known_types(given: str | Iterable[str]) -> tuple[str, ...]:
    """Return one type or several, checked.

    Raises:
        InputError: there is no such type.
    """
    wanted = (given,) if isinstance(given, str) else tuple(given)
    if unknown := [type_ for type_ in wanted if type_ not in TYPES.values()]:
        raise InputError(f"{unknown[0]}: there is no such type; there are {', '.join(TYPES.values())}")
    return wanted


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
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for iri, class_ in view.select_values(load("things")):
        classes[iri].append(class_)
    names: defaultdict[str, list[Name]] = defaultdict(list)
    for row in view.select(load("names")):
        name = row["name"]
        names[str(row["thing"])].append(Name(str(name), name.language, str(row["property"])))
    traits: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for thing, property_, value in view.select_values(load("traits")):
        traits[thing].setdefault(property_, []).append(value)
    told: defaultdict[str, list[Told]] = defaultdict(list)
    for row in view.select(load("counts")):
        told[str(row["operation"])].append(Told.from_row(row))
    types = {iri: type_ for iri, found in classes.items() if (type_ := best_type(found))}
    return Things(types, names, traits, told)


def best_type(classes: Collection[str]) -> str | None:
    """Return the type of a thing of these classes; None where it is none of those shown."""
    return next((type_ for class_, type_ in TYPES.items() if class_ in classes), None)


def code_of(things: Things, iri: str) -> str | None:
    """Return the code a thing is known by: ISO for countries, IATA before ICAO for airports."""
    return things.trait(iri, crk.isoCode, schema.iataCode, schema.icaoCode)


def kind_of(things: Things, iri: str, behind: Behind) -> str | None:
    """Return the kind of an operation: of several that are told, what most texts tell; of equals, what the surest does.

    One announcement tells of an arrest where five tell how the same people were sent home.
    """
    kinds = sorted(set(things.traits.get(iri, {}).get(crk.kind, ())))
    if len(kinds) < 2:  # hardly any has more, and what it rests on has to be looked up
        return next(iter(kinds), None)

    def weight(kind: str) -> tuple[int, float]:
        told = behind((iri, crk.kind, kind))
        return len(told.texts), told.confidence or 0.0

    return max(kinds, key=weight)


def counts_of(things: Things, iri: str, days: DaysTold) -> list[tuple[Days, Told]]:
    """Return what is told of an operation, each figure with the days that it counts."""
    told = things.told.get(iri, [])
    if not things.is_total(iri):
        return [(ANY_DAYS, count) for count in told]
    known = {announcement: days(iri, announcement) for announcement in {count.announcement for count in told}}
    return [(known[count.announcement], count) for count in told]


def node_of(
    things: Things,
    iri: str,
    days: DaysTold,
    behind: Behind,
    *,
    near: Sequence[str] = (),
    degree: int = 0,
    announced: str | None = None,
) -> Node:
    """Make the node of a thing.

    Args:
        things: what the graph says.
        iri: of the thing.
        days: tells the days that an announcement's figures of a running total cover.
        behind: tells what a relation rests on.
        near: words that place it, such as its country's name or its post's.
        degree: how many things are next to it.
        announced: when an operation was first announced.
    """
    told, kind = things.told.get(iri, []), kind_of(things, iri, behind)
    outline = _outline(things, iri, kind)
    type_, from_ = outline.type, outline.from_
    persons = persons_told(told)
    return Node(
        id=outline.id,
        iri=iri,
        type=type_,
        label=_label(things, iri, kind, persons, near),
        detail=" · ".join([type_.capitalize(), *([from_] if from_ and type_ == "operation" else []), *near]),
        degree=degree,
        code=code_of(things, iri),
        kind=outline.kind,
        from_=from_,
        to=outline.to,
        persons=persons,
        disputed=is_disputed(counts_of(things, iri, days)),
        total=things.is_total(iri),
        announced=announced,
        countries=outline.countries,
        offences=tuple(one.rsplit("/", 1)[-1] for one in _all(things, iri, crk.offence)),
    )


def outline_of(things: Things, iri: str, behind: Behind) -> Outline:
    """Make the outline of a thing; `behind` tells what a relation rests on."""
    return _outline(things, iri, kind_of(things, iri, behind))


def _outline(things: Things, iri: str, kind: str | None) -> Outline:
    type_ = things.types[iri]
    return Outline(
        id=to_id(iri),
        type=type_,
        kind=kind.rsplit("/", 1)[-1] if kind else None,
        from_=things.trait(iri, *DAYS),
        to=_last_day(things, iri) or things.trait(iri, dcterms.issued),
        countries=(to_id(iri),) if type_ == "country" else _all(things, iri, crk.inCountry, crk.country),
    )


def _last_day(things: Things, iri: str) -> str | None:
    """Return the last day that anybody tells of an operation: reports may differ by one."""
    return max(things.traits.get(iri, {}).get(crk.latestDate, ()), default=None)


def _all(things: Things, iri: str, *properties: str) -> tuple[str, ...]:
    known = things.traits.get(iri, {})
    return tuple(sorted({to_id(value) for name in properties for value in known.get(name, ())}))


def _is_file_name(label: str | None, last: str) -> bool:
    """Tell whether an announcement has no title: its label is then its id, which ends in a number where others had it.

    >>> _is_file_name("notice", "notice"), _is_file_name("notice", "notice-2"), _is_file_name("Notice to all", "notice")
    (True, True, False)
    """
    return label in (None, last) or (last.startswith(f"{label}-") and last.removeprefix(f"{label}-").isdigit())


def _label(things: Things, iri: str, kind: str | None, persons: Persons | None, near: Sequence[str]) -> str:
    """Name a thing, composing a name for what has none: operations never do, announcements often not."""
    label, last = things.label(iri), to_id(iri).rsplit("/", 1)[-1]
    if things.types[iri] == "announcement" and _is_file_name(label, last):
        who, day = things.trait(iri, dcterms.publisher) or next(iter(near), None), things.trait(iri, dcterms.issued)
        made = [who or last, day or (last if who else None)]  # several of one agency without a day are told apart
        return things.trait(iri, dcterms.title) or ", ".join(word for word in made if word)
    if kind and not label:
        name = term_label(kind).capitalize()
        return f"{name} of {persons}" if persons else name
    return label or last
