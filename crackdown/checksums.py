"""Checksums of what was trained, in a file beside it: a bit that a disk or a copy has lost must change no figure.

`sha256sums.txt` is as `sha256sum` writes it, and `sha256sum -c sha256sums.txt` checks it too.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

NAME: Final = "sha256sums.txt"


def note_checksum(path: Path) -> None:
    """Note the checksum of a file that was just written, in place of the one that it had."""
    listed = path.with_name(NAME)
    sums = _sums(listed) if listed.exists() else {}
    sums[path.name] = _sum_of(path)
    lines = (f"{found}  {name}\n" for name, found in sorted(sums.items()))
    listed.write_text("".join(lines), encoding="utf-8", newline="\n")


def why_damaged(path: Path) -> str | None:
    """Say why a file is not the one whose checksum was noted; None where it is.

    Raises:
        OSError: it cannot be read.
    """
    listed = path.with_name(NAME)
    if not listed.is_file():
        return f"{NAME} is missing beside it"
    wanted = _sums(listed).get(path.name)
    if wanted is None:
        return f"{NAME} beside it does not name it"
    return None if _sum_of(path) == wanted else f"it was altered since: {NAME} beside it names another checksum"


def _sums(listed: Path) -> dict[str, str]:
    lines = (line.partition("  ") for line in listed.read_text(encoding="utf-8", errors="replace").splitlines())
    return {name: found for found, _, name in lines}


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
