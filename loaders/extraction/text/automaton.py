"""One pass over a text for thousands of words and phrases at once (Aho-Corasick).

A pattern is a word or phrase; `word*` is a stem, inside a phrase too; a lone `*` is any one word; `word|rest` is the
word where the rest follows. Where words end is a matter of the script: at a space, at a particle that may be joined to
a word, or anywhere but inside a run of Latin letters, digits, katakana or Hangul. The automaton looks
for the longest literal beginning of each pattern; what follows a star is checked where the beginning was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import ahocorasick_rs

from crackdown.loaders.extraction.text.mentions import Mention, longest
from crackdown.loaders.extraction.text.normalise import Normalised, normalise
from crackdown.loaders.extraction.text.vowel_signs import VOWEL_SIGNS, WORD


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern and what finding it means.

    `cased` asks that the text's capitals agree: "US" is not "us", "Turkey" not "turkey". One without a value is not
    given itself: it hides shorter ones of its type, as "held talks" hides the "held" of an arrest.
    """

    type: str
    value: str
    pattern: str
    cased: bool = False
    data: dict[str, Any] = field(default_factory=dict, compare=False, hash=False)


class Columns(NamedTuple):
    """Entries as they are looked for, a list of each thing that there is to know of them.

    Attributes:
        types: their types.
        values: their values.
        data: their data.
        literals: the longest literal beginning of each pattern.
        rests: the pattern where something follows the literal, else "".
        wanted: the beginning of each cased pattern with its own capitals, else "".
        lengths: of the beginnings.
    """

    types: list[str]
    values: list[str]
    data: list[dict[str, Any]]
    literals: list[str]
    rests: list[str]
    wanted: list[str]
    lengths: list[int]


def columns_of(entries: Iterable[Entry]) -> Columns:
    """Work out how entries are looked for; of several that are the same, once."""
    columns = Columns([], [], [], [], [], [], [])
    for entry in dict.fromkeys(entries):
        view = normalise(entry.pattern)
        pattern = view.lower
        literal, star, _ = pattern.partition("*")
        if not literal:
            continue
        word, _, following = literal.partition("|") if not star else (literal, "", "")
        columns.types.append(entry.type)
        columns.values.append(entry.value)
        columns.data.append(entry.data)
        columns.literals.append(word + following)
        columns.rests.append(pattern if star or following else "")
        columns.wanted.append(view.text.partition("*")[0] if entry.cased else "")
        columns.lengths.append(len(entry.pattern.partition("*")[0]))
    return columns


