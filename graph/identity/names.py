"""Names in one spelling: levelled, in Latin letters, by their consonants. How alike two are: `likeness.py`."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from anyascii import anyascii


@lru_cache(maxsize=100_000)
def normalise_name(name: str) -> str:
    """Level differences that do not make another name: case, accents, width, punctuation, spaces.

    Accents go; the marks of Khmer, Thai or Hindi stay, as they are vowels.

    >>> normalise_name("Sok  Véasna") == normalise_name("SOK-VEASNA")
    True
    >>> normalise_name("王伟") == normalise_name("王薇")
    False
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold()).replace("đ", "d")
    kept = "".join(letter for letter in decomposed if not "\u0300" <= letter <= "\u036f")
    words = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in kept)
    return unicodedata.normalize("NFC", " ".join(words.split()))


@lru_cache(maxsize=100_000)
def in_latin(name: str) -> str:
    """Spell a normalised name in Latin letters, as anyascii does, in lower case.

    >>> in_latin("сок висна")
    'sok visna'
    """
    return " ".join(anyascii(name).lower().split())


@lru_cache(maxsize=100_000)
def script_of(name: str) -> str:
    """Tell a name's script by its first letter: the first word of its Unicode name; "" where it has no letter.

    >>> script_of("сок"), script_of("Sok"), script_of("速维斯纳"), script_of("12")
    ('CYRILLIC', 'LATIN', 'CJK', '')
    """
    letters = (letter for letter in name if unicodedata.category(letter)[0] == "L")
    return next((unicodedata.name(letter, "").split(" ")[0] for letter in letters), "")


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """Reduce a name to its consonants as they sound across spellings, for comparing one script with another.

    >>> skeleton("sok veasna") == skeleton("sok vasna"), skeleton("速维斯纳")
    (True, 'swsn')
    """
    return consonants(in_latin(name))


def consonants(letters: str) -> str:
    """Keep the consonants of Latin letters as they sound across spellings, none twice in a row."""
    kept: list[str] = []
    for letter in respelt(letters):
        if letter in _CONSONANTS and (not kept or kept[-1] != letter):
            kept.append(letter)
    return "".join(kept)


def respelt(letters: str) -> str:
    """Write Latin letters that sound alike with one of them.

    >>> respelt("kh"), respelt("vichai")
    ('k', 'wisai')
    """
    for written, sounds in _SOUNDS:
        letters = letters.replace(written, sounds)
    return letters


_SOUNDS = (
    ("ph", "p"), ("th", "t"), ("kh", "k"), ("gh", "k"), ("ch", "s"), ("sh", "s"), ("zh", "s"), ("xi", "si"), ("q", "s"),
    ("x", "s"), ("j", "s"), ("z", "s"), ("c", "k"), ("g", "k"), ("v", "w"), ("b", "p"), ("d", "t"), ("l", "r"),
)  # fmt: skip
_CONSONANTS = frozenset("fkmnprstw")
