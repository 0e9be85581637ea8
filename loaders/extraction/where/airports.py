"""Airports: names before or after the word "airport", and well-known names alone, resolved to IATA codes."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import ahocorasick_rs
from anyascii import anyascii

from crackdown.loaders.extraction.text.any_of import any_of
from crackdown.loaders.extraction.text.data import load_gazetteer
from crackdown.loaders.extraction.text.kept import kept_data
from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.text.pattern_needs import may_match
from crackdown.loaders.extraction.where.place_names import listed_airports, place_countries

_NO_WORD = re.compile(r"[^a-z0-9]+")
_GENERIC = re.compile(
    r"\b(?:international|airport|airfield|aeroport|internationaux|intl|de|du|d|the|of|in|at|l|la|le)\b"
)
_TELLING = 5  # letters from which a part of a name tells an airport by itself
# Scripts that set no spaces between words: Thai, Lao, Burmese, Khmer, and from Chinese radicals on.
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0003ffff]")


@dataclass(slots=True)
class AirportFound:
    """An airport of the text with every place that names it."""

    name: str
    iata: str | None
    icao: str | None
    country: str | None
    spans: list[tuple[int, int]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)


def find_airports(view: Normalised, language: Language, near: set[str]) -> list[AirportFound]:
    """Find a text's airports; `near` holds the countries it names, which settle names that several airports share."""
    spans = _bare(view)
    for pattern in language.names["airport"]["patterns"]:
        if not may_match(pattern, view.lower):
            continue
        for match in _compiled(pattern, language.edges).finditer(view.text):
            start, end = match.span("name")
            if language.spaceless:
                known = _known_part(view.text, start, end)
                if known is None:
                    continue
                start, end = known
            if not any(s < end and start < e for s, e, _ in spans) or _longer(spans, start, end):
                spans = [(s, e, c) for s, e, c in spans if not (start <= s and e <= end)]
                spans.append((start, end, resolve_airport(view.text[start:end], near)))
    found: dict[str, AirportFound] = {}
    for start, end, code in sorted(spans):
        form = view.text[start:end]
        airport = found.setdefault(code or form, _airport(code, form))
        airport.spans.append((start, end))
        if form not in airport.forms:
            airport.forms.append(form)
    return list(found.values())


def _longer(spans: list[tuple[int, int, str | None]], start: int, end: int) -> bool:
    return all(start <= s and e <= end for s, e, _ in spans if s < end and start < e)


def _known_part(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Find a listed name in a stretch that no space sets off: its longest ending or beginning that is one."""
    parts = [(s, end) for s in range(start, end - 1)] + [(start, e) for e in range(end - 1, start + 1, -1)]
    return next((part for part in parts if _core(text[slice(*part)]) in _aliases()), None)


@cache
def _compiled(pattern: str, edges: tuple[str, str]) -> re.Pattern[str]:
    return re.compile(rf"{edges[0]}(?:{pattern}){edges[1]}")


def _bare(view: Normalised) -> list[tuple[int, int, str | None]]:
    """Give the names that tell an airport by themselves: of those that begin at one place, the longest."""
    text = view.text
    ends: dict[int, int] = {}
    for _, start, end in _bare_names().find_matches_as_indexes(text, overlapping=True):
        if _SPACELESS.match(text, start) or not (_is_of_word(text, start - 1) or _is_of_word(text, end)):
            ends[start] = max(ends.get(start, end), end)
    found: list[tuple[int, int, str | None]] = []
    for start, end in sorted(ends.items()):
        if not (found and start < found[-1][1]):
            found.append((start, end, _aliases()[_core(text[start:end])]))
    return found


def _is_of_word(text: str, position: int) -> bool:
    character = text[position : position + 1] if position >= 0 else ""
    return character.isalnum() or character == "_"


@cache
def _bare_names() -> ahocorasick_rs.AhoCorasick:
    """Find names that stand for an airport without the word, being no town's name."""
    places = place_countries()
    names = (
        name
        for aliases in load_gazetteer("airports")["aliases"].values()
        for name in aliases
        if name not in places and (" " in name or len(name) > 3 or _SPACELESS.match(name))
    )
    return ahocorasick_rs.AhoCorasick(names, store_patterns=False)


def _airport(code: str | None, form: str) -> AirportFound:
    if code is None:
        return AirportFound(_english(form), None, None, None)
    data = airportsdata_by_iata()[code]
    return AirportFound(data["name"], code, data["icao"] or None, data["country"])


def _english(form: str) -> str:
    """Put an unknown airport's name into English order.

    >>> _english("aéroport international de Nulleville")
    'Nulleville International Airport'
    """
    match = re.match(r"[Aa]éroport (?P<kind>international )?(?:de |d'|du )?(?P<core>.+)", form)
    if match is None:
        return form
    return f"{match['core']} International Airport" if match["kind"] else f"{match['core']} Airport"


@cache
def airportsdata_by_iata() -> dict[str, Any]:
    """Give the airports by IATA code: those of airportsdata, and those that it does not list."""
    return {**listed_airports(), **load_gazetteer("airports")["unlisted"]}


def resolve_airport(name: str, near: set[str]) -> str | None:
    """Give the IATA code of an airport's name as a text writes it.

    >>> resolve_airport("aéroport international de Techo", {"KH"})
    'KTI'
    >>> resolve_airport("Nulleville Airport", {"KH"}) is None
    True
    """
    core = _core(name)
    known = _code_of(core, near)
    if known is None and " " in core:
        found = [(part in _cities(), code) for part in _parts(core) if (code := _code_of(part, near)) is not None]
        known = min(found, key=lambda item: item[0], default=(False, None))[1]
    return known


def _parts(core: str) -> list[str]:
    """Give the runs of words in a name, longest first: a name may stand with its city's, or with words before it."""
    words = core.split()
    runs = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    return sorted((run for run in runs if len(run) >= _TELLING), key=len, reverse=True)


@cache
def _cities() -> frozenset[str]:
    return frozenset(_core(name) for name in place_countries())


def _code_of(core: str, near: set[str]) -> str | None:
    """Give the code of an airport by the words that tell it from others; those of a nearby country go first."""
    if core in _aliases():
        return _aliases()[core]
    candidates = _index().get(core, [])
    local = [code for code in candidates if airportsdata_by_iata()[code]["country"] in near]
    chosen = local or (candidates if len(candidates) == 1 else [])
    return min(
        chosen, key=lambda code: ("International" not in airportsdata_by_iata()[code]["name"], code), default=None
    )


@cache
def _aliases() -> dict[str, str]:
    aliases = load_gazetteer("airports")["aliases"]
    found: dict[str, str] = kept_data(
        "airport-aliases", lambda: {_core(name): code for code, names in aliases.items() for name in names}
    )
    return found


@cache
def _index() -> dict[str, list[str]]:
    """Give the codes of airports by the words that tell each from others."""
    found: dict[str, list[str]] = kept_data("airport-index", _indexed)
    return found


def _indexed() -> dict[str, list[str]]:
    index: defaultdict[str, list[str]] = defaultdict(list)
    for code, data in airportsdata_by_iata().items():
        for key in {_core(data["name"]), *map(_core, data["city"].split(","))} - {""}:
            index[key].append(code)
    return index


@cache
def _listed_generic() -> re.Pattern[str]:
    return re.compile(any_of(load_gazetteer("airports")["generic"]))


def _core(name: str) -> str:
    """Reduce an airport's name to the words that tell it from others."""
    words = _GENERIC.sub(" ", _NO_WORD.sub(" ", anyascii(_listed_generic().sub(" ", name)).lower()))
    return " ".join(words.split())
