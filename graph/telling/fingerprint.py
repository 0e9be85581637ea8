"""What tells copies of one text apart from other texts: a sketch of its wording, and the numbers it names.

MinHash with one permutation (Li, Owen and Zhang 2012): every run of letters is hashed once, the hash chooses one of
the sketch's places, and each place keeps its lowest; empty places borrow from the next one (Shrivastava and Li 2014).
The share of places in which two sketches agree estimates the share of runs that two texts have in common (Jaccard).
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final, Self

PLACES: Final = 60
_ROWS: Final = 3  # places that must all agree for two texts to be compared: 20 bands find 99 of 100 pairs alike by 0.6
COPY: Final = 0.5  # of 16,030 pairs in one language among 643 announcements, none is alike by more than 0.15
_LETTERS_READ: Final = 20_000
_FEWEST_RUNS: Final = 100  # a shorter text has too little wording of its own to be called a copy
_RUN, _RUN_OF_SIGNS = 10, 5  # letters; a Chinese sign or a Korean syllable says as much as two
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?!\d)")
_NOT_DIGITS = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What an announcement's text is compared by.

    Attributes:
        language: BCP 47; copies are in one language, what is in another is a translation.
        published: when, as far as told.
        sketch: of its wording.
        numbers: that it names.
    """

    language: str
    published: str | None
    sketch: tuple[int, ...]
    numbers: frozenset[int]

    def bands(self) -> Iterator[str]:
        """Yield the keys of which two copies are all but sure to share one (locality-sensitive hashing)."""
        for start in range(0, PLACES, _ROWS):
            rows = " ".join(f"{place:08x}" for place in self.sketch[start : start + _ROWS])
            yield f"{start // _ROWS} {self.language} {hashlib.blake2b(rows.encode(), digest_size=8).hexdigest()}"

    def likeness(self, other: Fingerprint) -> float:
        """Estimate the share of their wording that two texts have in common, from 0 to 1."""
        return sum(a == b for a, b in zip(self.sketch, other.sketch, strict=True)) / PLACES

    def is_copy(self, other: Fingerprint) -> bool:
        """Tell whether two texts are one, told twice.

        A copy may leave numbers out, and each may name the day on which it appeared; where each has a number that the
        other lacks, somebody filled in one form twice, as nightly bulletins are made.
        """
        if self.language != other.language or self.likeness(other) < COPY:
            return False
        return not (self._own_numbers(other) and other._own_numbers(self))

    def _own_numbers(self, other: Fingerprint) -> set[int]:
        dateline = {int(part) for part in (self.published or "").split("-") if part}
        return set(self.numbers - other.numbers - dateline)

    def to_json(self) -> str:
        """Write it as one line of JSON."""
        sketch = "".join(f"{place:08x}" for place in self.sketch)
        return json.dumps(asdict(self) | {"sketch": sketch, "numbers": sorted(self.numbers)}, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote."""
        values = json.loads(text)
        sketch = tuple(int(values["sketch"][at : at + 8], 16) for at in range(0, PLACES * 8, 8))
        return cls(values["language"], values["published"], sketch, frozenset(values["numbers"]))


def fingerprint(text: str, *, language: str, published: str | None) -> Fingerprint | None:
    """Take the fingerprint of a text; None where it is too short to tell copies from chance.

    >>> fingerprint("Police freed 40 people.", language="en", published=None) is None
    True
    """
    hashes = _hashes(text)
    if len(hashes) < _FEWEST_RUNS:
        return None
    return Fingerprint(language, published, _sketch(hashes), frozenset(_numbers(text)))


def _hashes(text: str) -> set[int]:
    """Hash every run of letters: no blanks, signs, cases or numbers, which differ between copies."""
    letters = _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())[:_LETTERS_READ]
    signs = sum(letter >= "\u2e80" for letter in letters)
    length = _RUN_OF_SIGNS if 2 * signs > len(letters) else _RUN
    runs = {letters[at : at + length] for at in range(len(letters) - length + 1)}
    return {
        int.from_bytes(hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest()) for run in runs
    }


def _sketch(hashes: set[int]) -> tuple[int, ...]:
    lowest: list[int | None] = [None] * PLACES
    for value in hashes:
        place, rest = value % PLACES, value >> 32
        known = lowest[place]
        if known is None or rest < known:
            lowest[place] = rest
    return tuple(_borrowed(lowest, place) for place in range(PLACES))


def _borrowed(lowest: list[int | None], place: int) -> int:
    """Return a place's lowest hash, or that of the next place that has one, changed by how far away that is."""
    for steps in range(PLACES):
        value = lowest[(place + steps) % PLACES]
        if value is not None:
            return (value + steps * 0x9E3779B1) % 2**32
    raise ValueError("there is nothing to sketch")


def _numbers(text: str) -> Iterator[int]:
    """Yield the numbers of a text, in whatever script its digits are.

    >>> sorted(_numbers("៣១២ of 1,740; 2026-02-08"))
    [2, 8, 312, 1740, 2026]
    """
    for match in _NUMBER.finditer(text):
        digits = _NOT_DIGITS.sub("", match[0])
        if len(digits) <= 12:  # longer ones are telephone and account numbers
            yield int(digits)
