"""What changed between two releases: the quads that came and the quads that went, as sorted N-Quads.

Both releases are sorted by bytes, so that one pass over each will do, whatever their size; `comm` does the same.
Applying a delta, (last − removed) ∪ added, gives the next release to the byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

Change = tuple[Literal["added", "removed"], bytes]


def differences(old: Iterable[bytes], new: Iterable[bytes]) -> Iterator[Change]:
    r"""Iterate over the lines that are in one of two sorted files alone.

    >>> list(differences([b"a\n", b"b\n"], [b"b\n", b"c\n"]))
    [('removed', b'a\n'), ('added', b'c\n')]
    """
    before, after = iter(old), iter(new)
    one, other = next(before, None), next(after, None)
    while one is not None or other is not None:
        if one == other:
            one, other = next(before, None), next(after, None)
        elif other is None or (one is not None and one < other):
            yield "removed", one  # type: ignore[misc]  # no None is left here
            one = next(before, None)
        else:
            yield "added", other
            other = next(after, None)


def apply(old: Iterable[bytes], removed: Iterable[bytes], added: Iterable[bytes]) -> Iterator[bytes]:
    r"""Iterate over the lines of the next release, all three given sorted.

    >>> list(apply([b"a\n", b"b\n"], [b"a\n"], [b"c\n"]))
    [b'b\n', b'c\n']
    """
    kept = (line for change, line in differences(removed, old) if change == "added")
    yield from _merge(kept, iter(added))


def _merge(one: Iterator[bytes], other: Iterator[bytes]) -> Iterator[bytes]:
    left, right = next(one, None), next(other, None)
    while left is not None and right is not None:
        if left < right:
            yield left
            left = next(one, None)
        else:
            yield right
            if left == right:
                left = next(one, None)
            right = next(other, None)
    for first, rest in ((left, one), (right, other)):
        if first is not None:
            yield first
            yield from rest
