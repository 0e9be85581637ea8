"""A country's words in the English names of its agencies: "Thai Immigration Bureau" is the Immigration Bureau.

English country names are the CLDR's, as Babel packs it; adjectives mostly begin as the name does, and those that do not
are listed here.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import babel

from crackdown.graph.identity.names import normalise_name

_STEM: Final = 4  # letters that a name and its adjective share: Cambodia, Cambodian
_OTHER_NAMES: Final = {
    "AE": ("uae", "emirati"), "CH": ("swiss",), "CU": ("cuban",), "CZ": ("czech",), "DE": ("german",),
    "DK": ("danish",), "ES": ("spanish",), "FR": ("french",), "GB": ("uk", "british", "britain", "united kingdom"),
    "GR": ("greek", "hellenic"), "IE": ("irish",), "IQ": ("iraqi",), "KH": ("khmer",),
    "KR": ("korea", "korean", "republic of korea"), "LA": ("lao", "laos"), "MM": ("burma", "burmese"),
    "NL": ("dutch", "netherlands"), "OM": ("omani",), "PE": ("peruvian",), "PH": ("filipino",),
    "PL": ("polish",), "SE": ("swedish",), "TH": ("thai",), "TR": ("turkey", "turkish", "turkiye"),
    "TW": ("taiwanese",),
    "US": ("us", "u s", "usa", "american", "united states", "united states of america"),
    "VN": ("viet nam", "vietnam", "vietnamese"),
}  # fmt: skip
# Words of countries' names that other names have too: a Southern District is not South Korea's own.
_COMMON: Final = frozenset((
    "and", "arab", "bosnia", "central", "city", "coast", "democratic", "east", "emirates", "equatorial",
    "federated", "french", "great", "guinea", "islands", "isle", "ivory", "kingdom", "lands", "new", "north", "of",
    "papua", "people", "puerto", "republic", "saint", "san", "sierra", "south", "sri", "st", "states",
    "territories", "territory", "the", "timor", "united", "virgin", "west", "western",
))  # fmt: skip
_SMALL: Final = frozenset(("of", "the", "and", "for", "in", "a", "to"))


@lru_cache(maxsize=100_000)
def core(name: str, country: str | None) -> tuple[str, ...]:
    """Leave out of a normalised English name its small words and those that only say whose agency it is.

    >>> core("thai immigration bureau", "TH") == core("immigration bureau of thailand", "TH")
    True
    >>> core("embassy of china in cambodia", "CN"), core("united states secret service", "US")
    (('embassy', 'cambodia'), ('secret', 'service'))
    >>> core("seoul southern district court", "KR"), core("anti scam unit", "US")
    (('seoul', 'southern', 'district', 'court'), ('anti', 'scam', 'unit'))
    """
    phrases, stems = _own(country) if country else ((), frozenset())
    rest = f" {name} "
    for phrase in phrases:
        rest = rest.replace(f" {phrase} ", " ")
    words = [word for word in rest.split() if word not in _SMALL]
    kept = tuple(word for word in words if word[:_STEM] not in stems)
    return kept or tuple(word for word in name.split() if word not in _SMALL)


@cache
def _own(country: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give a country's names, the longest first, and the beginnings of words that are like no other's."""
    name = normalise_name(babel.Locale("en").territories.get(country, ""))
    names = sorted({name, *_OTHER_NAMES.get(country, ())} - {""}, key=lambda phrase: (-len(phrase), phrase))
    telling = [word for word in name.split() if word not in _COMMON and len(word) > _STEM]
    return tuple(names), frozenset(word[:_STEM] for word in telling)
