"""A file that holds many announcements, and what is known of it while it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.document import Document, slug
from crackdown.loaders.sources.options import Options

Attempt = Document | UnreadableAnnouncement
# A line or a mail may be so many times larger than an announcement: mails pack what is attached, JSON its letters.
SWOLLEN: Final = 10
_HOPELESS: Final = 20


@dataclass(slots=True)
class Container:
    """A file of many announcements.

    Attributes:
        path: where it lies.
        facts: what `sources.yaml` says of all of them.
        columns: which column or key holds what.
        options: how files are read.
        at: the byte that reading has come to.
    """

    path: Path
    facts: Mapping[str, str]
    columns: Mapping[str, str]
    options: Options
    at: int = field(default=0)

    @property
    def stem(self) -> str:
        """What the ids of its announcements begin with."""
        return slug(self.path.stem)

    @property
    def key(self) -> str:
        """What the origins of its announcements begin with where they say nothing of their own."""
        return key_of(self.path)

    @property
    def most(self) -> int:
        """How many bytes a line or a mail of it may have."""
        return self.options.max_bytes * SWOLLEN

    def too_large(self, place: str) -> UnreadableAnnouncement:
        """Make the error for a line or a mail that is larger than that."""
        return UnreadableAnnouncement(
            f"{place}: larger than {self.most / 1e6:g} MB; an announcement is a page or two: split it"
        )


def key_of(path: Path) -> str:
    """Make the opaque key of a place on the disk."""
    return hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()


def iter_lines(file: BinaryIO, most: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines of a file with their numbers from 1; None for one that is longer than that many bytes."""
    number = 0
    while line := file.readline(most):
        number += 1
        if len(line) < most or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := file.readline(1 << 16)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def until_hopeless(attempts: Iterable[Attempt], name: str) -> Iterator[Attempt]:
    """Yield attempts, but stop after some at the beginning where none can be read: the file is something else."""
    failures: int | None = 0
    for attempt in attempts:
        yield attempt
        if failures is None or not isinstance(attempt, UnreadableAnnouncement):
            failures = None
            continue
        failures += 1
        if failures == _HOPELESS:
            yield UnreadableAnnouncement(
                f"{name}: none of the first {failures} can be read; the rest of the file is left"
            )
            return
