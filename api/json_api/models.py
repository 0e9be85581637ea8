"""The shapes of the JSON that the explorer reads, one class a shape.

Each mirrors a value of the graph's reading side and is read from it by attribute, so that what is served is written
down in one place and checked on the way out. Ids are the local paths of IRIs.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from crackdown.graph.searching import search

Direction = Literal["out", "in"]
NodeType = Literal["official", "agency", "country", "operation", "airport", "place", "announcement", "post"]

PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}){0,2}$")]  # a day, a month or a year, ISO 8601


class _Read(BaseModel):
    model_config = ConfigDict(from_attributes=True, populate_by_name=True)


class Persons(_Read):
    """The lowest and the highest number told."""

    low: int
    high: int


class Node(_Read):
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


class Standing(_Read):
    """The words of an announcement that give a name; offsets count code points."""

    announcement: str
    announcement_label: str
    published: str | None
    language: str | None
    quote: str
    start: int
    end: int


class Hit(Node):
    """A thing found, with the name or code that matched, how, and where that name stands.

    `how`: "initials" are those of the name, "alike" it is but for a typo or two, "sounds" it does in another script.
    `standing` is null where no announcement's words give the name; `given_by` is then the announcement that gives it
    without. Where both are null it is from the reference lists, a title, or made up.
    """

    matched: str
    how: search.How
    matched_language: str | None
    standing: Standing | None
    given_by: Reference | None


class Found(_Read):
    """The answer to a search."""

    query: str
    total: int
    hits: list[Hit]


class Edge(_Read):
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


class Evidence(_Read):
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


class Value(_Read):
    """The object of a fact; `id` and `type` where it is a thing."""

    text: str
    id: str | None
    type: str | None


class Reference(_Read):
    """A thing named in passing."""

    id: str
    label: str
    type: str


class Fact(_Read):
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


class Name(_Read):
    """One name of a thing."""

    text: str
    language: str | None


class RelationCount(_Read):
    """How many neighbours of one type a thing has by one relation, in one direction."""

    relation: str
    label: str
    direction: Direction
    type: NodeType
    total: int


class ListedRelation(RelationCount):
    """The same, with the first neighbours."""

    nodes: list[Node]


class Figure(_Read):
    """One count of people as one announcement gives it.

    `group_of` are the ids of what makes the group (a sex, a country), none for everybody.
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
    group_of: list[str]
    speakers: list[Reference]


class Entity(_Read):
    """All that is known of one thing."""

    node: Node
    names: list[Name]
    facts: list[Fact]
    relations: list[ListedRelation]
    figures: list[Figure]
    announcements: list[Node]
    origins: int


class Report(_Read):
    """One announcement that carries a speaker's words; a copy's `likeness` to its original is from 0 to 1."""

    announcement: Node
    relay: str | None
    published: str | None
    language: str | None
    copy_of: str | None
    likeness: float | None
    copies: list[Report]


class Spoken(_Read):
    """One independent origin; `speakers` is empty where nobody is told."""

    speakers: list[Reference]
    reports: list[Report]


class Telling(_Read):
    """Who tells of a thing: speaker → relay → copy."""

    node: Node
    announcements: int
    origins: list[Spoken]


class Neighbourhood(_Read):
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
    relation: str | None = None
    direction: Direction | None = None
    type: NodeType | None = None
    kind: str | None = Field(default=None, description="A kind of operation, such as `raid`.")
    country: str | None = Field(default=None, description="The local path of a country's IRI, such as `country/KH`.")
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


class Ids(BaseModel):
    """What `POST /api/graph` takes."""

    model_config = ConfigDict(extra="forbid")

    ids: list[str] = Field(max_length=5000)


class Scene(_Read):
    """Nodes, and every edge among them."""

    nodes: list[Node]
    edges: list[Edge]


class Followed(Scene):
    """The same, with the ids that were followed: of what was merged, the asked id and the one it led to."""

    followed: dict[str, str]


class Facts(_Read):
    """The facts behind one edge."""

    facts: list[Fact]


class PassageFact(_Read):
    """What a passage says, in short; `confidence` is how surely it was read."""

    id: str
    property: str
    label: str
    value: Value
    subject: Reference
    confidence: float | None


class Passage(_Read):
    """A run of characters of a text, in code points, and what was read from it."""

    start: int
    end: int
    facts: list[PassageFact]


class Sentence(_Read):
    """A sentence of a text, in code points, and what became of it: a concept of the scheme of statuses."""

    start: int
    end: int
    status: str


class Announcement(_Read):
    """One announcement: its text, its passages, what became of each sentence, how its reading ended.

    `sha256` is that of the file it was read from; `earlier` are the ids of its earlier versions (`/api/versions`).
    """

    node: Node
    title: str | None
    language: str | None
    published: str | None
    url: str | None
    publisher: str | None
    sha256: str | None
    outcome: str | None
    notes: list[str]
    announced_by: list[Node]
    copy_of: Node | None
    copies: list[Node]
    earlier: list[str]
    operations: list[Node]
    text: str | None
    passages: list[Passage]
    sentences: list[Sentence]


class AnnouncementCounts(_Read):
    """How many announcements there are."""

    total: int
    unread: int
    languages: dict[str, int]


class Month(_Read):
    """Operations of one month by kind."""

    month: str
    kinds: dict[str, int]


class Question(_Read):
    """A ready-made question."""

    title: str
    query: str


class Summary(_Read):
    """The graph at a glance."""

    counts: dict[str, int]
    quads: int
    announcements: AnnouncementCounts
    months: list[Month]
    starts: list[Node]
    newest: list[Node]
    connected: list[Node]
    disputed: list[Node]
    disputes: int
    questions: list[Question]
    version: str


class Support(_Read):
    """One reason for a triple that a row needs, as `crackdown.graph.why.Support`; terms as N-Triples writes them."""

    triple: list[str]
    kind: Literal["claim", "stated", "reference", "program", "inferred"]
    inferred_from: list[str] | None
    announcement: str | None
    quote: str | None
    language: str | None
    published: str | None
    start: int | None
    end: int | None
    confidence: float | None


class ExplainedRow(_Read):
    """One row of an answer; `support` is null where it was not explained, and `notes` say why."""

    row: dict[str, Value]
    support: list[Support] | None
    notes: list[str]


class Why(_Read):
    """The rows of an answer, the first hundred with what supports them."""

    names: list[str]
    rows: list[ExplainedRow]
    notes: list[str]
