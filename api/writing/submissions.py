"""Reading an announcement out of a request: a text, a page, a PDF or a record, alone, in JSON or in a form.

Nothing is fetched: a `url` only says where the announcement was published. Everything is limited before it is read, and
what an announcement says is looked at elsewhere, by a process that can be stopped.
"""

from __future__ import annotations

import asyncio
import codecs
import json
import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from reprlib import repr as shortened
from typing import Annotated, Any, Final

from fastapi import Query, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from crackdown.api.http.problems import BodyTooLarge, BodyTooSlow, UnsupportedMediaType
from crackdown.api.wrong_values import tell_wrong_values
from crackdown.errors import UnreadableAnnouncement
from crackdown.graph.dates import first_day

TEXT: Final = "text/plain"
HTML: Final = "text/html"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EML: Final = "message/rfc822"
JSON: Final = "application/json"
FORM: Final = "multipart/form-data"
MAX_BYTES: Final = 5_000_000  # an announcement is a page or two
_FORM_BYTES: Final = MAX_BYTES + 100_000
_SECONDS: Final = 60.0  # for the whole body: whoever sends a byte a second must not hold the server
_BY_ENDING: Final = {"txt": TEXT, "html": HTML, "htm": HTML, "pdf": PDF, "docx": DOCX, "eml": EML, "json": JSON}
_CHARSET: Final = re.compile(
    r"ascii|utf-(8|16|32)(-[bl]e)?|iso8859-\d+|cp(874|932|949|950|125\d)|koi8-[ru]|tis-620|gb2312|gbk|gb18030|big5|"
    r"big5hkscs|euc_(jp|kr)|shift_jis"
)


def _fits(pattern: str, remedy: str) -> AfterValidator:
    """Refuse a text that does not fit in words, as who sends one reads no patterns."""

    def check(value: str) -> str:
        if re.fullmatch(pattern, value) is None:
            raise UnreadableAnnouncement(f"{shortened(value)} {remedy}")
        return value

    return AfterValidator(check)


def _text(pattern: str, **schema: object) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, **schema})


def _is_day(value: str) -> str:
    first_day(value)  # it refuses a day that no calendar has
    return value


_URL: Final = r"^https?://\S+$"
_DAY: Final = r"^\d{4}(-\d{2}){0,2}$"
_LANGUAGE: Final = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_Url = Annotated[str, _fits(_URL, "is no address; one begins with http:// or https://"), _text(_URL, maxLength=2000)]
_Day = Annotated[
    str,
    _fits(_DAY, "is no day, month or year; write 2026-02-09, 2026-02 or 2026"),
    AfterValidator(_is_day),
    _text(_DAY),
]
_Language = Annotated[
    str, _fits(_LANGUAGE, "is no code of a language; write fr or zh-Hant, as BCP 47 has it"), _text(_LANGUAGE)
]


