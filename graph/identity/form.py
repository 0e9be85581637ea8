"""A form: one name of an official, an agency, an airport or a place, with all that announcements say beside it.

Announcements that use one name of one country for one type of thing mean one form, whose IRI is made of exactly these
three. Whether two forms are one thing is decided by what is gathered here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from crackdown.graph import iris
from crackdown.graph.announcement.posts import is_post, is_unnamed
from crackdown.graph.announcement.record import Agency, Official, Record
from crackdown.graph.identity.names import normalise_name
from crackdown.ontology.terms import crk

Gist = tuple[frozenset[Any], ...]


class Label(NamedTuple):
    """A name with the language it is in, "" where it cannot be told."""

    name: str
    language: str


class Mention(NamedTuple):
    """What one announcement says of one thing that it names.

    Attributes:
        type: the IRI of its class.
        key: how the record refers to it.
        iri: of the form.
        country: the code of the country acted for or stood in.
        label: the record's own name.
        names: all names, normalised.
        roles: normalised, of an official.
        agencies: normalised names of those an official serves in.
        is_post: whether the name is no name but the post of an official whom the text does not name.
    """

    type: str
    key: str
    iri: str
    country: str | None
    label: Label
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    is_post: bool = False


@dataclass
class FormProfile:
    """What all announcements together say of a form; each value with the number of announcements that give it."""

    type: str
    country: str | None
    labels: Counter[Label] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    agencies: Counter[str] = field(default_factory=Counter)
    is_post: bool = False

    @property
    def announcements(self) -> int:
        """How many announcements use it."""
        return self.labels.total()

    @property
    def label(self) -> Label:
        """The name to show: the first in code-point order of those that fall together in the IRI."""
        return min(self.labels)

    @property
    def gist(self) -> Gist:
        """What it is compared by, however many announcements tell it."""
        return tuple(frozenset(counter) for counter in (self.labels, self.names, self.roles, self.agencies))

    def count(self, mention: Mention, times: int) -> None:
        """Count what an announcement says in (1) or out (-1)."""
        for counter, values in (
            (self.labels, (mention.label,)),
            (self.names, mention.names),
            (self.roles, mention.roles),
            (self.agencies, mention.agencies),
        ):
            for value in values:
                counter[value] += times  # type: ignore[index]
                if counter[value] <= 0:  # type: ignore[index]
                    del counter[value]

    def to_json(self) -> dict[str, Any]:
        """Write it as plain values."""
        return {
            "type": self.type,
            "country": self.country,
            "labels": sorted([*label, number] for label, number in self.labels.items()),
            **{name: dict(sorted(getattr(self, name).items())) for name in ("names", "roles", "agencies")},
            **({"post": True} if self.is_post else {}),
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> FormProfile:
        """Read what `to_json` wrote."""
        labels = Counter({Label(name, language): number for name, language, number in values["labels"]})
        others = {name: Counter(values[name]) for name in ("names", "roles", "agencies")}
        return cls(values["type"], values["country"], labels, **others, is_post=values.get("post", False))


def iter_mentions(record: Record) -> Iterator[Mention]:
    """Yield what a record names, each thing once, in the record's order: agencies, officials, airports, places."""
    for agency in all_agencies(record):
        iri = iris.mint_agency(agency.name, agency.country, agency.accredited_to)
        yield Mention(crk.Agency, agency.name, iri, agency.country, _label(agency.name, record), _names(agency))
    for official in record.officials:
        country = country_of(official, record)
        yield Mention(
            crk.Official,
            official.name,
            iris.mint_official(_full_name(official), country),
            country,
            _label(official.name, record),
            _names(official),
            _normalised([official.role]),
            _normalised([official.agency]),
            is_unnamed(official),
        )
    for airport in record.airports:
        names = _normalised([airport.name, *airport.also])
        iri = iris.mint_airport(airport)
        yield Mention(crk.Airport, airport.name, iri, airport.country, _label(airport.name, record), names)
    for place, country in _places(record).items():
        iri = iris.mint_place(place, country)
        names = _normalised([place, *record.names_of_place(place)])
        yield Mention(crk.Place, place, iri, country, _label(place, record), names)


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


def _full_name(official: Official) -> str:
    """Give what tells an official from others: for one known by the post alone, "Director General", of which agency."""
    if official.agency and is_unnamed(official) and not is_post(official.agency, official.name):
        return f"{official.name}, {official.agency}"
    return official.name


def _label(name: str, record: Record) -> Label:
    return Label(name, language_of(name, record.language))


def _names(thing: Agency | Official) -> tuple[str, ...]:
    return _normalised([thing.name, *thing.also])


def _normalised(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (normalise_name(name) for name in names if name))))


def _places(record: Record) -> dict[str, str | None]:
    """List the places with the country of the first operation that names them."""
    places: dict[str, str | None] = {}
    for operation in record.operations:
        for place in operation.places:
            places[place] = places.get(place) or operation.country
    return places | {place: None for place in record.places if place not in places}
