"""An IRI for each thing a record speaks of, agreed with the register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from crackdown.graph import iris
from crackdown.graph.identity.register import Entry, Label, Register, normalise_name
from crackdown.graph.record import Agency, Official, Record
from crackdown.ontology.terms import crk


@dataclass
class Assignment:
    """The IRIs of a record's things by the names the record uses, and the labels they go by."""

    announcement: str
    agencies: dict[str, str] = field(default_factory=dict)
    officials: dict[str, str] = field(default_factory=dict)
    airports: dict[str, str] = field(default_factory=dict)  # by IATA code and by name
    places: dict[str, str] = field(default_factory=dict)
    operations: list[str] = field(default_factory=list)
    labels: dict[str, Label] = field(default_factory=dict)  # by IRI

    def entries(self, record: Record) -> list[Entry]:
        """List the names that this record gives its officials and agencies, for the register."""
        found: list[Entry] = []
        for agency in all_agencies(record):
            found += self._entries(crk.Agency, agency.country, self.agencies[agency.name], agency)
        for official in record.officials:
            found += self._entries(crk.Official, country_of(official, record), self.officials[official.name], official)
        return list(dict.fromkeys(found))

    def _entries(self, type_: str, country: str | None, iri: str, thing: Agency | Official) -> list[Entry]:
        place = iris.mint_country(country) if country else None
        label = self.labels[iri]
        others = [name for name in (thing.name, *thing.also) if name != label.name]
        return [
            Entry(type_, place, label.name, iri, label.language),
            *(Entry(type_, place, name, iri) for name in others),
        ]


def assign(record: Record, announcement: str, register: Register) -> Assignment:
    """Give every thing of a record its IRI.

    The result depends on the record and on what other announcements say, never on what this one said before: loading it
    again gives the same IRIs.
    """
    assignment = Assignment(announcement)
    minter = _Minter(register, assignment, record.language)
    for agency in all_agencies(record):
        minted = iris.mint_agency(agency.name, agency.country, agency.accredited_to)
        assignment.agencies[agency.name] = minter.resolve(crk.Agency, agency.country, agency, minted)
    for official in record.officials:
        country = country_of(official, record)
        minted = iris.mint_official(official.name, country)
        assignment.officials[official.name] = minter.resolve(crk.Official, country, official, minted)
    for airport in record.airports:
        assignment.airports |= dict.fromkeys(filter(None, (airport.name, airport.iata)), iris.mint_airport(airport))
    for place, country in _places(record).items():
        assignment.places[place] = iris.mint_place(place, country)
    for operation in record.operations:
        minted = iris.mint_operation(operation, announcement)
        assignment.operations.append(_free(minted, set(assignment.operations).__contains__))
    return assignment


def all_agencies(record: Record) -> list[Agency]:
    """List the record's agencies and those it only mentions as a parent or as where an official serves."""
    known = {agency.name: agency for agency in record.agencies}
    for agency in record.agencies:
        if agency.parent:
            known.setdefault(agency.parent, Agency(name=agency.parent, country=agency.country))
    for official in record.officials:
        if official.agency:
            known.setdefault(official.agency, Agency(name=official.agency))
    return list(known.values())


def country_of(official: Official, record: Record) -> str | None:
    """Tell for which country an official acts: that of the agency, where the record has it."""
    return next((agency.country for agency in record.agencies if agency.name == official.agency), None)


def language_of(name: str, language: str) -> str:
    """Tell in which language a canonical name is: English, or the text's where there is no English form.

    >>> language_of("Ministry of Interior", "fr"), language_of("Hội An", "vi"), language_of("公安部", "und")
    ('en', 'vi', '')
    """
    if name.isascii():
        return "en"
    return "" if language == "und" else language.lower()


class _Minter:
    """Resolves the officials and agencies of one record, in text order."""

    def __init__(self, register: Register, assignment: Assignment, language: str) -> None:
        self._register = register
        self._announcement = assignment.announcement
        self._labels = assignment.labels
        self._language = language

    def resolve(self, type_: str, country: str | None, thing: Agency | Official, minted: str) -> str:
        """Find the thing among those known, or mint it; remember its label."""
        place = iris.mint_country(country) if country else None
        found = self._register.find(type_, place, [thing.name, *thing.also], but=self._announcement)
        iri = found or _free(minted, lambda candidate: self._is_another(candidate, thing.name))
        known = self._register.label(iri, but=self._announcement)
        self._labels.setdefault(iri, known or Label(thing.name, language_of(thing.name, self._language)))
        return iri

    def _is_another(self, iri: str, name: str) -> bool:
        """Tell whether an IRI belongs to a thing of another name, here or in another announcement."""
        label = self._labels.get(iri) or self._register.label(iri, but=self._announcement)
        return label is not None and normalise_name(label.name) != normalise_name(name)


def _places(record: Record) -> dict[str, str | None]:
    """List the places with the country of the first operation that names them."""
    places: dict[str, str | None] = {}
    for operation in record.operations:
        for place in operation.places:
            places[place] = places.get(place) or operation.country
    return places | {place: None for place in record.places if place not in places}


def _free(iri: str, is_taken: Callable[[str], bool]) -> str:
    """Add `-2`, `-3` and so on until the IRI is free."""
    number, candidate = 1, iri
    while is_taken(candidate):
        number += 1
        candidate = f"{iri}-{number}"
    return candidate
