"""Embassies and consulates, named as "Embassy of the sending country in the host country"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.text.pattern_needs import Needs, Words, needs_of, stretches
from crackdown.loaders.extraction.where.country_names import english_name
from crackdown.loaders.extraction.who.agency_patterns import Found

_KEYWORDS = ("embass", "ambass", "consul", "high commission")  # of languages that name no own
_CONSULATES = {"consulate": "Consulate", "consulat": "Consulate", "consulate-general": "Consulate-General",
               "consulat général": "Consulate-General", "high commission": "High Commission"}  # fmt: skip

_REACH = 160  # characters that the name of an embassy has at most


def find_embassies(view: Normalised, language: Language, mentions: list[Mention], home: str | None) -> list[Found]:
    """Find the embassies of a text; the host is what the words or, failing that, the text's home country say."""
    kinds: dict[str, str] = language.names["embassy"].get("kinds", {})
    if not (any(kind in view.text for kind in kinds) if kinds else any(word in view.lower for word in _KEYWORDS)):
        return []
    likely = _stretches(tuple(language.names["embassy"]["patterns"]), view.lower)
    if not likely:
        return []
    countries: dict[str, str] = dict(language.names["embassy"].get("letters", {}))
    countries |= {view.text[m.start : m.end]: m.value for m in mentions if m.type == "country"}
    places = {view.text[m.start : m.end]: m for m in mentions if m.type == "place"}
    found: dict[int, Found] = {}
    for pattern, parts in likely:
        for first, last in parts:
            near = view.text[first:last]
            own, hosts = (tuple(name for name in names if name in near) for names in (countries, places))
            for match in _expression(pattern, own, hosts, language.edges).finditer(view.text, first, last):
                embassy = _embassy(match, countries, places, home, kinds)
                if embassy and not any(f.start < embassy.end and embassy.start < f.end for f in found.values()):
                    found[embassy.start] = embassy
    return list(found.values())


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


def _embassy(
    match: re.Match[str], countries: dict[str, str], places: dict[str, Mention], home: str | None, kinds: dict[str, str]
) -> Found | None:
    groups = match.groupdict()
    sending = countries.get(groups.get("country") or "") or home
    if sending is None:
        return None
    host, stands_in = _host(groups.get("host") or "", countries, places)
    if groups.get("country") and host is None and home != sending:
        host = home
    printed_kind = groups["kind"]
    kind = kinds.get(printed_kind) or _CONSULATES.get(printed_kind.lower().replace(" general", "-general"), "Embassy")
    name = f"{kind} of {english_name(sending)}"
    if kind.startswith("Consulate") and stands_in:
        name += f" in {stands_in}"
    elif host and host != sending:
        name += f" in {english_name(host)}"
    return Found(
        match.start(), match.end(), "embassy", name, "embassy", sending, None, host if host != sending else None, 0
    )


def _host(printed: str, countries: dict[str, str], places: dict[str, Mention]) -> tuple[str | None, str]:
    """Give the country that a printed host is or lies in, and the host's English name as far as it is known."""
    if printed in countries:
        return countries[printed], english_name(countries[printed])
    if printed in places:
        return str(places[printed].data["country"]), places[printed].value
    return None, printed
