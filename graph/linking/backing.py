"""What each relation rests on: the claims that state it, their texts and announcements, how surely they were read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import View

Key = tuple[str, str, str]  # the IRIs of subject, relation and object
Row = Sequence[str]  # of queries/support.rq after the key: claim, announcement, digest, confidence
_NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Backing:
    """What one relation, or several together, rest on; `texts` are digests, as one text printed twice counts once."""

    claims: frozenset[str] = _NOTHING
    texts: frozenset[str] = _NOTHING
    announcements: frozenset[str] = _NOTHING
    confidence: float | None = None

    @classmethod
    def merged(cls, several: Iterable[Self]) -> Self:
        """Put several together: the surest counts."""
        told = list(several)
        sure = [one.confidence for one in told if one.confidence is not None]
        return cls(
            frozenset().union(*(one.claims for one in told)),
            frozenset().union(*(one.texts for one in told)),
            frozenset().union(*(one.announcements for one in told)),
            max(sure) if sure else None,
        )


def read_backing(view: View) -> dict[Key, Backing]:
    """Read what every relation of a view rests on."""
    found: defaultdict[Key, list[Row]] = defaultdict(list)
    for subject, relation, object_, *row in view.select_values(load("support")):
        found[subject, relation, object_].append(row)
    return {key: backing_of_rows(rows) for key, rows in found.items()}


def backing_of_rows(rows: Iterable[Row]) -> Backing:
    """Put the rows of one relation together."""
    claims, announcements, digests, confidences = zip(*rows, strict=True)
    sure = [float(one) for one in confidences if one]
    return Backing(
        frozenset(claims),
        frozenset(digest or announcement for digest, announcement in zip(digests, announcements, strict=True)),
        frozenset(announcements),
        max(sure) if sure else None,
    )
