"""A normalised view of a text in which every character still knows where it came from.

Matching wants one kind of quote, dash, space and digit, composed letters and no invisible characters; evidence wants
the original's offsets. Normalised keeps both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

_SINGLE = dict.fromkeys("\u2019\u2018\u02bb\u02bc\u00b4`\u2032\u05f3\uff07", "'")
_DOUBLE = dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033\u05f4\uff02", '"')
_DASHES = dict.fromkeys("\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-")
_SPACES = dict.fromkeys(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
)
# Invisible characters and the first half of a CRLF: they stand between letters without meaning anything to a reader.
_DROPPED = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\r", "")
# Letters that Unicode's composed form takes apart (য় is য and a dot): the same word may come either way.
_APART = {
    chr(code): composed
    for code in (*range(0x900, 0x1000), *range(0xFB1D, 0xFB50))
    if len(composed := unicodedata.normalize("NFC", chr(code))) > 1
}
_TABLE = {**_SINGLE, **_DOUBLE, **_DASHES, **_SPACES, **_DROPPED, **_APART}


# Capital letters of Latin and Greek script, for regular expressions ("Đ", "Ủ", "İ", "Ά" too).
UPPER = "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x370, 0x400), *range(0x1E00, 0x2000)) if chr(c).isupper())

_WIDEST = 100  # characters of the lines of a text that was broken at a column, as mails and typewritten notices are
_LONGEST = 30  # of a word; scripts that put no spaces between words tell nothing of a column
_LETTER = "[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
_SETS_APART = re.compile("[0-9] [\u5e74\u6708\u65e5\u4eba\u540d]")  # year, month, day, people: no clause begins so
_SET_APART = re.compile(f"(?<=[0-9]) (?={_LETTER})|(?<={_LETTER}) (?=[0-9])")
_OPENERS = ("-", "*", "\u2022", "\u00b7", "\u2013", "\u2014", ">", "|", "#")  # of a point, a quoted line, a row
_WRAPPED = 56  # characters from which a line was ended by its width and not by its sense


@dataclass(frozen=True)
class Normalised:
    """The text to match in, and where each of its characters stands in the original."""

    original: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @cached_property
    def lower(self) -> str:
        """The text in lower case, character for character; line ends inside a paragraph are spaces."""
        lower = self.text.lower()
        if len(lower) != len(self.text) or "\u03a3" in self.text:  # İ would become two, a last sigma another letter
            lower = lowered(self.text)
        lines, position = lower.split("\n"), -1
        for number, line in enumerate(lines[:-1]):
            position += len(line) + 1
            lines[number] = line + (" " if self._is_soft(position) else "\n")
        return "".join(lines)

    def _is_soft(self, position: int) -> bool:
        """Tell whether a line end is inside a paragraph that was wrapped at a column."""
        line_start = self.text.rfind("\n", 0, position) + 1
        following = self.text[position + 1 : position + 2]
        return position - line_start >= _WRAPPED and following not in {"", "\n"}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Translate a span of the normalised text into one of the original, without spaces before the first word."""
        while start < end - 1 and self.text[start] == " ":
            start += 1
        return self.starts[start], self.ends[end - 1]

    def quote(self, start: int, end: int) -> str:
        """Give the original's words under a span of the normalised text."""
        first, last = self.span(start, end)
        return self.original[first:last]


def normalise(original: str) -> Normalised:
    r"""Normalise a text.

    >>> view = normalise("L\u2019ope\u0301ration des 4\u00a000\u200b0\r\nhommes")
    >>> view.text
    "L'opération des 4 000\nhommes"
    >>> view.quote(18, 21)
    '00\u200b0'
    >>> view.quote(17, 21)
    '00\u200b0'
    """
    source = _unwrapped(original)
    others = {*_OTHERS.findall(source), *_DIGITS.findall(source)}
    if _UNEVEN.isdisjoint(others) and unicodedata.is_normalized("NFC", source):  # each stands for one: nearly always
        text = _mapped_each(source, others)
        return Normalised(original, text, range(len(text)), range(1, len(text) + 1))
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(source):
        for character in _MAPPED[source[start:end]]:
            characters.append(character)
            starts.append(start)
            ends.append(end)
    return Normalised(original, "".join(characters), starts, ends)


