"""Services of a country or a place: "Thai police", "Myanmar's military", "Hyogo police", "Pattaya Provincial Court".

`services` of a language's names.yaml gives the words for each, `service_after` and `service_before` of its
patterns.yaml what may stand between them and the country or the place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from operator import attrgetter
from string import capwords
from typing import NamedTuple

from crackdown.loaders.extraction.text.any_of import any_of
from crackdown.loaders.extraction.text.data import load_gazetteer
from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.text.pattern_needs import Needs, Words
from crackdown.loaders.extraction.text.spans import Span
from crackdown.loaders.extraction.where.country_names import english_adjective
from crackdown.loaders.extraction.who.agency_patterns import Found, own_language
from crackdown.loaders.extraction.who.shared_nouns import sharing

_KINDS = {"court": "court", "prosecution": "prosecution", "immigration": "immigration", "police": "police",
          "investigation": "police", "gendarmerie": "police", "border_guard": "military", "army": "military",
          "air_force": "military", "navy": "military"}  # fmt: skip
_NATIONAL = {"supreme_court"}  # of which a country has one, wherever it sits
_HIGHEST = {"supreme_court", "high_court", "appeal_court"}  # courts that a country may name as its own

_REACH = 60  # characters between a service and the country or place that it is of, its own name included
_BARE = ("police", "army")  # services that a text may name without a country


def find_services(view: Normalised, language: Language, mentions: list[Mention]) -> list[Found]:
    """Find "Thai police", "Myanmar's military", "police thaïlandaise", "Hyogo police"."""
    found: list[Found] = []
    services, needs = _services(language.code)
    places = needs.places(view.lower)
    named = [(service, places[service.words]) for service in services if places[service.words]]
    ordered = sorted((m for m in mentions if m.type in {"country", "place"}), key=attrgetter("start")) if named else []
    for mention in ordered:
        beside = [service for service, where in named if _is_one_beside(mention, where)]
        spans = [(service.name, span) for service in beside if (span := _span(service, view.text, mention))]
        if spans:  # the longest: a "border guard station" is no "border guard"
            name, span = max(spans, key=lambda one: one[1][1] - one[1][0])
            own = mention.start, mention.end
            listed = list(sharing(view.text, language.patterns["list"], span, own, ordered))
            also = tuple(_service(name, other, whole) for other, whole in listed if len(listed) == 1)
            found.append(replace(_service(name, mention, span), also=also))
    return found


def _span(service: _Service, text: str, mention: Mention) -> Span | None:
    """Give where a service and a country or place beside it stand, the service behind it or before it."""
    if mention.type == "country" and _is_one_of_many(service.name):
        return None
    if leading := service.behind.match(text, mention.end):
        return mention.start, leading.end()
    start = _last(service.before, text, mention.start)
    return None if start is None else (start, mention.end)


def _is_one_of_many(service: str) -> bool:
    """Tell whether a country has many of a service: "a Thai court" and "a Thai police station" name none."""
    return ("court" in service or service.endswith("station")) and service not in _HIGHEST


def _is_one_beside(mention: Mention, places: list[int]) -> bool:
    """Tell whether a text names a service, at one of some places, near enough to a country or a place to be its own."""
    following = bisect_left(places, mention.start - _REACH)
    return following < len(places) and places[following] <= mention.end + _REACH


def find_bare(view: Normalised, language: Language, taken: set[int], kinds: set[str]) -> Iterator[tuple[int, int, str]]:
    """Find "police" or "the army" by themselves, for services of some kinds: where, and of which kind."""
    for service, expression in _bare_expressions(language.code).items():
        if _kind_of(service) in kinds:
            for match in expression.finditer(view.text):
                if taken.isdisjoint(range(match.start(), match.end())):
                    yield match.start(), match.end(), _kind_of(service)


@cache
def _bare_expressions(code: str) -> dict[str, re.Pattern[str]]:
    language = own_language(code)
    before, after = language.names.get("compound_agencies", {}).get("edges", language.edges)
    expressions = {}
    for service in _BARE:
        if words := language.names["services"][service]:
            expressions[service] = re.compile(rf"(?i:{before}{any_of(map(str.lower, words))}{after})")
    return expressions


def _kind_of(service: str) -> str:
    return next((kind for word, kind in _KINDS.items() if word in service), "other")


def _service(service: str, mention: Mention, span: tuple[int, int]) -> Found:
    kind = _kind_of(service)
    own = capwords(service.replace("_", " ")).replace(" Of ", " of ")
    if mention.type == "place" and service not in _NATIONAL:
        return Found(*span, "service", f"{mention.value} {own}", kind, str(mention.data["country"]))
    country = str(mention.data["country"]) if mention.type == "place" else mention.value
    usual = load_gazetteer("services").get(service, {}).get(country)
    named = own if kind == "court" else f"{english_adjective(country)} {service.replace('_', ' ')}"
    return Found(*span, "service", usual or named, kind, country)


def _last(expression: re.Pattern[str], text: str, end: int) -> int | None:
    match = expression.search(text, max(0, end - _REACH), end)
    return match.start() if match else None


class _Service(NamedTuple):
    """A service's words, and what it looks like behind a country or place and before one."""

    name: str
    words: Words
    behind: re.Pattern[str]
    before: re.Pattern[str]


@cache
def _services(code: str) -> tuple[list[_Service], Needs]:
    """Give the services that a language has words for, and what finds these."""
    names, patterns = own_language(code).names, own_language(code).patterns
    before, after = own_language(code).edges
    services = []
    for service, words in names["services"].items():
        if words:
            lowered = frozenset(map(str.lower, words))
            nouns = any_of(lowered)
            behind = re.compile(rf"(?:{patterns['service_after'].pattern})(?i:{nouns}){after}")
            ahead = re.compile(rf"(?i:{before}{nouns})(?:{patterns['service_before'].pattern})$")
            services.append(_Service(service, lowered, behind, ahead))
    return services, Needs(service.words for service in services)
