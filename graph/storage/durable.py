"""Files written whole or not at all: what a crash leaves is the file as it was before, or as it was to be."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

PART = ".part"  # ends the name of what is not whole yet; whoever opens the folder next removes it


def write_durably(path: Path, content: bytes | Iterable[bytes], *, part_in: Path | None = None) -> None:
    """Write to a neighbour, sync, rename, sync the folder: whoever reads sees the whole file, and so after a crash.

    Args:
        path: the file, or a link to it, which stays.
        content: all of it, or its parts in their order.
        part_in: the folder where the neighbour lies, on the same disk; the file's own where none is given.

    Raises:
        OSError: the disk is full, or the folder cannot be written; nothing is left of the neighbour. What yields the
            content may raise what it likes, with the same result.
    """
    if (target := linked(path)) != path:
        path, part_in = target, None  # who knows on which disk it lies
    path.parent.mkdir(parents=True, exist_ok=True)
    part = (part_in or path.parent) / f"{path.name}.{os.getpid()}{PART}"
    try:
        with part.open("wb") as file:
            for some in (content,) if isinstance(content, bytes) else content:
                file.write(some)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def linked(path: Path) -> Path:
    """Return the file that a link leads to, there or not; any other path as it is.

    A rename onto a link would leave what it leads to as it was, and put a file of its own in the link's place.
    """
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def sweep_parts(folder: Path) -> None:
    """Remove what `write_durably` was writing into a folder when its process died; for who alone may write there."""
    for part in folder.glob(f"*{PART}"):
        part.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Make what any process wrote to a file outlive a loss of power."""
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make a rename last; Windows cannot open a folder, and writes renames through."""
    if os.name == "nt":
        return
    sync_file(folder)


def sync_tree(folder: Path) -> None:
    """Make a folder with all that is in it outlive a loss of power."""
    for place, _, names in os.walk(folder):
        for name in names:
            sync_file(Path(place) / name)
        sync_folder(Path(place))
