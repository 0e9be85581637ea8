"""What takes long to work out of gazetteers and of libraries' data, in the user's cache folder for the next process.

It lies in `crackdown/worked-out/KEY/` of the user cache directory of the platform; the key is a digest of all that it
depends on: this package's code and gazetteers, the libraries, Python. Each file is compressed and has a checksum. One
that is missing, damaged or made of anything else is worked out again; where nothing can be written, or others could
write, each process works it out for itself. It is JSON or plain arrays and no pickle: what stands there runs nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import zstandard

_LIBRARIES: Final = ("airportsdata", "anyascii", "babel", "numpy", "py3langid", "PyYAML")
_LOADERS: Final = Path(__file__).parents[2]
_KEPT: Final = 4  # folders: several versions of this package may be in use beside each other


def kept_data(name: str, make: Callable[[], Any]) -> Any:
    """Return what a function makes, as JSON gives it again: lists, dicts with texts as keys, texts, numbers.

    Args:
        name: of the file.
        make: makes it where it is not kept, of nothing but what the key is a digest of.
    """
    (found,) = kept(name, lambda: [json.dumps(make(), ensure_ascii=False, separators=(",", ":")).encode()])
    return json.loads(found)


def kept(name: str, make: Callable[[], Sequence[bytes]]) -> Sequence[bytes]:
    """Return what a function makes; see `kept_data`."""
    folder = _folder()
    found = _read(folder / name) if folder else None
    if found is None:
        found = make()
        if folder:
            with suppress(OSError):  # no room, or the folder cannot be written
                _write(folder / name, found)
    return found


def _read(path: Path) -> Sequence[bytes] | None:
    """Read a file's parts; None where it is not as it was written."""
    try:
        head, _, rest = path.read_bytes().partition(b"\n")
        parts = []
        for length in json.loads(head):
            parts.append(zstandard.ZstdDecompressor().decompress(rest[:length]))  # checks the checksum, too
            rest = rest[length:]
    except (OSError, ValueError, TypeError, zstandard.ZstdError):
        return None
    return None if rest else parts


def _write(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file's parts: whole or not at all, whoever else may be writing it."""
    packed = [zstandard.ZstdCompressor(write_checksum=True).compress(part) for part in parts]
    handle, written = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(json.dumps(list(map(len, packed))).encode() + b"\n" + b"".join(packed))
        Path(written).replace(path)
    except BaseException:
        Path(written).unlink(missing_ok=True)
        raise


@cache
def _folder() -> Path | None:
    """Return the folder for what is worked out by this very program, made if need be; None where nothing is kept."""
    from platformdirs import user_cache_path

    folder = user_cache_path("crackdown", appauthor=False) / "worked-out" / _key()
    if not folder.is_absolute():  # this user has no home
        return None
    with suppress(OSError):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True)
            _leave_newest(folder.parent)
        return folder if _is_own(folder) else None
    return None


def _leave_newest(folder: Path) -> None:
    """Remove what versions of long ago have kept."""
    for old in sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def _is_own(folder: Path) -> bool:
    """Tell whether nobody but this user writes into a folder; on Windows, that is for the user's profile to see to."""
    if os.name == "nt":
        return True
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _key() -> str:
    """Give a digest of all on which it depends what is worked out."""
    digest = hashlib.sha256(f"{sys.version} {sys.byteorder}\n".encode())
    digest.update("".join(f"{name} {version(name)}\n" for name in _LIBRARIES).encode())
    for path in sorted([*(_LOADERS / "extraction").rglob("*.py"), *(_LOADERS / "gazetteer").iterdir()]):
        digest.update(f"{path.relative_to(_LOADERS)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
