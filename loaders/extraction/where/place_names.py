"""Cities, provinces and compounds, each with its country: the gazetteer's, and the cities that have an airport.

A place's value is its usual English name where the gazetteer knows it, whatever the text's language calls it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import airportsdata

from crackdown.loaders.extraction.text.automaton import Entry
from crackdown.loaders.extraction.text.data import load_gazetteer, load_yaml

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
    return dict(airportsdata.load("IATA"))


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
    own: dict[str, list[str]] = (load_yaml("languages", code, "countries.yaml") or {}).get("places", {})
    for country, names in own.items():
        for name in names:
            value = english_place(name.partition("|")[0].rstrip("*"), country)
            yield Entry("place", value, name, data={"country": country, "listed": True})


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
