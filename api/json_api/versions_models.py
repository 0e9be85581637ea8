"""The shapes of the JSON that tells what an announcement said before; see `crackdown.graph.versioning.version_list`."""

from __future__ import annotations

from typing import Literal

from crackdown.api.json_api.read_model import ReadModel


class Claimed(ReadModel):
    """A value and the words that state it."""

    value: str
    quote: str


class VersionChange(ReadModel):
    """One claim that came, went or says something else than in the version before."""

    kind: Literal["added", "taken_away", "changed"]
    about: str
    field: str
    before: Claimed | None
    after: Claimed | None


class VersionTold(ReadModel):
    """One version: from when to when it was what the announcement said; days and moments in ISO 8601, in UTC."""

    iri: str
    is_current: bool
    published: str | None
    seen: str
    loaded: str
    public_from: str
    public_until: str | None
    withdrawn_on: str | None
    reason: str
    text_sha256: str
    changes: list[VersionChange]


class VersionList(ReadModel):
    """The versions of one announcement."""

    id: str
    versions: list[VersionTold]
