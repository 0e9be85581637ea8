"""The shapes of figures side by side, of what their arithmetic finds, and of the two-sided ledger."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, model_validator

from crackdown.api.json_api.choice_models import Country
from crackdown.api.json_api.fact_models import Evidence
from crackdown.api.json_api.node_models import Node, Reference
from crackdown.api.json_api.read_model import ReadModel
from crackdown.graph.figures import ledger_list
from crackdown.graph.figures.findings import ToldFinding
from crackdown.graph.figures.said import Said
from crackdown.graph.figures.told import Told
from crackdown.graph.linking.things import to_id

Agreement = Literal["said once", "agree", "allow each other", "of other days", "disputed"]
Status = Literal["matched", "differs", "no number", "one voice", "only sent", "only received", "neither"]
Severity = Literal["contradiction", "doubt", "confirmation"]
# Those that findings are told in; a test holds this against the texts.
Language = Literal["ar", "de", "en", "es", "fr", "id", "ja", "km", "ko", "ru", "th", "vi", "zh"]

# Not pydantic's `deprecated`, which warns whoever reads the field, ourselves too.
OlderLanguage: Any = Field(
    default="en",
    description="An older name of `lang` in the address; of both, `lang` counts.",
    json_schema_extra={"deprecated": True},
)


class Number(ReadModel):
    """A number as it was told; `low` and `high` are what the words allow, `floor` and `ceiling` what is compared."""

    claim: str
    value: int
    printed: str | None
    precision: str | None
    low: int | None
    high: int | None
    floor: int
    ceiling: int | None

    @model_validator(mode="wrap")
    @classmethod
    def _shorten(cls, told: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(told, Told):
            names = ("claim", "value", "printed", "low", "high", "floor", "ceiling")
            values: dict[str, Any] = {name: getattr(told, name) for name in names}
            return handler({**values, "precision": _last(told.precision) if told.precision else None})
        return handler(told)


class Claim(ReadModel):
    """A number with who said it, when it was announced, and in which words."""

    number: Number
    speakers: list[str]
    publisher: str | None
    announced: str | None
    loaded: str | None
    announcement: str
    evidence: Evidence | None

    @model_validator(mode="wrap")
    @classmethod
    def _flatten(cls, said: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(said, Said):
            publication = said.publication
            return handler(
                {
                    "number": Number.model_validate(said.count),
                    "speakers": list(said.speakers),
                    "publisher": publication.publisher,
                    "announced": publication.published,
                    "loaded": publication.loaded,
                    "announcement": to_id(publication.iri),
                    "evidence": said.evidence,
                }
            )
        return handler(said)


class Group(ReadModel):
    """All that was said of one group of people; `iri` is null for everybody."""

    iri: str | None
    name: str
    agreement: Agreement
    claims: list[Claim]


class Finding(ReadModel):
    """What comes out when numbers are held against each other; of a sum, the total stands last."""

    iri: str
    kind: str
    severity: Severity
    text: str
    operations: list[str]
    claims: list[Claim]

    @model_validator(mode="wrap")
    @classmethod
    def _flatten(cls, told: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(told, ToldFinding):
            return handler(
                {
                    "iri": told.iri,
                    "kind": _last(told.finding.kind),
                    "severity": _last(told.finding.severity),
                    "text": told.text,
                    "operations": [to_id(one) for one in dict.fromkeys(told.finding.operations)],
                    "claims": [Claim.model_validate(one) for one in told.counts],
                }
            )
        return handler(told)


class Compared(ReadModel):
    """An operation's figures, group by group, and what comes out when they are held against each other."""

    node: Node
    label: str
    agreement: Agreement
    announcements: int
    origins: int
    groups: list[Group]
    findings: list[Finding]


class Comparison(ReadModel):
    """Some of the operations that have figures, how many have, and how they get on."""

    total: int
    agreements: dict[Agreement, int]
    operations: list[Compared]


class FigureIds(BaseModel):
    """What `POST /api/figures` takes; without `ids`, all operations are meant."""

    model_config = ConfigDict(extra="forbid")

    ids: list[str] | None = Field(default=None, max_length=5000)
    language: Language = OlderLanguage
    only: Agreement | None = Field(default=None, description="Only operations whose figures get on so.")
    limit: int = Field(default=20, ge=1, le=100)
    offset: int = Field(default=0, ge=0, le=10_000_000)


class Listed(BaseModel):
    """Which part of a long list is asked for; `as_of` stands beside it."""

    model_config = ConfigDict(extra="ignore")

    q: str = Field(default="", max_length=200, description="Only what all of these words are found in.")
    descending: bool = Field(default=True, description="The last of the order first.")
    limit: int = Field(default=50, ge=1, le=500, description="The most to return.")
    offset: int = Field(default=0, ge=0, le=10_000_000, description="How many to leave out before those.")


class LedgerQuery(Listed):
    """What `GET /api/ledger` takes; `lang` stands beside it."""

    status: Status | None = Field(default=None, description="Only transfers that stand so.")
    only_open: bool = Field(default=False, description="Leave out what both sides, each by itself, tell alike.")
    country: Country = Field(default="", max_length=100, description="Sent from or to it: `KH` or `country/KH`.")
    order: ledger_list.Order = Field(default="day", description="What to sort by.")


class FindingList(ReadModel):
    """Some of the findings that fit, how many fit, and all findings by severity and kind."""

    total: int
    severities: dict[str, int]
    kinds: dict[str, int]
    findings: list[Finding]


class Word(ReadModel):
    """What one announcement says of a transfer."""

    announcement: Reference
    published: str | None
    persons: Number | None
    evidence: Evidence | None
    first: str | None
    last: str | None
    airports: list[Reference]


class Line(ReadModel):
    """One transfer, as `crackdown.graph.figures.ledger.Transfer`."""

    operation: Node
    label: str
    day: str | None
    origin: Reference | None
    destination: Reference
    is_assumed: bool
    status: Status
    differing: list[str]
    sent: list[Word]
    received: list[Word]
    others: int = Field(description="How many announcements speak for neither country.")
    told_by_others: list[Word] = Field(description="What those say.")
    perhaps: list[Node]


class Ledger(ReadModel):
    """Some of the transfers that fit, how many fit, and all transfers by status and country."""

    total: int
    statuses: dict[Status, int]
    countries: list[tuple[Reference, int]]
    lines: list[Line]


def _last(iri_: str) -> str:
    return iri_.rsplit("/", 1)[-1]
