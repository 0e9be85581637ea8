"""The encoder's files, opened: a missing or damaged one is told by its name, with what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.format import read_array_header_1_0, read_array_header_2_0, read_magic
from numpy.typing import NDArray

from crackdown.checksums import why_damaged
from crackdown.errors import ReadingUnavailable

WORDS, LAYERS, HEAD = "words.npz", "layers.onnx", "head.npz"
REMEDY = "install crackdown[full] anew, or read with --reading fast"


def read_arrays(path: Path, *names: str) -> dict[str, NDArray[Any]]:
    """Read the named arrays of an npz file.

    Raises:
        ReadingUnavailable: the file is missing or damaged, or lacks one.
    """
    check(path)
    try:
        with zipfile.ZipFile(path) as held:
            return {name: _array_in(held.read(f"{name}.npy")) for name in names}
    except (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile) as error:
        raise damaged(path, error) from error


def _array_in(content: bytes) -> NDArray[Any]:
    """Give the array of an npy file where it stands: `numpy.load` copies what it takes out of an npz bit by bit.

    Raises:
        ValueError: there is none, or one of objects.
    """
    file = io.BytesIO(content)
    read_header = read_array_header_1_0 if read_magic(file) == (1, 0) else read_array_header_2_0
    shape, is_by_column, kind = read_header(file)
    return np.frombuffer(content, kind, offset=file.tell()).reshape(shape, order="F" if is_by_column else "C")


def check(path: Path) -> None:
    """Refuse a file that is not as it was written when it was trained.

    Raises:
        ReadingUnavailable: it is missing or damaged.
    """
    try:
        reason: object = why_damaged(path)
    except FileNotFoundError as error:
        raise ReadingUnavailable(f"{path}: the full reading needs this file, and it is missing; {REMEDY}") from error
    except OSError as error:
        reason = error
    if reason:
        raise damaged(path, reason)


def damaged(path: Path, reason: object) -> ReadingUnavailable:
    """Say that a file is damaged."""
    return ReadingUnavailable(f"{path}: the full reading cannot use this file ({reason}); {REMEDY}")
