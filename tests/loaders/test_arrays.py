"""The arrays of the encoder's files are those that NumPy reads of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from crackdown.checksums import note_checksum
from crackdown.errors import ReadingUnavailable
from crackdown.loaders.extraction.encoder.files import HEAD, WORDS, read_arrays
from crackdown.loaders.extraction.reading import FOLDER


@pytest.mark.parametrize("name", [WORDS, HEAD])
def test_they_are_what_numpy_reads(name: str):
    with np.load(FOLDER / name, allow_pickle=False) as held:
        found = read_arrays(FOLDER / name, *held.files)
        for one in held.files:
            assert found[one].dtype == held[one].dtype
            assert np.array_equal(found[one], held[one]), one


def test_whatever_their_order_and_shape(tmp_path: Path):
    arrays = {
        "by_column": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        "none": np.zeros((0, 3), np.uint8),
        "one": np.array(7, np.float16),
    }
    np.savez_compressed(tmp_path / "some.npz", **arrays)
    note_checksum(tmp_path / "some.npz")
    found = read_arrays(tmp_path / "some.npz", *arrays)
    assert {name: (one.dtype, one.shape, one.tolist()) for name, one in found.items()} == {
        name: (one.dtype, one.shape, one.tolist()) for name, one in arrays.items()
    }


def test_objects_are_refused(tmp_path: Path):
    np.savez(tmp_path / "some.npz", some=np.array([{}], object), allow_pickle=True)
    note_checksum(tmp_path / "some.npz")
    with pytest.raises(ReadingUnavailable, match=r"cannot use this file"):
        read_arrays(tmp_path / "some.npz", "some")
