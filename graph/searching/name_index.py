"""The names of a network, kept so that those like a given one are found in milliseconds, typos and scripts forgiven.

Each name is kept in two folded forms, one in its own script and one transliterated (anyascii). What stands word for
word is looked up in sorted lists of names and of words; typos in `alike.py`, names in another script in `sounds.py`,
both only while little stands word for word: beside fifty names that begin so nobody looks for a typo.

Places of entries are in the order in which equals are to be listed: whoever makes an index puts the best first.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from anyascii import anyascii

from crackdown.graph.searching.alike import SHORTEST, Alike, raise_scores
from crackdown.graph.searching.sounds import Sounds

# How well a name matched, from best to worst. Between equals the better connected thing comes first.
CODE, WHOLE, START, WORDS, INSIDE, LIKE, SOUNDS = range(7)
ENOUGH: Final = 50  # names found word for word, beside which none with a typo is looked for
_SMALL_WORDS: Final = frozenset(
    {"of", "the", "and", "for", "in", "on", "de", "du", "des", "la", "le", "les", "et", "l", "d"}
)


# The same for the letters that most names are of, in a tenth of the time.
_ASCII: Final = {code: char.lower() if (char := chr(code)).isalnum() else " " for code in range(128)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a thing, or a code of it; `is_spoken` tells of names that other scripts write as they sound."""

    id: str
    name: str
    folded: str
    ascii: str
    code: bool = False
    is_spoken: bool = False


def fold(text: str) -> str:
    """Return text in the form in which names are compared: no case, no accents, no punctuation.

    Marks are taken off Latin, Greek and Cyrillic letters alone: in Khmer, Thai or Hindi they are vowels.

    >>> fold("Direction générale de l’Immigration")
    'direction generale de l immigration'
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    kept, latin = [], False
    for character in decomposed:
        if unicodedata.category(character) == "Mn":
            if not latin:
                kept.append(character)
            continue
        latin = character < "\u0530"
        kept.append(character if character.isalnum() or unicodedata.category(character) in ("Mc", "Cf") else " ")
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def initials(name: str) -> set[str]:
    """Return what a name may be shortened to: all its words' first letters, or those before a last "of …".

    >>> sorted(initials("General Department of Immigration of Cambodia"))
    ['gd', 'gdi', 'gdic']
    """
    words = [word for word in re.split(r"[\s'’\-]+", name) if word]
    letters = [(word[0], word.casefold() in _SMALL_WORDS) for word in words if word[0].isalpha()]
    whole = "".join(letter for letter, small in letters if not small)
    cuts = ["".join(c for c, small in letters[:at] if not small) for at, (_, small) in enumerate(letters) if small]
    return {fold(short) for short in {whole, *cuts} if len(short) > 1 and fold(short).isascii()}


Tier = tuple[float, Collection[int]]
Among = Callable[[int], bool]


class NameIndex:
    """Names, and which of them are like a given one."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        names = [(place, entry) for place, entry in enumerate(self.entries) if not entry.code]
        self._codes: dict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(self.entries):
            if entry.code:
                self._codes[entry.folded].append(place)
        others = [(place, entry) for place, entry in names if not entry.folded.isascii()]
        self._own = _Texts([(entry.folded, place) for place, entry in others])
        self._latin = _Texts([(entry.ascii, place) for place, entry in names])
        self._in_own_script = Alike((entry.folded, place) for place, entry in others)
        self._unspaced = Alike((entry.ascii.replace(" ", ""), place) for place, entry in names)
        self._sounds = Sounds((entry.name, place) for place, entry in names if entry.is_spoken)

    def word_for_word(self, text: str, *, among: Among | None = None) -> Iterator[Tier]:
        """Yield the places of the names in which a text stands, those that match best first, each with how well.

        Args:
            text: what was asked for.
            among: tells which places count; all without it.
        """
        folded, ascii_ = fold(text), fold(anyascii(text))
        if not folded:
            return
        seen: set[int] = set()
        for rank, places in self._word_for_word(folded, ascii_):
            new = places - seen if among is None else {place for place in places - seen if among(place)}
            seen |= new
            if new:
                yield rank, new

    def alike(self, text: str, seen: Collection[int], *, among: Among | None = None) -> Iterator[Tier]:
        """Yield the places of the names that a text may mean with a typo or two, or in another script.

        Args:
            text: what was asked for.
            seen: places that are found already.
            among: as above.
        """
        folded, ascii_ = fold(text), fold(anyascii(text))
        if not folded:
            return
        likeness = {place: SOUNDS + 1 - score / 100 for place, score in self._sounds.to(text).items()}
        likeness |= {place: LIKE + 1 - score / 100 for place, score in self._alike(folded, ascii_).items()}
        by_rank: dict[float, list[int]] = defaultdict(list)
        for place, how_well in likeness.items():
            if place not in seen and (among is None or among(place)):
                by_rank[how_well].append(place)
        yield from sorted(by_rank.items())

    def _word_for_word(self, folded: str, ascii_: str) -> Iterator[tuple[int, set[int]]]:
        yield CODE, {*self._codes.get(folded, ()), *self._codes.get(ascii_, ())}
        # What is typed in Latin letters stands in a name's own letters only where it stands in its Latin ones.
        asked = [(self._latin, ascii_)] if ascii_ else []
        asked += [] if folded.isascii() else [(self._own, folded)]
        for rank, find in ((WHOLE, _Texts.whole), (START, _Texts.starting), (WORDS, _Texts.with_words)):
            yield rank, set().union(*(find(texts, wanted) for texts, wanted in asked))
        # Three Latin letters stand inside half of all names, once transliterated; two Chinese ones are a name.
        inside = [(texts, one) for texts, one in asked if len(one) >= SHORTEST or not one.isascii()]
        yield INSIDE, set().union(*(texts.holding(wanted) for texts, wanted in inside))

    def _alike(self, folded: str, ascii_: str) -> dict[int, float]:
        """Return the names with a typo or two: alike as a whole, or with a like word for every word asked for."""
        scores: dict[int, float] = {}
        if len(ascii_) >= SHORTEST:
            scores = self._unspaced.to(ascii_.replace(" ", ""))
            # Words of another script are like too many when transliterated: there the sounds tell, or the whole name.
            if folded.isascii():
                raise_scores(scores, self._latin.with_like_words(ascii_))
        if not folded.isascii() and len(folded) >= SHORTEST:
            raise_scores(scores, self._in_own_script.to(folded))
        return scores


