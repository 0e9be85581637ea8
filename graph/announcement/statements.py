"""From a record to the triples of its announcement's named graph: a pure function.

Every fact about an operation, a tenure, a post or who announces is a claim with its passage; a record that lacks one,
or whose quote does not stand in the text, is refused. What is knowledge from elsewhere (an agency's country, sort and
parent, an airport's codes) is stated without a claim unless the record has words for it. `readback.from_triples` is the
way back.
"""

from __future__ import annotations

from dataclasses import dataclass

from crackdown.errors import InvalidRecord
from crackdown.graph import dates, iris
from crackdown.graph.announcement.actors import state_agencies, state_officials
from crackdown.graph.announcement.claims import Claims, evidence_for, integer, required_evidence
from crackdown.graph.announcement.operations import state_airports, state_operations, state_places
from crackdown.graph.announcement.record import Record
from crackdown.graph.identity import Assignment
from crackdown.graph.term import Term, Triple, iri, literal
from crackdown.ontology.terms import CONCEPTS, crk, dcterms, oa, prov, rdf, rdfs, schema, xsd

TEXT_PREFIX = "urn:sha256:"
FULL = "+full"  # ends the version of the software that read an announcement, where it read it in full


@dataclass(frozen=True)
class Source:
    """What is known of an announcement apart from what it says.

    Attributes:
        origin: the opaque key of where its text came from; "-" where nobody can say.
        publisher: who published it.
        media_type: what its bytes were.
        text_digest: names its text in the archive.
        record_digest: changes with anything that would change the graph.
        extracted_at: when it was read, ISO 8601 in UTC.
        software_version: of this package.
        submitted_by: whoever handed it in over the network, by the name of that person's token.
        seen_at: when its words were first seen, ISO 8601 in UTC, where that is told apart from `extracted_at`.
    """

    origin: str
    publisher: str | None
    media_type: str
    text_digest: str
    record_digest: str
    extracted_at: str
    software_version: str
    submitted_by: str | None = None
    seen_at: str | None = None


def to_triples(record: Record, text: str, assignment: Assignment, source: Source) -> list[Triple]:
    """Write all that a record states.

    Args:
        record: what was read.
        text: the text it was read from, into which its evidence points.
        assignment: the IRIs of the things it speaks of.
        source: where it comes from.

    Raises:
        InvalidRecord: a fact has no evidence, a quote does not stand at its offsets, or a name names nothing.
    """
    claims = Claims(assignment.announcement, text)
    _state_announcement(claims, record, source)
    _state_extraction(claims, record, source)
    _state_sentences(claims, record, text)
    state_agencies(claims, record, assignment)
    state_officials(claims, record, assignment)
    state_airports(claims, record, assignment)
    state_places(claims, record, assignment)
    state_operations(claims, record, assignment)
    _claim_announcers(claims, record, assignment)
    _state_mentions(claims, record, assignment)
    return claims.triples()


def _state_announcement(claims: Claims, record: Record, source: Source) -> None:
    this = claims.announcement
    language = None if record.language == "und" else record.language
    claims.state(this, rdf.type, iri(crk.Announcement))
    claims.state(this, rdfs.label, literal(record.title or record.id, language=language if record.title else None))
    claims.state(this, schema.inLanguage, literal(record.language))
    claims.state(this, schema.sha256, literal(record.sha256))
    claims.state(this, dcterms.identifier, literal(TEXT_PREFIX + source.text_digest))
    claims.state(this, dcterms.format, literal(source.media_type))
    claims.state(this, crk.origin, literal(source.origin))
    if source.seen_at:
        claims.state(this, crk.seenAt, literal(source.seen_at, datatype=xsd.dateTime))
    if record.title:
        claims.state(this, dcterms.title, literal(record.title, language=language))
    if record.url:
        claims.state(this, schema.url, literal(record.url, datatype=xsd.anyURI))
    if source.publisher:
        claims.state(this, dcterms.publisher, literal(source.publisher))
    if record.published:
        state_or_claim(claims, record, "published", this, dcterms.issued, dates.to_literal(record.published))


