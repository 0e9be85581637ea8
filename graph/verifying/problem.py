"""One thing that is wrong with a store, in words that say where, what was found, what ought to be there, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

RESTORE: Final = "restore a backup from before"
LOAD_AGAIN: Final = "load its announcement again, or restore a backup from before"
REBUILD: Final = "run: crackdown rebuild"
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.

    Attributes:
        check: which check found it: text, record, archive, quote, default graph, identity, index, judgement, original.
        where: the file or the IRI.
        found: what is there.
        expected: what ought to be.
        remedy: what can be done.
        is_note: whether it is worth knowing, and nothing is wrong.
    """

    check: str
    where: str
    found: str
    expected: str
    remedy: str
    is_note: bool = False

    def __str__(self) -> str:
        """Write it in one line."""
        return f"{self.check}: {self.where}: {self.found}; expected: {self.expected}; {self.remedy}"


def such_as(items: Iterable[object], number: int) -> str:
    """Write how many there are, with the first few.

    >>> such_as(["a", "b", "c", "d"], 4), such_as([], 0)
    ('4 (a · b · c …)', 'none')
    """
    if not number:
        return "none"
    more = " …" if number > _SHOWN else ""
    return f"{number} ({' · '.join(str(item) for item in islice(items, _SHOWN))}{more})"
