"""The shapes of the JSON by which people decide what is one: questions with both sides' words, and judgements."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from crackdown.api.json_api.read_model import ReadModel


class Told(ReadModel):
    """One fact of a member, as an announcement (its id is `source`, its record's `announcement`) words it."""

    fact: str
    value: str
    quote: str
    start: int
    end: int
    language: str
    source: str
    announcement: str
    publisher: str | None
    published: str | None
    url: str | None


class MemberName(ReadModel):
    """One name of a member."""

    text: str
    language: str | None


class Side(BaseModel):
    """One of two members: the id it goes by now, its names (operations have none), how many announcements tell it."""

    iri: str
    goes_by: str
    names: list[MemberName]
    announcements: int


class OpenPair(ReadModel):
    """Two members that may be one: how likely, why, and what is told of each, by the member's IRI."""

    type: str
    one: str
    other: str
    merged: bool
    score: float
    probability: float
    reasons: dict[str, float]
    sides: list[Side]
    told: dict[str, list[Told]]


class Questions(ReadModel):
    """Some of the open questions in their order, and how many there are."""

    total: int
    questions: list[OpenPair]


class Judgement(ReadModel):
    """One decision of a person on two members."""

    iri: str
    one: str
    other: str
    verdict: Literal["same", "different", "undecided"]
    by: str
    at: str
    why: str
    taken_back_at: str | None


class Member(BaseModel):
    """A member that was judged: its id and label now, with what tells it from others; null where nothing does."""

    goes_by: str | None
    label: str | None
    detail: str | None


class Judgements(ReadModel):
    """Decisions, their members by IRI, and the IRIs of those "different" that others have made one."""

    judgements: list[Judgement]
    members: dict[str, Member]
    contradicted: list[str]


class NewJudgement(BaseModel):
    """A decision to keep; a verdict of null takes earlier ones on the two back."""

    one: str = Field(max_length=2000)
    other: str = Field(max_length=2000)
    verdict: Literal["same", "different", "undecided"] | None
    by: str = Field(min_length=1, max_length=200)
    why: str = Field(default="", max_length=2000)


class Judged(BaseModel):
    """How many announcements have things that go by other IRIs now, and the ids by which the two go."""

    rewritten: int
    one: str | None
    other: str | None
