"""The names that a language's texts give to bodies: each body stands in the gazetteer, by its usual English name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from crackdown.loaders.checking.files import LanguageFile, Problem
from crackdown.loaders.extraction.text.data import load_gazetteer
from crackdown.loaders.extraction.text.lexicon import positions_of
from crackdown.loaders.extraction.where.country_names import cldr_names

_SHORTEST = 2  # letters of a form


def check_bodies(file: LanguageFile) -> Iterator[Problem]:
    """Yield countries that are none, bodies that the gazetteer does not know, and forms that are never found."""
    if not isinstance(file.value, dict):
        yield file.problem((), "the file must map countries (or `any`) to bodies, and these to lists of names")
        return
    for country, bodies in file.value.items():
        if country != "any" and country not in cldr_names("en"):
            yield file.problem(
                (str(country),), f"{country!r} is no country's code (ISO 3166-1, two capitals) nor `any`"
            )
        elif not isinstance(bodies, dict):
            yield file.problem((country,), f"{country} must map bodies to lists of names")
        else:
            for name, forms in bodies.items():
                yield from _check_body(file, country, str(name), forms)


def _check_body(file: LanguageFile, country: str, name: str, forms: object) -> Iterator[Problem]:
    if not positions_of(name, country):
        own = None if country == "any" else country
        known = [agency["name"] for agency in load_gazetteer("agencies") if agency["country"] == own]
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"; do you mean {near[0]!r}?" if near else ""
        yield file.problem((country, name), f"gazetteer/agencies.yaml has no {name!r} under {country}{hint}")
    if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms):
        yield file.problem((country, name), f"{name!r} takes a list of names")
        return
    for position, form in enumerate(forms):
        if form != form.strip() or len(form.strip("*")) < _SHORTEST:
            yield file.problem((country, name, position), f"{form!r} is too short or has a space at its edge")
