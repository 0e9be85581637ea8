"""The shapes of what the network asks beside neighbourhoods: groups of a hub, paths, places."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from crackdown.api.json_api.neighbourhood_models import Direction, NeighboursChosen
from crackdown.api.json_api.node_models import Edge, Node, NodeType
from crackdown.api.json_api.read_model import ReadModel

MOST_PLACED = 1500  # more than these cannot be read as a picture

# What a layout is given and gives: beyond this a number is no place on any canvas.
Coordinate = Annotated[float, Field(ge=-1e6, le=1e6, allow_inf_nan=False)]
Position = Annotated[list[Coordinate], Field(min_length=2, max_length=2, description="x and y")]
Ids = Annotated[list[str], Field(max_length=MOST_PLACED)]


class Group(ReadModel):
    """Neighbours that have something in common: how many there are, how many of them are not shown yet."""

    key: str
    label: str
    total: int
    left: int


class RelationGroup(ReadModel):
    """Neighbours of one type by one relation, in one direction."""

    relation: str
    label: str
    direction: Direction
    type: NodeType
    total: int
    left: int


class Groups(ReadModel):
    """What can be chosen round a thing, each group counted under what is chosen in the others."""

    center: Node
    total: int
    left: int
    relations: list[RelationGroup]
    kinds: list[Group]
    countries: list[Group]
    years: list[Group]


class GroupsRequest(NeighboursChosen):
    """What `POST /api/groups` takes; `have` are the ids shown already."""

    have: list[str] = Field(default_factory=list, max_length=5000)


class Path(ReadModel):
    """One path: the ids of its nodes from end to end, and of the edges between them."""

    nodes: list[str]
    edges: list[str]


class Paths(ReadModel):
    """Shortest paths of one length, the best told first; `total` counts all of them."""

    total: int
    paths: list[Path]
    nodes: list[Node]
    edges: list[Edge]


class LayoutRequest(BaseModel):
    """What `POST /api/layout` takes.

    `together` are groups that are drawn as one thing each; `at` are the places of what must not move.
    """

    model_config = ConfigDict(extra="forbid")

    ids: Ids
    together: list[Ids] = Field(default_factory=list, max_length=MOST_PLACED)
    at: dict[str, Position] = Field(default_factory=dict, max_length=MOST_PLACED)


class Layout(ReadModel):
    """A place for each id that the graph knows."""

    positions: dict[str, Annotated[list[float], Field(min_length=2, max_length=2)]]
