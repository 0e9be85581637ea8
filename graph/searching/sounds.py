"""Names as they sound: what is written in Khmer, Chinese or Arabic is found in Latin letters, and the other way round.

What is compared are consonants (`identity/names.py`), and where a few of them are not all the same, vowels too. Some
scripts have no letter for "v" or "f", write long vowels with the letters of "w" and "y", or tell "n" from "ng"
otherwise: names in them are compared once more, more loosely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from rapidfuzz import fuzz, process

from crackdown.graph.identity.names import normalise_name, script_of, skeleton
from crackdown.graph.identity.sounds import vowel_likeness
from crackdown.graph.searching.alike import raise_scores

_ALIKE: Final = 88  # of the consonants: 速维斯纳 (swsn) finds "Sok Veasna" (skwsn)
_LOOSELY_ALIKE: Final = 92
_FEWEST: Final = 3  # consonants; two are those of too many names
_FEW: Final = 5  # of which one may be missing only where the vowels are alike: เชียงราย (snkr) is not Singapore (snkpr)
_VOWELS_ALIKE: Final = 0.75  # of เชียงราย and Singapore 0.71, of 速维斯纳 and "Sok Veasna" 0.82
_MOST: Final = 50
_LOOSE: Final = frozenset({"ARABIC", "HEBREW", "HANGUL", "CJK", "HIRAGANA", "KATAKANA", "MYANMAR"})
_LOOSELY: Final = (("nk", "n"), ("f", "p"), ("w", "p"), ("pp", "p"))


def loosened(sounds: str, script: str) -> str:
    """Level what scripts without all our consonants leave open; an Arabic "w" is a vowel as often as not.

    >>> loosened(skeleton("سوك فيسنا"), "ARABIC") == loosened(skeleton("sok veasna"), "LATIN")
    True
    """
    if script in {"ARABIC", "HEBREW"}:
        sounds = sounds.replace("w", "")
    for one, other in _LOOSELY:
        sounds = sounds.replace(one, other)
    return sounds


class Sounds:
    """Names by how they and their words sound, each with its place."""

    def __init__(self, placed: Iterable[tuple[str, int]]) -> None:
        self._scripts: dict[int, str] = {}
        self._short: dict[int, str] = {}
        self._latin, self._others = _Heard(), _Heard()
        for name, place in placed:
            normal = normalise_name(name)
            script = self._scripts[place] = script_of(normal)
            if len(skeleton(normal)) <= _FEW:
                self._short[place] = normal
            (self._latin if script == "LATIN" else self._others).add(normal, script, place)

    def to(self, text: str) -> dict[int, float]:
        """Return the places of names in other scripts that sound alike, with a score up to 100."""
        name = normalise_name(text)
        sounds, script = skeleton(name), script_of(name)
        if len(sounds) < _FEWEST:
            return {}
        among = [self._others] if script == "LATIN" else [self._latin, self._others]
        found: dict[int, float] = {}
        for heard in among:
            if " " not in name:
                raise_scores(found, dict.fromkeys(heard.words.get(sounds, ()), _ALIKE - 1.0))
            for place, score in heard.loose.to(loosened(sounds, script), _LOOSELY_ALIKE).items():
                if script in _LOOSE or self._scripts[place] in _LOOSE:
                    raise_scores(found, {place: score - 1})
            raise_scores(found, self._with_vowels(name, heard.exact.to(sounds, _ALIKE)))
        return {place: score for place, score in found.items() if self._scripts[place] != script}

    def _with_vowels(self, name: str, found: dict[int, float]) -> dict[int, float]:
        """Leave out short names whose consonants are not all the same, nor their vowels alike."""
        return {
            place: score
            for place, score in found.items()
            if score == 100 or place not in self._short or vowel_likeness(name, self._short[place]) >= _VOWELS_ALIKE
        }


class _Heard:
    """Names by all their consonants, by those loosened, and their words by theirs."""

    def __init__(self) -> None:
        self.exact, self.loose = _ByLength(), _ByLength()
        self.words: dict[str, list[int]] = defaultdict(list)

    def add(self, name: str, script: str, place: int) -> None:
        sounds = skeleton(name)
        if len(sounds) < _FEWEST:
            return
        self.exact.add(sounds, place)
        self.loose.add(loosened(sounds, script), place)
        for word in set(name.split()):
            self.words[skeleton(word)].append(place)


class _ByLength:
    """Strings of consonants by their length, as only those of about one length are alike."""

    def __init__(self) -> None:
        self._places: dict[str, list[int]] = {}
        self._by_length: dict[int, list[str]] = defaultdict(list)

    def add(self, sounds: str, place: int) -> None:
        if sounds not in self._places:
            self._places[sounds] = []
            self._by_length[len(sounds)].append(sounds)
        self._places[sounds].append(place)

    def to(self, wanted: str, least: int) -> dict[int, float]:
        if len(wanted) < _FEWEST:
            return {}
        times = 2 * 100 / least - 1
        near = [
            one
            for size in range(round(len(wanted) / times), round(len(wanted) * times) + 1)
            for one in self._by_length.get(size, ())
        ]
        alike = process.extract(wanted, near, scorer=fuzz.ratio, score_cutoff=least, limit=_MOST)
        return {place: score for one, score, _ in alike for place in self._places[one]}
