"""The shapes of who tells of a thing: speaker, relay, copy."""

from __future__ import annotations

from crackdown.api.json_api.node_models import Node, Reference
from crackdown.api.json_api.read_model import ReadModel


class Report(ReadModel):
    """One announcement that carries a speaker's words; a copy's `likeness` to its original is from 0 to 1."""

    announcement: Node
    relay: str | None
    published: str | None
    language: str | None
    copy_of: str | None
    likeness: float | None
    copies: list[Report]


class Spoken(ReadModel):
    """One independent origin; `speakers` is empty where nobody is told."""

    speakers: list[Reference]
    reports: list[Report]


class Telling(ReadModel):
    """Who tells of a thing: speaker → relay → copy."""

    node: Node
    announcements: int
    origins: list[Spoken]