def state_or_claim(claims: Claims, record: Record, field: str, subject: Term, predicate: str, object_: Term) -> None:
    """Claim a triple where the record has words for it, and state it where it is known from elsewhere."""
    evidence = evidence_for(record, field)
    if evidence:
        claims.claim(subject, predicate, object_, evidence, field)
    else:
        claims.state(subject, predicate, object_)


def _state_extraction(claims: Claims, record: Record, source: Source) -> None:
    version = source.software_version + (FULL if record.reading == "full" else "")
    this, software = claims.extraction, iri(iris.mint_software(version))
    claims.state(this, rdf.type, iri(crk.Extraction))
    claims.state(this, prov.used, claims.announcement)
    claims.state(this, prov.endedAtTime, literal(source.extracted_at, datatype=xsd.dateTime))
    claims.state(this, prov.wasAssociatedWith, software)
    claims.state(this, crk.outcome, iri(CONCEPTS["outcome"][record.outcome]))
    claims.state(this, schema.sha256, literal(source.record_digest))
    for note in record.notes:
        claims.state(this, crk.note, literal(note))
    claims.state(software, rdf.type, iri(prov.SoftwareAgent))
    claims.state(software, rdfs.label, literal(f"crackdown {version}", language="en"))
    claims.state(software, schema.softwareVersion, literal(version))
    if source.submitted_by:
        submitter = iri(iris.mint_reviewer(source.submitted_by))
        claims.state(this, prov.wasAssociatedWith, submitter)
        claims.state(submitter, rdf.type, iri(prov.Agent))
        claims.state(submitter, rdfs.label, literal(source.submitted_by))


def _state_sentences(claims: Claims, record: Record, text: str) -> None:
    """Say where each sentence stands and what became of it; its words are the text's and are not repeated."""
    before = 0
    for position, sentence in enumerate(record.sentences):
        if not before <= sentence.start < sentence.end <= len(text):
            raise InvalidRecord(
                f"sentences[{position}] stands at {sentence.start}–{sentence.end}, after one that ends at {before} in "
                f"a text of {len(text)} code points; give sentences in order, none inside another"
            )
        before = sentence.end
        this = iri(iris.mint_passage(claims.announcement.value, sentence.start, sentence.end))
        claims.state(this, rdf.type, iri(crk.Sentence))
        claims.state(this, crk.sentenceOf, claims.announcement)
        claims.state(this, crk.status, iri(CONCEPTS["status"][sentence.status]))
        claims.state(this, oa.start, integer(sentence.start))
        claims.state(this, oa.end, integer(sentence.end))


def _claim_announcers(claims: Claims, record: Record, assignment: Assignment) -> None:
    for name in record.announced_by:
        announcer = assignment.agencies.get(name) or assignment.officials.get(name)
        if announcer is None:
            raise InvalidRecord(
                f"announced_by names {name!r}, which is neither an agency nor an official of the record"
            )
        claims.claim(
            claims.announcement, crk.announcedBy, iri(announcer), *required_evidence(record, "", "announced_by", name)
        )


def _state_mentions(claims: Claims, record: Record, assignment: Assignment) -> None:
    """Say which countries and places the text names, with the words where the record has them, and bare figures."""
    mentioned = [("countries", code, iris.mint_country(code)) for code in record.countries]
    mentioned += [("places", place, assignment.places[place]) for place in record.places]
    for field, value, thing in mentioned:
        evidence = evidence_for(record, field, value)
        if evidence:
            claims.claim(claims.announcement, schema.mentions, iri(thing), evidence, f"{field}.{value}")
        else:
            claims.state(claims.announcement, schema.mentions, iri(thing))
    figures = [("dates", date, crk.mentionsDate, dates.to_literal(date)) for date in record.dates]
    figures += [("numbers", str(number), crk.mentionsNumber, integer(number)) for number in record.numbers]
    for field, value, predicate, literal_ in figures:
        claims.claim(claims.announcement, predicate, literal_, *required_evidence(record, "", field, value))