class _Texts:
    """Texts as a whole, by how they begin, by the words in them."""

    def __init__(self, placed: Collection[tuple[str, int]]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._with_word: dict[str, list[str]] = defaultdict(list)
        for text, place in placed:
            self._places[text].append(place)
        for text, places in self._places.items():
            for word in set(text.split()):
                self._by_word[word].extend(places)
                self._with_word[word].append(text)
        self._texts, self._words = sorted(self._places), sorted(self._by_word)
        self._all_texts, self._all_words = _Joined(self._texts), _Joined(self._words)
        self._alike = Alike((word, at) for at, word in enumerate(self._words))

    def whole(self, wanted: str) -> set[int]:
        """Return the places of just this text."""
        return set(self._places.get(wanted, ()))

    def starting(self, wanted: str) -> set[int]:
        """Return the places of the texts that begin so."""
        return set().union(*(self._places[text] for text in _beginning(self._texts, wanted)))

    def with_words(self, wanted: str) -> set[int]:
        """Return the places of the texts in which a word begins with each of the words wanted."""
        found = [
            set().union(*(self._by_word[word] for word in _beginning(self._words, part))) for part in wanted.split()
        ]
        return set.intersection(*found)

    def holding(self, wanted: str) -> set[int]:
        """Return the places of the texts that hold this one anywhere: one word of theirs does, unless it is several."""
        if " " in wanted:
            return set().union(*(self._places[text] for text in self._all_texts.holding(wanted)))
        return set().union(*(self._by_word[word] for word in self._all_words.holding(wanted)))

    def with_like_words(self, wanted: str) -> dict[int, float]:
        """Return the places of the texts that hold a word like each of the words wanted, by how like the least is."""
        asked = [self._words_like(word) for word in wanted.split()]
        rarest = min(asked, key=lambda alike: sum(len(self._by_word[word]) for word in alike))
        texts = {text for word in rarest for text in self._with_word[word]}
        scores: dict[int, float] = {}
        for text in texts:
            words = text.split()
            least = min(max(alike.get(word, 0.0) for word in words) for alike in asked)
            if least:
                scores.update(dict.fromkeys(self._places[text], least - 1))
        return scores

    def _words_like(self, word: str) -> dict[str, float]:
        """Return the words like one; a short word must begin one, as it is like too many."""
        if len(word) < SHORTEST:
            return dict.fromkeys(_beginning(self._words, word), 100.0)
        return {self._words[at]: score for at, score in self._alike.to(word).items()}


class _Joined:
    """Many texts as one, in which a part is found faster than in each."""

    def __init__(self, texts: list[str]) -> None:
        self._texts, self._all = texts, "\n".join(texts)
        self._starts = list(accumulate((len(text) + 1 for text in texts), initial=0))

    def holding(self, wanted: str) -> Iterator[str]:
        at = self._all.find(wanted)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield self._texts[place]
            at = self._all.find(wanted, self._starts[place + 1])


def _beginning(ordered: list[str], part: str) -> list[str]:
    first = bisect_left(ordered, part)
    return ordered[first : bisect_left(ordered, part + chr(0x10FFFF), first)]
