"""The shapes of the JSON that the explorer reads, one class a shape.

Each mirrors a value of the graph's reading side and is read from it by attribute, so that what is served is written
down in one place and checked on the way out. Ids are the local paths of IRIs.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, model_validator

from crackdown.graph import search

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


class Hit(Node):
    """A thing found, with the name that matched."""

    matched: str

    @model_validator(mode="wrap")
    @classmethod
    def _flatten(cls, hit: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Read the graph's hit, which holds its node, as one flat object."""
        if isinstance(hit, search.Hit):
            node = Node.model_validate(hit.node)
            return handler({**node.model_dump(), "matched": hit.matched})
        return handler(hit)


class Found(_Read):
    """The answer to a search."""

    query: str
    total: int
    hits: list[Hit]


class Edge(_Read):
    """One relation between two nodes; `claims` counts texts, `origins` independent origins (docs/origins.md)."""

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
    """One count of people as one announcement gives it."""

    group: str
    value: int
    printed: str | None
    precision: str | None
    low: int | None
    high: int | None
    evidence: Evidence | None
    announced_by: str | None
    capacity: str | None


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


class NeighbourhoodWanted(BaseModel):
    """What neighbours are asked for."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    id: str
    relation: str | None = None
    direction: Direction | None = None
    limit: int = Field(default=20, ge=0, le=500)
    from_: PartialDate | None = Field(default=None, alias="from")
    to: PartialDate | None = None


class NeighbourhoodQuery(NeighbourhoodWanted):
    """What `GET /api/neighbourhood` takes; `have` is separated by commas."""

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


class Facts(_Read):
    """The facts behind one edge."""

    facts: list[Fact]


class PassageFact(_Read):
    """What a passage says, in short."""

    label: str
    value: Value
    subject: Reference


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
    """One announcement: its text, its passages, what became of each sentence, how its reading ended."""

    node: Node
    title: str | None
    language: str | None
    published: str | None
    url: str | None
    publisher: str | None
    outcome: str | None
    notes: list[str]
    announced_by: list[Node]
    copy_of: Node | None
    copies: list[Node]
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


class Told(_Read):
    """One fact of a member, as an announcement words it."""

    fact: str
    value: str
    quote: str
    language: str
    announcement: str
    published: str | None


class OpenPair(_Read):
    """Two members that may be one: how likely, why, and what is told of each, by the member's IRI."""

    type: str
    one: str
    other: str
    merged: bool
    score: float
    probability: float
    reasons: dict[str, float]
    told: dict[str, list[Told]]


class Questions(_Read):
    """The first of the open questions, and how many there are."""

    total: int
    questions: list[OpenPair]


class Judgement(_Read):
    """One decision of a person on two members."""

    iri: str
    one: str
    other: str
    verdict: Literal["same", "different", "undecided"]
    by: str
    at: str
    why: str
    taken_back_at: str | None


class Judgements(_Read):
    """Decisions, and the IRIs of those "different" that others have made one."""

    judgements: list[Judgement]
    contradicted: list[str]


class NewJudgement(BaseModel):
    """A decision to keep; a verdict of null takes earlier ones on the two back."""

    one: str = Field(max_length=2000)
    other: str = Field(max_length=2000)
    verdict: Literal["same", "different", "undecided"] | None
    by: str = Field(min_length=1, max_length=200)
    why: str = Field(default="", max_length=2000)


class Judged(BaseModel):
    """How many announcements have things that go by other IRIs now."""

    rewritten: int
