"""`POST /api/read`: an announcement is read, and what was read is shown; nothing is stored.

It is for whoever may store announcements here and for nobody else, as reading costs up to a minute of a processor
(docs/decisions/0031-read-before-storing.md). The reading itself is a function that the application was given.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from crackdown.api.source import view_of
from crackdown.api.writing.announcing import (
    BODY,
    PARAMETERS,
    PROBLEMS,
    Fact,
    Finding,
    ReadSentence,
    WasRead,
    Writing,
    facts_of,
    sentences_of,
)
from crackdown.api.writing.authors import author
from crackdown.api.writing.submissions import Again, read_submission
from crackdown.errors import AnnouncementRefused
from crackdown.graph.identity.foresight import foresee
from crackdown.graph.linking.network import network_of
from crackdown.graph.linking.things import to_id
from crackdown.graph.storage.view import View

router = APIRouter(prefix="/api", tags=["writing"])


class Reference(BaseModel):
    """A thing that is in the graph."""

    id: str
    label: str


class Joining(BaseModel):
    """A thing of the record (by its path) that would be one with what is in the graph.

    `announcements` counts the others that tell of it; `probability` is null for what is known by its name.
    """

    path: str
    thing: Reference
    announcements: int
    probability: float | None


class Read(BaseModel):
    """What was read of an announcement that was not stored, and what it would meet in the graph.

    `held` is the announcement of the very same bytes, `replaced` the one from the same address with other words.
    """

    outcome: str
    text: str
    publisher: str | None
    facts: list[Fact]
    sentences: list[ReadSentence]
    findings: list[Finding]
    held: Reference | None
    replaced: Reference | None
    joining: list[Joining]
    record: dict[str, Any]


@router.post(
    "/read", dependencies=[Depends(author)], responses=PROBLEMS,
    openapi_extra={"requestBody": BODY, "parameters": PARAMETERS},
)  # fmt: skip
async def post_read(request: Request, *, again: Again = False) -> Read:
    """Read an announcement (text, HTML, PDF, or a record) as `POST /announcements` does, and store nothing."""
    writing: Writing = request.app.state.writing
    preview = writing.preview
    if preview is None:
        raise AnnouncementRefused("this server reads no announcement without storing it")
    submission = replace(await read_submission(request), again=again)
    read = await run_in_threadpool(preview, submission)
    return await run_in_threadpool(_shown, request, read)


def _shown(request: Request, read: WasRead) -> Read:
    view = view_of(request.app.state.view_source, None)
    ahead = foresee(view, read.record, read.origin)
    return Read(
        outcome=read.record.outcome,
        text=read.text,
        publisher=read.publisher,
        facts=facts_of(read.record),
        sentences=sentences_of(read.record, read.text),
        findings=read.findings,
        held=_reference(view, ahead.held),
        replaced=_reference(view, ahead.replaced),
        joining=[
            Joining(path=one.path, thing=thing, announcements=one.announcements, probability=one.probability)
            for one in ahead.joined
            if (thing := _reference(view, one.iri))
        ],
        record=read.record.model_dump(mode="json", by_alias=True),
    )


def _reference(view: View, iri: str | None) -> Reference | None:
    if iri is None:
        return None
    node = network_of(view).nodes.get(to_id(iri))
    return Reference(id=to_id(iri), label=node.label if node else to_id(iri))
