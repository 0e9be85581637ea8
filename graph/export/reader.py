"""Reading a graph thing by thing, so that memory does not grow with the number of claims.

Every look-up goes to the default graph, where each fact stands once. All of it happens on the thread that asks: the
engine's iterators must not change threads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from crackdown.graph.figures.told import Days, Told, days_counted
from crackdown.graph.linking.claims_behind import backing_behind
from crackdown.graph.linking.lookup import Lookup
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.things import TYPES, Name, Node, Things, node_of
from crackdown.graph.storage.view import View
from crackdown.graph.telling.origins import Origins
from crackdown.ontology.terms import crk, dcterms, oa, rdf, rdfs, schema, skos

CLASSES = {type_: class_ for class_, type_ in TYPES.items()}
_NAMING = (rdfs.label, skos.prefLabel, skos.altLabel)
_TRAITS = (
    crk.isoCode, schema.iataCode, schema.icaoCode, crk.kind, crk.earliestDate, crk.latestDate, crk.isTotal,
    dcterms.issued, dcterms.title, dcterms.publisher, schema.inLanguage, schema.url, schema.sha256, crk.copyOf,
)  # fmt: skip
_DEFAULT = ox.DefaultGraph()
_TELLING = (dcterms.issued, dcterms.publisher, schema.sha256, crk.copyOf)
_LABELS_KEPT = 10_000  # some megabytes


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one announcement behind one claim; offsets count code points of its text.

    `passage` is the IRI of the place: the announcement's own with `#char=start,end`.
    """

    claim: str
    announcement: str
    passage: str
    text: str
    start: int
    end: int
    language: str | None
    published: str | None
    url: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: the triple it states (a count has none), who states it, and its words."""

    iri: str
    subject: str | None
    predicate: str | None
    object: ox.NamedNode | ox.Literal | None
    announcement: str
    confidence: float | None
    quotes: list[Quote]


class Reader:
    """Looks things up in one graph."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._engine = view.engine
        self._lookup = Lookup(view)
        self._labels: dict[str, str] = {}
        self._announcements: dict[str, tuple[str | None, str | None, str | None]] = {}

    def things(self, type_: str) -> list[str]:
        """Return the IRIs of all things of a type, sorted; what was merged into another is left out."""
        found = {
            quad.subject.value
            for quad in self._quads(None, rdf.type, ox.NamedNode(CLASSES[type_]))
            if isinstance(quad.subject, ox.NamedNode)
        }
        return sorted(iri for iri in found if not self.values(iri, dcterms.isReplacedBy))

    def objects(self, subject: str, predicate: str) -> list[ox.NamedNode | ox.Literal]:
        """Return what a thing has by one property, sorted."""
        quads = self._quads(ox.NamedNode(subject), predicate, None)
        found = [quad.object for quad in quads if isinstance(quad.object, ox.NamedNode | ox.Literal)]
        return sorted(found, key=str)

    def values(self, subject: str, predicate: str) -> list[str]:
        """Return the same as plain text."""
        return [node.value for node in self.objects(subject, predicate)]

    def value(self, subject: str, predicate: str) -> str | None:
        """Return the first of them."""
        return next(iter(self.values(subject, predicate)), None)

    def subjects(self, predicate: str, object_: str) -> list[str]:
        """Return what points to a thing by one property, sorted."""
        quads = self._quads(None, predicate, ox.NamedNode(object_))
        return sorted(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))

    def names(self, iri: str) -> list[Name]:
        """Return every name of a thing."""
        return [
            Name(node.value, node.language, naming)
            for naming in _NAMING
            for node in self.objects(iri, naming)
            if isinstance(node, ox.Literal)
        ]

    def label(self, iri: str) -> str:
        """Return the name to show, or the last part of the IRI; those asked for lately are kept."""
        if iri not in self._labels:
            if len(self._labels) >= _LABELS_KEPT:
                self._labels.clear()
            self._labels[iri] = Things(names={iri: self.names(iri)}).label(iri) or iri.rsplit("/", 1)[-1]
        return self._labels[iri]

    def code(self, iri: str) -> str:
        """Return the code of a country or airport, or the last part of the IRI."""
        codes = (self.value(iri, name) for name in (crk.isoCode, schema.iataCode, schema.icaoCode))
        return next((code for code in codes if code), iri.rsplit("/", 1)[-1])

    def node(self, iri: str, type_: str, told: list[Told]) -> Node:
        """Return a thing as it is listed everywhere, by the figures told of it."""
        traits = defaultdict(list, {name: known for name in _TRAITS if (known := self.values(iri, name))})
        things = Things({iri: type_}, {iri: self.names(iri)}, {iri: traits}, {iri: told})
        return node_of(things, iri, self._days, lambda key: backing_behind(self._lookup, key))

    def _days(self, operation: str, announcement: str) -> Days:
        """Return the days that an announcement's figures of a running total cover."""
        return days_counted(*self._lookup.days_told(operation, announcement), self.announced(announcement)[1])

    def told(self, operation: str) -> list[Told]:
        """Return every figure that is told of an operation, sorted by its IRI."""
        headlines = set(self.values(operation, crk.total))
        return [self._told(count, count in headlines) for count in self.subjects(crk.countOf, operation)]

    def claims_about(self, iri: str) -> Iterator[Claim]:
        """Iterate over the claims of which a thing is the subject, and the counts of it."""
        for claim in [*self.subjects(rdf.subject, iri), *self.subjects(crk.countOf, iri)]:
            yield self.claim(claim)

    def claim(self, iri: str) -> Claim:
        """Return one claim."""
        passages: list[str] = []
        known = {}
        for quad in self._quads(ox.NamedNode(iri), None, None):
            if quad.predicate.value == crk.evidence:
                passages.append(quad.object.value)
            else:
                known[quad.predicate.value] = quad.object
        announcement = known[crk.statedIn].value
        sure = float(known[crk.confidence].value) if crk.confidence in known else None
        return Claim(
            iri=iri,
            subject=known[rdf.subject].value if rdf.subject in known else None,
            predicate=known[rdf.predicate].value if rdf.predicate in known else None,
            object=known.get(rdf.object),
            announcement=announcement,
            confidence=sure,
            quotes=[self._quote(iri, announcement, passage, sure) for passage in sorted(passages)],
        )

    def announced(self, announcement: str) -> tuple[str | None, str | None, str | None]:
        """Return language, day of publication and address of an announcement; kept, as many claims ask for it."""
        if announcement not in self._announcements:
            self._announcements[announcement] = (
                self.value(announcement, schema.inLanguage),
                self.value(announcement, dcterms.issued),
                self.value(announcement, schema.url),
            )
        return self._announcements[announcement]

    @cached_property
    def network(self) -> Network:
        """The graph as nodes and edges, all in memory."""
        return network_of(self.view)

    @cached_property
    def origins(self) -> Origins:
        """Who speaks in which announcement: some hundred bytes an announcement or agency are kept."""
        types: dict[str, str] = {}
        traits: dict[str, dict[str, list[str]]] = {}
        names: dict[str, list[Name]] = {}
        for iri in self.things("announcement"):
            types[iri] = "announcement"
            told = {name: self.values(iri, name) for name in _TELLING}
            traits[iri] = {name: values for name, values in told.items() if values}
        for agency in self.things("agency"):
            types[agency] = "agency"
            names[agency] = self.names(agency)
        announcers, agencies = self._links(crk.announcedBy), self._links(crk.servesIn)
        things = Things(types, names, traits)
        return Origins(things, lambda iri: announcers.get(iri, ()), lambda iri: agencies.get(iri, ()))

    def _links(self, predicate: str) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for quad in self._quads(None, predicate, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                found[quad.subject.value].add(quad.object.value)
        return found

    def _quote(self, claim: str, announcement: str, passage: str, confidence: float | None) -> Quote:
        language, published, url = self.announced(announcement)
        known = self._of(passage)
        return Quote(
            claim=claim,
            announcement=announcement,
            passage=passage,
            text=known.get(oa.exact, ""),
            start=int(known.get(oa.start, 0)),
            end=int(known.get(oa.end, 0)),
            language=language,
            published=published,
            url=url,
            confidence=confidence,
        )

    def _told(self, count: str, headline: bool) -> Told:
        known = self._of(count)
        capacity = known.get(crk.capacity)
        groups = tuple(known[name] for name in (crk.sex, crk.nationality) if name in known)
        if capacity and not headline and not groups:
            groups = (capacity,)
        return Told(
            claim=count,
            value=int(known.get(crk.value, 0)),
            printed=known.get(crk.printed),
            low=_number(known.get(crk.atLeast)),
            high=_number(known.get(crk.atMost)),
            precision=known.get(crk.precision),
            group=groups,
            announcement=known.get(crk.statedIn, ""),
            headline=headline,
            capacity=capacity,
        )

    def _of(self, subject: str) -> dict[str, str]:
        """Return what a thing has that has one of each: a passage, a count."""
        quads = self._quads(ox.NamedNode(subject), None, None)
        return {quad.predicate.value: quad.object.value for quad in quads if not isinstance(quad.object, ox.BlankNode)}

    def _quads(self, subject: ox.NamedNode | None, predicate: str | None, object_: ox.NamedNode | None) -> Iterator:  # type: ignore[type-arg]
        named = ox.NamedNode(predicate) if predicate else None
        return self._engine.quads_for_pattern(subject, named, object_, _DEFAULT)


def surest_first(quotes: Iterable[Quote]) -> list[Quote]:
    """Put quotes in order, the surest and then the earliest first; a passage that backs several claims comes once."""
    ordered = sorted(quotes, key=lambda one: (-(one.confidence or 0), one.published or "", one.passage, one.claim))
    first: dict[str, Quote] = {}
    for one in ordered:
        first.setdefault(one.passage, one)
    return list(first.values())


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)
