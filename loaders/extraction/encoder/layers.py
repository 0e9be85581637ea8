"""The layers of the encoder, run by ONNX Runtime: vectors of pieces become vectors that know what stands around."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from crackdown.errors import ReadingUnavailable
from crackdown.loaders.extraction.encoder.files import REMEDY, check, damaged
from crackdown.loaders.extraction.encoder.pieces import Numbers
from crackdown.loaders.extraction.encoder.words import Vectors, Words

WINDOW, STEP = 510, 384  # pieces of a window, and from one window's start to the next's
_MARGIN = (WINDOW - STEP) // 2  # the first pieces of a later window saw little before them, the last of it little after


class Layers:
    """The layers, on one thread of whoever asks; safe to use from several threads at once."""

    def __init__(self, path: Path, words: Words) -> None:
        """Open `layers.onnx`.

        Raises:
            ReadingUnavailable: ONNX Runtime is not installed, or the file is missing or damaged.
        """
        try:
            from onnxruntime import InferenceSession, SessionOptions
        except ImportError as error:
            raise ReadingUnavailable(f"the full reading needs onnxruntime ({error}); {REMEDY}") from error
        check(path)
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # it would keep what the longest window took
        options.enable_mem_pattern = False  # it would keep a plan for every length there was
        try:
            self._session = InferenceSession(path, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # each of its errors is a class of its own, with no other base
            raise damaged(path, error) from error
        self._words = words

    def states_of(self, numbers: Numbers) -> Vectors:
        """Give the vectors of a text's pieces, pieces × hidden; a long text is read in windows that overlap.

        The windows go through one after another: how much memory that takes does not depend on the text.
        """
        return np.concatenate(list(self._windows(numbers)))

    def _windows(self, numbers: Numbers) -> Iterator[Vectors]:
        marks = self._words.marks
        for start in starts_of(len(numbers)):
            own = numbers[start : start + WINDOW]
            words = self._words.along(np.concatenate([[marks.begin], own, [marks.end]]))
            (states,) = self._session.run(None, {"words": words[None]})
            yield states[0, 1:-1][own_part(start, len(numbers))]


def starts_of(length: int) -> list[int]:
    """Give where the windows of a text begin, by the number of its pieces.

    >>> starts_of(510), starts_of(511), starts_of(895)
    ([0], [0, 384], [0, 384, 768])
    """
    return [0, *range(STEP, length - (WINDOW - STEP), STEP)]


def own_part(start: int, length: int) -> slice:
    """Give the part of a window whose vectors are taken: those of its edges are taken of the windows beside it.

    >>> own_part(0, 900), own_part(384, 900), own_part(768, 900)
    (slice(0, 447, None), slice(63, 447, None), slice(63, None, None))
    """
    return slice(_MARGIN if start else 0, None if start + WINDOW >= length else STEP + _MARGIN)