class Stated(BaseModel):
    """What is said of an announcement from outside; it outranks what the announcement says of itself."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = Field(None, min_length=1, max_length=120, description="What its IRI is made of.")
    url: _Url | None = Field(None, max_length=2000, description="Where it was published.")
    title: str | None = Field(None, min_length=1, max_length=500)
    publisher: str | None = Field(None, min_length=1, max_length=200)
    published: _Day | None = Field(None, description="The day, month or year it was published.")
    language: _Language | None = Field(None, description="BCP 47.")


@dataclass(frozen=True, slots=True)
class Submission:
    """An announcement as it was sent.

    Attributes:
        body: its bytes.
        media_type: one of text, HTML, PDF, DOCX and mail, or JSON for a record.
        stated: what is said of it.
        again: it is to be read though it is known what was read of it before.
    """

    body: bytes
    media_type: str
    stated: Stated
    again: bool = False


Again = Annotated[
    bool, Query(description="Read it though it is known what was read of it before, for this store or a moment ago.")
]


async def read_submission(request: Request) -> Submission:
    """Read the announcement that a request brings.

    Raises:
        BodyTooLarge, BodyTooSlow: the body is larger than is read, or did not arrive.
        UnsupportedMediaType: it is of another kind, packed, or in an unknown charset.
        UnreadableAnnouncement: a field is wrong, or the body is not what its media type says.
    """
    packing = request.headers.get("content-encoding", "identity").strip().lower()
    if packing not in {"", "identity"}:
        raise UnsupportedMediaType(f"a body packed by {packing[:40]} is not read; send it as it is")
    media_type, parameters = _content_type(request)
    try:
        async with asyncio.timeout(_SECONDS):
            if media_type == FORM:
                return await _from_form(request)
            body = await _body(request, MAX_BYTES)
    except TimeoutError as error:
        raise BodyTooSlow(f"the body did not arrive within {_SECONDS:g} s") from error
    if media_type == JSON:
        return _from_json(body, _query(request))
    if media_type not in {TEXT, HTML, PDF, DOCX, EML}:
        raise UnsupportedMediaType(
            f"a body of {media_type or 'no media type'} is not read; "
            f"send {TEXT}, {HTML}, {PDF}, {DOCX}, {EML}, {JSON} or {FORM}"
        )
    return Submission(_in_utf8(body, media_type, parameters), media_type, _stated(_query(request)))


def _content_type(request: Request) -> tuple[str, dict[str, str]]:
    media_type, *rest = (part.strip() for part in request.headers.get("content-type", "").split(";"))
    pairs = (part.partition("=") for part in rest)
    return media_type.lower()[:100], {name.strip().lower(): value.strip(' "') for name, _, value in pairs}


def _query(request: Request) -> dict[str, str]:
    return {name: value for name, value in request.query_params.items() if value and name != "again"}


async def _chunks(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    """Yield a body and stop where it is larger than it may be, or says that it will be."""
    told, size = request.headers.get("content-length", ""), 0
    if told.isascii() and told.isdigit() and len(told) < 20 and int(told) > limit:
        raise _too_large(limit)
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise _too_large(limit)
        yield chunk


def _too_large(limit: int) -> BodyTooLarge:
    return BodyTooLarge(f"the body is larger than {limit:,} bytes; an announcement is a page or two: send it in parts")


async def _body(request: Request, limit: int) -> bytes:
    return b"".join([chunk async for chunk in _chunks(request, limit)])


async def _from_form(request: Request) -> Submission:
    """Read a form: one file, or a field `text`, and what is said of it."""
    parser = MultiPartParser(
        request.headers, _chunks(request, _FORM_BYTES), max_files=1, max_fields=10, max_part_size=MAX_BYTES
    )
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, UnicodeError) as error:
        raise UnreadableAnnouncement(f"the form cannot be read: {getattr(error, 'message', error)}") from error
    fields = {name: value for name, value in form.items() if isinstance(value, str) and value}
    files = [value for value in form.values() if isinstance(value, UploadFile)]
    text = fields.pop("text", None)
    if (text is None) == (not files):
        raise UnreadableAnnouncement("a form brings either one file or a field `text`")
    if text is not None:
        return Submission(text.encode("utf-8", "surrogatepass"), TEXT, _stated(fields))
    file = files[0]
    stem, _, ending = (file.filename or "").rpartition(".")
    media_type = _BY_ENDING.get(ending.lower()) or (file.content_type or "").partition(";")[0].strip().lower()
    if media_type not in _BY_ENDING.values():
        raise UnsupportedMediaType(
            f"a file {(file.filename or '')[:100]!r} is not read; send .txt, .html, .pdf, .docx, .eml or .json"
        )
    body = await file.read()
    if media_type == JSON:
        return _from_json(body, fields)
    return Submission(body, media_type, _stated({"name": stem[:120], **fields} if stem else fields))


def _from_json(body: bytes, fields: Mapping[str, str]) -> Submission:
    """Read JSON: an object with `text` or `html` and what is said of it, else a record."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableAnnouncement(f"the body is not JSON: {str(error)[:200]}") from error
    if not isinstance(given, dict):
        raise UnreadableAnnouncement("a JSON object is wanted: a record, or one with a member `text` or `html`")
    kinds = [kind for kind in ("text", "html") if kind in given]
    if not kinds:
        if fields:
            raise UnreadableAnnouncement("a record says of itself where it comes from; leave the parameters out")
        return Submission(body, JSON, _stated({}))
    if len(kinds) > 1 or not isinstance(given[kinds[0]], str):
        raise UnreadableAnnouncement("one member `text` or `html` is wanted, and it is a string")
    words = given.pop(kinds[0]).encode("utf-8", "surrogatepass")
    return Submission(words, HTML if kinds[0] == "html" else TEXT, _stated({**given, **fields}))


def _stated(fields: Mapping[str, Any]) -> Stated:
    try:
        return Stated.model_validate(dict(fields))
    except ValidationError as error:
        raise UnreadableAnnouncement(tell_wrong_values(error.errors())) from error


def _in_utf8(body: bytes, media_type: str, parameters: Mapping[str, str]) -> bytes:
    """Write a text in UTF-8 where its charset is told; else its bytes are looked at where it is read."""
    charset = parameters.get("charset")
    if charset is None or media_type in {PDF, DOCX, EML}:
        return body
    name = _known_charset(charset[:40])
    try:
        return body if name == "utf-8" else body.decode(name).encode("utf-8", "surrogatepass")
    except UnicodeError as error:
        raise UnreadableAnnouncement(f"the body is not in {charset[:40]}, though it says so: {error}") from error


def _known_charset(charset: str) -> str:
    """Return a charset's usual name; of what Python knows, some are no charsets, or slow without bound (punycode)."""
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        name = ""
    if not _CHARSET.fullmatch(name):
        raise UnsupportedMediaType(f"the charset {charset!r} is not read; send UTF-8")
    return name
