"""Which software reads: a digest of its code and data, so that no worker of another version goes unnoticed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import crackdown.graph
import crackdown.loaders
from crackdown.loaders.extraction.reading import Way, way
from crackdown.settings import Settings

_LIBRARIES: Final = (
    "airportsdata", "anyascii", "babel", "dateparser", "lxml", "py3langid", "pydantic", "pypdf",
    "python-docx", "trafilatura",
)  # fmt: skip
_KINDS: Final = {".py", ".yaml", ".json", ".txt"}
_FULL_LIBRARIES: Final = ("numpy", "onnxruntime")  # these, and what has these ends, read in full alone
_FULL_KINDS: Final = {".npz", ".onnx"}


def fingerprint() -> str:
    """Give the digest of all that a record depends on but the text: readers, models, word lists, its shape.

    Raises:
        InputError, ReadingUnavailable: see `crackdown.loaders.extraction.reading.way`.
    """
    return _fingerprint(way())


@cache
def _fingerprint(reading: Way) -> str:
    is_full = reading == "full"
    libraries, kinds = (_LIBRARIES + _FULL_LIBRARIES, _KINDS | _FULL_KINDS) if is_full else (_LIBRARIES, _KINDS)
    digest = hashlib.sha256(f"{reading}\n".encode())
    digest.update("".join(f"{name} {version(name)}\n" for name in libraries).encode())
    for root in _roots():
        for path in sorted(path for path in root.rglob("*") if path.suffix in kinds and path.is_file()):
            digest.update(f"{path.relative_to(root)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _roots() -> Iterator[Path]:
    loaders = Path(crackdown.loaders.__file__).parent
    yield from (loaders / name for name in ("archives", "extraction", "gazetteer", "languages", "sources"))
    yield Path(crackdown.graph.__file__).parent
    languages = Settings.from_environment().languages
    if languages is not None:
        yield languages
