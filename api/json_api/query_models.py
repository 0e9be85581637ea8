"""The shapes of `query_api`: what the query editor of the explorer reads."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from crackdown.api.json_api.read_model import ReadModel

_MOST_IRIS = 1000
_LONGEST_IRI = 2000


class Term(ReadModel):
    """A class, property or concept, with its words in the language that was asked for, or else in English."""

    iri: str
    name: str = Field(description="As a query writes it: `crk:departedFrom`.")
    label: str
    comment: str | None
    domain: str | None = Field(description="What a property leads from, by prefixed name.")
    range: str | None


class Terms(ReadModel):
    """All that a query may name without declaring it."""

    base: str = Field(description="How the IRIs of the graph's own things begin.")
    prefixes: dict[str, str]
    classes: list[Term]
    properties: list[Term]
    concepts: list[Term]


class Example(ReadModel):
    """A competency question that can be asked as it stands."""

    name: str = Field(description="The name of its file in `ontology/competency/`, without the end.")
    theme: str
    title: str = Field(description="In the language that was asked for, or else in English.")
    query: str


class Examples(BaseModel):
    """Every competency question."""

    examples: list[Example]


class Iris(BaseModel):
    """What `POST /api/labels` takes."""

    model_config = ConfigDict(extra="forbid")

    iris: list[Annotated[str, StringConstraints(max_length=_LONGEST_IRI)]] = Field(max_length=_MOST_IRIS)


class Label(BaseModel):
    """What an IRI is called, in which language where that is told, and of which type it is where it is a thing."""

    text: str
    language: str | None
    type: str | None


class Labels(BaseModel):
    """Names by IRI; one that nothing is known of is left out."""

    labels: dict[str, Label]
