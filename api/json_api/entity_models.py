"""The shapes of one thing with all that is known of it."""

from __future__ import annotations

from crackdown.api.json_api.fact_models import Fact, Figure
from crackdown.api.json_api.neighbourhood_models import RelationCount
from crackdown.api.json_api.node_models import Node
from crackdown.api.json_api.read_model import ReadModel


class Name(ReadModel):
    """One name of a thing."""

    text: str
    language: str | None


class ListedRelation(RelationCount):
    """The same, with the first neighbours."""

    nodes: list[Node]


class Entity(ReadModel):
    """All that is known of one thing."""

    node: Node
    names: list[Name]
    facts: list[Fact]
    relations: list[ListedRelation]
    figures: list[Figure]
    announcements: list[Node]
    origins: int
