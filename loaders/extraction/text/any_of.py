"""A regular expression for any of many words that reads them letter by letter, as an index does."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str], *, empty: str = "(?!)") -> str:
    r"""Give a regular expression for any of some words, the longest that fits.

    A language has hundreds of nouns that a body's name may hold, and one after another they would be tried at every
    character. Where letters of either case fit, all words are to be of one case.

    Args:
        words: none of which is empty.
        empty: what to give where there are none: what nothing fits.

    >>> any_of(["policemen", "court", "police", "polling station"])
    '(?:(?=[cp])(?:court|pol(?:ice(?:men)?|ling\\ station)))'
    """
    every = sorted(set(words))
    if not every:
        return empty
    first = "".join(map(re.escape, sorted({word[0] for word in every})))
    return f"(?:(?=[{first}]){_endings(every)})"


def _endings(words: list[str]) -> str:
    """Read what is left of words that begin alike: their next letters part them, and one may end here."""
    following: dict[str, list[str]] = {}
    for word in filter(None, words):
        following.setdefault(word[0], []).append(word[1:])
    alternatives = [re.escape(letter) + _endings(rest) for letter, rest in following.items()]
    may_end = "?" if "" in words and alternatives else ""
    if len(alternatives) < 2 and not may_end:
        return "".join(alternatives)
    return f"(?:{'|'.join(alternatives)}){may_end}"
