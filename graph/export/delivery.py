"""Where an export goes: a file, a folder, a ZIP archive, a stream; files are written beside their place and moved."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from crackdown.errors import InputError
from crackdown.graph.export.format import Format
from crackdown.graph.export.source import Source
from crackdown.graph.storage.durable import PART, linked, sync_file, sync_folder
from crackdown.graph.storage.folder import FileLock

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # that ZIP can tell: the same graph shall give the same bytes


def write_stream(format_: Format, source: Source, out: IO[bytes]) -> None:
    """Write a format to a stream that need not seek: its one file, or a ZIP archive of several."""
    parts = format_.wanted(source)
    if format_.is_one_file:
        parts[0].write(source, out)
        return
    with zipfile.ZipFile(cast(IO[bytes], _Pipe(out)), "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            entry = zipfile.ZipInfo(part.name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=True) as file:
                part.write(source, file)


class _Pipe:
    """A stream that cannot seek, whatever it is: an archive then has the same bytes in a file and over a network."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def write(self, data: bytes) -> int:
        return self._out.write(data)

    def flush(self) -> None:
        self._out.flush()


def write_file(format_: Format, source: Source, path: Path) -> Path:
    """Write a format to one file, which is there whole or not at all.

    Raises:
        InputError: it cannot be written there.
    """
    format_.wanted(source)
    with replacing(path) as out:
        write_stream(format_, source, out)
    return path


def write_folder(format_: Format, source: Source, folder: Path) -> list[Path]:
    """Write each file of a format into a folder, each whole or not at all; the folder is made where it is missing.

    Raises:
        InputError: it cannot be written there.
    """
    parts = format_.wanted(source)
    _make(folder)
    for part in parts:
        with replacing(folder / part.name) as out:
            part.write(source, out)
    return [folder / part.name for part in parts]


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file to be written that takes its name when it is whole and on the disk; what fails leaves what was there.

    Of a link what it leads to is replaced, and the link stays; who may read the file stays as it was. A killed process
    leaves `NAME.part`, which the next that writes the file takes over.

    Raises:
        InputError: it cannot be written there, another process is writing it, or a device, pipe or folder is there:
            who may rename in /dev would lose /dev/null by it.
    """
    if path.exists() and not path.is_file():
        raise InputError(f"{path} is no plain file, so it is not replaced; name a file, or pipe the output on")
    path = linked(path)
    part = path.with_name(f"{path.name}{PART}")
    try:
        lock = FileLock(part)
        if not lock.acquire():
            raise InputError(f"{path}: another process is writing it; wait for it to end")
        try:
            with part.open("wb") as out:
                if path.exists():
                    shutil.copymode(path, part)
                yield out
            sync_file(part)
            if os.name == "nt":  # nothing that is open is renamed there
                lock.release()
            part.replace(path)
            sync_folder(path.parent)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        finally:
            lock.release()
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}; name another place") from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be made: {error.strerror or error}; name another folder") from error