class Patterns:
    """Entries that are looked for at once; those that every language has are shared by their automata."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._rests: list[str | re.Pattern[str]] = [*columns.rests]  # patterns until they are needed, then expressions
        self._search = ahocorasick_rs.AhoCorasick(columns.literals, store_patterns=False)

    def find(
        self,
        view: Normalised,
        inside: bytes | bytearray,
        particles: re.Pattern[str] | None,
        body_starts: re.Pattern[str] | None = None,
    ) -> Iterator[Mention]:
        """Give what stands between the edges of words, whatever overlaps.

        Args:
            view: the text.
            inside: of every position, whether a word goes on there.
            particles: what may be joined to the end of a word.
            body_starts: where the name of a body may begin within a word.
        """
        lower = view.lower
        types, values, data, _, _, wanted, lengths = self._columns
        for index, start, literal_end in self._search.find_matches_as_indexes(lower, overlapping=True):
            if inside[start] and not (body_starts and types[index] == "agency" and body_starts.match(lower, start)):
                continue
            rest, end = self._rests[index], literal_end
            if rest:
                if isinstance(rest, str):
                    rest = self._rests[index] = re.compile(_expression(rest) if "*" in rest else _followed(rest))
                match = rest.match(lower, start)
                if match is None:
                    continue
                end = match.end()
            if inside[end] and (particles is None or particles.match(lower, end) is None):
                continue
            if not wanted[index] or _same_case(wanted[index], view.text, start, lengths[index]):
                yield Mention(types[index], values[index], start, end, data[index])


class Automaton:
    """Finds the entries of one language's lexicon.

    >>> find = Automaton([Entry("kind", "arrest", "arrest*"), Entry("country", "US", "US", cased=True)]).find
    >>> [(m.type, m.start, m.end) for m in find(normalise("He arrested us in the US"))]
    [('kind', 3, 11), ('country', 22, 24)]
    >>> find = Automaton([Entry("kind", "arrest", "held"), Entry("kind", "", "held talks")]).find
    >>> [(m.value, m.start) for m in find(normalise("He held talks; three were held"))]
    [('arrest', 26)]
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        *,
        shared: Iterable[Patterns] = (),
        spaceless: bool = False,
        particles: Iterable[str] = (),
        body_starts: str = "",
    ) -> None:
        self._runs = _RUNS if spaceless else _LETTERS
        joined = "|".join(sorted(map(re.escape, particles), key=len, reverse=True))
        self._particles = re.compile(rf"(?:{joined})+(?![^\W\d_])") if joined else None
        self._body_starts = re.compile(body_starts) if body_starts else None
        self._patterns = [Patterns(columns_of(entries)), *shared]

    def find(self, view: Normalised) -> list[Mention]:
        """Give the mentions in the order of the text; of each type, the longest where several overlap."""
        by_type: dict[str, list[Mention]] = {}
        inside = _insides(self._runs, view.lower)
        for patterns in self._patterns:
            for mention in patterns.find(view, inside, self._particles, self._body_starts):
                by_type.setdefault(mention.type, []).append(mention)
        given = (mention for found in by_type.values() for mention in longest(found) if mention.value)
        return sorted(given, key=lambda m: (m.start, -m.end))


# The runs that words neither begin nor end inside of. In scripts without spaces any other character may begin a word.
_MARKS = re.compile(f"[{VOWEL_SIGNS}]")
_LETTERS = re.compile(rf"[^\W_](?:[^\W_]|{_MARKS.pattern})+")
# Vowels and marks of Thai, Lao, Burmese and Khmer that belong to the letter before them: before them no word begins or
# ends. Khmer តាក, Tak, does not stand in តាកែវ, Takeo, nor Burmese ရဲ, police, in ရဲ့, of.
_SIGNS = re.compile(r"[\u0e30-\u0e3a\u0e47-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3]")
_RUNS = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}|\d{2,}|[\u30a1-\u30fa\u30fc]{2,}|[\uac00-\ud7a3]{2,}")


def _insides(runs: re.Pattern[str], text: str) -> bytes | bytearray:
    """Tell of every position of a text, its end included, whether a run goes on there.

    >>> list(_insides(_RUNS, "\u30bf\u30a44\u540d"))
    [0, 1, 0, 0, 0]
    >>> list(_insides(_LETTERS, "4 men"))
    [0, 0, 0, 1, 1, 0]
    """
    if runs is _LETTERS and not _MARKS.search(text):  # a run goes on between letters, then: no need to look for runs
        letters = int.from_bytes(bytes(map(str.isalnum, text)), "little")  # of each position whether a letter follows
        return (letters & letters << 8).to_bytes(len(text) + 1, "little")
    inside = bytearray(len(text) + 1)
    for match in runs.finditer(text):
        start, end = match.span()
        inside[start + 1 : end] = b"\1" * (end - start - 1)
    if runs is _RUNS:
        for match in _SIGNS.finditer(text):
            inside[match.start()] = 1
    return inside


def _same_case(wanted: str, text: str, start: int, length: int) -> bool:
    printed = text[start : start + length]
    if wanted.isupper() or len(wanted) <= 2:
        return printed == wanted
    return printed[:1] == wanted[:1] or printed.isupper()


def _followed(pattern: str) -> str:
    word, _, following = pattern.partition("|")
    return rf"{re.escape(word)}(?={re.escape(following)})"


def _expression(pattern: str) -> str:
    words = [
        rf"[{WORD}'-]+" if word == "*" else re.escape(word).replace(r"\*", f"[{WORD}]*") for word in pattern.split(" ")
    ]
    return r"[ ]".join(words)
