"""In which way a process reads announcements: full, or fast.

The fast way goes by linear models over named features alone. The full way has a small encoder read the words
themselves too (`encoder`): what they speak for stands among the features, as their places (`models.places`), beside
linear weights and confidences that were fitted for that. It finds a little more, takes a few times as long, and needs
ONNX Runtime, which comes with `crackdown[full]`.

A process reads in one way: the environment says which, so that every process that it starts reads in the same way.
Commands ask for it before anything is read: whatever takes long to load is imported where it is used.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from crackdown.checksums import NAME as CHECKSUMS
from crackdown.errors import InputError, ReadingUnavailable

if TYPE_CHECKING:
    from crackdown.loaders.extraction.encoder.reading import Encoder

Way = Literal["full", "fast"]

VARIABLE: Final = "CRACKDOWN_READING"
FOLDER: Final = Path(__file__).parent / "encoder" / "weights"
# Of the full way, there.
FILES: Final = ("layers.onnx", "words.npz", "head.npz", "weights.json", "calibration.json", CHECKSUMS)


class _Chosen(NamedTuple):
    """A way of reading, and the folder that the full one takes its weights from."""

    way: Way
    folder: Path = FOLDER


class Unread(Exception):
    """A text that the encoder does not read, and why."""


class Hearing(NamedTuple):
    """In which way a text is read, and why fast where the process reads in full."""

    way: Way
    why: str | None = None


class _Process:
    """What this process reads with."""

    chosen: _Chosen | None = None  # in place of what the environment says
    settled: _Chosen | None = None  # whose weights and curves are in use
    encoder: Encoder | None = None
    lock = threading.Lock()


def way() -> Way:
    """Tell in which way this process reads: as $CRACKDOWN_READING says, else in full where that can be had.

    Raises:
        InputError: the environment names no way that there is.
        ReadingUnavailable: it names the full one, which cannot be had here.
    """
    return _chosen().way


@cache
def why_not_full(folder: Path = FOLDER) -> str | None:
    """Say what reading in full lacks here and how to come by it; None where it lacks nothing."""
    if find_spec("onnxruntime") is None:
        return "ONNX Runtime is not installed; pip install 'crackdown[full]'"
    missing = [name for name in FILES if not (folder / name).is_file()]
    return f"{folder} lacks {', '.join(missing)}; install the package anew" if missing else None


@contextmanager
def reading_with(way: Way, folder: Path | None = None) -> Iterator[None]:
    """Have this process read in a way for a while, whatever the environment says.

    Args:
        way: which.
        folder: where the full way takes its weights from; None: from those that ship.

    Raises:
        ReadingUnavailable: it cannot read in full.
    """
    chosen = _Chosen(way, folder or FOLDER)
    if way == "full":
        _refuse_missing("reading in full", chosen.folder)
    before, _Process.chosen = _Process.chosen, chosen
    try:
        _settle()
        yield
    finally:
        _Process.chosen = before
        _settle()


@contextmanager
def heard(text: str, *, fast: bool = False) -> Iterator[Hearing]:
    """Have the words of a text be listened to while it is analysed and its record is made, if this process does so.

    A text that the encoder does not read, too long or in another script, is read fast, with the weights and curves of
    that way, in a full process too.

    Args:
        text: as it stands in the document.
        fast: whether it belongs to a text that was read fast: then it is read so, too.

    Yields:
        The way in which it is read.

    Raises:
        InputError, ReadingUnavailable: see `way`; or the encoder does not start here.
    """
    encoder = _settle()
    if encoder is None:
        yield Hearing("fast")
        return
    from crackdown.loaders.extraction.models.places import listening
    from crackdown.loaders.extraction.text.normalise import normalise

    why = None
    if not fast:
        try:
            listener = encoder.read(normalise(text).text)
        except Unread as reason:
            why = str(reason)
        else:
            with listening(listener):
                yield Hearing("full")
            return
    with _fast_here():
        yield Hearing("fast", why)


def _chosen() -> _Chosen:
    if _Process.chosen is not None:
        return _Process.chosen
    given = os.environ.get(VARIABLE)
    if given == "fast":
        return _FAST
    if not given:
        return _FAST if why_not_full() else _FULL
    if given != "full":
        raise InputError(f"${VARIABLE} is {given!r}; give full or fast, or leave it out")
    _refuse_missing(f"${VARIABLE}", FOLDER)
    return _FULL


def _refuse_missing(wanted: str, folder: Path) -> None:
    """Refuse to read in full what cannot be.

    Raises:
        ReadingUnavailable: something is missing.
    """
    if reason := why_not_full(folder):
        raise ReadingUnavailable(f"{wanted}: {reason}, or read with --reading fast")


def _settle() -> Encoder | None:
    """Use the weights and curves of the way that is wanted; give the encoder of the full one.

    Raises:
        InputError, ReadingUnavailable: see `heard`.
    """
    chosen = _chosen()
    if chosen is not _Process.settled:
        with _Process.lock:
            if chosen != _Process.settled:
                _Process.encoder = _encoder(chosen.folder) if chosen.way == "full" else None
                _weigh_by(chosen)
            _Process.settled = chosen
    return _Process.encoder


def _weigh_by(chosen: _Chosen) -> None:
    from crackdown.loaders.extraction.models.calibration import CURVES, calibrate_by
    from crackdown.loaders.extraction.models.linear import WEIGHTS, weigh_by

    is_full = chosen.way == "full"
    weigh_by(chosen.folder / WEIGHTS.name if is_full else WEIGHTS)
    calibrate_by(chosen.folder / CURVES.name if is_full else CURVES)


@contextmanager
def _fast_here() -> Iterator[None]:
    """Use the weights and curves of the fast way for one text, in this thread alone."""
    from crackdown.loaders.extraction.models.calibration import CURVES, calibrated_here_by
    from crackdown.loaders.extraction.models.linear import WEIGHTS, weighed_here_by

    with weighed_here_by(WEIGHTS), calibrated_here_by(CURVES):
        yield


def _encoder(folder: Path) -> Encoder:
    from crackdown.loaders.extraction.encoder.reading import Encoder  # it needs NumPy, and ONNX Runtime

    return Encoder.load(folder)


_FULL: Final = _Chosen("full")
_FAST: Final = _Chosen("fast")
