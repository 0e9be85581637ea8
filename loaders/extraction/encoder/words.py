"""The vocabulary of the encoder: its pieces, and the vector of each, kept in 4 bits.

`words.npz` holds

- `pieces`, their letters in UTF-8, one a line, and `scores`, the log probability of each
- `letters`, characters that are written otherwise there, and `written`, how, one a line; in UTF-8 too
- `marks`, the numbers of the pieces for beginning, end and unknown
- `nibbles` and `scales`: a vector is in blocks of 32 weights, `(nibble - 8) * scale`, the low nibbles of a block's
  16 bytes before the high ones
- `positions`, one vector for each place in a window
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crackdown.loaders.extraction.encoder.files import damaged, read_arrays
from crackdown.loaders.extraction.encoder.pieces import Marks, Numbers, Tokenizer

Vectors = NDArray[np.float32]
_BLOCK = 16  # bytes, two weights in each


class Words:
    """The vectors of pieces and of places.

    Attributes:
        tokenizer: cuts texts into the pieces.
        marks: the pieces that stand for no letters.
        positions: places × hidden, a vector for each place in a window.
    """

    def __init__(
        self, tokenizer: Tokenizer, marks: Marks, nibbles: NDArray[np.uint8], scales: NDArray[np.float16],
        positions: Vectors,
    ) -> None:  # fmt: skip
        self.tokenizer, self.marks, self.positions = tokenizer, marks, positions
        self._nibbles, self._scales = nibbles, scales

    def __len__(self) -> int:
        """Count the pieces."""
        return len(self._nibbles)

    def vectors_of(self, numbers: Numbers) -> Vectors:
        """Give the vectors of some pieces, pieces × hidden, by their numbers."""
        blocks = self._nibbles[numbers].reshape(len(numbers), -1, _BLOCK)
        weights = np.concatenate([blocks & 15, blocks >> 4], axis=2).astype(np.float32) - 8
        weights *= self._scales[numbers].astype(np.float32)[:, :, None]
        return weights.reshape(len(numbers), -1)

    def along(self, numbers: Numbers) -> Vectors:
        """Give the vectors of the pieces of one window, each with that of its place added."""
        return self.vectors_of(numbers) + self.positions[: len(numbers)]


def read_words(path: Path) -> Words:
    """Read the vocabulary from `words.npz`.

    Raises:
        ReadingUnavailable: the file is missing or damaged.
    """
    held = read_arrays(path, "pieces", "scores", "letters", "written", "marks", "nibbles", "scales", "positions")
    try:
        pieces, letters, written = (str(held[name].tobytes(), "utf-8") for name in ("pieces", "letters", "written"))
        marks = Marks(*held["marks"].tolist())
        normalised = dict(zip(letters, written.split("\n"), strict=True))
        tokenizer = Tokenizer(pieces.split("\n"), held["scores"].tolist(), normalised, marks)
    except (ValueError, TypeError) as error:
        raise damaged(path, error) from error
    return Words(tokenizer, marks, held["nibbles"], held["scales"], held["positions"])
