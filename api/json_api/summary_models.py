"""The shapes of the graph at a glance."""

from __future__ import annotations

from crackdown.api.json_api.node_models import Node
from crackdown.api.json_api.read_model import ReadModel


class AnnouncementCounts(ReadModel):
    """How many announcements there are."""

    total: int
    unread: int
    languages: dict[str, int]


class Month(ReadModel):
    """Operations of one month by kind."""

    month: str
    kinds: dict[str, int]


class Question(ReadModel):
    """A ready-made question, and the language that it is in."""

    title: str
    language: str = "en"
    query: str


class Summary(ReadModel):
    """The graph at a glance."""

    counts: dict[str, int]
    quads: int
    announcements: AnnouncementCounts
    months: list[Month]
    starts: list[Node]
    newest: list[Node]
    connected: list[Node]
    disputed: list[Node]
    disputes: int
    questions: list[Question]
    version: str
