"""What a pattern of the language data cannot do without, so that it is tried only where a text holds that.

A text has about two thousand characters and a language a hundred ways of writing dates; trying each at every character
takes longer than all else. Most need a word that stands in few places: the name of a month, "last", a digit.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import ahocorasick_rs

_ENDLESS = 10_000  # characters of what has no end
_OPTIONAL = 2  # characters that part an optional placeholder from what follows
_REPEATED = re.compile(r"[*+]|\{(?:\d*,)?(?P<most>\d*)\}")
# A token that stands for one of few characters: a mark, or one of several; Latin letters stand everywhere.
_MARKS = re.compile(r"[/-]|\[(?:-?[^\w\s\\^-]+-?|[^\W\d_a-zA-Z]+)\]")
_LOOKS = {"(?=", "(?<=", "(?!", "(?<!"}  # how a group begins that is no part of the match
Words = frozenset[str]  # in lower case; one of them must be there
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[^}]*\}|\(\?(?:-?i:|[:=!]|<[=!]|P<\w+>)|.", re.DOTALL)


class Needs:
    """The words that some patterns need, and where a text holds them."""

    def __init__(self, needs: Iterable[Words]) -> None:
        self._needs = list(dict.fromkeys(needs))
        words = sorted(set().union(*self._needs))
        self._by_word = [[at for at, need in enumerate(self._needs) if word in need] for word in words]
        self._search = ahocorasick_rs.AhoCorasick(words, store_patterns=False)

    def places(self, lower: str) -> dict[Words, list[int]]:
        """Give where a text in lower case holds what each need asks for, in the order of the text."""
        places: list[list[int]] = [[] for _ in self._needs]
        by_word = self._by_word
        for index, start, _ in self._search.find_matches_as_indexes(lower, overlapping=True):
            for at in by_word[index]:
                places[at].append(start)
        for found in places:
            found.sort()
        return dict(zip(self._needs, places, strict=True))


def stretches(
    needs: Iterable[Words], places: Mapping[Words, list[int]], length: int, *, reach: int
) -> list[tuple[int, int]]:
    """Give the stretches of a text that hold all that a pattern needs, in its order: around the need met least often.

    Args:
        needs: of the pattern, in its order.
        places: where the text holds what they ask for.
        length: of the text.
        reach: characters that nothing the pattern matches goes beyond what it needs, on either side.

    >>> month, last = frozenset({"may"}), frozenset({"last"})
    >>> places = {month: [10, 40, 370], last: [200, 300]}
    >>> stretches([last, month], places, 500, reach=80), stretches([month, last], places, 500, reach=80)
    ([(220, 380)], [])
    """
    needed = [places[need] for need in needs]
    if not needed:
        return [(0, length)]
    fewest = min(needed, key=len)
    at = needed.index(fewest)
    stretched: list[tuple[int, int]] = []
    for place in fewest:
        start = place - reach if place > reach else 0
        end = place + reach if place + reach < length else length
        needed[at] = [place]
        behind = start
        for found in needed:
            following = bisect_left(found, behind)
            if following == len(found) or found[following] >= end:
                break
            behind = found[following] + 1
        else:
            if stretched and start <= stretched[-1][1]:
                stretched[-1] = stretched[-1][0], end
            else:
                stretched.append((start, end))
    return stretched


def may_match(pattern: str, lower: str) -> bool:
    """Tell whether a text in lower case holds all that a pattern without placeholders needs.

    >>> may_match("(?:[Ii]nternational )?[Aa]irport of [A-Z]", "airports and seaports")
    False
    """
    return all(any(word in lower for word in words) for words in _plain_needs(pattern))


@cache
def _plain_needs(pattern: str) -> list[Words]:
    return needs_of(pattern, {})


def needs_of(pattern: str, placeholders: Mapping[str, Words]) -> list[Words]:
    r"""Give what a pattern needs, in its order: of each of these sets a text must hold a word for it to match.

    What a pattern looks at before and after is not counted: it stands in no order to what is matched.

    Args:
        pattern: a regular expression with placeholders such as `{month}`.
        placeholders: the words that a placeholder stands for, where it stands for words.

    >>> month = frozenset({"may", "june"})
    >>> [sorted(words) for words in needs_of("(?:on )?{month} {day},? (?:last year|of the year)", {"month": month})]
    [['june', 'may'], ['last year', 'of the year']]
    >>> [sorted(words) for words in needs_of("yesterday(?: morning)?|last nights?", {})]
    [['last night', 'yesterday']]
    >>> [sorted(words) for words in needs_of("[天日][가-힣]/(?= or a)", {})]
    [['天', '日'], ['/']]
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
        parts.append(_letters(run))
        run = ""
        if token == ")":
            break
        if token == "|":
            alternatives.append(_together(parts))
            parts = [[]]
        elif token.startswith("("):
            needs = _read(tokens, placeholders)
            parts.append([] if token in _LOOKS else needs)
        else:
            name = token.strip("{}").rstrip("2")
            parts.append([placeholders[name]] if token[0] == "{" and name in placeholders else _marks(token))
    parts.append(_letters(run))
    return _of_one([*alternatives, _together(parts)])


def _letters(run: str) -> list[Words]:
    """Give the words of a run of letters; a single letter that has a capital stands everywhere."""
    word = run.lower()
    return [frozenset({word})] if word.strip() and not (len(word) == 1 and word.islower()) else []


def _marks(token: str) -> list[Words]:
    """Give the characters that a token stands for where it is a mark or lists them: a range has too many."""
    return [frozenset(token.strip("[]").lower())] if _MARKS.fullmatch(token) else []


def most_characters(pattern: str, placeholders: Mapping[str, int]) -> int:
    r"""Give how many characters a match of a pattern has at most, those included that it looks at before and after.

    Args:
        pattern: a regular expression with placeholders such as `{month}`.
        placeholders: the characters that a placeholder's words have at most.

    >>> most_characters(r"(?:on )?{month} {day2},? (?:last year|\d{4})", {"month": 9, "day": 4})
    28
    >>> most_characters("[a-z]+ ago", {}) > 1000
    True
    """
    return _width(iter(_TOKEN.findall(pattern)), placeholders)


def _width(tokens: Iterator[str], placeholders: Mapping[str, int]) -> int:
    """Add up the characters of a group up to its closing bracket, or of a whole pattern: of its longest alternative."""
    longest = total = last = 0
    for token in tokens:
        if token == ")":
            break
        if token == "|":
            longest, total, last = max(longest, total), 0, 0
        elif repeated := _REPEATED.fullmatch(token):
            total += last * int(repeated["most"] or _ENDLESS)
        elif token != "?":
            last = _width(tokens, placeholders) if token[0] == "(" else _width_of(token, placeholders)
            total += last
    return max(longest, total)


def _width_of(token: str, placeholders: Mapping[str, int]) -> int:
    if token[0] != "{":
        return 1
    return placeholders.get(token.strip("{}_").rstrip("2"), _ENDLESS) + (_OPTIONAL if token.endswith("_}") else 0)


def _together(parts: list[list[Words]]) -> list[Words]:
    return [need for part in parts for need in part]


def _of_one(alternatives: list[list[Words]]) -> list[Words]:
    """Give what is needed where one of several alternatives must match: of each the most telling."""
    if len(alternatives) == 1:
        return alternatives[0]
    if not all(alternatives):
        return []
    return [frozenset().union(*(max(needs, key=lambda words: min(map(len, words))) for needs in alternatives))]
