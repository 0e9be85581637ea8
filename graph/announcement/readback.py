"""From an announcement's triples back to its record: the way back from `statements.to_triples`.

What does not come back as it went: the order of lists (operations come in text order of their evidence, the rest
sorted); ranges given in months or years (as days); an agency's unknown sort (as "other"); precision "exactly" where
none was given; the evidence of `total_of` for parts (as evidence of each part); the same fact told by two passages (the
first one); an id that was not a slug; and agencies named only as a parent, which come back as agencies of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from crackdown.graph import iris
from crackdown.graph.announcement.actors import NOT_NAMED
from crackdown.graph.announcement.record import Record
from crackdown.graph.announcement.statements import FULL
from crackdown.graph.term import Term, Triple, iri
from crackdown.ontology.terms import CONCEPTS, crk, dcterms, oa, org, prov, rdf, rdfs, schema, sex, skos

Json = dict[str, Any]  # what pydantic validates into a record


def from_triples(triples: Iterable[Triple], announcement: str) -> Record:
    """Read the record that an announcement's named graph was written from."""
    return Record.model_validate(_Reading(triples, announcement).record())


class Graph:
    """The triples of one announcement, by subject and predicate, and its claims by the triple they state."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: defaultdict[tuple[Term, str], list[Term]] = defaultdict(list)
        self._subjects: defaultdict[tuple[str, Term], list[Term]] = defaultdict(list)
        for subject, predicate, object_ in triples:
            self._objects[subject, predicate.value].append(object_)
            self._subjects[predicate.value, object_].append(subject)
        self._claims = {
            (self.one(claim, rdf.subject), self.one(claim, rdf.predicate), self.one(claim, rdf.object)): claim
            for claim in self.subjects(rdf.type, iri(rdf.Statement))
        }

    def objects(self, subject: Term, predicate: str) -> list[Term]:
        """Return the objects, in code-point order."""
        return sorted(self._objects.get((subject, predicate), ()), key=lambda term: (term.value, term.language or ""))

    def subjects(self, predicate: str, object_: Term) -> list[Term]:
        """Return the subjects, in code-point order."""
        return sorted(self._subjects.get((predicate, object_), ()), key=str)

    def one(self, subject: Term, predicate: str) -> Term | None:
        """Return the first object, or None."""
        return next(iter(self.objects(subject, predicate)), None)

    def value(self, subject: Term, predicate: str) -> str | None:
        """Return the first object's value, or None."""
        found = self.one(subject, predicate)
        return found.value if found else None

    def backing(self, subject: Term, predicate: str, object_: Term | None) -> Json | None:
        """Return the evidence of the claim that states a triple, or None."""
        claim = self._claims.get((subject, iri(predicate), object_))
        return self.evidence(claim) if claim else None

    def evidence(self, claim: Term) -> Json:
        """Return a claim's first passage in text order."""
        passage = min(self.objects(claim, crk.evidence), key=lambda term: int(self.value(term, oa.start) or 0))
        model = self.one(claim, prov.wasAttributedTo)
        return {
            "quote": self.value(passage, oa.exact),
            "start": int(self.value(passage, oa.start) or 0),
            "end": int(self.value(passage, oa.end) or 0),
            "confidence": float(self.value(claim, crk.confidence) or 0),
            "read_by": self.value(model, rdfs.label) if model else None,
        }


