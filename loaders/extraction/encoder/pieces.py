"""A text cut into the pieces of the encoder's vocabulary, each of which knows where it came from.

The cut is the likeliest by the pieces' scores (Kudo 2018, https://arxiv.org/abs/1804.10959, section 3.1), as in
SentencePiece's unigram models.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Span = tuple[int, int]  # in characters of the text
Cut = tuple[tuple[int, int, int], ...]  # the number of each piece of a word, its start and its end there

_SPACE = "\u2581"  # SentencePiece's mark of a word's beginning
_UNKNOWN = 10.0  # log probability that an unknown character costs beyond the rarest piece
_WORDS_KEPT = 20_000  # a word comes again and again, in this text and the next
_LONGEST_KEPT = 24  # characters: longer ones are lines of a script without spaces, which never come again


class Marks(NamedTuple):
    """The numbers of the pieces that stand for no letters."""

    begin: int
    end: int
    unknown: int


class Pieces:
    """The pieces of one text, in order; at least one.

    Attributes:
        numbers: which pieces they are, by their numbers in the vocabulary.
        starts: where in the text each begins.
        ends: where in the text each ends, or one before it that ends later.
    """

    def __init__(self, numbers: Numbers, starts: Numbers, ends: Numbers) -> None:
        self.numbers, self.starts, self.ends = numbers, starts, np.maximum.accumulate(ends)

    def __len__(self) -> int:
        """Count them."""
        return len(self.numbers)

    def range_of(self, span: Span) -> tuple[int, int]:
        """Give the first and the end of the pieces that share a character with a span; at least one."""
        first = min(int(np.searchsorted(self.ends, span[0], "right")), len(self.numbers) - 1)
        return first, max(first + 1, int(np.searchsorted(self.starts, span[1], "left")))


class Tokenizer:
    """Cuts texts into pieces; safe to use from several threads."""

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], normalised: Mapping[str, str], marks: Marks
    ) -> None:
        """Take a vocabulary.

        Args:
            pieces: the vocabulary; the marks come first, up to that of the unknown.
            scores: the log probability of each piece.
            normalised: characters that stand for others, or for none.
            marks: the pieces that stand for no letters.
        """
        self._marks, self._normalised = marks, normalised
        self._scores, self._unknown_score = scores, min(scores) - _UNKNOWN
        first = marks.unknown + 1
        self._numbers = dict(zip(pieces[first:], range(first, len(pieces)), strict=True))
        self._longest = {piece[:2]: len(piece) for piece in sorted(self._numbers, key=len)}  # by how they begin
        self._kept = lru_cache(_WORDS_KEPT)(self._best)

    def cut(self, text: str) -> Pieces:
        """Cut a text, each line by itself, with an end mark at each line break after something."""
        found: list[tuple[int, int, int]] = []
        at = 0
        for line in text.split("\n"):
            found += self._cut_line(line, at)
            at += len(line) + 1
            if found and found[-1][0] != self._marks.end and at <= len(text):
                found.append((self._marks.end, at - 1, at))
        table = np.array(found or [(self._marks.end, 0, 1)], dtype=np.int64)
        return Pieces(table[:, 0], table[:, 1], table[:, 2])

    def _cut_line(self, line: str, at: int) -> Iterator[tuple[int, int, int]]:
        letters, sources = self._letters_of(line, at)
        edges = [0, *(edge for edge in range(1, len(letters)) if letters[edge] == _SPACE), len(letters)]
        for first, last in pairwise(edges):
            word = letters[first:last]
            for number, start, end in (self._kept if len(word) <= _LONGEST_KEPT else self._best)(word):
                shown = start + (word[start] == _SPACE and end - start > 1)
                yield number, sources[first + shown], sources[first + end - 1] + 1

    def _letters_of(self, line: str, at: int) -> tuple[str, list[int]]:
        """Give a line's letters as the vocabulary writes them, and of each where in the text it comes from."""
        letters: list[str] = []
        sources: list[int] = []
        for position, character in enumerate(line, at):
            for letter in self._normalised.get(character, character).replace(" ", _SPACE):
                if not letters and letter != _SPACE:
                    letters.append(_SPACE)
                    sources.append(position)
                if letter != _SPACE or not letters or letters[-1] != _SPACE:
                    letters.append(letter)
                    sources.append(position)
        return "".join(letters), sources

    def _best(self, word: str) -> Cut:
        """Give the likeliest cut of a word (Viterbi)."""
        length = len(word)
        best = [0.0] + [-np.inf] * length
        came: list[tuple[int, int]] = [(0, 0)] * (length + 1)
        for start in range(length):
            here = best[start]
            if here + self._unknown_score > best[start + 1]:
                best[start + 1], came[start + 1] = here + self._unknown_score, (start, self._marks.unknown)
            most = self._longest.get(word[start : start + 2], 1)
            for end in range(start + 1, min(start + most, length) + 1):
                number = self._numbers.get(word[start:end])
                if number is not None and here + self._scores[number] > best[end]:
                    best[end], came[end] = here + self._scores[number], (start, number)
        pieces: list[tuple[int, int, int]] = []
        while length:
            start, number = came[length]
            pieces.append((number, start, length))
            length = start
        return tuple(reversed(pieces))
