"""What was fitted and a process reads by: weights or curves, from a JSON file, or others given for a while."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Generic, TypeVar

from crackdown.checksums import why_damaged
from crackdown.errors import ReadingUnavailable

T = TypeVar("T")


class InUse(Generic[T]):
    """What is in use in this process, for every thread of it: read when it is first asked for."""

    def __init__(self, path: Path, parse: Callable[[Any], T], when_changed: Callable[[], None] = lambda: None) -> None:
        """Begin with what a file holds.

        Args:
            path: of the file.
            parse: makes of its JSON what is asked for.
            when_changed: told whenever something else is in use from then on.
        """
        self._path, self._parse, self._when_changed = path, parse, when_changed
        self._here: ContextVar[Path | None] = ContextVar("here", default=None)
        self._read: dict[Path, T] = {}
        self._given: T | None = None

    def get(self) -> T:
        """Give what is in use.

        Raises:
            ReadingUnavailable: the file is not as it was written when it was trained.
            OSError: it cannot be read.
        """
        if self._given is not None:
            return self._given
        path = self._here.get() or self._path
        if path not in self._read:
            if reason := why_damaged(path):
                raise ReadingUnavailable(f"{path}: this file cannot be read by ({reason}); install crackdown anew")
            self._read[path] = self._parse(json.loads(path.read_text(encoding="utf-8")))
        return self._read[path]

    def take_from(self, path: Path) -> None:
        """Use what another file holds, from now on; what was given for a while goes before it."""
        if path != self._path:
            self._path, self._read = path, {}
            self._when_changed()

    @contextmanager
    def here(self, path: Path) -> Iterator[None]:
        """Use what another file holds for one text: in this thread alone, while others use what they did."""
        token = self._here.set(path)
        try:
            yield
        finally:
            self._here.reset(token)

    @contextmanager
    def instead(self, given: T) -> Iterator[None]:
        """Use something else for a while."""
        before, self._given = self._given, given
        self._when_changed()
        try:
            yield
        finally:
            self._given = before
            self._when_changed()
