"""Counting the rows of an answer in the bytes the engine writes, and ending it after so many.

The engine writes all or nothing of a result, so what it writes is read along: rows begin (JSON, XML) or end (CSV,
TSV) with bytes that cannot stand inside a value. JSON escapes quotes, so `},{"name":{` with one of the answer's own
variables is always the next row; for a row that binds nothing the quotes around it are counted. CSV may hold line ends
in quotes. An answer that was cut says so at its end, for who reads it as it comes: JSON in a member after `results`,
which clients pass over, XML in a comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

TRUNCATED: Final = "crackdown:truncated"  # with the number of rows after which an answer was cut
_SHORTEST_HELD: Final = 16
_BACKSLASH: Final = 0x5C


class EnoughRows(Exception):
    """Stops the engine: no more rows are wanted. Not an error, and never leaves this package."""


class RowLimit:
    """A file object for the engine that passes bytes on until so many rows have gone, then ends the answer properly."""

    def __init__(self, write: Callable[[bytes], object], form: str, names: Sequence[str], max_rows: int) -> None:
        """Prepare.

        Args:
            write: takes what is let through.
            form: json, xml, csv or tsv.
            names: the variables of the answer.
            max_rows: at least 1.
        """
        self._write = write
        self._marks = _MARKS[form](names)
        # The first row of JSON has nothing before it; the first line of CSV and TSV is no row.
        self._left = max_rows - 1 if form == "json" else max_rows
        self._after = 1 if form == "json" else 0
        self._lines = form in {"csv", "tsv"}
        self._ending = (_ENDINGS[form] % max_rows if _ENDINGS[form] else "").encode()
        self._held = b""
        self._holds = max(_SHORTEST_HELD, *(len(name.encode()) + 8 for name in names)) if names else _SHORTEST_HELD
        self.truncated = False

    def write(self, data: bytes) -> int:
        """Take what the engine writes.

        Raises:
            EnoughRows: the limit was passed; the answer has been ended.
        """
        if not self.truncated:  # the engine still empties its buffer when it has been stopped
            self._pass_on(self._held + data, self._holds)
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is held back may be the beginning of a mark."""

    def close(self) -> None:
        """Pass the rest on."""
        try:
            self._pass_on(self._held, 0)
        except EnoughRows:
            return

    def _pass_on(self, data: bytes, held: int) -> None:
        sure = max(0, len(data) - held)
        while sure and data[sure - 1] == _BACKSLASH:  # it belongs to what follows
            sure -= 1
        for start, end in self._marks(data, sure):
            if self._left == 0 and not (self._lines and end == len(data) and not held):
                self._cut(data, end if self._lines else start + self._after)
            self._left -= 1
        self._held = data[sure:]
        if sure:
            self._write(data[:sure])

    def _cut(self, data: bytes, position: int) -> None:
        self.truncated = True
        self._held = b""
        self._write(data[:position] + self._ending)
        raise EnoughRows


Marks = Callable[[bytes, int], Iterator[tuple[int, int]]]


def _json_marks(names: Sequence[str]) -> Marks:
    alternatives = b"|".join(re.escape(name.encode()) for name in names) or rb"(?!)"
    pattern = re.compile(rb'\},\{(?=(\})|"(?:' + alternatives + rb')":\{)')
    in_string = False

    def marks(data: bytes, sure: int) -> Iterator[tuple[int, int]]:
        nonlocal in_string
        read = 0
        for match in pattern.finditer(data):
            if match.start() >= sure:
                break
            if match[1]:  # "},{}" may stand in a string too
                in_string ^= _has_odd_quotes(data[read : match.start()])
                read = match.start()
                if in_string:
                    continue
            else:
                in_string, read = False, match.start()
            yield match.span()
        in_string ^= _has_odd_quotes(data[read:sure])

    return marks


def _has_odd_quotes(part: bytes) -> bool:
    return re.sub(rb"\\.", b"", part, flags=re.DOTALL).count(b'"') % 2 == 1


def _csv_marks(_: Sequence[str]) -> Marks:
    quoted = False

    def marks(data: bytes, sure: int) -> Iterator[tuple[int, int]]:
        nonlocal quoted
        for match in re.finditer(rb'"|\r\n', data):
            if match.start() >= sure:
                break
            if match[0] == b'"':
                quoted = not quoted
            elif not quoted:
                yield match.span()

    return marks


def _plain_marks(pattern: bytes) -> Callable[[Sequence[str]], Marks]:
    found = re.compile(pattern)

    def marks(data: bytes, sure: int) -> Iterator[tuple[int, int]]:
        for match in found.finditer(data):
            if match.start() >= sure:
                break
            yield match.span()

    return lambda _: marks


_MARKS: Final[dict[str, Callable[[Sequence[str]], Marks]]] = {
    "json": _json_marks,
    "xml": _plain_marks(rb"<result[>/]"),
    "csv": _csv_marks,
    "tsv": _plain_marks(rb"\n"),
}
# CSV and TSV have no room but for rows.
_ENDINGS: Final = {
    "json": f']}},"{TRUNCATED}":%d}}', "xml": f"</results><!-- {TRUNCATED} %d --></sparql>", "csv": "", "tsv": "",
}  # fmt: skip
