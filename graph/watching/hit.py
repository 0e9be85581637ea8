"""What is told when the answer of a watch changes: one JSON object, the same for every place it is delivered to."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

Values = dict[str, Any]  # of a row by column: IRIs in full, numbers as numbers, the rest as text

TYPE: Final = "crackdown.watch"


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Passage(_Told):
    """Words that a row rests on, in the language they were written in."""

    quote: str = Field(description="The words, verbatim; hostile text like all of an announcement's.")
    language: str | None = Field(description="BCP 47.")
    announcement: str = Field(description="IRI.")
    title: str | None
    publisher: str | None
    published: str | None = Field(description="The day it was published, ISO 8601.")
    url: str | None
    start: int | None = Field(description="Where the quote begins in the announcement's text, in code points.")
    end: int | None
    confidence: float | None = Field(description="How sure the reading is, from 0 to 1.")
    states: list[str] = Field(description="The triples that the words state, as N-Triples writes them.")


class ToldRow(_Told):
    """A row with the words behind it; `notes` say what is missing and why."""

    row: Values
    evidence: list[Passage]
    notes: list[str]


class Change(_Told):
    """A row of which some values are others than before."""

    before: Values
    after: ToldRow


class Renaming(_Told):
    """A row that is what it was, of things that were merged and go by another IRI now."""

    before: Values
    after: Values


class Hit(_Told):
    """What changed in the answer of a watch."""

    id: str = Field(default_factory=lambda: str(uuid.uuid4()), description="The same whenever it is delivered again.")
    watch: str
    number: int = Field(description="Counts the hits of the watch from 1.")
    part: int = Field(default=1, description="More than a hundred rows are told in several hits.")
    parts: int = 1
    version: str = Field(description="Of the graph that was asked.")
    at: datetime = Field(default_factory=lambda: datetime.now(UTC))
    query: str
    added: list[ToldRow] = []
    removed: list[Values] = []
    changed: list[Change] = []
    renamed: list[Renaming] = []
    names: dict[str, str] = Field(default={}, description="What the IRIs in the rows are called, in English if told.")


class Envelope(BaseModel):
    """The body of a webhook."""

    type: Literal["crackdown.watch"] = TYPE
    timestamp: datetime
    data: Hit


def body_of(hit: Hit) -> bytes:
    """Write a hit as the body of a webhook, the same bytes each time."""
    return Envelope(timestamp=hit.at, data=hit).model_dump_json().encode()


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a webhook's body."""
    return Envelope.model_json_schema(mode="serialization")