def closed_up(view: Normalised) -> Normalised:
    """Leave out the spaces that some pages set between all figures and Chinese or Japanese letters.

    Others have them between the clauses of a headline alone.

    >>> view = closed_up(normalise("\u5171\u6293\u83b7 12 \u4eba"))
    >>> view.text, view.quote(3, 6)
    ('\u5171\u6293\u83b712\u4eba', '12 \u4eba')
    """
    if not _SETS_APART.search(view.text):
        return view
    apart = {found.start() for found in _SET_APART.finditer(view.text)}
    kept = [position for position in range(len(view.text)) if position not in apart]
    return Normalised(
        view.original,
        "".join(map(view.text.__getitem__, kept)),
        [view.starts[position] for position in kept],
        [view.ends[position] for position in kept],
    )


def _mapped_each(text: str, others: set[str]) -> str:
    """Put in a text what each of some characters stands for.

    In their order, as none stands for a later one that would be put in another's place again ("\uff40" for "`").
    """
    for character in sorted(others):
        text = text.replace(character, _MAPPED[character])
    return text


def _unwrapped(text: str) -> str:
    r"""Give a text in which the line ends that a column made are spaces, character for character.

    A column made it where the next word would have stood beyond the widest line, in a text most of whose line ends are
    such. Lists, verses and texts of a paragraph a line stay as they are.

    >>> _unwrapped("Police said on 9\nFebruary that 30\nmen had been freed\nin Poipet.\n\nThe end")
    'Police said on 9 February that 30 men had been freed in Poipet.\n\nThe end'
    >>> _unwrapped("Freed:\nthree men\ntwo women\nand all of the others")
    'Freed:\nthree men\ntwo women\nand all of the others'
    """
    lines = text.split("\n")
    if len(lines) < 4:
        return text
    told = [line.rstrip() for line in lines]
    widest = max((len(line) for line in told if "://" not in line), default=0)  # an address is not broken
    if widest > _WIDEST:
        return text
    within = [number for number, line in enumerate(told[1:], 1) if line and told[number - 1] and _goes_on(line)]
    broken = {number for number in within if len(told[number - 1]) + 1 + len(told[number].split(" ", 1)[0]) > widest}
    if len(broken) < 3 or 2 * len(broken) < len(within):
        return text
    return lines[0] + "".join((" " if number in broken else "\n") + line for number, line in enumerate(lines[1:], 1))


def _goes_on(line: str) -> bool:
    """Tell whether a line may be in the middle of a sentence."""
    return not line.startswith(_OPENERS) and len(line.split(" ", 1)[0]) < _LONGEST


def _clusters(text: str) -> list[tuple[int, int]]:
    """Split a text into base characters with the marks that compose with them."""
    if unicodedata.is_normalized("NFC", text):
        return [(i, i + 1) for i in range(len(text))]
    spans: list[tuple[int, int]] = []
    for position, character in enumerate(text):
        if spans and unicodedata.combining(character):
            spans[-1] = (spans[-1][0], position + 1)
        else:
            spans.append((position, position + 1))
    return spans


def _mapped(cluster: str) -> str:
    if len(cluster) > 1:
        return unicodedata.normalize("NFC", cluster)
    known = _TABLE.get(cluster)
    if known is not None:
        return known
    if cluster < "\x7f":
        return cluster
    digit = unicodedata.digit(cluster, -1)
    if digit >= 0 and unicodedata.category(cluster) == "Nd":
        return str(digit)
    if "\uff01" <= cluster <= "\uff5e":  # full-width ASCII
        return unicodedata.normalize("NFKC", cluster)
    return cluster


def as_compared(word: str) -> str:
    """Give a word as expressions that ignore case compare it, to look up what one of them found.

    >>> [as_compared(word) for word in ("\u0130ki", "ALTI", "alt\u0131", "\u039c\u03ac\u03b9\u03bf\u03c2")]
    ['iki', 'alti', 'alti', '\u03bc\u03ac\u03b9\u03bf\u03c3']
    """
    return lowered(word).replace("\u0131", "i").replace("\u03c2", "\u03c3")


def lowered(text: str) -> str:
    """Give a text in lower case, character for character."""
    return "".join(map(_LOWERED.__getitem__, text))


def _lower(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else small[0]


class _Remembered(dict[str, str]):
    """What a function makes of each character, worked out when it is first met."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, character: str) -> str:
        made = self[character] = self._make(character)
        return made


_MAPPED, _LOWERED = _Remembered(_mapped), _Remembered(_lower)
# The characters that stand for others: those of the table and full-width ones; digits that are not ours.
_OTHERS = re.compile(rf"[{re.escape(''.join(_TABLE))}\uff01-\uff5e]")
_DIGITS = re.compile(r"[^\D0-9]")
_UNEVEN = frozenset(character for character, mapped in _TABLE.items() if len(mapped) != 1)
