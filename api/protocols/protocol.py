"""Reading a request of the SPARQL 1.1 Protocol, section 2.1: three ways to send one query.

Everything that is not exactly one query in UTF-8 is refused with a sentence that says what was wanted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request

from crackdown.api.http.bodies import read_body
from crackdown.api.http.problems import AddressTooLong, UnsupportedMediaType
from crackdown.api.http.request_log import note_query
from crackdown.errors import InputError, UpdateRefused

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_LONGEST_BODY: Final = 1_000_000  # bytes; the longest query seen in the wild is a VALUES list of some 100 kB
LONGEST_ADDRESS: Final = 500_000  # bytes; what is longer is meant for a form
_COUNT: Final = re.compile(r"[1-9][0-9]{0,8}")
_BYTE_ORDER_MARK: Final = "\ufeff"  # as some editors begin a file; it is no part of a query

_Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """One query with the graphs it is asked over, the format and the day that are wanted, and whether to explain rows.

    `format`, `as_of`, `why` and `max_rows` are this server's own; the protocol knows none of them.
    """

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None
    as_of: str | None
    why: bool
    max_rows: int | None = None

    def besides(self) -> list[tuple[str, str]]:
        """Return the parameters that another answer to the same query needs: graphs, day, number of rows."""
        return [
            *(("default-graph-uri", one) for one in self.default_graphs),
            *(("named-graph-uri", one) for one in self.named_graphs),
            *([("as_of", self.as_of)] if self.as_of else []),
            *([("max_rows", str(self.max_rows))] if self.max_rows else []),
        ]


async def read_operation(request: Request) -> Operation:
    """Read the query operation a request asks for.

    Raises:
        InputError: no query, several, or text that is not UTF-8.
        UpdateRefused: an update.
        AddressTooLong: an address longer than `LONGEST_ADDRESS`.
        UnsupportedMediaType: a body of another kind, or compressed.
    """
    operation = await _read_operation(request)
    note_query(request, operation.query)
    return operation


def read_fields(request: Request) -> list[tuple[str, str]]:
    """Read the parameters in an address, in their order.

    Raises:
        InputError: they are not UTF-8.
        AddressTooLong: they are longer than `LONGEST_ADDRESS`.
    """
    if len(request.scope["query_string"]) > LONGEST_ADDRESS:
        raise AddressTooLong(f"the address is longer than {LONGEST_ADDRESS:,} bytes; POST the query as a form")
    return _fields(request.scope["query_string"], "the address")


async def _read_operation(request: Request) -> Operation:
    fields = read_fields(request)
    if request.method != "POST":
        return _operation(fields)
    if (coding := request.headers.get("content-encoding", "identity").strip().lower()) != "identity":
        raise UnsupportedMediaType(f"a body in {coding} is not read; send it as it is")
    media_type = _media_type(request)
    if media_type == FORM:
        return _operation(fields + _fields(await _body(request), "the form"))
    if media_type == QUERY:
        return _operation([*fields, ("query", _text(await _body(request), "the body"))])
    if media_type == UPDATE:
        raise UpdateRefused("this endpoint answers queries; data is changed by loading announcements")
    raise UnsupportedMediaType(f"a body of {media_type or 'no media type'} is not read; send {FORM} or {QUERY}")


async def read_form(request: Request) -> dict[str, str]:
    """Read the fields of a form, the last of each name.

    Raises:
        InputError: it is not UTF-8, or too long.
        UnsupportedMediaType: a body of another kind.
    """
    media_type = _media_type(request)
    if media_type != FORM:
        raise UnsupportedMediaType(f"a body of {media_type or 'no media type'} is not read; send {FORM}")
    return dict(_fields(await _body(request), "the form"))


def _operation(fields: _Fields) -> Operation:
    queries = [value for name, value in fields if name == "query"]
    if any(name == "update" for name, _ in fields):
        raise UpdateRefused("this endpoint answers queries; data is changed by loading announcements")
    if len(queries) != 1:
        found = "none was sent" if not queries else f"{len(queries)} were sent"
        raise InputError(f"exactly one query is wanted and {found}: GET /sparql?query=…, or POST it")
    formats = [value for name, value in fields if name == "format" and value]
    return Operation(
        query=queries[0].removeprefix(_BYTE_ORDER_MARK),
        default_graphs=tuple(value for name, value in fields if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in fields if name == "named-graph-uri"),
        format=formats[0] if formats else None,
        as_of=next((value for name, value in fields if name == "as_of" and value), None),
        why=_is_true([value for name, value in fields if name == "why"]),
        max_rows=_count([value for name, value in fields if name == "max_rows" and value]),
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


def _count(values: list[str]) -> int | None:
    """Read a parameter that is a number of rows; left out, it is None.

    Raises:
        InputError: it is something else.
    """
    wrong = [value for value in values if not _COUNT.fullmatch(value)]
    if wrong:
        raise InputError(f"max_rows={wrong[0]}: write a number of rows from 1 to 999999999, or leave it out")
    return min(map(int, values), default=None)


def _media_type(request: Request) -> str:
    media_type, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip('" ') not in ("utf-8", "utf8", "us-ascii"):
            raise UnsupportedMediaType(f"a body in {value} is not read; send it in UTF-8")
    return media_type


async def _body(request: Request) -> bytes:
    too_large = f"the body is longer than {_LONGEST_BODY:,} bytes; ask in smaller parts"
    return await read_body(request, _LONGEST_BODY, too_large)


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
