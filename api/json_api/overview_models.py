"""The shape of the whole graph at one look: columns, as a row a thing would be twice the bytes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from crackdown.api.json_api.node_models import NodeType

Whole = Annotated[int, Field(ge=0)]


class Area(BaseModel):
    """A community in its place: a circle, the first of its things and how many follow, what it is named after."""

    x: int
    y: int
    r: int
    first: Whole
    count: Whole
    named_after: list[Whole]


class Overview(BaseModel):
    """Everything that is shown. Things go by their number, their place in the columns; lengths have no unit.

    `link_counts` tells how many things with higher numbers each thing is linked to, `link_steps` by how much higher
    each of those numbers is. `bundles` are two areas, by number, and how many links there are between them.
    """

    types: list[NodeType]
    ids: list[str]
    names: list[str]
    type: list[Whole] = Field(description="The number of its type in `types`.")
    x: list[int]
    y: list[int]
    r: list[int]
    link_counts: list[Whole]
    link_steps: list[Whole]
    areas: list[Area]
    bundles: list[tuple[Whole, Whole, Whole]]


class OverviewPeriod(BaseModel):
    """The numbers of the things that have no part in a period, in order."""

    out: list[Whole]
