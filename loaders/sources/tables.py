"""CSV and TSV: a row is an announcement, the first names the columns. RFC 4180, and what spreadsheets make of it."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final

from crackdown.errors import InputError, UnreadableAnnouncement
from crackdown.loaders.sources.columns import places
from crackdown.loaders.sources.container import Attempt, Container
from crackdown.loaders.sources.rows import Rows
from crackdown.loaders.sources.text import decode, refuse_binary

_DELIMITERS: Final = ",;\t|"
_TOLD_DELIMITER: Final = re.compile(r"sep=([,;\t|])\s*")  # a line for Excel, ahead of the header
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UNIT: Final = "\x1f"  # ASCII's own separator: it joins the values of a row while they are decoded
_UNCLOSED: Final = ("unexpected end of data", "field larger than field limit")


def iter_table(container: Container) -> Iterator[Attempt]:
    """Yield the announcement of each row, or why it is none; one row is held at a time.

    Raises:
        UnreadableAnnouncement: the file is no table, has no row, or nothing tells which of its columns holds the text.
        OSError: it cannot be read.
    """
    rows, has_rows = Rows(container), False
    with container.path.open("rb") as file:
        text = _text(file, container)  # it is held here, because it closes the file when it goes
        lines = iter(lambda: text.readline(container.most), "")
        try:
            reader, header = _reader(lines, container)
            found = places(header, container.columns, str(container.path))
        except InputError as error:
            raise UnreadableAnnouncement(str(error)) from error
        for number, row in _rows(reader, container):
            container.at, has_rows = file.tell(), True
            place = f"{container.path}:{number}"
            if isinstance(row, UnreadableAnnouncement):
                yield row
                continue
            try:
                values = _decoded(row, len(header), place)
                yield rows.document({field: values[position] for field, position in found.items()}, number)
            except UnreadableAnnouncement as error:
                yield error
    if not has_rows:
        raise UnreadableAnnouncement(
            f"{container.path}: the file names its columns and has no row below; nothing to read"
        )


def _text(file: BinaryIO, container: Container) -> io.TextIOWrapper:
    """Decode a file: UTF-16 where the file begins so, else of bytes that are looked at row by row."""
    begin = file.read(64)
    refuse_binary(begin, str(container.path))
    file.seek(0)
    # Spreadsheets write UTF-16 with a mark, UTF-8 with or without one, or the encoding of their country.
    encoding = ("utf-16", "strict") if begin.startswith(_UTF16) else ("utf-8-sig", "surrogateescape")
    return io.TextIOWrapper(file, encoding[0], errors=encoding[1], newline="")


def _reader(lines: Iterator[str], container: Container) -> tuple[Any, list[str]]:
    """Give what reads the rows, and the first of them, which names the columns; its delimiter is that of them all."""
    # One setting a process, and no other way to read a longer field: it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), container.options.max_bytes))
    path = container.path
    skipped = []
    try:
        while not (first := next(lines, None) or "").strip():
            if not first:
                raise UnreadableAnnouncement(f"{path}: the file is empty; nothing to read")
            skipped.append(first)
    except UnicodeDecodeError as error:
        raise UnreadableAnnouncement(f"{path}: this is not UTF-16, though the file begins as such") from error
    if "\0" in first:
        raise UnreadableAnnouncement(f"{path}: NUL stands in its first line, so this is not text; save it as UTF-8")
    if told := _TOLD_DELIMITER.fullmatch(first):
        reader = csv.reader(itertools.chain(skipped, ["\n"], lines), delimiter=told[1], strict=True)
    else:
        choices = "\t" if path.suffix.lower() == ".tsv" else _DELIMITERS
        delimiter = max(choices, key=lambda one: len(next(csv.reader([first], delimiter=one))))
        reader = csv.reader(itertools.chain(skipped, [first], lines), delimiter=delimiter, strict=True)
    for _, row in _rows(reader, container):
        if isinstance(row, UnreadableAnnouncement):
            raise row
        return reader, _decoded(row, len(row), f"{path}:1")
    raise UnreadableAnnouncement(f"{path}: the file is empty; nothing to read")


def _rows(reader: Any, container: Container) -> Iterator[tuple[int, list[str] | UnreadableAnnouncement]]:
    """Yield the rows that are not blank with the line each begins in; stop where a quote stays open."""
    while True:
        number = reader.line_num + 1
        place = f"{container.path}:{number}"
        try:
            row = next(reader)
        except StopIteration:
            return
        except UnicodeDecodeError:
            yield number, UnreadableAnnouncement(f"{place}: what follows is not UTF-16, though the file begins as such")
            return
        except csv.Error as error:
            if str(error).startswith(_UNCLOSED):
                yield (
                    number,
                    UnreadableAnnouncement(
                        f'{place}: a quote (") that opens in this row does not close; nothing from here on is read'
                    ),
                )
                return
            yield (
                number,
                UnreadableAnnouncement(f"{place}: where the row ends is not clear ({error}); check its quotes"),
            )
            continue
        if any(value.strip() for value in row):
            yield number, row


def _decoded(row: Sequence[str], width: int, place: str) -> list[str]:
    """Give the values of a row as what they were meant to be, all in one encoding.

    Raises:
        UnreadableAnnouncement: it has more or fewer values than the header, or its encoding cannot be told.
    """
    if len(row) != width:
        raise UnreadableAnnouncement(
            f"{place}: the row has {len(row)} values, the header {width}; check its quotes and delimiters"
        )
    joined = _UNIT.join(row)
    if joined.isascii() and "\0" not in joined:
        return list(row)
    values = decode(joined.encode("utf-8", "surrogateescape"), place).split(_UNIT)
    if len(values) != width:
        raise UnreadableAnnouncement(f"{place}: a value holds a control character (U+001F); remove it")
    return values
