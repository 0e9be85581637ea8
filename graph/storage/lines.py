"""Files of lines that are only added to: what is left of one, by a process that died, does not spoil the next."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def add_line(path: Path, line: str, *, mode: int = 0o666) -> None:
    """Add a line to a file, which is made where there is none; half a line at its end is ended first.

    Any number of threads and processes may, as the system adds a short line whole. It is not synced.

    Args:
        path: the file.
        line: without its end.
        mode: the permissions of a new file, before the user's mask.

    Raises:
        OSError: the file cannot be written, or there is no room for the whole line; what there was room for is left.
    """
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, mode)
    try:
        data = f"{line}\n".encode()
        if _is_torn(file):
            data = b"\n" + data
        if os.write(file, data) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
    finally:
        os.close(file)


def _is_torn(file: int) -> bool:
    if not os.lseek(file, 0, os.SEEK_END):
        return False
    os.lseek(file, -1, os.SEEK_END)
    return os.read(file, 1) != b"\n"
