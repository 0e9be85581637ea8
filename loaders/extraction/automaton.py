"""One pass over a text for thousands of words and phrases at once (Aho-Corasick).

A pattern is a word or phrase; `word*` is a stem, inside a phrase too; a lone `*` is any one word; `word|rest` is the
word where the rest follows. Where words end is a matter of the script: at a space, at a particle that may be joined to
a word, or anywhere but inside a run of Latin letters, digits, katakana or Hangul. The automaton looks
for the longest literal beginning of each pattern; what follows a star is checked where the beginning was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import ahocorasick_rs

from crackdown.loaders.extraction.mentions import Mention, longest
from crackdown.loaders.extraction.normalise import Normalised, normalise


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern and what finding it means.

    `cased` asks that the text's capitals agree: "US" is not "us", "Turkey" not "turkey".
    """

    type: str
    value: str
    pattern: str
    cased: bool = False
    data: dict[str, Any] = field(default_factory=dict, compare=False, hash=False)


class Automaton:
    """Finds the entries of one language's lexicon.

    >>> find = Automaton([Entry("kind", "arrest", "arrest*"), Entry("country", "US", "US", cased=True)]).find
    >>> [(m.type, m.start, m.end) for m in find(normalise("He arrested us in the US"))]
    [('kind', 3, 11), ('country', 22, 24)]
    """

    def __init__(self, entries: Iterable[Entry], *, spaceless: bool = False, particles: Iterable[str] = ()) -> None:
        self._joined = _same_run if spaceless else _both_letters
        joined = "|".join(sorted(map(re.escape, particles), key=len, reverse=True))
        self._particles = re.compile(rf"(?:{joined})+(?![^\W\d_])") if joined else None
        self._entries: list[Entry] = []
        self._rests: list[re.Pattern[str] | None] = []
        self._wanted: list[str] = []  # the beginning of each pattern with its own capitals
        literals: list[str] = []
        for entry in dict.fromkeys(entries):
            pattern = normalise(entry.pattern).lower
            literal, star, _ = pattern.partition("*")
            if not literal:
                continue
            word, _, following = literal.partition("|") if not star else (literal, "", "")
            literals.append(word + following)
            self._entries.append(entry)
            self._wanted.append(normalise(entry.pattern.partition("*")[0]).text if entry.cased else "")
            self._rests.append(_expression(pattern) if star else _followed(word, following) if following else None)
        self._search = ahocorasick_rs.AhoCorasick(literals, store_patterns=False)

    def find(self, view: Normalised) -> list[Mention]:
        """Give the mentions in the order of the text; of each type, the longest where several overlap."""
        by_type: dict[str, list[Mention]] = {}
        for index, start, end in self._search.find_matches_as_indexes(view.lower, overlapping=True):
            mention = self._checked(view, index, start, end)
            if mention is not None:
                by_type.setdefault(mention.type, []).append(mention)
        return sorted((m for found in by_type.values() for m in longest(found)), key=lambda m: (m.start, -m.end))

    def _checked(self, view: Normalised, index: int, start: int, end: int) -> Mention | None:
        entry, rest = self._entries[index], self._rests[index]
        if start and self._joined(view.lower[start - 1], view.lower[start]):
            return None
        if rest is not None:
            match = rest.match(view.lower, start)
            if match is None:
                return None
            end = match.end()
        if not self._may_end(view.lower, end) or (
            entry.cased and not _same_case(self._wanted[index], view.text, start, len(entry.pattern.partition("*")[0]))
        ):
            return None
        return Mention(entry.type, entry.value, start, end, entry.data)

    def _may_end(self, text: str, end: int) -> bool:
        if end == len(text) or not self._joined(text[end - 1], text[end]):
            return True
        return self._particles is not None and self._particles.match(text, end) is not None


def _both_letters(one: str, other: str) -> bool:
    return one.isalnum() and other.isalnum()


# In scripts without spaces, the runs that words do not end inside of; of other characters any may begin a word.
_RUNS = re.compile(r"[A-Za-z\u00c0-\u024f]{2}|\d{2}|[\u30a1-\u30fa\u30fc]{2}|[\uac00-\ud7a3]{2}")


@lru_cache(maxsize=10_000)
def _same_run(one: str, other: str) -> bool:
    """Tell whether two neighbours are of one run of Latin letters, digits, katakana or Hangul.

    >>> _same_run("\u30bf", "\u30a4"), _same_run("4", "\u540d")
    (True, False)
    """
    return _RUNS.fullmatch(one + other) is not None


def _same_case(wanted: str, text: str, start: int, length: int) -> bool:
    printed = text[start : start + length]
    if wanted.isupper() or len(wanted) <= 2:
        return printed == wanted
    return printed[:1] == wanted[:1] or printed.isupper()


def _followed(word: str, following: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(word)}(?={re.escape(following)})")


def _expression(pattern: str) -> re.Pattern[str]:
    words = [r"[\w'-]+" if word == "*" else re.escape(word).replace(r"\*", r"\w*") for word in pattern.split(" ")]
    return re.compile(r"[ ]".join(words))
