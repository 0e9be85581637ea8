"""The encoder's files, opened: a missing or damaged one is told by its name, with what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crackdown.errors import ReadingUnavailable

WORDS, LAYERS, HEAD = "words.npz", "layers.onnx", "head.npz"
REMEDY = "install crackdown[full] anew, or read with --reading fast"


def read_arrays(path: Path, *names: str) -> dict[str, NDArray[Any]]:
    """Read the named arrays of an npz file.

    Raises:
        ReadingUnavailable: the file is missing or damaged, or lacks one.
    """
    try:
        with np.load(path, allow_pickle=False) as held:
            return {name: held[name] for name in names}
    except FileNotFoundError as error:
        raise missing(path) from error
    except (OSError, ValueError, KeyError, EOFError, TypeError, zipfile.BadZipFile) as error:
        raise damaged(path, error) from error


def missing(path: Path) -> ReadingUnavailable:
    """Say that a file is missing."""
    return ReadingUnavailable(f"{path}: the full reading needs this file, and it is missing; {REMEDY}")


def damaged(path: Path, reason: object) -> ReadingUnavailable:
    """Say that a file is damaged."""
    return ReadingUnavailable(f"{path}: the full reading cannot use this file ({reason}); {REMEDY}")
