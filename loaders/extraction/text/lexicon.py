"""A language as the recognisers see it: its data files, the automaton over all their words, and its patterns.

A language is a folder of data under `languages/`; nothing here names one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from crackdown.loaders.extraction.text.automaton import Automaton, Columns, Entry, Patterns, columns_of
from crackdown.loaders.extraction.text.data import load_gazetteer, load_yaml
from crackdown.loaders.extraction.text.kept import kept_data
from crackdown.loaders.extraction.text.normalise import Normalised, closed_up
from crackdown.loaders.extraction.text.vowel_signs import WORD
from crackdown.loaders.extraction.where.country_names import country_entries
from crackdown.loaders.extraction.where.place_names import place_entries

_BY_VALUE = ("kinds", "offences", "hedges", "relations")  # concept -> value -> words
_LISTS = (
    "plans", "intentions", "background", "other_matters", "people", "bystanders", "women", "men", "not_people",
    "articles", "partitive", "without", "total", "running", "including", "announce", "cooperation", "command",
    "classifiers",
)  # fmt: skip
# Where words touch, only a Latin letter or a digit must not go on as another; no word ends before a Burmese tone mark.
_ASCII_BEFORE = r"(?:(?![A-Za-z0-9])|(?<![A-Za-z0-9]))"
_ASCII_AFTER = r"(?!\u1037)(?:(?<![A-Za-z0-9])|(?![A-Za-z0-9]))"
_RELATIONS = ("from", "to", "in", "by", "of")  # where a word is of several, the first counts
_SINGULAR = {"kinds": "kind", "offences": "offence", "hedges": "hedge", "relations": "relation"}


@dataclass(frozen=True)
class Language:
    """One language's data and the automaton built from it."""

    code: str
    lexicon: dict[str, Any]
    names: dict[str, Any]
    numbers: dict[str, Any]
    dates: dict[str, Any]
    patterns: dict[str, re.Pattern[str]]
    automaton: Automaton
    spaceless: bool = False
    abbreviations: frozenset[str] = field(default_factory=frozenset)
    letters: dict[int, str] = field(default_factory=dict)  # by the code of what some texts write in their place

    def spelled(self, view: Normalised) -> Normalised:
        """Give a text as the language writes it.

        With its own letters where others that look like them are written: ي for ی; and figures joined to letters, where
        words touch.
        """
        view = closed_up(view) if self.spaceless else view
        return replace(view, text=view.text.translate(self.letters)) if self.letters else view

    @property
    def edges(self) -> tuple[str, str]:
        """What a regular expression asks before and after a word: no letter, or where words touch, no Latin one."""
        return (_ASCII_BEFORE, _ASCII_AFTER) if self.spaceless else (r"(?<!\w)", r"(?!\w)")

    @cached_property
    def joined_relations(self) -> dict[str, re.Pattern[str]]:
        """What finds postpositions of a sort where they are written together with their word: काठमाडौंबाट, 바벳에서."""
        is_apart = self.spaceless and not self.lexicon.get("particles")  # での in ポイペトでの is a word by itself
        if is_apart or not self.lexicon.get("postpositions"):
            return {}
        relations = self.lexicon["relations"]
        between = self.patterns["article"].pattern
        return {value: _joined(between, relations[value]) for value in _RELATIONS if relations[value]}

    @cached_property
    def _edge_patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        before, after = self.edges
        return re.compile(before), re.compile(after)

    def places_of(self, name: str, text: str) -> Iterator[tuple[int, int]]:
        """Give the spans where a name stands in a text by itself, with the edges of words before and after."""
        before, after = self._edge_patterns
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            is_whole = before.match(text, start) and after.match(text, end)
            if is_whole:
                yield start, end
            start = text.find(name, end if is_whole else start + 1)


def _joined(between: str, words: list[str]) -> re.Pattern[str]:
    """Give what finds one of some words written together with what ends there, or with a noun of it: 바벳 지역에서."""
    longest_first = sorted((re.escape(str(word)) for word in words), key=len, reverse=True)
    return re.compile(rf"(?:{between})(?:{'|'.join(longest_first)})(?![{WORD}])")


