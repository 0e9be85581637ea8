"""How alike two names of different scripts sound.

Transliteration spells letters, not sounds: it keeps letters that a script marks as silent, and knows no "r" that only
lengthens the vowel before it, as in "Sar Sokha" (ស សុខា, サー・ソカー). So spellings are brought nearer to their sound,
script by script, and names are compared both with the "r"s that close a syllable and without them: by consonants, and
where these are few, as they are in many short names, with the vowels between them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.fuzz import ratio

from crackdown.graph.identity.names import consonants, in_latin, respelt, script_of

_FEW: Final = 4  # consonants; fewer are those of too many names
_FEWEST: Final = 3  # letters that a name must have
_ACROSS: Final = 0.9  # what likeness of sounds is worth beside that of letters

# A consonant, with its vowel, under the mark that silences it: Thai thanthakhat, its Lao sister, Khmer toandakhiat.
_SILENT: Final = re.compile(
    "[\u0e01-\u0e2e][\u0e34-\u0e3a]?\u0e4c|[\u0e81-\u0eae][\u0eb4-\u0eb9]?\u0ecc|[\u1780-\u17a2]\u17cd"
)
_KHMER_F: Final = "\u17a0\u17d2\u179c"  # "h" with "v" below it
_SMALL_TSU: Final = re.compile("[\u30c3\u3063]")  # doubles the next consonant
_ANUSVARA: Final = "\u0902"  # nasalises, and mostly sounds as "n"
_HINDI_N: Final = "\u0928"
# Korean s, ss, j and ch close a syllable as "t".
_CLOSING_T: Final = dict.fromkeys(map(ord, "\u11ba\u11bb\u11bd\u11be"), "\u11ae")
_CLOSING_R: Final = re.compile("r(?![aeiouyhr])")
_VOWELS: Final = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "o", "u": "o"}  # as spellings keep them apart


class Sound(NamedTuple):
    """A name by its consonants alone, and with classes of vowels between them."""

    consonants: str
    letters: str


def sound_likeness(one: str, other: str) -> float:
    """Tell how alike two normalised names of different scripts sound, from 0 to 0.9.

    >>> sound_likeness("sar sokha", "サー ソカー"), sound_likeness("ស សុខា", "サー ソカー") > 0.8
    (0.9, True)
    >>> sound_likeness("cho hyun", "조현") > sound_likeness("choi hwan", "조현")
    True
    """
    pairs = list(zip(_sounds(one), _sounds(other), strict=True))
    few = any(len(sound.consonants) < _FEW for sound in pairs[0])
    compared = [(a.letters, b.letters) if few else (a.consonants, b.consonants) for a, b in pairs]
    return max((_ACROSS * ratio(a, b) / 100 for a, b in compared if min(len(a), len(b)) >= _FEWEST), default=0.0)


def vowel_likeness(one: str, other: str) -> float:
    """Tell how alike two normalised names sound with their vowels, from 0 to 1.

    >>> vowel_likeness("sok veasna", "速维斯纳") > 0.8 > vowel_likeness("singapore", "เชียงราย")
    True
    """
    return max(ratio(a.letters, b.letters) / 100 for a, b in zip(_sounds(one), _sounds(other), strict=True))


@lru_cache(maxsize=100_000)
def _sounds(name: str) -> tuple[Sound, Sound]:
    """Give a name as it sounds, and without the "r"s that close a syllable."""
    spelt = _spell(name)
    return _sound(spelt), _sound(_CLOSING_R.sub("", spelt))


def _spell(name: str) -> str:
    """Spell a normalised name in Latin letters nearer to its sound than letter by letter.

    >>> _spell("สัมพันธ์"), _spell("चंदर"), _spell("ヤップ"), _spell("마넷"), _spell("ហ្វ")
    ('samphan', 'chndr', 'yapu', 'maned', 'f')
    """
    match script_of(name):
        case "THAI" | "LAO" | "KHMER":
            name = _SILENT.sub("", name).replace(_KHMER_F, "f")
        case "KATAKANA" | "HIRAGANA":
            name = _SMALL_TSU.sub("", name)
        case "HANGUL":
            name = unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).translate(_CLOSING_T))
        case "DEVANAGARI":
            return re.sub("c(?!h)", "ch", in_latin(name.replace(_ANUSVARA, _HINDI_N)))
    return in_latin(name)


def _sound(spelt: str) -> Sound:
    return Sound(consonants(spelt), "".join(_letters(word) for word in respelt(spelt).split()))


def _letters(word: str) -> str:
    """Keep a word's consonants and classes of vowels, none twice in a row."""
    kept: list[str] = []
    for letter in word:
        found = _VOWELS.get(letter) or consonants(letter)
        if found and (not kept or kept[-1] != found):
            kept.append(found)
    return "".join(kept)
