"""How alike two names are, across spellings and scripts."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio, token_sort_ratio

from crackdown.graph.identity.names import script_of
from crackdown.graph.identity.sounds import sound_likeness

_SAME_WORD: Final = 0.7


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
    return sound_likeness(one, other)


def _least_alike(ones: list[str], others: list[str]) -> float:
    """Tell how alike the least alike words are, of the name with fewer words: Vietnamese names share all but one.

    >>> _least_alike(["nguyen", "van", "tuan"], ["nguyen", "van", "phuong"]) < 0.6
    True
    """
    fewer, more = sorted((ones, others), key=len)
    least = min(max(ratio(word, other) for other in more) for word in fewer) / 100
    return 1.0 if least > _SAME_WORD else least
