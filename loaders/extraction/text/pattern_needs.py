"""What a pattern of the language data cannot do without, so that it is tried only where a text holds that.

A text has about two thousand characters and a language a hundred ways of writing dates; trying each at every character
takes longer than all else. Most need a word that stands in few places: the name of a month, "last", a digit.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

_ENDLESS = 10_000  # characters of what has no end
_OPTIONAL = 2  # characters that part an optional placeholder from what follows
_REPEATED = re.compile(r"[?*+]|\{(?:\d*,)?(?P<most>\d*)\}")
# A token that stands for one of few characters: a mark, or one of several; Latin letters stand everywhere.
_MARKS = re.compile(r"[/-]|\[(?:-?[^\w\s\\^-]+-?|[^\W\d_a-zA-Z]+)\]")
_LOOKS = {"(?=", "(?<=", "(?!", "(?<!"}  # how a group begins that is no part of the match
Words = frozenset[str]  # in lower case; one of them must be there
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[^}]*\}|\(\?(?:-?i:|[:=!]|<[=!]|P<\w+>)|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Need:
    """Words that a pattern needs, one of them, and how many characters a match has at most before and from there on."""

    words: Words
    before: int
    behind: int


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
    return stretches_around([Need(words, reach, reach) for words in needs], places, length)


def stretches_around(needs: Sequence[Need], places: Mapping[Words, list[int]], length: int) -> list[tuple[int, int]]:
    """Do what `stretches` does with what is known of how far a match may go before and behind each need."""
    if not needs:
        return [(0, length)]
    needed = [places[need.words] for need in needs]
    fewest = min(needed, key=len)
    at = needed.index(fewest)
    before, behind = needs[at].before, needs[at].behind
    stretched: list[tuple[int, int]] = []
    for place in fewest:
        start = place - before if place > before else 0
        end = place + behind if place + behind < length else length
        needed[at] = [place]
        following = start
        for found in needed:
            index = bisect_left(found, following)
            if index == len(found) or found[index] >= end:
                break
            following = found[index] + 1
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
    return [need.words for need in _read(iter(_TOKEN.findall(pattern)), placeholders, {}).needs]


def needs_within(pattern: str, placeholders: Mapping[str, Words], widths: Mapping[str, int]) -> list[Need]:
    r"""Give what a pattern needs, as `needs_of` does, with how far a match may go before and behind each.

    Args:
        pattern: a regular expression with placeholders such as `{month}`.
        placeholders: the words that a placeholder stands for, where it stands for words.
        widths: the characters that a placeholder has at most; one that is not named has any number.

    >>> month, widths = frozenset({"may", "june"}), {"month": 4, "day": 2}
    >>> needs = needs_within(r"(?:on )?{month} {day},? (?:last year|\d{4})", {"month": month}, widths)
    >>> [(sorted(need.words), need.before, need.behind) for need in needs]
    [(['june', 'may'], 7, 18)]
    """
    return _read(iter(_TOKEN.findall(pattern)), placeholders, widths).needs


@dataclass(frozen=True, slots=True)
class _Part:
    """Part of a pattern: what it needs, and how many characters it has at most, those included that it looks at."""

    needs: list[Need]
    width: int


def _read(tokens: Iterator[str], placeholders: Mapping[str, Words], widths: Mapping[str, int]) -> _Part:
    """Read a group up to its closing bracket, or a whole pattern."""
    alternatives: list[_Part] = []
    parts: list[_Part] = []
    run = ""
    for token in tokens:
        if len(token) == 1 and (token.isalpha() or token == " " or unicodedata.category(token)[0] == "M"):
            run += token
            continue
        repeated = _REPEATED.fullmatch(token)
        if run:  # of letters only the last is repeated
            parts += [_letters(run[:-1]), _letters(run[-1])] if repeated else [_letters(run)]
        run = ""
        if token == ")":
            break
        if token == "|":
            alternatives.append(_together(parts))
            parts = []
        elif repeated:
            parts.append(_repeated(parts.pop(), token, 1 if token == "?" else int(repeated["most"] or _ENDLESS)))
        elif token.startswith("("):
            group = _read(tokens, placeholders, widths)
            parts.append(_Part([], group.width) if token in _LOOKS else group)
        else:
            parts.append(_token(token, placeholders, widths))
    if run:
        parts.append(_letters(run))
    return _of_one([*alternatives, _together(parts)])


def _letters(run: str) -> _Part:
    """Read a run of letters; a single one that has a capital stands everywhere."""
    word, width = run.lower(), len(run)
    is_telling = word.strip() and not (width == 1 and word.islower())
    return _Part([Need(frozenset({word}), width, width)] if is_telling else [], width)


def _token(token: str, placeholders: Mapping[str, Words], widths: Mapping[str, int]) -> _Part:
    """Read a placeholder, or a mark: the characters that it lists are needed, a range has too many."""
    if token[0] != "{":
        return _Part([Need(frozenset(token.strip("[]").lower()), 1, 1)] if _MARKS.fullmatch(token) else [], 1)
    name = token.strip("{}").rstrip("2")
    width = widths.get(name.rstrip("_").rstrip("2"), _ENDLESS) + (_OPTIONAL if name.endswith("_") else 0)
    return _Part([Need(placeholders[name], width, width)] if name in placeholders else [], width)


def _repeated(part: _Part, sign: str, most: int) -> _Part:
    """Read what may stand several times, or not at all: then it is not needed."""
    width = part.width * most
    return _Part([Need(need.words, width, width) for need in part.needs] if sign == "+" else [], width)


def _together(parts: list[_Part]) -> _Part:
    """Read parts that stand one behind another."""
    needs: list[Need] = []
    width = sum(part.width for part in parts)
    start = 0
    for part in parts:
        end = start + part.width
        needs += [Need(need.words, start + need.before, need.behind + width - end) for need in part.needs]
        start = end
    return _Part(needs, width)


def _of_one(alternatives: list[_Part]) -> _Part:
    """Read several alternatives, one of which must match: of each the most telling need."""
    if len(alternatives) == 1:
        return alternatives[0]
    width = max(part.width for part in alternatives)
    if not all(part.needs for part in alternatives):
        return _Part([], width)
    telling = [max(part.needs, key=lambda need: min(map(len, need.words))) for part in alternatives]
    words = frozenset[str]().union(*(need.words for need in telling))
    return _Part([Need(words, max(n.before for n in telling), max(n.behind for n in telling))], width)
