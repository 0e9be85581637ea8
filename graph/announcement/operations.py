"""Operations with their dates, figures, places and actors, as an announcement states them."""

from __future__ import annotations

from crackdown.errors import InvalidRecord
from crackdown.graph import dates, iris
from crackdown.graph.announcement.claims import Claims, evidence_for, integer, required_evidence
from crackdown.graph.announcement.counts import bounds, capacity_of
from crackdown.graph.announcement.record import Evidence, Operation, Record
from crackdown.graph.identity import Assignment
from crackdown.graph.identity.form import language_of
from crackdown.graph.term import Term, iri, literal
from crackdown.ontology.terms import CONCEPTS, crk, rdf, rdfs, schema, sex, skos, xsd


def state_airports(claims: Claims, record: Record, assignment: Assignment) -> None:
    """Describe the airports."""
    for position, airport in enumerate(record.airports):
        this = iri(assignment.airports[airport.name])
        claims.state(this, rdf.type, iri(crk.Airport))
        naming, own = _state_label(claims, record, assignment, this, airport.name)
        for name in airport.also:
            claims.state(this, skos.altLabel, _in_language(name, record))
        for predicate, code in ((schema.iataCode, airport.iata), (schema.icaoCode, airport.icao)):
            if code:
                claims.state(this, predicate, literal(code))
        if airport.country:
            claims.state(this, crk.country, iri(iris.mint_country(airport.country)))
        evidence = evidence_for(airport, "name")
        if evidence:
            claims.claim(this, naming, own, evidence, f"airports[{position}].name")


def state_places(claims: Claims, record: Record, assignment: Assignment) -> None:
    """Describe the places. In which country one lies is not said: the record does not know."""
    for name, place in assignment.places.items():
        claims.state(iri(place), rdf.type, iri(crk.Place))
        _state_label(claims, record, assignment, iri(place), name)
        for other in record.names_of_place(name):
            claims.state(iri(place), skos.altLabel, _in_language(other, record))


def _state_label(claims: Claims, record: Record, assignment: Assignment, this: Term, name: str) -> tuple[str, Term]:
    """State the label that all announcements share, and the record's own name; return how the latter is stated."""
    label = assignment.labels[this.value]
    claims.state(this, rdfs.label, literal(label.name, language=label.language or None))
    own = literal(name, language=language_of(name, record.language) or None)
    predicate = rdfs.label if name == label.name else skos.altLabel
    claims.state(this, predicate, own)
    return predicate, own


def state_operations(claims: Claims, record: Record, assignment: Assignment) -> None:
    """Claim the operations and how they add up."""
    for position, operation in enumerate(record.operations):
        _Stating(claims, record, assignment, position).state()
        for part in operation.parts:
            if not 0 <= part < len(record.operations) or part == position:
                raise InvalidRecord(f"operations[{position}].parts: there is no other operation at position {part}")
            evidence = evidence_for(operation, "parts", str(part))
            backed = (evidence, "parts") if evidence else total_evidence(operation, f"operations[{position}]")
            whole = iri(assignment.operations[position])
            claims.claim(iri(assignment.operations[part]), crk.partOf, whole, *backed)


def total_evidence(operation: Operation, path: str) -> tuple[Evidence, str]:
    """Look up the words that make an operation a total: its own, else those of the figure, which often are the same."""
    if evidence_for(operation, "total_of") is None and evidence_for(operation, "persons"):
        return required_evidence(operation, path, "persons")
    return required_evidence(operation, path, "total_of")


