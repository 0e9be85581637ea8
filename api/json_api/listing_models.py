"""The shapes of things as rows of a table, of operations along time, and of the list of sources."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from crackdown.api.json_api.choice_models import Country
from crackdown.api.json_api.fact_models import Evidence
from crackdown.api.json_api.figures_models import Language, Listed, OlderLanguage
from crackdown.api.json_api.node_models import Node, Reference
from crackdown.api.json_api.read_model import ReadModel
from crackdown.graph.searching.thing_rows import Column
from crackdown.graph.telling import sources


class Named(ReadModel):
    """A thing or concept in a cell, called as the reader's language calls it where it has a name there."""

    id: str
    label: str
    language: str | None
    type: str


class ThingRow(ReadModel):
    """One thing with what it is linked to, column by column."""

    node: Node
    name: Named
    links: dict[Column, list[Named]]
    announcements: int
    origins: int


class Rows(ReadModel):
    """Things as rows, in the order asked for; unknown ids are left out."""

    rows: list[ThingRow]


class RowsWanted(BaseModel):
    """What `POST /api/rows` takes."""

    model_config = ConfigDict(extra="forbid")

    ids: list[str] = Field(max_length=5000)
    language: Language = OlderLanguage


class CellQuotes(ReadModel):
    """The words behind one cell of a row."""

    id: str
    column: Column
    evidence: list[Evidence]


class Quotes(ReadModel):
    """The words behind the cells of some rows."""

    cells: list[CellQuotes]


class QuotesWanted(BaseModel):
    """What `POST /api/rows/quotes` takes."""

    model_config = ConfigDict(extra="forbid")

    ids: list[str] = Field(max_length=200)


class Stretch(ReadModel):
    """A month, week or day by its first day (a month as "2026-02"), with its operations by kind."""

    start: str
    kinds: dict[str, int]


class Course(ReadModel):
    """Operations along time; `vague` ones are told too roughly for these steps and stand in none."""

    steps: list[Stretch]
    undated: int
    vague: int


class SourcesQuery(Listed):
    """What `GET /api/sources` takes; `lang` stands beside it: the language of names, not of texts."""

    publisher: str = Field(default="", max_length=500, description="Only what it published.")
    speaker: str = Field(default="", max_length=500, description="Only what this agency or official announced.")
    country: Country = Field(default="", max_length=100, description="Only where who announces acts for it.")
    language: str = Field(default="", max_length=35, description="Only texts in this language (BCP 47).")
    order: sources.Order = Field(default="published", description="What to sort by.")
    names: Language = OlderLanguage


class Source(ReadModel):
    """One announcement with what came of reading it; `sentences` counts by what became of them."""

    node: Node
    title: str | None
    publisher: str | None
    speakers: list[Reference]
    countries: list[Reference]
    language: str | None
    published: str | None
    loaded: str | None
    url: str | None
    outcome: str | None
    facts: int
    operations: int
    sentences: dict[str, int]
    copy_of: str | None
    copies: int


class Choice(ReadModel):
    """A value to choose by, and how many sources have it."""

    id: str
    label: str
    sources: int


class SourceList(ReadModel):
    """Some of the sources that fit, how many fit, how many texts they are, and the values to choose from."""

    total: int
    texts: int
    sources: list[Source]
    publishers: list[Choice]
    speakers: list[Choice]
    countries: list[Choice]
    languages: list[Choice]
