"""Agencies, officials and the posts they hold, as an announcement states them."""

from __future__ import annotations

from crackdown.graph import dates, iris
from crackdown.graph.announcement.claims import Claims, evidence_for, required_evidence
from crackdown.graph.announcement.posts import is_unnamed
from crackdown.graph.announcement.record import Agency, Evidence, Official, Record
from crackdown.graph.identity import Assignment
from crackdown.graph.identity.form import all_agencies, country_of, language_of
from crackdown.graph.term import Term, Triple, iri, literal
from crackdown.ontology.terms import CONCEPTS, agency_kind, crk, org, rdf, rdfs, skos

NOT_NAMED = " (not named)"  # behind the label of an official known by the post alone


def state_agencies(claims: Claims, record: Record, assignment: Assignment) -> None:
    """Describe the agencies, those included that are only named as a parent or as where an official serves."""
    positions = {agency.name: position for position, agency in enumerate(record.agencies)}
    for agency in all_agencies(record):
        this = iri(assignment.agencies[agency.name])
        path = f"agencies[{positions[agency.name]}]" if agency.name in positions else agency.name
        claims.state(this, rdf.type, iri(crk.Agency))
        _state_names(claims, record, assignment, this, agency, path)
        kind = CONCEPTS["agency_kind"][agency.kind] if agency.kind else agency_kind.other
        _state_known(claims, agency, path, "kind", this, org.classification, iri(kind))
        if agency.country:
            _state_known(claims, agency, path, "country", this, crk.country, iri(iris.mint_country(agency.country)))
        if agency.accredited_to:
            host = iri(iris.mint_country(agency.accredited_to))
            _state_known(claims, agency, path, "accredited_to", this, crk.accreditedTo, host)
        if agency.parent:
            parent = iri(assignment.agencies[agency.parent])
            _state_known(claims, agency, path, "parent", this, org.subOrganizationOf, parent)


def state_officials(claims: Claims, record: Record, assignment: Assignment) -> None:
    """Describe the officials, and claim the tenures that the text shows."""
    for position, official in enumerate(record.officials):
        path, this = f"officials[{position}]", iri(assignment.officials[official.name])
        claims.state(this, rdf.type, iri(crk.Official))
        _state_names(claims, record, assignment, this, official, path)
        country = country_of(official, record)
        if country:
            claims.state(this, crk.country, iri(iris.mint_country(country)))
        if official.agency or official.role or official.rank:
            _claim_tenure(claims, record, assignment, official, path)


def claims_of_holder(record: Record, assignment: Assignment, official: Official) -> list[str]:
    """Name the claims that show an official in a post: that of the tenure, and that of the name where it is told."""
    this = iri(assignment.officials[official.name])
    tenure, _ = _tenure(assignment, official)
    stated = [Triple(tenure, iri(org.member), this)]
    if "name" in official.evidence:
        naming, name = _own_name(record, assignment, this, official)
        stated.append(Triple(this, iri(naming), name))
    return [iris.mint_claim(assignment.announcement, triple) for triple in stated]


def _state_names(
    claims: Claims, record: Record, assignment: Assignment, this: Term, thing: Agency | Official, path: str
) -> None:
    """State label and other names; the name's evidence backs whichever of them the record's own name is."""
    claims.state(this, rdfs.label, _shown_name(assignment, this, thing))
    own_property, own = _own_name(record, assignment, this, thing)
    claims.state(this, own_property, own)
    language = None if record.language == "und" else record.language
    for name in thing.also:
        claims.state(this, skos.altLabel, literal(name, language=language))
    evidence = evidence_for(thing, "name")
    if evidence:
        claims.claim(this, own_property, own, evidence, f"{path}.name")


def _shown_name(assignment: Assignment, this: Term, thing: Agency | Official) -> Term:
    """Give the label that all announcements share; one that is no name but the post says so."""
    label = assignment.labels[this.value]
    unnamed = isinstance(thing, Official) and is_unnamed(thing)
    return literal(label.name + (NOT_NAMED if unnamed else ""), language=label.language or None)


def _own_name(record: Record, assignment: Assignment, this: Term, thing: Agency | Official) -> tuple[str, Term]:
    """Give the record's own name and how it is stated."""
    if thing.name == assignment.labels[this.value].name:
        return rdfs.label, _shown_name(assignment, this, thing)
    return skos.altLabel, literal(thing.name, language=language_of(thing.name, record.language) or None)


def _tenure(assignment: Assignment, official: Official) -> tuple[Term, str | None]:
    """Name an official's tenure, and the post where agency and role are told."""
    agency = assignment.agencies[official.agency] if official.agency else None
    post = iris.mint_post(agency, official.role) if agency and official.role else None
    stands_for_post = post or agency or iris.slug(official.role or official.rank or "")
    return iri(iris.mint_tenure(assignment.officials[official.name], stands_for_post)), post


def _state_known(
    claims: Claims, agency: Agency, path: str, field: str, this: Term, predicate: str, object_: Term
) -> None:
    """State what the gazetteer knows of an agency; claim it where the text says so itself."""
    evidence = evidence_for(agency, field)
    if evidence:
        claims.claim(this, predicate, object_, evidence, f"{path}.{field}")
    else:
        claims.state(this, predicate, object_)


def _claim_tenure(claims: Claims, record: Record, assignment: Assignment, official: Official, path: str) -> None:
    """Claim that the official holds a post: as much of agency, role and rank as the text tells."""
    agency = assignment.agencies[official.agency] if official.agency else None
    holder = iri(assignment.officials[official.name])
    this, post = _tenure(assignment, official)
    claims.state(this, rdf.type, iri(crk.Tenure))
    told = next(field for field in ("role", "agency", "rank") if getattr(official, field))
    evidence, where = required_evidence(official, path, told)
    claims.claim(this, org.member, holder, evidence, where)
    if record.published:
        claims.claim(this, crk.attestedOn, dates.to_literal(record.published), evidence, where)
    if agency:
        claims.claim(this, org.organization, iri(agency), *required_evidence(official, path, "agency"))
    if official.role:
        claims.claim(this, crk.roleAsStated, literal(official.role), *required_evidence(official, path, "role"))
    if official.rank:
        _claim_rank(claims, this, official.rank, *required_evidence(official, path, "rank"))
    if post and official.role:
        claims.claim(this, crk.inPost, iri(post), evidence, where)
        _state_post(claims, iri(post), iri(agency or ""), official, path)


def _claim_rank(claims: Claims, tenure: Term, rank: str, evidence: Evidence, path: str) -> None:
    claims.claim(tenure, crk.rankAsStated, literal(rank), evidence, path)
    concept = _concept("rank", rank)
    if concept:
        claims.claim(tenure, crk.rank, concept, evidence, path)


def _state_post(claims: Claims, post: Term, agency: Term, official: Official, path: str) -> None:
    claims.state(post, rdf.type, iri(org.Post))
    claims.state(post, rdfs.label, literal(f"{official.role}, {official.agency}", language="en"))
    claims.claim(post, org.postIn, agency, *required_evidence(official, path, "agency"))
    concept = _concept("role", official.role or "")
    if concept:
        claims.claim(post, org.role, concept, *required_evidence(official, path, "role"))


def _concept(scheme: str, words: str) -> Term | None:
    """Find the vocabulary's concept of a rank or role by its English name; None where it has none."""
    known = CONCEPTS[scheme].get(iris.slug(words).replace("-", "_"))
    return iri(known) if known else None
