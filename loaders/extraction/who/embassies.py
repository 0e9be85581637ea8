"""Embassies and consulates, named as "Embassy of the sending country in the host country"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.text.pattern_needs import Needs, Words, needs_of, stretches
from crackdown.loaders.extraction.where.country_names import english_name
from crackdown.loaders.extraction.who.agency_patterns import Found
from crackdown.loaders.extraction.who.shared_nouns import sharing

_KEYWORDS = ("embass", "ambass", "consul", "high commission")  # of languages that name no own
_CONSULATES = {"consulate": "Consulate", "consulat": "Consulate", "consulate-general": "Consulate-General",
               "consulat général": "Consulate-General", "high commission": "High Commission"}  # fmt: skip

_REACH = 160  # characters that the name of an embassy has at most
_JOINT = 60  # of these, behind the country whose it is


def find_embassies(view: Normalised, language: Language, mentions: list[Mention], home: str | None) -> list[Found]:
    """Find the embassies of a text; the host is what the words or, failing that, the text's home country say."""
    kinds: dict[str, str] = language.names["embassy"].get("kinds", {})
    if not (any(kind in view.text for kind in kinds) if kinds else any(word in view.lower for word in _KEYWORDS)):
        return []
    likely = _stretches(tuple(language.names["embassy"]["patterns"]), view.lower)
    if not likely:
        return []
    named = _Named.of(view, language, mentions, home)
    found: dict[int, Found] = {}
    for pattern, parts in likely:
        for first, last in parts:
            for match in named.expression(pattern, view.text[first:last]).finditer(view.text, first, last):
                embassy = _with_sharers(named, match, [pattern for pattern, _ in likely])
                if embassy and not any(f.start < embassy.end and embassy.start < f.end for f in found.values()):
                    found[embassy.start] = embassy
    return list(found.values())


class _Named(NamedTuple):
    """The countries and places that a text names, by their words and in order, and what it takes to know an embassy."""

    text: str
    language: Language
    home: str | None
    countries: dict[str, str]
    places: dict[str, Mention]
    nations: list[Mention]
    all: list[Mention]

    @classmethod
    def of(cls, view: Normalised, language: Language, mentions: list[Mention], home: str | None) -> _Named:
        """Gather what a text names."""
        countries: dict[str, str] = dict(language.names["embassy"].get("letters", {}))
        countries |= {view.text[m.start : m.end]: m.value for m in mentions if m.type == "country"}
        places = {view.text[m.start : m.end]: m for m in mentions if m.type == "place"}
        ordered = sorted((m for m in mentions if m.type in {"country", "place"}), key=attrgetter("start"))
        nations = [m for m in ordered if m.type == "country"]
        return cls(view.text, language, home, countries, places, nations, ordered)

    def expression(self, pattern: str, near: str) -> re.Pattern[str]:
        """Give a pattern with the names that stand in a stretch of text."""
        own, hosts = (tuple(name for name in names if name in near) for names in (self.countries, self.places))
        return _expression(pattern, own, hosts, self.language.edges)


def _with_sharers(named: _Named, match: re.Match[str], patterns: list[str]) -> Found | None:
    """Give an embassy with the others that share its noun: "the embassies of Ethiopia and Ghana in Bangkok"."""
    joint, groups = _joint(named.language), match.groupdict()
    # Where the host comes first, those that share the noun stand between both: "방콕 주재 중국과 일본 대사관".
    host_first = bool(groups.get("host") and groups.get("country")) and match.start("host") < match.start("country")
    without_host = match.start("country" if host_first else 0), match.end()
    shared = [
        (group, named.text[other.start : other.end], other, span)
        for group, whole, listed in (("country", without_host, named.nations), ("host", match.span(), named.all))
        if groups.get(group)
        for other, span in sharing(named.text, joint, whole, match.span(group), listed)
        if group == "host" or not host_first or other.start >= match.end("host")
    ]
    if shared and not groups.get("host") and shared[-1][3][0] == match.start():
        last = shared[-1][2]
        groups["host"] = _host_behind(named, patterns, match, last)
    embassy = _embassy(groups, match.span(), named)
    if embassy is not None:
        others = (_embassy({**groups, group: printed}, span, named) for group, printed, _, span in shared)
        embassy.also = tuple(other for other in others if other is not None and other.name != embassy.name)
    return embassy


def _joint(language: Language) -> re.Pattern[str]:
    """Give what may stand between embassies' countries or places that are listed, where it is more than elsewhere."""
    own = language.names["embassy"].get("list")
    return re.compile(own) if own else language.patterns["list"]


def _host_behind(named: _Named, patterns: list[str], match: re.Match[str], last: Mention) -> str | None:
    """Give where embassies are that are listed before it is said: "embassies of China and India | in Colombo"."""
    alone = named.text[match.start() : match.start("country")] + named.text[last.start : last.end + _JOINT]
    end = match.start("country") - match.start() + last.end - last.start
    for pattern in patterns:
        found = named.expression(pattern, alone).match(alone)
        if found and found.end("country") == end and "host" in found.re.groupindex and found["host"]:
            return str(found["host"])
    return None


@cache
def _needs(patterns: tuple[str, ...]) -> tuple[list[list[Words]], Needs]:
    needs = [needs_of(pattern, {}) for pattern in patterns]
    return needs, Needs(chain.from_iterable(needs))


def _stretches(patterns: tuple[str, ...], lower: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """Give the patterns whose words a text holds, each with the parts that hold them."""
    needs, where = _needs(patterns)
    places = where.places(lower)
    found = [
        (pattern, stretches(needed, places, len(lower), reach=_REACH))
        for pattern, needed in zip(patterns, needs, strict=True)
    ]
    return [(pattern, parts) for pattern, parts in found if parts]


@lru_cache(maxsize=1000)  # few countries stand beside any one embassy: the same ones come again
def _expression(
    pattern: str, countries: tuple[str, ...], places: tuple[str, ...], edges: tuple[str, str]
) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, countries), key=len, reverse=True)) or r"(?!)"
    hosts = "|".join(sorted(map(re.escape, [*countries, *places]), key=len, reverse=True)) or r"(?!)"
    return re.compile(edges[0] + pattern.replace("{country}", names).replace("{place}", hosts) + edges[1])


def _embassy(groups: dict[str, str | None], span: tuple[int, int], named: _Named) -> Found | None:
    home = named.home
    sending = named.countries.get(groups.get("country") or "") or home
    if sending is None:
        return None
    host, stands_in = _host(groups.get("host") or "", named.countries, named.places)
    if groups.get("country") and host is None and home != sending:
        host = home
    kinds = named.language.names["embassy"].get("kinds", {})
    printed = groups["kind"] or ""
    kind = kinds.get(printed) or _CONSULATES.get(printed.lower().replace(" general", "-general"), "Embassy")
    name = f"{kind} of {english_name(sending)}"
    if kind.startswith("Consulate") and stands_in:
        name += f" in {stands_in}"
    elif host and host != sending:
        name += f" in {english_name(host)}"
    return Found(*span, "embassy", name, "embassy", sending, None, host if host != sending else None, 0)


def _host(printed: str, countries: dict[str, str], places: dict[str, Mention]) -> tuple[str | None, str]:
    """Give the country that a printed host is or lies in, and the host's English name as far as it is known."""
    if printed in countries:
        return countries[printed], english_name(countries[printed])
    if printed in places:
        return str(places[printed].data["country"]), places[printed].value
    return None, printed
