"""What a pattern of the language data cannot do without, so that it is tried only where a text holds that.

A text has about two thousand characters and a language a hundred ways of writing dates; trying each at every character
takes longer than all else. Most need a word that stands in few places: the name of a month, "last", a digit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import ahocorasick_rs

Words = frozenset[str]  # in lower case; one of them must be there
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[^}]*\}|\(\?(?:[:=!]|<[=!]|P<\w+>)|.", re.DOTALL)


class Needs:
    """The words that some patterns need, and where a text holds them."""

    def __init__(self, needs: Iterable[Words]) -> None:
        self._needs = list(dict.fromkeys(needs))
        words = sorted(set().union(*self._needs))
        self._by_word = [[need for need in self._needs if word in need] for word in words]
        self._search = ahocorasick_rs.AhoCorasick(words, store_patterns=False)

    def places(self, lower: str) -> dict[Words, list[int]]:
        """Give where a text in lower case holds what each need asks for."""
        places: dict[Words, list[int]] = {need: [] for need in self._needs}
        for index, start, _ in self._search.find_matches_as_indexes(lower, overlapping=True):
            for need in self._by_word[index]:
                places[need].append(start)
        return places


def stretches(
    needs: Iterable[Words], places: Mapping[Words, list[int]], length: int, *, reach: int
) -> list[tuple[int, int]]:
    """Give the stretches of a text that hold all that a pattern needs: those around the need met in the fewest places.

    Args:
        needs: of the pattern.
        places: where the text holds what they ask for.
        length: of the text.
        reach: characters that nothing the pattern matches goes beyond what it needs, on either side.

    >>> month, last = frozenset({"may"}), frozenset({"last"})
    >>> stretches([month, last], {month: [10, 40, 400], last: [300]}, 500, reach=80)
    [(220, 380)]
    """
    fewest = min((places[need] for need in needs), key=len, default=None)
    if fewest is None:
        return [(0, length)]
    if not fewest:
        return []
    found: list[tuple[int, int]] = []
    for place in sorted(fewest):
        start, end = max(0, place - reach), min(length, place + reach)
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def needs_of(pattern: str, placeholders: Mapping[str, Words]) -> list[Words]:
    r"""Give what a pattern needs: of each of these sets a text must hold a word for the pattern to match.

    Args:
        pattern: a regular expression with placeholders such as `{month}`.
        placeholders: the words that a placeholder stands for, where it stands for words.

    >>> month = frozenset({"may", "june"})
    >>> [sorted(words) for words in needs_of("(?:on )?{month} {day},? (?:last year|of the year)", {"month": month})]
    [['june', 'may'], ['last year', 'of the year']]
    >>> [sorted(words) for words in needs_of("yesterday(?: morning)?|last nights?", {})]
    [['last night', 'yesterday']]
    """
    return _read(iter(_TOKEN.findall(pattern)), placeholders)


def _read(tokens: Iterator[str], placeholders: Mapping[str, Words]) -> list[Words]:
    """Read a group up to its closing bracket, or a whole pattern."""
    alternatives: list[list[Words]] = []
    parts: list[list[Words]] = [[]]  # what each part of the alternative needs; the last may still be made optional
    run = ""
    for token in tokens:
        if token in {"?", "*"} or re.match(r"\{\d", token):
            if run:
                run = run[:-1]
            else:
                parts.pop()
                parts.append([])
        elif len(token) == 1 and (token.isalpha() or token == " " or unicodedata.category(token)[0] == "M"):
            run += token
            continue
        if run.strip():
            parts.append([frozenset({run.lower()})])
        run = ""
        if token == ")":
            break
        if token == "|":
            alternatives.append(_together(parts))
            parts = [[]]
        elif token.startswith("("):
            needs = _read(tokens, placeholders)
            parts.append([] if token in {"(?!", "(?<!"} else needs)
        else:
            name = token.strip("{}").rstrip("2")
            parts.append([placeholders[name]] if token[0] == "{" and name in placeholders else [])
    if run.strip():
        parts.append([frozenset({run.lower()})])
    return _of_one([*alternatives, _together(parts)])


def _together(parts: list[list[Words]]) -> list[Words]:
    return [need for part in parts for need in part]


def _of_one(alternatives: list[list[Words]]) -> list[Words]:
    """Give what is needed where one of several alternatives must match: of each the most telling."""
    if len(alternatives) == 1:
        return alternatives[0]
    if not all(alternatives):
        return []
    return [frozenset().union(*(max(needs, key=lambda words: min(map(len, words))) for needs in alternatives))]
