"""Reading a request of the SPARQL 1.1 Protocol, section 2.1: three ways to send one query.

Everything that is not exactly one query in UTF-8 is refused with a sentence that says what was wanted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request

from crackdown.api.problems import UnsupportedMediaType
from crackdown.errors import InputError, UpdateRefused

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_LONGEST_BODY: Final = 1_000_000  # bytes; the longest query seen in the wild is a VALUES list of some 100 kB

_Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One query with the graphs it is asked over, the format and the day that are wanted, and whether to explain rows.

    `format`, `as_of` and `why` are this server's own; the protocol knows none of them.
    """

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None
    as_of: str | None
    why: bool


async def read_operation(request: Request) -> Operation:
    """Read the query operation a request asks for.

    Raises:
        InputError: no query, several, or text that is not UTF-8.
        UpdateRefused: an update.
        UnsupportedMediaType: a body of another kind.
    """
    fields = _fields(request.scope["query_string"], "the address")
    if request.method != "POST":
        return _operation(fields)
    media_type = _media_type(request)
    if media_type == FORM:
        return _operation(fields + _fields(await _body(request), "the form"))
    if media_type == QUERY:
        return _operation([*fields, ("query", _text(await _body(request), "the body"))])
    if media_type == UPDATE:
        raise UpdateRefused("this endpoint answers queries; data is changed by loading announcements")
    raise UnsupportedMediaType(f"a body of {media_type or 'no media type'} is not read; send {FORM} or {QUERY}")


def _operation(fields: _Fields) -> Operation:
    queries = [value for name, value in fields if name == "query"]
    if any(name == "update" for name, _ in fields):
        raise UpdateRefused("this endpoint answers queries; data is changed by loading announcements")
    if len(queries) != 1:
        found = "none was sent" if not queries else f"{len(queries)} were sent"
        raise InputError(f"exactly one query is wanted and {found}: GET /sparql?query=…, or POST it")
    formats = [value for name, value in fields if name == "format" and value]
    return Operation(
        query=queries[0],
        default_graphs=tuple(value for name, value in fields if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in fields if name == "named-graph-uri"),
        format=formats[0] if formats else None,
        as_of=next((value for name, value in fields if name == "as_of" and value), None),
        why=_is_true([value for name, value in fields if name == "why"]),
    )


def _is_true(values: list[str]) -> bool:
    """Read a parameter that is true or false; left out, it is false.

    Raises:
        InputError: it is something else.
    """
    wrong = [value for value in values if value not in {"true", "false"}]
    if wrong:
        raise InputError(f"why={wrong[0]}: write why=true to have each row explained, or leave it out")
    return "true" in values


def _media_type(request: Request) -> str:
    media_type, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip('" ') not in ("utf-8", "utf8", "us-ascii"):
            raise UnsupportedMediaType(f"a body in {value} is not read; send it in UTF-8")
    return media_type


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_BODY:
            raise InputError(f"the body is longer than {_LONGEST_BODY:,} bytes; ask in smaller parts")
    return bytes(body)


def _fields(encoded: bytes, where: str) -> _Fields:
    try:
        return parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise InputError(f"{where} is not UTF-8 ({error}); percent-encode the query's UTF-8 bytes") from error


def _text(body: bytes, where: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{where} is not UTF-8 at byte {error.start}; send the query in UTF-8") from error
