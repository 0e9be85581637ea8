"""The English names of places: each place of a language has one, and the gazetteer says no two of one name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from crackdown.loaders.checking.files import LanguageFile, Place, Problem
from crackdown.loaders.extraction.text.data import load_yaml, packaged_languages
from crackdown.loaders.extraction.where.country_names import cldr_names
from crackdown.loaders.extraction.where.place_names import english_place, goes_by_stem, place_countries

_FILE = "gazetteer/place_names.yaml"


def check_places(countries: LanguageFile) -> Iterator[Problem]:
    """Yield the places of a language's countries.yaml that have no English name: they keep their own words.

    A name in Latin letters may be what English calls it too, accents and all.
    """
    for country, names in (countries.value.get("places") or {}).items():
        for position, written in enumerate(names or ()):
            name = str(written).partition("|")[0].rstrip("*")
            if not _is_latin(name) and english_place(name, str(country)) == name:
                message = f"{name!r} has no English name and keeps its own; add it to {_FILE} under {country}"
                yield countries.problem(("places", str(country), position), message, is_error=False)


def _is_latin(name: str) -> bool:
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in name if letter.isalpha())


def check_place_names(file: LanguageFile) -> Iterator[Problem]:
    """Yield what is wrong with the gazetteer's English names: of what is no language's, and of what is two places."""
    for country, places in file.value.items():
        if country not in cldr_names("en"):
            yield file.problem((country,), f"{country!r} is no country's code (ISO 3166-1, two capitals)")
        listed, said = _listed().get(country, set()), dict[str, str]()
        for english, forms in places.items():
            if not english.isascii():
                yield file.problem((country, english), f"{english!r} is not ASCII; write it without accents")
            for position, form in enumerate(forms):
                yield from _check_form(file, (country, english, position), form, listed, said)


def _check_form(
    file: LanguageFile, place: Place, form: str, listed: set[str], said: dict[str, str]
) -> Iterator[Problem]:
    """Yield what is wrong with one form; note in `said` which place each name that it stands for is."""
    english = str(place[1])
    names = {name for name in listed if goes_by_stem(name, form[:-1])} if form.endswith("*") else {form} & listed
    if not names:
        yield file.problem(place, f"no language lists {form!r} under {place[0]}; take it out, or list it there")
    for name in sorted(names):
        if said.setdefault(name, english) != english:
            yield file.problem(place, f"{name!r} is {said[name]!r} and {english!r}; keep one, or write longer stems")


@cache
def _listed() -> dict[str, set[str]]:
    """Give the names of places that are recognised, by country."""
    found: dict[str, set[str]] = {}
    for code in packaged_languages():
        for country, names in (load_yaml("languages", code, "countries.yaml").get("places") or {}).items():
            found.setdefault(country, set()).update(name.partition("|")[0].rstrip("*") for name in names or ())
    for name, country in place_countries().items():
        found.setdefault(country, set()).add(name)
    return found
