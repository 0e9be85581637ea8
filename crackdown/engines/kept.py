"""What was read, kept in a folder that all workers share, so that a load that was broken off reads nothing twice.

A file holds the records of one batch, a line each, and is named by a digest of the documents and of the software that
read them: what has changed is read anew. The folder may be removed at any time.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crackdown.loaders.document import Document


class Kept:
    """A folder of records by what they were read from."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)

    def name_of(self, documents: Sequence[Document], software: str) -> str:
        """Give the name under which the records of some documents are kept."""
        return hashlib.sha256(f"{software}{list(documents)!r}".encode("utf-8", "surrogatepass")).hexdigest()

    def read(self, name: str, count: int) -> list[str] | None:
        """Return so many records; None where they are not kept, or not whole."""
        try:
            lines = self._path(name).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return None
        return lines if len(lines) == count and all(line.endswith("}") for line in lines) else None

    def write(self, name: str, records: Sequence[str]) -> None:
        """Keep some records: whole or not at all.

        Raises:
            OSError: the folder cannot be written.
        """
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False) as file:
            file.writelines(f"{record}\n" for record in records)
        Path(file.name).replace(path)

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name}.jsonl"
