"""The announcements' full texts, and the records read from them, kept beside the graph and never in it.

A text is stored under the SHA-256 of its UTF-8 bytes, so the same text is stored once and a stored one never changes;
the graph names the digest. It is on the disk before the graph speaks of it: a crash can leave a text that nothing
names, never a name without its text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from crackdown.errors import StoreUnavailable
from crackdown.graph.storage.durable import write_durably


def digest_of(text: str) -> str:
    """Name a text by the SHA-256 of its UTF-8 bytes, in lower-case hexadecimal.

    >>> digest_of("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Archive:
    """Texts by digest, in a folder or, without one, in memory."""

    def __init__(
        self, folder: Path | None, *, suffix: str = ".txt", before_change: Callable[[], object] | None = None
    ) -> None:
        """Prepare it.

        Args:
            folder: where the texts lie.
            suffix: how their names end.
            before_change: is called before a text comes or goes.
        """
        self._folder = folder
        self._suffix = suffix
        self._before_change = before_change or (lambda: None)
        self._texts: dict[str, str] = {}

    def write(self, text: str) -> str:
        """Keep a text, durably, and return its digest."""
        digest = digest_of(text)
        if self._folder is None:
            self._texts[digest] = text
        elif not self._is_whole(digest):
            self._before_change()
            write_durably(self._path(digest), text.encode("utf-8", "surrogatepass"), part_in=self._folder)
        return digest

    def read(self, digest: str) -> str | None:
        """Return the text of that digest, or None where it is not kept.

        Raises:
            StoreUnavailable: the file does not hold what its name says.
        """
        if self._folder is None:
            return self._texts.get(digest)
        path = self._path(digest)
        if not path.exists():
            return None
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise StoreUnavailable(f"{path} was altered since it was stored; load its announcement again to restore it")
        return content.decode("utf-8", "surrogatepass")

    def _is_whole(self, digest: str) -> bool:
        path = self._path(digest)
        return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == digest

    def remove(self, digest: str) -> None:
        """Forget a text that nothing names any more."""
        self._texts.pop(digest, None)
        if self._folder is not None:
            self._before_change()
            self._path(digest).unlink(missing_ok=True)

    def digests(self) -> Iterator[str]:
        """Yield the digest of every text that is kept."""
        if self._folder is None:
            yield from tuple(self._texts)
            return
        for file in self._folder.glob(f"??/*{self._suffix}"):
            yield file.name.removesuffix(self._suffix)

    def _path(self, digest: str) -> Path:
        assert self._folder is not None
        return self._folder / digest[:2] / f"{digest}{self._suffix}"
