"""The shapes of things and of the lines between them, as they are listed and drawn."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from crackdown.api.json_api.read_model import ReadModel

NodeType = Literal["official", "agency", "country", "operation", "airport", "place", "announcement", "post"]


class Persons(ReadModel):
    """The lowest and the highest number told."""

    low: int
    high: int


class Node(ReadModel):
    """One thing, as it is listed and drawn."""

    id: str
    iri: str
    type: NodeType
    label: str
    detail: str
    degree: int
    code: str | None
    kind: str | None
    from_: str | None = Field(alias="from", validation_alias="from_", serialization_alias="from")
    to: str | None
    persons: Persons | None
    disputed: bool
    total: bool
    announced: str | None
    countries: list[str]
    offences: list[str]


class Reference(ReadModel):
    """A thing named in passing."""

    id: str
    label: str
    type: str


class Edge(ReadModel):
    """One relation between two nodes; `claims` counts texts, `origins` independent origins (docs/origins.md).

    `disputed`: not all that is claimed of it can be right.
    """

    id: str
    source: str
    target: str
    relation: str
    label: str
    claims: int
    origins: int
    announcements: int
    confidence: float | None
    inferred: bool
    disputed: bool


class Ids(BaseModel):
    """What `POST /api/graph` takes."""

    model_config = ConfigDict(extra="forbid")

    ids: list[str] = Field(max_length=5000)


class Scene(ReadModel):
    """Nodes, and every edge among them."""

    nodes: list[Node]
    edges: list[Edge]


class Followed(Scene):
    """The same, with the ids that were followed: of what was merged, the asked id and the one it led to."""

    followed: dict[str, str]
