"""The longest texts without sense, and those full of operations, are read within the same limits in full."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator

import pytest

from crackdown.loaders.extraction import MAX_READ
from crackdown.loaders.extraction.reading import why_not_full
from tests.fuzz.judging import MEMORY_BYTES, Judge

_Make = Callable[[random.Random], str]
_OPERATIONS_IN_FULL = 5_500  # characters of such news that the encoder still reads


def _digits(drawn: random.Random) -> str:
    return "Police arrested " + "".join(drawn.choices("0123456789", k=MAX_READ))


def _han(drawn: random.Random) -> str:
    return "警方逮捕" + "".join(chr(drawn.randrange(0x4E00, 0x9FA5)) for _ in range(MAX_READ))


def _khmer(drawn: random.Random) -> str:
    return "ប៉ូលិស " + "".join(chr(drawn.randrange(0x1780, 0x17B4)) for _ in range(MAX_READ))


def _operations(drawn: random.Random) -> str:
    return " ".join(
        f"On {drawn.randrange(1, 29)} May 2025 police arrested {drawn.randrange(2, 900)} Chinese nationals in Bangkok."
        for _ in range(300)
    )[:MAX_READ]


def _fewer_operations(drawn: random.Random) -> str:
    return _operations(drawn)[:_OPERATIONS_IN_FULL]


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    if not sys.platform.startswith("linux"):
        pytest.skip("the limits are those of Linux")
    if reason := why_not_full():
        pytest.skip(f"nothing can be read in full here: {reason}")
    with Judge("full") as judge:
        yield judge


@pytest.mark.parametrize("made", [_digits, _han, _khmer, _operations, _fewer_operations])
def test_it_is_read_within_the_limits(judge: Judge, made: _Make) -> None:
    verdict = judge.judge("text", made(random.Random(8)).encode())
    assert (verdict.outcome, verdict.told) == ("read", "")
    assert verdict.memory_bytes <= MEMORY_BYTES
    assert ('"reading":"full"' in verdict.texts[0]) == (made is _fewer_operations)