class _Reading:
    """Puts the parts of a record together."""

    def __init__(self, triples: Iterable[Triple], announcement: str) -> None:
        self._graph = Graph(triples)
        self._this = iri(announcement)
        self._names = {thing: self._name(thing) for type_ in _NAMED for thing in self._all(type_)}

    def record(self) -> Json:
        graph, this = self._graph, self._this
        extraction = iri(iris.mint_extraction(this.value))
        about = graph.objects(this, schema.mentions)
        announcers = graph.objects(this, crk.announcedBy)
        places = [thing for thing in about if thing in self._names]
        countries = [thing for thing in about if thing not in self._names]
        evidence = _present(
            published=graph.backing(this, dcterms.issued, graph.one(this, dcterms.issued)),
            announced_by=self._backings(this, crk.announcedBy, announcers),
            places=self._backings(this, schema.mentions, places),
            countries=self._backings(this, schema.mentions, countries),
            dates=self._literal_backings(this, crk.mentionsDate),
            numbers=self._literal_backings(this, crk.mentionsNumber),
        )
        return {
            "id": iris.announcement_id(this.value),
            "title": graph.value(this, dcterms.title),
            "url": graph.value(this, schema.url),
            "language": graph.value(this, schema.inLanguage),
            "published": graph.value(this, dcterms.issued),
            "sha256": graph.value(this, schema.sha256),
            "outcome": _key("outcome", graph.one(extraction, crk.outcome)),
            "reading": self._way(extraction),
            "notes": [note.value for note in graph.objects(extraction, crk.note)],
            "announced_by": [self._names[thing] for thing in announcers],
            "officials": [
                self._official(thing, tenure) for thing in self._all(crk.Official) for tenure in self._tenures(thing)
            ],
            "agencies": [self._agency(thing) for thing in self._all(crk.Agency)],
            "airports": [self._airport(thing) for thing in self._all(crk.Airport)],
            "countries": [iris.country_code(thing.value) for thing in countries],
            "places": [self._names[thing] for thing in places],
            "operations": [self._operation(thing) for thing in self._operations()],
            "sentences": self._sentences(),
            "dates": [date.value for date in graph.objects(this, crk.mentionsDate)],
            "numbers": sorted(int(number.value) for number in graph.objects(this, crk.mentionsNumber)),
            "evidence": evidence,
        }

    def _way(self, extraction: Term) -> str | None:
        readers = self._graph.objects(extraction, prov.wasAssociatedWith)
        versions = [self._graph.value(reader, schema.softwareVersion) or "" for reader in readers]
        return "full" if any(version.endswith(FULL) for version in versions) else None

    def _sentences(self) -> list[Json]:
        graph = self._graph
        found = [
            {
                "start": int(graph.value(this, oa.start) or 0),
                "end": int(graph.value(this, oa.end) or 0),
                "status": _key("status", graph.one(this, crk.status)),
            }
            for this in self._all(crk.Sentence)
        ]
        return sorted(found, key=lambda sentence: sentence["start"])

    def _all(self, type_: str) -> list[Term]:
        return self._graph.subjects(rdf.type, iri(type_))

    def _name(self, thing: Term) -> str:
        """Tell by which name the record knew a thing: the one the claim backs, where that is not the label."""
        graph = self._graph
        for name in graph.objects(thing, skos.altLabel):
            if graph.backing(thing, skos.altLabel, name):
                return name.value
        return (graph.value(thing, rdfs.label) or "").removesuffix(NOT_NAMED)

    def _also(self, thing: Term) -> list[str]:
        labels = [*self._graph.objects(thing, skos.altLabel), *self._graph.objects(thing, rdfs.label)]
        names = {label.value.removesuffix(NOT_NAMED) for label in labels}
        return sorted(names - {self._names[thing]})

    def _name_evidence(self, thing: Term) -> Json | None:
        for predicate in (skos.altLabel, rdfs.label):
            for name in self._graph.objects(thing, predicate):
                backing = self._graph.backing(thing, predicate, name)
                if backing:
                    return backing
        return None

    def _tenures(self, official: Term) -> list[Term | None]:
        return list(self._graph.subjects(org.member, official)) or [None]

    def _official(self, this: Term, tenure: Term | None) -> Json:
        found: Json = {"name": self._names[this], "also": self._also(this), "rank": None, "role": None, "agency": None}
        evidence = {"name": self._name_evidence(this)}
        if tenure:
            for field, predicate in (
                ("rank", crk.rankAsStated),
                ("role", crk.roleAsStated),
                ("agency", org.organization),
            ):
                object_ = self._graph.one(tenure, predicate)
                if object_:
                    found[field] = self._names.get(object_, object_.value)
                    evidence[field] = self._graph.backing(tenure, predicate, object_)
        return found | {"evidence": _present(**evidence)}

    def _agency(self, this: Term) -> Json:
        graph = self._graph
        country, host, parent, kind = (
            graph.one(this, p) for p in (crk.country, crk.accreditedTo, org.subOrganizationOf, org.classification)
        )
        return {
            "name": self._names[this],
            "also": self._also(this),
            "country": iris.country_code(country.value) if country else None,
            "accredited_to": iris.country_code(host.value) if host else None,
            "parent": self._names[parent] if parent else None,
            "kind": _key("agency_kind", kind),
            "evidence": _present(
                name=self._name_evidence(this),
                country=graph.backing(this, crk.country, country),
                accredited_to=graph.backing(this, crk.accreditedTo, host),
                parent=graph.backing(this, org.subOrganizationOf, parent),
                kind=graph.backing(this, org.classification, kind),
            ),
        }

    def _airport(self, this: Term) -> Json:
        country = self._graph.value(this, crk.country)
        return {
            "name": self._names[this],
            "also": self._also(this),
            "iata": self._graph.value(this, schema.iataCode),
            "icao": self._graph.value(this, schema.icaoCode),
            "country": iris.country_code(country) if country else None,
            "evidence": _present(name=self._name_evidence(this)),
        }

    def _operations(self) -> list[Term]:
        """List the operations in the order in which the text tells of them."""
        found = self._graph.objects(self._this, crk.reports)
        return sorted(found, key=lambda thing: (self._told_at(thing), thing.value))

    def _told_at(self, operation: Term) -> int:
        backing = self._graph.backing(self._this, crk.reports, operation)
        return int(backing["start"]) if backing else 0

    def _operation(self, this: Term) -> Json:
        graph, order = self._graph, self._operations()
        parts = graph.subjects(crk.partOf, this)
        found: Json = {"kind": _key("kind", graph.one(this, crk.kind)), "date": self._date(this)}
        evidence: Json = {"kind": graph.backing(this, crk.kind, graph.one(this, crk.kind))}
        evidence["date"] = graph.backing(this, crk.earliestDate, graph.one(this, crk.earliestDate))
        if graph.one(this, crk.isTotal):
            found["total_of"] = True
            evidence["total_of"] = graph.backing(this, crk.isTotal, graph.one(this, crk.isTotal))
        for field, predicate in (("country", crk.inCountry), ("destination", crk.sentTo)):
            country = graph.one(this, predicate)
            found[field] = iris.country_code(country.value) if country else None
            evidence[field] = graph.backing(this, predicate, country)
        for field, predicate in _LISTS:
            things = graph.objects(this, predicate)
            found[field] = [self._told_name(field, thing) for thing in things]
            backings = {self._told_name(field, thing): graph.backing(this, predicate, thing) for thing in things}
            evidence[field] = _present(**backings)
        found["parts"] = sorted(order.index(part) for part in parts)
        evidence["parts"] = _present(
            **{str(order.index(part)): graph.backing(part, crk.partOf, this) for part in parts}
        )
        self._figures(this, found, evidence)
        return found | {"evidence": _present(**evidence)}

    def _told_name(self, field: str, thing: Term) -> str:
        if field == "offences":
            return _key("offence", thing) or ""
        if field == "airports":
            return self._graph.value(thing, schema.iataCode) or self._names[thing]
        return self._names[thing]

    def _date(self, this: Term) -> str | Json | None:
        graph = self._graph
        told, start, end = (graph.value(this, p) for p in (crk.date, crk.earliestDate, crk.latestDate))
        return told or ({"from": start, "to": end} if start else None)

    def _figures(self, this: Term, found: Json, evidence: Json) -> None:
        """Read the counts, and the nationalities with and without one."""
        graph = self._graph
        nationals = graph.objects(this, crk.nationalsOf)
        found["nationalities"] = {iris.country_code(thing.value): None for thing in nationals}
        evidence["nationalities"] = {
            iris.country_code(thing.value): graph.backing(this, crk.nationalsOf, thing) for thing in nationals
        }
        for count in graph.subjects(crk.countOf, this):
            number = int(graph.value(count, crk.value) or 0)
            backing = graph.evidence(count) | {
                "precision": _key("precision", graph.one(count, crk.precision)),
                "printed": graph.value(count, crk.printed),
            }
            nation, group = graph.value(count, crk.nationality), graph.value(count, crk.sex)
            if nation:
                found["nationalities"][iris.country_code(nation)] = number
                evidence["nationalities"][iris.country_code(nation)] = backing
            else:
                field = {None: "persons", sex.female: "women", sex.male: "men"}[group]
                found[field], evidence[field] = number, backing

    def _backings(self, subject: Term, predicate: str, things: list[Term]) -> Json:
        names = {thing: self._names.get(thing) or iris.country_code(thing.value) for thing in things}
        return _present(**{names[thing]: self._graph.backing(subject, predicate, thing) for thing in things})

    def _literal_backings(self, subject: Term, predicate: str) -> Json:
        values = self._graph.objects(subject, predicate)
        return _present(**{value.value: self._graph.backing(subject, predicate, value) for value in values})


_NAMED = (crk.Agency, crk.Official, crk.Airport, crk.Place)
_LISTS = (
    ("airports", crk.departedFrom),
    ("places", crk.atPlace),
    ("agencies", crk.carriedOutBy),
    ("partners", crk.withPartner),
    ("officials", crk.directedBy),
    ("offences", crk.offence),
)


def _present(**values: Json | None) -> Json:
    return {key: value for key, value in values.items() if value}


def _key(scheme: str, concept: Term | None) -> str | None:
    """Return the record's word for a concept."""
    return next((key for key, value in CONCEPTS[scheme].items() if concept and value == concept.value), None)
