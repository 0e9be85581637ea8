"""From the vectors of what a question is about to what they add to the sum of each model, in log odds.

Of a question's anchor, its candidate and its sentence the mean vectors are taken. One inner layer of all models sees
them, the product of anchor and candidate, and a number of each model's own; each model weighs what comes out.

`head.npz` holds, in 16 bits,

- `anchor`, `candidate`, `product`, `sentence`, each hidden × inner
- `named`, models × inner: what a model's name adds to the inner layer, and that layer's bias
- `out`, models × inner: what the inner layer counts for each model
- `models`: their names, in UTF-8, one a line
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from crackdown.loaders.extraction.encoder.files import damaged, read_arrays
from crackdown.loaders.extraction.encoder.pieces import Pieces, Span
from crackdown.loaders.extraction.encoder.words import Vectors

_MATRICES = ("anchor", "candidate", "product", "sentence", "named", "out")


@dataclass(frozen=True)
class Head:
    """The weights of the inner layer, and what it counts for each model, as `head.npz` holds them."""

    models: tuple[str, ...]
    anchor: Vectors
    candidate: Vectors
    product: Vectors
    sentence: Vectors
    named: Vectors
    out: Vectors

    def added(self, before: Vectors) -> dict[str, float]:
        """Give what a question adds for each model, by the sum that the inner layer has before the model's name."""
        inner = np.maximum(before + self.named, 0.0)
        found: list[float] = np.einsum("mi,mi->m", inner, self.out).tolist()
        return dict(zip(self.models, found, strict=True))


def read_head(path: Path) -> Head:
    """Read `head.npz`.

    Raises:
        ReadingUnavailable: the file is missing or damaged.
    """
    held = read_arrays(path, "models", *_MATRICES)
    models = tuple(str(held["models"].tobytes(), "utf-8").split("\n"))
    head = Head(models, *(held[name].astype(np.float32) for name in _MATRICES))
    if {head.named.shape, head.out.shape} != {(len(models), head.anchor.shape[1])}:
        raise damaged(path, "its parts do not belong together")
    return head


class Heard:
    """One text that was read, to be asked about: a listener, as `models/places.py` says."""

    def __init__(self, pieces: Pieces, states: Vectors, head: Head) -> None:
        """Take a text.

        Args:
            pieces: the text's pieces.
            states: their vectors, pieces × hidden.
            head: what makes of them what is added.
        """
        self._pieces, self._states, self._head = pieces, states, head
        self._means: dict[Span, Vectors] = {}
        self._parts: dict[tuple[str, Span], Vectors] = {}

    def added(self, anchor: Span, mentions: Sequence[Span], sentence: Span) -> Mapping[str, float]:
        """Give what the words add to each model's sum; of the mentions, the first is the one that counts."""
        candidate, head = mentions[0], self._head
        before: Vectors = np.matmul(self._mean(anchor) * self._mean(candidate), head.product)
        before += self._part("anchor", anchor)
        before += self._part("candidate", candidate)
        before += self._part("sentence", sentence)
        return head.added(before)

    def _mean(self, span: Span) -> Vectors:
        """Give the mean vector of the pieces of a span; it is asked for again and again."""
        if span not in self._means:
            first, end = self._pieces.range_of(span)
            self._means[span] = np.add.reduce(self._states[first:end], 0) / np.float32(end - first)
        return self._means[span]

    def _part(self, name: str, span: Span) -> Vectors:
        """Give what a span adds to the inner layer as anchor, candidate or sentence."""
        if (name, span) not in self._parts:
            self._parts[name, span] = self._mean(span) @ getattr(self._head, name)
        return self._parts[name, span]
