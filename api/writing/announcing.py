"""`POST /announcements`: the one route by which announcements come in; who may use it is told in `authors`.

It is given a function that reads and stores (`create_app(…, writing=…)`), as loaders are unknown here. What is
answered is what was read: the record, every fact with its quote, what became of each sentence, what does not add up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Literal, NamedTuple

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from crackdown.api.things.templating import href
from crackdown.api.writing.authors import Author, Way, way_for_announcements, way_for_judgements
from crackdown.api.writing.submissions import (
    DOCX,
    EML,
    FORM,
    HTML,
    JSON,
    MAX_BYTES,
    PDF,
    TEXT,
    Again,
    Stated,
    Submission,
    read_submission,
)
from crackdown.api.writing.tokens import Audit, HolderOf, address_of
from crackdown.errors import CrackdownError
from crackdown.graph.announcement.record import Record
from crackdown.graph.linking.things import to_id

router = APIRouter(tags=["writing"])

Change = Literal["added", "changed", "unchanged"]


class Finding(BaseModel):
    """What comes out when the announcement's own numbers are held against each other, in words.

    `text` is English; `texts` are all languages that findings are told in, as `language` is that of the announcement.
    """

    kind: str
    severity: str
    text: str
    texts: dict[str, str]


class Stored(NamedTuple):
    """What became of an announcement: its IRI, its text, what was read from it, the graph's version that has it.

    `was_read` tells whether its words were read for that: not those of a record, nor what was read before.
    """

    iri: str
    change: Change
    version: str
    text: str
    record: Record
    findings: list[Finding]
    was_read: bool


class WasRead(NamedTuple):
    """What was read of an announcement that is stored nowhere; `origin` is the key of where it came from."""

    text: str
    origin: str
    publisher: str | None
    record: Record
    findings: list[Finding]


Announce = Callable[[Submission, str | None], Stored]
"""Reads and stores what was submitted by the named holder of a token; None is whoever sits at this machine."""

Preview = Callable[[Submission], WasRead]
"""Reads what was submitted, and stores nothing."""


def _unheard(event: str, **what: str | int | None) -> None:
    """Keep nothing: a store in memory has no place for it."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Who may write what.

    Attributes:
        announce: reads and stores an announcement; without it none is taken.
        preview: reads one and stores nothing; without it none is read.
        holder_of: knows tokens; without it nobody holds one.
        takes_openly: whether this server's own pages may send announcements, and have them read, without a token, as on
            a loopback address where nobody has one.
        judges_openly: whether this server's own pages may judge without a token, as on a loopback address.
        audit: keeps a line of each write and of each token that was refused.
    """

    announce: Announce | None = None
    preview: Preview | None = None
    holder_of: HolderOf | None = None
    takes_openly: bool = False
    judges_openly: bool = True
    audit: Audit = _unheard


class Fact(BaseModel):
    """One fact by its path in the record, with its words (code points, end exclusive)."""

    path: str
    quote: str
    start: int
    end: int
    confidence: float


class ReadSentence(BaseModel):
    """A sentence and what became of it, as the scheme of statuses says."""

    start: int
    end: int
    status: str
    text: str


class Announced(BaseModel):
    """What was read of an announcement that is in the graph now, in the version named.

    `was_read` tells whether its words were read for that: not those of a record, nor what was read before, for this
    store or a moment ago to be looked at.
    """

    announcement: str
    id: str
    change: Change
    version: str
    was_read: bool
    outcome: str
    facts: list[Fact]
    sentences: list[ReadSentence]
    findings: list[Finding]
    record: dict[str, Any]


class Taken(BaseModel):
    """What whoever asks could write here, and how: openly, with a token, or not at all."""

    announcements: Way
    judgements: Way
    max_bytes: int


BODY = {
    "required": True,
    "content": {
        TEXT: {"schema": {"type": "string"}},
        HTML: {"schema": {"type": "string"}},
        PDF: {"schema": {"type": "string", "format": "binary"}},
        DOCX: {"schema": {"type": "string", "format": "binary"}},
        EML: {"schema": {"type": "string", "format": "binary"}},
        JSON: {"schema": {"type": "object"}},
        FORM: {
            "schema": {
                "type": "object",
                "properties": {"file": {"type": "string", "format": "binary"}, "text": {"type": "string"}},
            }
        },
    },
}
PARAMETERS = [
    {"name": name, "in": "query", "required": False, "schema": schema}
    for name, schema in Stated.model_json_schema()["properties"].items()
]
PROBLEMS: dict[int | str, dict[str, Any]] = {
    HTTPStatus(code).value: {"description": told, "content": {"application/problem+json": {}}}
    for code, told in (
        (400, "A token stands in the address."),
        (401, "No token, or one that is not known."),
        (403, "This server only reads."),
        (408, "The body did not arrive in time."),
        (413, "The body is too large."),
        (415, "The body is of another kind."),
        (422, "It cannot be read as an announcement."),
        (429, "Too many unknown tokens from this address."),
        (503, "A load holds the store, or too much is being read."),
    )
}


@router.get("/announcements")
def get_what_is_taken(request: Request, response: Response) -> Taken:
    """Tell whether this server takes announcements and judgements from whoever asks, and whether that takes a token."""
    response.headers["cache-control"] = "no-store"  # the next server at this address may be started otherwise
    return Taken(
        announcements=way_for_announcements(request), judgements=way_for_judgements(request), max_bytes=MAX_BYTES
    )


@router.post(
    "/announcements",
    status_code=HTTPStatus.CREATED,
    response_model=Announced,
    responses={
        HTTPStatus.OK: {"model": Announced, "description": "It was there already, or has changed."},
        **PROBLEMS,
    },
    openapi_extra={"requestBody": BODY, "parameters": PARAMETERS},
)
async def post_announcement(request: Request, by: Author, *, again: Again = False) -> JSONResponse:
    """Read an announcement (text, HTML, PDF, or a record) and put it into the graph.

    For holders of a token; where a server on a loopback address was started without tokens, for its own pages.
    The same content again changes nothing, is not read once more, and answers 200; the same `url` with other content
    replaces what it said.
    """
    writing: Writing = request.app.state.writing
    audit, announce = writing.audit, writing.announce
    assert announce is not None  # nobody passes the gate of a server that takes no announcement
    seen: dict[str, Any] = {"by": by, "from": address_of(request)}
    try:
        submission = replace(await read_submission(request), again=again)
        seen |= {
            "sha256": hashlib.sha256(submission.body).hexdigest(),
            "bytes": len(submission.body),
            "media_type": submission.media_type,
        }
        # Whoever dies in the middle has left this line, and no other.
        await run_in_threadpool(_note, audit, "received", seen)
        stored = await run_in_threadpool(announce, submission, by)
    except CrackdownError as error:
        await run_in_threadpool(_note, audit, "refused", seen | {"code": error.code})
        raise
    except Exception:
        await run_in_threadpool(_note, audit, "failed", seen)
        raise
    await run_in_threadpool(_note, audit, stored.change, seen | {"announcement": stored.iri, "version": stored.version})
    is_new = stored.change == "added"
    headers = {"location": href(to_id(stored.iri)), "crackdown-version": stored.version, "cache-control": "no-store"}
    status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return JSONResponse(_told(stored).model_dump(), status_code=status.value, headers=headers)


def _note(audit: Audit, outcome: str, seen: dict[str, Any]) -> None:
    audit("announcement", outcome=outcome, **seen)


def _told(stored: Stored) -> Announced:
    record = stored.record
    return Announced(
        announcement=stored.iri,
        id=to_id(stored.iri),
        change=stored.change,
        version=stored.version,
        was_read=stored.was_read,
        outcome=record.outcome,
        facts=facts_of(record),
        sentences=sentences_of(record, stored.text),
        findings=stored.findings,
        record=record.model_dump(mode="json", by_alias=True),
    )


def facts_of(record: Record) -> list[Fact]:
    """List what was read, fact by fact."""
    return [
        Fact(path=path, quote=one.quote, start=one.start, end=one.end, confidence=one.confidence)
        for path, one in record.iter_evidence()
    ]


def sentences_of(record: Record, text: str) -> list[ReadSentence]:
    """List the sentences with what became of each."""
    return [
        ReadSentence(start=one.start, end=one.end, status=one.status, text=text[one.start : one.end])
        for one in record.sentences
    ]


__all__ = ["Announce", "Finding", "Preview", "Stored", "Submission", "WasRead", "Writing", "router"]
