"""The shapes of what is next to a thing: which neighbours are asked for, and what is answered."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from crackdown.api.json_api.choice_models import Country, Kind, PartialDate, Relation
from crackdown.api.json_api.node_models import Edge, Node, NodeType
from crackdown.api.json_api.read_model import ReadModel

Direction = Literal["out", "in"]


class RelationCount(ReadModel):
    """How many neighbours of one type a thing has by one relation, in one direction."""

    relation: str
    label: str
    direction: Direction
    type: NodeType
    total: int


class Neighbourhood(ReadModel):
    """Some neighbours of a thing, and every edge among all that is then shown."""

    center: Node
    nodes: list[Node]
    edges: list[Edge]
    total: int
    left: int
    relations: list[RelationCount]


class NeighboursChosen(BaseModel):
    """Which neighbours of a thing are meant: all that are drawn, where nothing is chosen."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    id: str
    relation: Relation | None = None
    direction: Direction | None = None
    type: NodeType | None = None
    kind: Kind | None = Field(default=None, description="A kind of operation, such as `raid`.")
    country: Country | None = Field(default=None, description="A country's code or local path: `KH`, `country/KH`.")
    from_: PartialDate | None = Field(default=None, alias="from")
    to: PartialDate | None = None
    by: Literal["happened", "announced"] = Field(default="happened", description="Which day of an operation counts.")


class NeighbourhoodWanted(NeighboursChosen):
    """What neighbours are asked for, and how many."""

    limit: int = Field(default=20, ge=0, le=500)


class NeighbourhoodQuery(NeighbourhoodWanted):
    """What `GET /api/neighbourhood` takes; `have` is separated by commas, and `as_of` stands beside it."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    have: str = ""


class NeighbourhoodRequest(NeighbourhoodWanted):
    """What `POST /api/neighbourhood` takes."""

    have: list[str] = Field(default_factory=list, max_length=5000)
