"""Names of officials: their usual spellings, and which of them are one person's in a text."""

from __future__ import annotations

import re
from functools import cache

from crackdown.loaders.extraction.text.data import load_gazetteer


def usual_name(name: str) -> str:
    """Give the usual English spelling of an official's name.

    >>> usual_name("Sok Vasna"), usual_name("Unknown Person")
    ('Sok Veasna', 'Unknown Person')
    """
    return _aliases().get(name, name)


class KnownNames:
    """The places of the officials that a text named so far, by their names and by each word of them.

    A family name alone is the person whose full name holds it.
    """

    def __init__(self) -> None:
        self._whole: dict[str, int] = {}
        self._alone: dict[str, int] = {}  # names of one word
        self._words: dict[str, int] = {}

    def add(self, name: str, place: int) -> None:
        """Remember the place of an official, unless one before has the name or the word."""
        words = _words(name)
        self._whole.setdefault(usual_name(name), place)
        for word in words:
            self._words.setdefault(word, place)
        if len(words) == 1:
            self._alone.setdefault(words[0], place)

    def place_of(self, name: str) -> int | None:
        """Give the place of the first official of this name."""
        words = _words(name)
        found = [self._whole.get(usual_name(name)), *map(self._alone.get, words)]
        found += [self._words.get(words[0])] if len(words) == 1 else []
        return min((place for place in found if place is not None), default=None)


def _words(name: str) -> list[str]:
    return re.split(r"[ \u00b7\u30fb]", name)


@cache
def _aliases() -> dict[str, str]:
    return {alias: item["name"] for item in load_gazetteer("officials") for alias in item["aliases"]}
