"""Texts a typo or two away from a given one, found among hundreds of thousands without looking at each.

Of short texts the typos are counted, one by one among those of about the same length; a longer one is compared with
those alone that share one of its rarest pairs of letters: a typo takes two or three pairs away, and never all of nine.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

ALIKE: Final = 78  # rapidfuzz, of 100: "Sok Vesna" finds "Sok Veasna", "Sok San" does not
SHORTEST: Final = 4  # three letters are like too many things
_TIMES: Final = 2 * 100 / ALIKE - 1  # as long, or as short, a text can at most be and still be alike
_TWO_TYPOS: Final = 7  # letters, from which on two of them may be wrong; of fewer one
_SHORT: Final = 10  # letters, up to which typos are counted; a longer text with two is alike as it is
_PAIRS_LOST: Final = 0.66  # of a text's pairs, that as many faults as are forgiven can take away
_RARE_PAIRS: Final = 9
_MOST: Final = 50


class Alike:
    """Texts by their length and their pairs of letters, each with the places where it stands."""

    def __init__(self, placed: Iterable[tuple[str, int]]) -> None:
        places: dict[str, list[int]] = defaultdict(list)
        for text, place in placed:
            places[text].append(place)
        self._texts = sorted(places, key=len)
        self._lengths = array("I", map(len, self._texts))
        self._places = [places[text] for text in self._texts]
        self._with_pair: dict[str, array[int]] = defaultdict(lambda: array("I"))
        longer = bisect_right(self._lengths, int(_SHORT / _TIMES))
        for at in range(longer, len(self._texts)):
            for pair in _pairs(self._texts[at]):
                self._with_pair[pair].append(at)

    def to(self, wanted: str) -> dict[int, float]:
        """Return the places of texts that are alike in letters, or but one or two typos away, with a score each."""
        found = self._typos(wanted) if len(wanted) <= _SHORT else self._with_like_pairs(wanted)
        return {place: score for at, score in found.items() for place in self._places[at]}

    def _typos(self, wanted: str) -> dict[int, float]:
        size = len(wanted)
        typos = 2 if size >= _TWO_TYPOS else 1
        first, last = self._of_length(size - typos, size + typos)
        near = self._texts[first:last]
        close = process.extract(wanted, near, scorer=OSA.distance, score_cutoff=typos, limit=_MOST)
        return {first + at: 100 * (1 - distance / size) for _, distance, at in close}

    def _with_like_pairs(self, wanted: str) -> dict[int, float]:
        first, last = self._of_length(len(wanted) / _TIMES, len(wanted) * _TIMES)
        having = sorted((self._between(pair, first, last) for pair in _pairs(wanted)), key=len)
        near = list(set().union(*having[: min(_RARE_PAIRS, int(_PAIRS_LOST * len(having)) + 1)]))
        texts = [self._texts[at] for at in near]
        found = process.extract(wanted, texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=_MOST)
        return {near[at]: score for _, score, at in found}

    def _between(self, pair: str, first: int, last: int) -> array[int]:
        having = self._with_pair.get(pair, array("I"))
        return having[bisect_left(having, first) : bisect_left(having, last)]

    def _of_length(self, least: float, most: float) -> tuple[int, int]:
        return bisect_left(self._lengths, least), bisect_right(self._lengths, most)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def raise_scores(scores: dict[int, float], others: Mapping[int, float]) -> None:
    """Let each place have the higher of its two scores."""
    for place, score in others.items():
        scores[place] = max(score, scores.get(place, 0.0))
