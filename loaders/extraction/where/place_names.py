"""Cities, provinces and compounds, each with its country: the gazetteer's, and the cities that have an airport.

A place's value is its usual English name where the gazetteer knows it, whatever the text's language calls it.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import airportsdata
from anyascii import anyascii
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from crackdown.loaders.extraction.text.automaton import Entry
from crackdown.loaders.extraction.text.data import load_gazetteer, load_yaml
from crackdown.loaders.extraction.text.kept import kept_data

_ORDINARY = 5  # letters under which a city's name is too often something else


@cache
def place_countries() -> dict[str, str]:
    """Map the names of places to their countries' codes.

    >>> place_countries()["Bavet"]
    'KH'
    """
    places = _cities()
    for code, names in load_gazetteer("places").items():
        places.update(dict.fromkeys(names, code))
    return places


@cache
def listed_airports() -> dict[str, Any]:
    """Give the airports that airportsdata lists, by IATA code, as it does; its table is read once."""
    found: dict[str, Any] = kept_data("airports", lambda: airportsdata.load("IATA"))
    return found


def _cities() -> dict[str, str]:
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for airport in listed_airports().values():
        countries[airport["city"]].add(airport["country"])
    return {
        city: next(iter(codes))
        for city, codes in countries.items()
        # A name that several countries share says nothing; America and Europe have a town of every name.
        if len(codes) == 1 and len(city) > _ORDINARY and city.isalpha() and not codes & _TOWNS_OF_EVERY_NAME
    }


_TOWNS_OF_EVERY_NAME = {"US", "CA", "GB", "AU", "NZ", "BR", "FR", "DE", "AR", "CO", "PG", "ZA", "MX"}


def place_entries(code: str) -> Iterator[Entry]:
    """Give the places as automaton entries, those of a language's own script too; the data hold the country."""
    listed = {name for names in load_gazetteer("places").values() for name in names}
    for name, country in place_countries().items():
        data = {"country": country, "listed": name in listed}
        yield Entry("place", english_place(name, country), name, cased=True, data=data)
    countries: dict[str, Any] = load_yaml("languages", code, "countries.yaml") or {}
    joined = ("", *countries.get("joined_before", ()))
    known = set(place_countries())
    for country, names in countries.get("places", {}).items():
        for name in names:
            plain = name.partition("|")[0].rstrip("*")
            known.add(plain)
            for prefix in joined:
                data = {"country": country, "listed": True}
                yield Entry("place", english_place(plain, country), prefix + name, data=data)
    for locale in countries.get("locales", [code]):
        for name, (country, english) in cities_by_cldr(locale).items():
            if name not in known:
                for prefix in joined:
                    data = {"country": country, "listed": False}
                    yield Entry("place", english, prefix + name, cased=True, data=data)


# Zones of other seas and of countries with many are named after islands and small towns too.
_CONTINENTS = ("Africa/", "America/", "Asia/", "Europe/")
_MANY_ZONES = {"US", "CA", "BR", "AR", "MX", "GL", "KZ"}
# Letters under which a city's name is often part of another word; more where words stand without spaces.
_LEAST = 4
_LEAST_LETTERS = {"CJK": 3, "HANGUL": 3, "THAI": 6, "LAO": 6, "KHMER": 6, "MYANMAR": 8}


@cache
def cities_by_cldr(locale: str) -> dict[str, tuple[str, str]]:
    """Map what a language calls the cities after which time zones are named to their countries and English names.

    They are most of the world's capitals, and large cities. What a language also calls a country is not among them.

    >>> cities_by_cldr("pt")["Nairóbi"]
    ('KE', 'Nairobi')
    """
    try:
        found = Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return {}
    own, english, nations = found.time_zones, Locale.parse("en").time_zones, set(found.territories.values())
    cities = dict[str, tuple[str, str]]()
    for zone, country in sorted(get_global("zone_territories").items()):
        by_identifier = zone.rpartition("/")[2].replace("_", " ")
        name = own.get(zone, {}).get("city") or by_identifier
        if not zone.startswith(_CONTINENTS) or country in _MANY_ZONES or name in nations:
            continue
        if len(name) >= _LEAST_LETTERS.get(unicodedata.name(name[0]).split()[0], _LEAST):
            cities[name] = country, anyascii(english.get(zone, {}).get("city") or by_identifier)
    return cities


def english_place(name: str, country: str) -> str:
    """Give the usual English name of a country's place; the name itself where none is known.

    >>> english_place("프놈펜", "KH"), english_place("Пномпене", "KH"), english_place("Kampot", "KH")
    ('Phnom Penh', 'Phnom Penh', 'Kampot')
    """
    whole, stems = _english_names().get(country, _NO_NAMES)
    return whole.get(name) or next((english for stem, english in stems if goes_by_stem(name, stem)), name)


def goes_by_stem(name: str, stem: str) -> bool:
    """Tell whether a name is a stem with an ending, or none.

    >>> goes_by_stem("Джохора", "Джохор"), goes_by_stem("Джохор-Бару", "Джохор")
    (True, False)
    """
    return name.startswith(stem) and (name == stem or name[len(stem) :].isalpha())


_Names = tuple[dict[str, str], list[tuple[str, str]]]  # of whole names, and of stems
_NO_NAMES: _Names = ({}, [])


@cache
def _english_names() -> dict[str, _Names]:
    names: dict[str, _Names] = {}
    for country, places in load_gazetteer("place_names").items():
        forms = [(form, english) for english, own in places.items() for form in own]
        whole = {form: english for form, english in forms if not form.endswith("*")}
        names[country] = whole, [(form[:-1], english) for form, english in forms if form.endswith("*")]
    return names
