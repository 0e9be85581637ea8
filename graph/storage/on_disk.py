"""What was worked out of one version of a graph, in a file in the store's folder, so that no later start does it again.

`STORE/kept/NAME.json` holds lines of JSON: what the file is, some hundred rows a line, the digest of all of that. Each
text stands once, in the first line of which a row has it, and elsewhere by its number; so neither writing nor reading
holds more than a line beside the thing itself. A file that is missing, damaged, cut short, made by other code or
of another base is left alone, and so is a folder that cannot be written: all is read from the graph then.

It is JSON and no pickle: whoever opens a stranger's store runs nothing of it.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final, Generic, TypeVar

from crackdown import ontology
from crackdown.graph.storage.collecting import without_collecting
from crackdown.graph.storage.durable import write_durably
from crackdown.graph.storage.view import View
from crackdown.ontology.base import BASE

FOLDER: Final = "kept"
FORMAT: Final = 1
_ROWS: Final = 200  # a line
_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_DECODE: Final = json.JSONDecoder().decode
T = TypeVar("T")


class Texts:
    """Texts by their numbers, as they are written; that there is none has one too."""

    def __init__(self) -> None:
        self._numbers: dict[str | None, int] = {None: 0}
        self._told = 1

    def __call__(self, text: str | None) -> int:
        """Return the number of a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    def all(self, several: Iterable[str | None]) -> list[int]:
        """Return the numbers of several."""
        return list(map(self, several))

    def new(self) -> list[str | None]:
        """Return the texts that got their numbers since this was last asked."""
        found = list(islice(self._numbers, self._told, None))
        self._told = len(self._numbers)
        return found


class Rows(Iterator[Any]):
    """The rows of a file as they are read, and the texts that stand in them by their numbers."""

    def __init__(self, lines: Iterator[Any]) -> None:
        self.texts: list[Any] = [None]
        self.read = 0
        self._rows = self._iter_rows(lines)

    def __next__(self) -> Any:
        """Return the next row."""
        return next(self._rows)

    def some(self) -> Iterator[Any]:
        """Yield as many rows as the next one says that there are."""
        return islice(self._rows, int(next(self._rows)))

    def several(self, numbers: Iterable[int]) -> list[Any]:
        """Return the texts of some numbers."""
        return list(map(self.texts.__getitem__, numbers))

    def _iter_rows(self, lines: Iterator[Any]) -> Iterator[Any]:
        for rows, texts in lines:
            self.texts += texts
            self.read += len(rows)
            yield from rows


class OnDisk(Generic[T]):
    """How something is written to a file beside the store, and read again."""

    def __init__(
        self, name: str, write: Callable[[T, Texts], Iterable[object] | None], read: Callable[[View, Rows], T]
    ) -> None:
        """Name the file, and say what stands in it.

        Args:
            name: of the file.
            write: gives its rows; None where what there is is not whole.
            read: makes the thing of the rows, for a view of the version that was written or of a later one.
        """
        self.name = f"{name}.json"
        self._write = write
        self._read = read
        self._writing = threading.Lock()
        self._stands: tuple[str, int] | None = None  # the version in the file, and how many rows it has

    def recall(self, view: View) -> tuple[str, T] | None:
        """Return what is kept beside the store of a view, after the version of which it was worked out.

        Returns:
            None where nothing is kept, or nothing that this code has written whole.
        """
        if view.store is None:
            return None
        try:
            with without_collecting(), (view.store / FOLDER / self.name).open("rb") as file:
                lines = _iter_checked(file)
                version = str(next(lines)["version"])
                rows = Rows(lines)
                found = self._read(view, rows)
                if next(rows, None) is not None:
                    return None
        except (OSError, ValueError, LookupError, TypeError, StopIteration, RecursionError):
            return None
        self._stands = version, rows.read
        return version, found

    def keep(self, view: View, found: T) -> None:
        """Write what was worked out of a view, unless what stands in the file is nearly that; nothing without room.

        What few commits have touched since, a start works out as it is done after a load.
        """
        with self._writing:
            if view.store is None or self._is_near(view):
                return
            texts = Texts()
            rows = self._write(found, texts)
            if rows is None:
                return
            counted = _Counted(rows)
            with suppress(OSError):
                lines = _iter_lines(view.version, texts, counted)
                write_durably(view.store / FOLDER / self.name, lines, part_in=view.store)
                self._stands = view.version, counted.number

    def _is_near(self, view: View) -> bool:
        if self._stands is None:
            return False
        version, rows = self._stands
        touched = view.touched_since(version)
        return touched is not None and len(touched) <= few_of(rows)


def few_of(several: int) -> int:
    """Return how many of some things are worked out again sooner than all of them.

    >>> few_of(8_000)
    1200
    """
    return 200 + several // 8


@cache
def made_by() -> str:
    """Return a digest of the code on which it depends what is worked out: whatever reads the graph, or names things."""
    folders = (Path(__file__).parents[1], Path(ontology.__file__).parent)
    files = (file for folder in folders for pattern in ("*.py", "*.rq") for file in sorted(folder.rglob(pattern)))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


class _Counted:
    """Rows, counted as they go by."""

    def __init__(self, rows: Iterable[object]) -> None:
        self._rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[object]:
        for row in self._rows:
            self.number += 1
            yield row


def _iter_lines(version: str, texts: Texts, rows: Iterable[object]) -> Iterator[bytes]:
    """Yield a file line by line: what it is, rows with the texts that are new in them, the digest."""
    digest = hashlib.sha256()
    left = iter(rows)

    def line(value: object) -> bytes:
        written = f"{_ENCODE(value)}\n".encode()
        digest.update(written)
        return written

    yield line({**_head(), "version": version})
    while some := list(islice(left, _ROWS)):
        yield line([some, texts.new()])
    yield f"{digest.hexdigest()}\n".encode()


def _iter_checked(file: IO[bytes]) -> Iterator[Any]:
    """Yield what the lines of a file hold; at its end it is known whether it is whole.

    Raises:
        ValueError: it is another's, cut short or damaged.
    """
    digest, is_first = hashlib.sha256(), True
    for line in file:
        if line == f"{digest.hexdigest()}\n".encode() and not file.read(1):
            return
        digest.update(line)
        told = _DECODE(line.decode())
        if is_first and {**told, **_head()} != told:
            raise ValueError("another's")
        is_first = False
        yield told
    raise ValueError("cut short, or damaged")


def _head() -> dict[str, object]:
    return {"format": FORMAT, "made_by": made_by(), "base": BASE}