@cache
def load_language(code: str) -> Language | None:
    """Load a language by its code; None where no folder holds it.

    >>> load_language("fr").lexicon["name"]
    'French'
    >>> load_language("tlh") is None
    True
    """
    lexicon = load_yaml("languages", code, "lexicon.yaml")
    if lexicon is None:
        return None
    names, numbers, dates, patterns = (
        load_yaml("languages", code, f"{file}.yaml") for file in ("names", "numbers", "dates", "patterns")
    )
    spaceless = lexicon["script"] == "spaceless"
    entries = [*_concepts(lexicon), *_people(names), *country_entries(code), *place_entries(code), *_no_names(code)]
    entries += _bodies(code)
    return Language(
        code=code,
        lexicon=lexicon,
        names=names,
        numbers=numbers,
        dates=dates,
        patterns={name: re.compile(pattern) for name, pattern in patterns.items()},
        automaton=Automaton(
            entries,
            shared=[_agencies()],
            spaceless=spaceless,
            particles=lexicon.get("particles", ()),
            body_starts=names.get("body_starts", ""),
        ),
        spaceless=spaceless,
        abbreviations=frozenset(lexicon.get("abbreviations", ())),
        letters=str.maketrans(dict(lexicon.get("letters", {}))),
    )


def _concepts(lexicon: dict[str, Any]) -> Iterator[Entry]:
    for concept in _BY_VALUE:
        for value, words in lexicon.get(concept, {}).items():
            for at, word in enumerate(words):  # the plainest words come first
                yield Entry(_SINGULAR[concept], value, str(word), data={"term": str(word), "at": at})
    for word in lexicon.get("not_kinds", ()):
        yield Entry("kind", "", str(word))  # hides the words of kinds that it holds
    for concept in _LISTS:
        for word in lexicon.get(concept, ()):
            yield Entry(concept, concept, str(word))


def _people(names: dict[str, Any]) -> Iterator[Entry]:
    for concept, singular in (("ranks", "rank"), ("roles", "role")):
        for value, words in names[concept].items():
            for word in words:
                yield Entry(singular, value, str(word))
    for word in names["honorifics"]:
        yield Entry("honorific", "honorific", str(word))


def _no_names(code: str) -> Iterator[Entry]:
    """Give the words that are written like the name of a country, a place or a body: they hide it."""
    for words in (load_yaml("languages", code, "countries.yaml") or {}).get("not_names", ()):
        for hidden in ("country", "place", "agency"):
            yield Entry(hidden, "", str(words), cased=True)


@cache
def _agencies() -> Patterns:
    """Give the gazetteer's agencies, which every language looks for: thousands of forms, kept once."""
    return Patterns(Columns(*kept_data("agencies", lambda: columns_of(agency_entries()))))


def agency_entries() -> Iterator[Entry]:
    """Give the gazetteer's agencies as entries; the value holds the positions in the file that share a form."""
    for form, positions in shared_forms().items():
        yield _agency(form, positions)


def _bodies(code: str) -> Iterator[Entry]:
    """Give the agencies by the names that texts in a language give them, as entries of the same sort."""
    for form, positions in body_forms(code).items():
        yield _agency(form, sorted({*positions, *shared_forms().get(form, ())}))


def body_forms(code: str) -> dict[str, list[int]]:
    """Map the names that texts in a language give to agencies to the agencies' positions in the gazetteer."""
    forms: dict[str, list[int]] = {}
    for country, bodies in (load_yaml("languages", code, "bodies.yaml") or {}).items():
        for name, own in bodies.items():
            for form in own:
                forms.setdefault(form, []).extend(positions_of(name, country))
    return forms


def positions_of(name: str, country: str) -> list[int]:
    """Give the positions in the gazetteer of the agencies of a name and a country; `any` stands for no country.

    >>> [load_gazetteer("agencies")[position]["kind"] for position in positions_of("INTERPOL", "any")]
    ['international']
    """
    return _positions().get((name, None if country == "any" else country), [])


@cache
def _positions() -> dict[tuple[str, str | None], list[int]]:
    positions: dict[tuple[str, str | None], list[int]] = {}
    for position, agency in enumerate(load_gazetteer("agencies")):
        positions.setdefault((agency["name"], agency["country"]), []).append(position)
    return positions


@cache
def shared_forms() -> dict[str, list[int]]:
    """Map the forms that the gazetteer has for all languages to the agencies' positions in it."""
    forms: dict[str, list[int]] = {}
    for position, agency in enumerate(load_gazetteer("agencies")):
        for surface in agency["surfaces"]:
            forms.setdefault(surface, []).append(position)
    return forms


def _agency(form: str, positions: list[int]) -> Entry:
    acronym = form.isupper() and len(form) <= 6
    value = ",".join(map(str, positions))
    return Entry("agency", value, form, cased=acronym or form[:1].isupper(), data={"acronym": acronym})