class _Stating:
    """The statements about one operation."""

    def __init__(self, claims: Claims, record: Record, assignment: Assignment, position: int) -> None:
        self._claims = claims
        self._record = record
        self._assignment = assignment
        self._operation: Operation = record.operations[position]
        self._path = f"operations[{position}]"
        self._this = iri(assignment.operations[position])

    def state(self) -> None:
        operation = self._operation
        self._claims.state(self._this, rdf.type, iri(crk.Operation))
        if operation.total_of or operation.parts:
            self._claims.state(self._this, rdf.type, iri(crk.Campaign))
        kind = self._evidence("kind")
        self._claims.claim(self._claims.announcement, crk.reports, self._this, *kind)
        self._claims.claim(self._this, crk.kind, iri(CONCEPTS["kind"][operation.kind]), *kind)
        if operation.total_of:
            self._claims.claim(self._this, crk.isTotal, literal("true", datatype=xsd.boolean), *self._total())
        self._dates()
        self._places()
        self._actors()
        for offence in operation.offences:
            self._claim("offences", crk.offence, iri(CONCEPTS["offence"][offence]), offence)
        self._counts()

    def _total(self) -> tuple[Evidence, str]:
        return total_evidence(self._operation, self._path)

    def _dates(self) -> None:
        date = self._operation.date
        if date is None:
            return
        if isinstance(date, str):
            self._claim("date", crk.date, dates.to_literal(date))
        self._claim("date", crk.earliestDate, literal(dates.first_day(date), datatype=xsd.date))
        self._claim("date", crk.latestDate, literal(dates.last_day(date), datatype=xsd.date))

    def _places(self) -> None:
        operation = self._operation
        if operation.country:
            self._claim("country", crk.inCountry, iri(iris.mint_country(operation.country)))
        if operation.destination:
            self._claim("destination", crk.sentTo, iri(iris.mint_country(operation.destination)))
        for code in operation.airports:
            self._claim("airports", crk.departedFrom, self._named(self._assignment.airports, "airports", code), code)
        for place in operation.places:
            self._claim("places", crk.atPlace, iri(self._assignment.places[place]), place)

    def _actors(self) -> None:
        assignment, operation = self._assignment, self._operation
        for field, predicate, known, names in (
            ("agencies", crk.carriedOutBy, assignment.agencies, operation.agencies),
            ("partners", crk.withPartner, assignment.agencies, operation.partners),
            ("officials", crk.directedBy, assignment.officials, operation.officials),
        ):
            for name in names:
                self._claim(field, predicate, self._named(known, field, name), name)

    def _counts(self) -> None:
        operation = self._operation
        if operation.persons is not None:
            self._count("all", operation.persons, *self._evidence("persons"))
        for field, number, concept in (("women", operation.women, sex.female), ("men", operation.men, sex.male)):
            if number is not None:
                count = self._count(concept.rsplit("/", 1)[-1], number, *self._evidence(field))
                self._claims.state(count, crk.sex, iri(concept))
        for code, number in operation.nationalities.items():
            country = iri(iris.mint_country(code))
            self._claim("nationalities", crk.nationalsOf, country, code)
            if number is not None:
                count = self._count(code, number, *self._evidence("nationalities", code))
                self._claims.state(count, crk.nationality, country)

    def _count(self, group: str, value: int, evidence: Evidence, path: str) -> Term:
        """State a figure: the number, what its wording allows, and where it stands."""
        claims, precision = self._claims, evidence.precision or "exactly"
        this = iri(iris.mint_count(claims.announcement.value, self._this.value, group))
        claims.state(this, rdf.type, iri(crk.Count))
        claims.state(this, crk.countOf, self._this)
        claims.state(self._this, crk.total if group == "all" else crk.count, this)
        claims.state(this, crk.value, integer(value))
        claims.state(this, crk.precision, iri(CONCEPTS["precision"][precision]))
        for predicate, bound in zip((crk.atLeast, crk.atMost), bounds(value, precision), strict=True):
            if bound is not None:
                claims.state(this, predicate, integer(bound))
        if evidence.printed:
            claims.state(this, crk.printed, literal(evidence.printed))
        claims.back(this, evidence, path)
        capacity = capacity_of(self._operation.kind)
        if capacity:
            claims.claim(this, crk.capacity, iri(capacity), *self._evidence("kind"))
        return this

    def _claim(self, field: str, predicate: str, object_: Term, value: str | None = None) -> None:
        self._claims.claim(self._this, predicate, object_, *self._evidence(field, value))

    def _evidence(self, field: str, value: str | None = None) -> tuple[Evidence, str]:
        return required_evidence(self._operation, self._path, field, value)

    def _named(self, known: dict[str, str], field: str, name: str) -> Term:
        if name not in known:
            raise InvalidRecord(f"{self._path}.{field} names {name!r}, which the record does not describe")
        return iri(known[name])


def _in_language(name: str, record: Record) -> Term:
    return literal(name, language=None if record.language == "und" else record.language)
