"""The shapes in which the API tells why a thing is one."""

from __future__ import annotations

from crackdown.api.json_api.node_models import Node
from crackdown.api.json_api.read_model import ReadModel


class Person(ReadModel):
    """Who decided that two are one, when, and in what words."""

    by: str
    at: str
    why: str


class Merge(ReadModel):
    """One member that was merged: with which other it was compared, how surely the two are one, and why.

    `reasons` are what speaks for it and against it, each with its weight in log-odds; `person` is who decided, null
    where the program did.
    """

    member: str
    likest: str | None
    confidence: float
    reasons: list[tuple[str, float]]
    person: Person | None
    announcements: list[Node]


class Merges(ReadModel):
    """What was merged into a thing, the least sure first."""

    merges: list[Merge]
