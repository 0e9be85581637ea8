"""Names and how alike two of them are, across spellings and scripts."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio, token_sort_ratio


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
    letters = in_latin(name)
    for written, sounds in _SOUNDS:
        letters = letters.replace(written, sounds)
    kept: list[str] = []
    for letter in letters:
        if letter in _CONSONANTS and (not kept or kept[-1] != letter):
            kept.append(letter)
    return "".join(kept)


def _least_alike(ones: list[str], others: list[str]) -> float:
    """Tell how alike the least alike words are, of the name with fewer words: Vietnamese names share all but one.

    >>> _least_alike(["nguyen", "van", "tuan"], ["nguyen", "van", "phuong"]) < 0.6
    True
    """
    fewer, more = sorted((ones, others), key=len)
    least = min(max(ratio(word, other) for other in more) for word in fewer) / 100
    return 1.0 if least > _SAME_WORD else least


_SAME_WORD = 0.7
_SOUNDS = (
    ("ph", "p"), ("th", "t"), ("kh", "k"), ("gh", "k"), ("ch", "s"), ("sh", "s"), ("zh", "s"), ("xi", "si"), ("q", "s"),
    ("x", "s"), ("j", "s"), ("z", "s"), ("c", "k"), ("g", "k"), ("v", "w"), ("b", "p"), ("d", "t"), ("l", "r"),
)  # fmt: skip
_CONSONANTS = frozenset("fkmnprstw")


@lru_cache(maxsize=500_000)
def likeness(one: str, other: str) -> float:
    """Tell how alike two normalised names are, from 0 to 1: in letters in one script, in sounds across two.

    In one script the order of the words does not count; across scripts the likeness of sounds is worth less.

    >>> likeness("sok veasna", "veasna sok"), likeness("sok veasna", "sok vasna") > 0.9
    (1.0, True)
    >>> likeness("王伟", "王薇") < 0.6
    True
    """
    if one == other:
        return 1.0
    if script_of(one) == script_of(other):
        if script_of(one) != "LATIN" or min(len(one), len(other)) < 4:
            return ratio(one, other) / 100
        if " " not in one and " " not in other:
            return JaroWinkler.similarity(one, other)
        return min(token_sort_ratio(one, other) / 100, _least_alike(one.split(), other.split()))
    sounds = skeleton(one), skeleton(other)
    if min(map(len, sounds)) < 3:
        return 0.0
    return 0.9 * ratio(*sounds) / 100
