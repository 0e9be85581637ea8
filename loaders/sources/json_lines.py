"""JSON Lines: an object a line, each an announcement. https://jsonlines.org, RFC 8259."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from typing import Any

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.sources.columns import FIELDS, how_to_map, split_format
from crackdown.loaders.sources.container import Attempt, Container, iter_lines
from crackdown.loaders.sources.rows import Rows
from crackdown.loaders.sources.text import refuse_binary


def iter_json_lines(container: Container) -> Iterator[Attempt]:
    """Yield the announcement of each line, or why it is none; one line is held at a time.

    Raises:
        UnreadableAnnouncement: the file is empty, is no text in UTF-8, or `sources.yaml` says of it what cannot be.
        OSError: it cannot be read.
    """
    rows, is_empty = Rows(container), True
    with container.path.open("rb") as file:
        refuse_binary(file.peek(64), str(container.path))
        if file.peek(2)[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            raise UnreadableAnnouncement(f"{container.path}: JSON Lines are UTF-8, this is UTF-16; save it as UTF-8")
        for number, given in iter_lines(file, container.most):
            container.at = file.tell()
            place = f"{container.path}:{number}"
            if given is None:
                is_empty = False
                yield container.too_large(place)
                continue
            line = given.removeprefix(codecs.BOM_UTF8) if number == 1 else given
            if line.strip():
                is_empty = False
                try:
                    yield rows.document(_values(line, container.columns, place), number)
                except UnreadableAnnouncement as error:
                    yield error
    if is_empty:
        raise UnreadableAnnouncement(f"{container.path}: the file is empty; nothing to read")


def _values(line: bytes, columns: Mapping[str, str], place: str) -> dict[str, str]:
    """Give the values of a line by field.

    Raises:
        UnreadableAnnouncement: the line is no JSON object, or has nothing where its text should be.
    """
    try:
        given = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError
        raise UnreadableAnnouncement(f"{place}: not JSON: {str(error)[:200]}; a line is one object") from error
    if not isinstance(given, dict):
        raise UnreadableAnnouncement(f'{place}: a JSON object is wanted, such as {{"text": "…"}}; see docs/loading.md')
    found = {}
    for field in FIELDS:
        value = _at(given, split_format(columns.get(field, field))[0])
        value = given.get(field) if value is None else value
        if value is None:
            continue
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise UnreadableAnnouncement(f"{place}: {columns.get(field, field)!r} is no string")
        # JSON can write half a letter, which is none in any file: it counts as lost.
        found[field] = str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not {"text", "html"} & set(found):
        if "operations" in given and "language" in given:
            raise UnreadableAnnouncement(f"{place}: this is a record; load records with --records")
        keys = ", ".join(repr(str(key)[:40]) for key in list(given)[:20])
        raise UnreadableAnnouncement(f"{place}: no text; its keys are {keys or 'none'}. {how_to_map('Body')}")
    return found


def _at(given: dict[str, Any], key: str) -> Any:
    """Give what stands under a key, or under one inside another where a dot joins them.

    >>> _at({"a": {"b": 1}, "c.d": 2}, "a.b"), _at({"c.d": 2}, "c.d")
    (1, 2)
    """
    if key in given:
        return given[key]
    outer, mark, inner = key.partition(".")
    within = given.get(outer)
    return _at(within, inner) if mark and isinstance(within, dict) else None
