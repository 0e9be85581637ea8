"""Which column of a table, or which key of a JSON object, holds what of an announcement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from crackdown.errors import InputError

FIELDS: Final = ("text", "html", "title", "published", "url", "publisher", "language", "id")


def parse_columns(given: str) -> dict[str, str]:
    """Read a map as it is written on the command line.

    >>> parse_columns("text=Body, published=Date:%d/%m/%Y")
    {'text': 'Body', 'published': 'Date:%d/%m/%Y'}

    Raises:
        InputError: it is no map, or maps what no announcement has.
    """
    pairs = [pair.partition("=") for pair in given.split(",")]
    for field, mark, column in pairs:
        if not mark or not column.strip():
            raise InputError(f"--columns: {field.strip()!r} names no column; write it as text=Body,published=Date")
    return check_columns({field.strip(): column.strip() for field, _, column in pairs}, "--columns")


def check_columns(given: object, place: str) -> dict[str, str]:
    """Return a map that was written down, when it is one.

    Raises:
        InputError: it is no map, or maps what no announcement has; `place` is named.
    """
    if not isinstance(given, Mapping) or not all(isinstance(column, str) for column in given.values()):
        raise InputError(f"{place}: columns should map fields to names, such as {{text: Body, published: Date}}")
    unknown = sorted(str(field) for field in given if field not in FIELDS)
    if unknown:
        raise InputError(f"{place}: unknown {', '.join(unknown)}; what a column can hold is {', '.join(FIELDS)}")
    return dict(given)


def split_format(column: str) -> tuple[str, str | None]:
    """Part a column's name from how its dates are written, where that is told.

    >>> split_format("Date:%d/%m/%Y"), split_format("Date")
    (('Date', '%d/%m/%Y'), ('Date', None))
    """
    name, mark, rest = column.partition(":%")
    return name, f"%{rest}" if mark else None


def places(header: Sequence[str], columns: Mapping[str, str], name: str) -> dict[str, int]:
    """Tell at which place of a header each field stands: under the name that the map gives it, else under its own.

    >>> places(["Body", "URL", "Seen"], {"text": "Body"}, "a.csv")
    {'text': 0, 'url': 1}

    Raises:
        InputError: the header lacks a column that the map names, names one that is read twice, or has none for
            the text.
    """
    plain = [column.strip().casefold() for column in header]
    found = {}
    for field in FIELDS:
        column = split_format(columns.get(field, field))[0].strip().casefold()
        if plain.count(column) > 1:
            raise InputError(f"{name}: {plain.count(column)} columns are named {column!r}; name each as no other is")
        if column in plain:
            found[field] = plain.index(column)
        elif field in columns:
            raise InputError(f"{name}: no column is named {columns[field]!r}; {_shown(header)}")
    if not {"text", "html"} & set(found):
        raise InputError(f"{name}: no column is named text or html; {_shown(header)}. {how_to_map(header[0])}")
    return found


def _shown(header: Sequence[str]) -> str:
    names = ", ".join(repr(column[:40]) for column in header[:20])
    return f"the header names {names}{' …' if len(header) > 20 else ''}"


def how_to_map(example: str) -> str:
    """Tell how to say which column or key holds the text."""
    column = " ".join(example.split())[:40] or "Body"
    return (
        f"Say which holds the text: --columns 'text={column}', or `columns: {{text: {column}}}` for the file in "
        f"sources.yaml beside it; the others are {', '.join(FIELDS[1:])}"
    )
