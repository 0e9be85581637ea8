"""Names of countries and the words for their people: CLDR's in every language, short names and demonyms from data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError

from crackdown.loaders.extraction.text.automaton import Entry
from crackdown.loaders.extraction.text.data import load_yaml

# CLDR's names of territories that are ordinary words or parts of other names more often than countries.
_AMBIGUOUS = {"en": {"Chad", "Jersey", "Guernsey"}, "fr": {"Tchad"}}


def country_entries(code: str) -> Iterator[Entry]:
    """Give the automaton entries of all countries' names and demonyms in a language.

    Names have type `country`; demonyms too, with `demonym` in their data, and what a government is called as one of
    several parties, with `side` in it, which does not name the country.
    """
    data = load_yaml("languages", code, "countries.yaml") or {"names": {}, "demonyms": {}}
    skipped = _AMBIGUOUS.get(code, set()) | set(data.get("skip", ()))
    cldr = [item for locale in data.get("locales", [code]) for item in cldr_names(locale).items()]
    named = [(country, form) for country, name in cldr for form in _short_forms(name) if form not in skipped]
    named += [(country, str(name)) for country, names in data["names"].items() for name in names]
    for country, name in dict.fromkeys(named):
        yield Entry("country", country, name, cased=True, data={"demonym": False})
        for prefix in data.get("joined_before", ()):
            joint = prefix == data.get("joined_and")
            yield Entry("country", country, prefix + name, cased=True, data={"demonym": False, "and": joint})
        for form in _people_of(name, data):
            yield Entry("country", country, form, cased=True, data={"demonym": True})
    for country, names in data.get("sides", {}).items():
        for name in names:
            yield Entry("country", country, name, cased=True, data={"demonym": False, "side": True})
    for words in data.get("not_countries", ()):
        yield Entry("country", "", words, cased=True)  # longer than the name within, and of no country
    for country, stems in data["demonyms"].items():
        for form in _demonyms(stems, data):
            yield Entry("country", country, form, cased=form[:1].isupper(), data={"demonym": True})


@cache
def cldr_names(code: str) -> dict[str, str]:
    """Map ISO 3166-1 codes to CLDR's names in a language; English where CLDR lacks it.

    >>> cldr_names("fr")["KH"]
    'Cambodge'
    """
    try:
        territories = Locale.parse(code.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        territories = Locale.parse("en").territories
    skipped = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
    return {key: name for key, name in territories.items() if re.fullmatch(r"[A-Z]{2}", key) and key not in skipped}


def english_name(country: str) -> str:
    """Give a country's usual short English name, with its article where English wants one.

    >>> english_name("PH"), english_name("KH"), english_name("KR")
    ('the Philippines', 'Cambodia', 'South Korea')
    """
    short = {"MM": "Myanmar", "HK": "Hong Kong", "MO": "Macao", "CZ": "the Czech Republic", "TR": "Turkey"}
    name = short.get(country) or re.sub(r" \(.*\)", "", cldr_names("en").get(country, country)).replace("’", "'")
    with_article = {"PH", "AE", "US", "GB", "NL", "MV"}
    return f"the {name}" if country in with_article else name


@cache
def english_adjective(country: str) -> str:
    """Give a country's English adjective, or its name where it has none.

    >>> english_adjective("CN"), english_adjective("LA")
    ('Chinese', 'Lao')
    """
    demonyms = load_yaml("languages", "en", "countries.yaml")["demonyms"].get(country)
    return str(demonyms[0]) if demonyms else english_name(country)


def _short_forms(name: str) -> list[str]:
    """Split "Myanmar (Burma)" and "Hong Kong SAR China" into the forms that texts use.

    >>> _short_forms("Myanmar (Burma)")
    ['Myanmar', 'Burma']
    """
    parts = [part.strip() for part in re.split(r"[()（）]", name)]
    if any(len(part) == 1 for part in parts):  # a part of one character tells two countries apart
        return [name]
    return [part for part in parts if len(part) >= 2 and not re.search(r"\bSAR\b|R\.A\.S\.", part)]


def _people_of(name: str, data: dict[str, Any]) -> Iterator[str]:
    """Give the words for a country's people that hold its whole name ("<name> national"), where a language has such."""
    if "|" in name:
        return
    yield from (prefix + name for prefix in data.get("people_prefixes", ()))
    yield from (name + suffix for suffix in data.get("people_suffixes", ()))


def _demonyms(stems: Iterable[str], data: dict[str, Any]) -> Iterator[str]:
    for stem in stems:
        yield stem
        for suffix in data.get("plural", ()):
            yield stem + suffix
        for ending, forms in data.get("endings", ()):
            if stem.endswith(ending):
                yield from (stem[: len(stem) - len(ending)] + form for form in forms)
                break
