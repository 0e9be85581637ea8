"""Cities, provinces and compounds, each with its country: the gazetteer's, and the cities that have an airport."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

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


def _cities() -> dict[str, str]:
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for airport in airportsdata.load("IATA").values():
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
        yield Entry("place", name, name, cased=True, data={"country": country, "listed": name in listed})
    own: dict[str, list[str]] = (load_yaml("languages", code, "countries.yaml") or {}).get("places", {})
    for country, names in own.items():
        for name in names:
            yield Entry("place", name.partition("|")[0], name, data={"country": country, "listed": True})
