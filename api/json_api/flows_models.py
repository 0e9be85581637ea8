"""The shapes of flows and of the map's points: what is asked for, and what is answered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from crackdown.api.json_api.choice_models import CountryOrAirport, Ends, Kinds, PartialDate
from crackdown.api.json_api.fact_models import Evidence, Figure
from crackdown.api.json_api.node_models import Node, Persons
from crackdown.api.json_api.read_model import ReadModel

By = Literal["nationality", "destination", "airport"]
# Ids separated by commas, or "none" for what is not said.
EndsWanted = Annotated[Ends | None, Field(default=None, max_length=2000)]


def _whole(value: object) -> object:
    """Give a number such as 10.0 as JSON Schema sees it: an integer."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(_whole)]


class FlowsWanted(BaseModel):
    """Which operations are added up, and by what."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    by: By = Field(
        default="nationality",
        description="Where a flow ends: whose nationals people are, where they were sent, by which airport they left.",
    )
    airports: bool = Field(default=False, description="Part each flow by the airport on the way.")
    kind: Kinds = Field(
        default="", max_length=400, description="Kinds of operations, separated by commas; all without."
    )
    from_: PartialDate | None = Field(default=None, alias="from", description="First day, month or year.")
    to: PartialDate | None = Field(default=None, description="Last day, month or year.")


class FlowsQuery(FlowsWanted):
    """What `GET /api/flows` takes; `as_of` and `lang` stand beside it."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)


class FlowsRequest(FlowsWanted):
    """What `POST /api/flows` takes: the same, of the operations among these ids alone."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, strict=True)

    ids: list[str] = Field(max_length=5000)


class BehindWanted(FlowsWanted):
    """What of the flows is asked about: one flow by its ends, one place, or what is left out of sums."""

    start: EndsWanted
    via: EndsWanted
    target: EndsWanted
    place: CountryOrAirport | None = Field(
        default=None, max_length=400, description="A country or an airport that operations name."
    )
    left_out: bool = Field(default=False, description="Operations that hold the numbers of others.")
    limit: Whole = Field(default=10, ge=1, le=50)
    offset: Whole = Field(default=0, ge=0, le=10_000_000)


class BehindQuery(BehindWanted):
    """What `GET /api/flows/operations` takes; `as_of` stands beside it."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)


class BehindRequest(BehindWanted):
    """What `POST /api/flows/operations` takes: the same, of the operations among these ids alone."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, strict=True)

    ids: list[str] = Field(max_length=5000)


class Sum(ReadModel):
    """What was reported of several operations, added up: reports may overlap, so it is a sum of claims and no figure.

    `persons` are the sums of the lowest and of the highest numbers told, `counted` of how many operations one is told,
    `disputed` of how many the figures cannot all be right.
    """

    operations: int
    counted: int
    persons: Persons | None
    disputed: int


class Band(ReadModel):
    """A flow. Ends are ids: none where it is not said, several where announcements do not tell them apart.

    `rests` counts operations of which the number is what other flows leave over of all people.
    """

    start: list[str]
    via: list[str]
    target: list[str]
    sum: Sum
    rests: int


class Point(ReadModel):
    """A country or an airport, with the operations that name it."""

    id: str
    sum: Sum


class Place(ReadModel):
    """What an id stands for; coordinates of airports in degrees, where they are known."""

    id: str
    type: Literal["country", "airport"]
    code: str | None
    name: str
    language: str | None
    latitude: float | None
    longitude: float | None


class Flows(ReadModel):
    """Flows, the widest first, and the points of a map; `bands_left` and `points_left` are not listed.

    `all` is of every operation chosen but the `left_out`, which hold the numbers of others.
    """

    bands: list[Band]
    bands_left: int
    points: list[Point]
    points_left: int
    places: list[Place]
    all: Sum
    left_out: int
    kinds: dict[str, int]


class Share(ReadModel):
    """Some of the people of an operation; `is_rest` marks what other shares of it leave over."""

    start: list[str]
    via: list[str]
    target: list[str]
    persons: Persons | None
    is_disputed: bool
    is_rest: bool


class ToldOperation(ReadModel):
    """One operation behind a number: its figures, each with its words, and the words that name the places."""

    node: Node
    shares: list[Share]
    figures: list[Figure]
    evidence: list[Evidence]


class OperationsBehind(ReadModel):
    """Some of the operations behind a number, the latest first."""

    total: int
    operations: list[ToldOperation]
