"""A country's words in the English names of its agencies: "Thai Immigration Bureau" is the Immigration Bureau.

English country names are the CLDR's, as Babel packs it; adjectives mostly begin as the name does, and those that do not
are listed here.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import babel

from crackdown.graph.identity.names import normalise_name

_STEM: Final = 4  # letters that a name and its adjective share: Cambodia, Cambodian
_OTHER_WORDS: Final = {
    "AE": "emirates emirati uae", "CH": "swiss", "CZ": "czech", "DE": "german", "DK": "danish", "ES": "spanish",
    "FR": "french", "GB": "uk british britain united kingdom", "GR": "greek hellenic", "IE": "irish", "KH": "khmer",
    "KR": "korea korean republic", "LA": "lao laos", "MM": "burma burmese", "NL": "dutch netherlands", "PH": "filipino",
    "PL": "polish", "SE": "swedish", "TH": "thai", "TR": "turkey turkish turkiye", "TW": "taiwanese",
    "US": "us u s usa american united states america", "VN": "viet nam vietnam vietnamese",
}  # fmt: skip
_SMALL: Final = frozenset(("of", "the", "and", "for", "in", "a", "to"))


@cache
def core(name: str, country: str | None) -> tuple[str, ...]:
    """Leave out of a normalised English name its small words and those that only say whose agency it is.

    >>> core("thai immigration bureau", "TH") == core("immigration bureau of thailand", "TH")
    True
    >>> core("embassy of china in cambodia", "CN")
    ('embassy', 'cambodia')
    """
    own, stems = _words(country) if country else (frozenset(), frozenset())
    words = [word for word in name.split() if word not in _SMALL]
    kept = tuple(word for word in words if word not in own and word[:_STEM] not in stems)
    return kept or tuple(words)


@cache
def _words(country: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give a country's words, and the beginnings of those long enough to tell."""
    words = normalise_name(babel.Locale("en").territories.get(country, "")).split()
    listed = _OTHER_WORDS.get(country, "").split()
    return frozenset(words + listed) - _SMALL, frozenset(word[:_STEM] for word in words if len(word) > _STEM)
