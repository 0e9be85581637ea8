"""The shapes of facts and figures with the quotes that state them."""

from __future__ import annotations

from crackdown.api.json_api.node_models import Reference
from crackdown.api.json_api.read_model import ReadModel


class Evidence(ReadModel):
    """The words of one announcement that state a fact; `before` and `after` are the rest of their sentence.

    `read_by` names a language model where it alone read the fact.
    """

    quote: str
    language: str | None
    start: int
    end: int
    announcement: str
    announcement_label: str
    published: str | None
    url: str | None
    confidence: float | None
    before: str
    after: str
    read_by: str | None


class Value(ReadModel):
    """The object of a fact; `id` and `type` where it is a thing."""

    text: str
    id: str | None
    type: str | None


class Fact(ReadModel):
    """One triple for people to read, with its evidence; `because` is the rule by which a holder was inferred."""

    id: str
    property: str
    label: str
    value: Value
    subject: Reference
    evidence: list[Evidence]
    confidence: float | None
    inferred: bool
    because: str | None


class Facts(ReadModel):
    """The facts behind one edge."""

    facts: list[Fact]


class Figure(ReadModel):
    """One count of people as one announcement gives it.

    `capacity_of` is the id of the concept that `capacity` names; `group_of` are those of what makes the group (a sex,
    a country), none for everybody.
    """

    group: str
    value: int
    printed: str | None
    precision: str | None
    low: int | None
    high: int | None
    evidence: Evidence | None
    announced_by: str | None
    capacity: str | None
    capacity_of: str | None
    group_of: list[str]
    speakers: list[Reference]
