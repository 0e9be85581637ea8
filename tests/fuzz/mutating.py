"""Inputs altered at random, the same for the same seed: for the short run of CI, and where atheris is not."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Final

# What parsers stumble over: ends of numbers and of encodings, what opens and closes, what is told of length.
_WORDS: Final = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\r\n", b"\n\n", b"<", b"<!--", b"]]>", b"&#x0;",
    b"<script>", b'"', b"'", b"\\", b"%s", b"../", b"{", b"[", b"(", b"-1", b"0", b"1e999", b"NaN", b"9" * 30, b"null",
    b"=?utf-8?b?", b"\xd9\xa3", "九万".encode(), b" 2026 ", b" 9 June ", b"Ministry of ", b" arrested ", b"endobj",
    b"stream", b"PK\x01\x02",
)  # fmt: skip
_MOST_BYTES: Final = 60_000
_Alter = Callable[[random.Random, bytearray, Sequence[bytes]], None]


def mutated(seeds: Sequence[bytes], *, count: int, seed: str) -> Iterator[bytes]:
    """Yield `count` altered inputs."""
    chance = random.Random(seed)
    for _ in range(count):
        data = bytearray(chance.choice(seeds)[:_MOST_BYTES])
        for _ in range(chance.choice((1, 1, 2, 4, 8))):
            chance.choice(_ALTERATIONS)(chance, data, seeds)
        yield bytes(data[:_MOST_BYTES])


def _place(chance: random.Random, data: bytearray) -> int:
    return chance.randrange(len(data) + 1)


def _flip(chance: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _insert(chance: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    place = _place(chance, data)
    data[place:place] = chance.choice(_WORDS) * chance.choice((1, 1, 1, 50))


def _remove(chance: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    place = _place(chance, data)
    del data[place : place + chance.choice((1, 4, 100))]


def _repeat(chance: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    place = _place(chance, data)
    data[place:place] = data[place : place + chance.choice((4, 40, 400))] * chance.choice((2, 20))


def _cut(chance: random.Random, data: bytearray, _: Sequence[bytes]) -> None:
    del data[_place(chance, data) :]


def _splice(chance: random.Random, data: bytearray, seeds: Sequence[bytes]) -> None:
    other = chance.choice(seeds)[:_MOST_BYTES]
    data[_place(chance, data) :] = other[chance.randrange(len(other) + 1) :]


_ALTERATIONS: Final[tuple[_Alter, ...]] = (_flip, _flip, _insert, _insert, _remove, _repeat, _cut, _splice)
