"""One judge for all tests of a process: starting it costs seconds, judging an input thousandths."""

import sys
from collections.abc import Iterator

import pytest

from tests.fuzz.judging import Judge


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    if not sys.platform.startswith("linux"):
        pytest.skip("the limits are those of Linux")
    with Judge() as judge:
        yield judge
