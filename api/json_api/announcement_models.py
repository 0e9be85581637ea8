"""The shapes of one announcement: its text, and what was read from each passage of it."""

from __future__ import annotations

from crackdown.api.json_api.fact_models import Value
from crackdown.api.json_api.node_models import Node, Reference
from crackdown.api.json_api.read_model import ReadModel


class PassageFact(ReadModel):
    """What a passage says, in short; `confidence` is how surely it was read."""

    id: str
    property: str
    label: str
    value: Value
    subject: Reference
    confidence: float | None


class Passage(ReadModel):
    """A run of characters of a text, in code points, and what was read from it."""

    start: int
    end: int
    facts: list[PassageFact]


class Sentence(ReadModel):
    """A sentence of a text, in code points, and what became of it: a concept of the scheme of statuses."""

    start: int
    end: int
    status: str


class Announcement(ReadModel):
    """One announcement: its text, its passages, what became of each sentence, how its reading ended.

    `sha256` is that of the file it was read from; `earlier` are the ids of its earlier versions (`/api/versions`).
    """

    node: Node
    title: str | None
    language: str | None
    published: str | None
    url: str | None
    publisher: str | None
    sha256: str | None
    outcome: str | None
    notes: list[str]
    announced_by: list[Node]
    copy_of: Node | None
    copies: list[Node]
    earlier: list[str]
    operations: list[Node]
    text: str | None
    passages: list[Passage]
    sentences: list[Sentence]
