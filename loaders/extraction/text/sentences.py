"""Where sentences and paragraphs of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.text.vowel_signs import WORD

_STOP = re.compile(
    r"[.!?\u2026][\"')\]]*(?=\s)|[\u1362\u1367\u3002\u06d4\u061f\uff01\uff1f\u17d4\u104b\u0964\u0965]|\n+"
)

_ELLIPSIS = "\u2026"
_LAST_WORD = re.compile(rf"[{WORD}.]*$")
_INITIALS = re.compile(r"[A-Za-z](\.[A-Za-z])+")
_NEW_SENTENCE = re.compile(r"\s+[A-Z]\w* ")
_FOLLOWING = re.compile(r"[ \"'(\-\n]*[^ \"'(\-\n]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span in the normalised text, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the normalised text."""
        return self.start, self.end


class Sentences:
    """The sentences of a text, found by position."""

    def __init__(self, view: Normalised, language: Language) -> None:
        self._text = view.text
        self.all = list(_split(view, language))
        numbers: list[int] = []  # the sentence of every position: what stands where is asked a thousand times
        for number, sentence in enumerate(self.all):
            numbers += [max(0, number - 1)] * (sentence.start - len(numbers))
        numbers += [len(self.all) - 1] * (len(view.text) + 1 - len(numbers))
        self.index: Callable[[int], int] = numbers.__getitem__  # the number of the sentence that holds a position

    @property
    def has_headline(self) -> bool:
        """Whether the first sentence is a line by itself."""
        return self._text[self.all[0].start : self.all[0].end].endswith("\n")

    def at(self, position: int) -> Sentence:
        """Give the sentence that holds a position."""
        return self.all[self.index(position)]


@cache
def _stops(openers: tuple[str, ...]) -> re.Pattern[str]:
    """Give what ends a sentence; where no mark does, a space before a word that opens one."""
    if not openers:
        return _STOP
    return re.compile(rf"{_STOP.pattern}|[ ](?=(?:{'|'.join(map(re.escape, openers))}))")


def _split(view: Normalised, language: Language) -> list[Sentence]:
    text = view.text
    sentences: list[Sentence] = []
    start, paragraph, headline_end = 0, 0, text.find("\n")
    for match in _stops(tuple(language.lexicon.get("openers", ()))).finditer(text):
        is_break = "\n" in match[0]
        if not is_break and match[0] != " " and not _ends_sentence(text, match.start(), match.end(), language):
            continue
        if match[0][0] == _ELLIPSIS and match.start() < headline_end:
            continue  # a headline is one: "단지 급습… 26명 검거"
        if is_break and match[0] == "\n" and view.lower[match.start()] == " " and _goes_on(text[match.end()]):
            continue
        if text[start : match.end()].strip():
            sentences.append(Sentence(start, match.end(), paragraph))
            start = match.end()
        paragraph += is_break
    if text[start:].strip() or not sentences:
        sentences.append(Sentence(start, len(text), paragraph))
    return sentences


def plain_spans(text: str, start: int = 0) -> list[tuple[int, int]]:
    r"""Give the sentences of a text of no known language from an offset on, by its marks and line ends alone.

    >>> plain_spans("One. Two! 三。\n")
    [(0, 4), (5, 9), (10, 12)]
    """
    edges = [start, *(match.end() for match in _STOP.finditer(text, start)), len(text)]
    pieces = ((first, text[first:last]) for first, last in pairwise(edges))
    return [
        (first + len(piece) - len(piece.lstrip()), first + len(piece.rstrip()))
        for first, piece in pieces
        if piece.strip()
    ]


def _ends_sentence(text: str, stop: int, after: int, language: Language) -> bool:
    word = _LAST_WORD.search(text[max(0, stop - 12) : stop]) if text[stop] == "." else None
    if word and word[0]:
        if language.lexicon.get("stops_shorten") == "true" and not word[0][-1].isascii():
            return False
        if word[0].lower() in language.abbreviations or (len(word[0]) == 1 and word[0].isupper()):
            return False
        if _INITIALS.fullmatch(word[0]) and not _NEW_SENTENCE.match(text, after):
            return False
    following = _FOLLOWING.match(text, after)
    return following is None or not _goes_on(following[0][-1])


def _goes_on(letter: str) -> bool:
    """Tell whether a letter begins no sentence, being a small one of a script that has others to begin with.

    >>> [_goes_on(letter) for letter in "a\u10d0A"]  # the second is Georgian
    [True, False, False]
    """
    return letter.islower() and letter.title() != letter
