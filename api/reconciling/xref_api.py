"""Cross-reference over HTTP: a table of names as CSV in, candidates with reasons and quotes out, row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from crackdown.api.http.bodies import read_body
from crackdown.api.http.problems import UnsupportedMediaType
from crackdown.api.source import CurrentView
from crackdown.api.spoken import Answers, as_sent
from crackdown.errors import InputError
from crackdown.graph.searching.xref import FIELDS, Columns, cross, csv_line, read_table, to_json, to_rows

router = APIRouter(prefix="/api", tags=["cross-reference"])
MOST_BYTES: Final = 2_000_000
MOST_ROWS: Final = 2_000  # some minutes of one core; longer tables belong to the command line


_TABLE: Final[dict[str, Any]] = {"schema": {"type": "string", "minLength": 1}, "example": "name,type\nKTI,airport\n"}
_BODY: Final = {"requestBody": {"required": True, "content": {"text/csv": _TABLE, "text/plain": _TABLE}}}
_ANSWERS: Final[Answers] = {
    200: {
        "description": "Row by row: each a JSON object on a line of its own, or lines of CSV.",
        "content": as_sent(("application/x-ndjson", "text/csv")),
    }
}
Column = Annotated[str | None, Query(description="Its name in the table's header line.")]


@router.post("/xref", response_class=Response, responses=_ANSWERS, openapi_extra=_BODY)
async def xref(
    request: Request,
    view: CurrentView,
    column: Column = None,
    type_column: Column = None,
    country_column: Column = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 3,
    format: Literal["jsonl", "csv"] = "jsonl",  # noqa: A002
) -> Response:
    """Look up every name of a table (CSV with a header line, as the body).

    Columns called name, type, country, agency, post, code, date and kind are made use of; the answer is streamed.
    """
    text = await _body(request)
    asked = read_table(text, Columns(name=column, type=type_column, country=country_column), most_rows=MOST_ROWS)
    media_type = "text/csv" if format == "csv" else "application/x-ndjson"

    def lines() -> Iterator[str]:
        if format == "csv":
            yield csv_line(FIELDS)
        for crossed in cross(view, asked, limit=limit):
            yield (
                "".join(map(csv_line, to_rows(crossed)))
                if format == "csv"
                else (json.dumps(to_json(crossed), ensure_ascii=False) + "\n")
            )

    return StreamingResponse(lines(), media_type=media_type)


async def _body(request: Request) -> str:
    """Read the table.

    Raises:
        UnsupportedMediaType: the body is no CSV.
        BodyTooLarge, BodyTooSlow: it is too long, or does not arrive in time.
        InputError: it is not UTF-8.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in {"text/csv", "text/plain"}:
        raise UnsupportedMediaType(f"a body of {media_type or 'no media type'} is not read; send text/csv")
    too_large = f"the table is longer than {MOST_BYTES:,} bytes; cut it, or use crackdown xref"
    body = await read_body(request, MOST_BYTES, too_large)
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"the table is not UTF-8 at byte {error.start}") from error
