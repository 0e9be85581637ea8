"""The Record: what one announcement states, with the passage behind each fact.

The one contract between loaders and graph. Loaders emit Records; the graph turns them into quads and refuses any whose
quotes do not stand verbatim at their offsets. It lives here, below both, because layers point one way only
(docs/decisions/0001-record-in-graph.md).

Offsets count Unicode code points from 0 in the Document's text, end exclusive (RFC 5147, Web Annotation).
Null means: the text does not say, or the loader is not sure. Nothing here is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer, model_validator

Kind = Literal[
    "deportation",
    "arrest",
    "raid",
    "rescue",
    "repatriation",
    "extradition",
    "seizure",
    "sanction",
    "conviction",
    "other",
]
Offence = Literal[
    "online_scam", "illegal_entry", "illegal_work", "overstay", "human_trafficking", "online_gambling",
    "money_laundering", "kidnapping", "extortion", "drugs", "other",
]  # fmt: skip
Precision = Literal["exactly", "about", "more_than", "at_least", "fewer_than", "nearly", "at_most"]
AgencyKind = Literal[
    "ministry", "police", "immigration", "embassy", "prosecution", "court", "military", "international", "other"
]
Outcome = Literal["facts_found", "nothing_found", "partly_read", "language_not_read"]
SentenceStatus = Literal["used", "in_scope", "plan", "background", "not_understood"]

CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]  # ISO 3166-1 alpha-2
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]  # a day, a month or a year, ISO 8601


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Evidence(_Strict):
    """The exact words that state one fact, and how sure the reading is.

    `precision` and `printed` are given for counts alone: how the words hedge the number, and the number as printed.
    `read_by` names the language model that alone read the fact in these words; nothing there, and it was the built-in
    reader.
    """

    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int
    confidence: float = Field(ge=0, le=1)
    precision: Precision | None = None
    printed: str | None = None
    read_by: str | None = Field(default=None, min_length=1)

    @model_serializer(mode="wrap")
    def _without_what_is_not_told(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in write(self).items() if value is not None}

    @model_validator(mode="after")
    def _length_fits(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"quote of {len(self.quote)} code points cannot stand at {self.start}–{self.end}")
        return self


# A field's evidence, or, for a field that holds several values, the evidence of each value by the value.
EvidenceMap = dict[str, Evidence | dict[str, Evidence]]


class Sentence(_Strict):
    """A sentence of the text and what became of it, so that silence can be judged.

    `used`: it gave a fact. The others gave none: `in_scope` speaks of operations, offences or counted people; `plan` of
    what is to come or wanted; `background` of earlier times, law or context; `not_understood` of nothing that is known.
    """

    start: int = Field(ge=0)
    end: int
    status: SentenceStatus

    @model_validator(mode="after")
    def _has_length(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"a sentence cannot end at {self.end} where it starts at {self.start}")
        return self


class DateRange(_Strict):
    """A span of days, both included."""

    from_: PartialDate = Field(alias="from")
    to: PartialDate

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class _WithEvidence(_Strict):
    evidence: EvidenceMap = Field(default_factory=dict)


class Official(_WithEvidence):
    """A person who acts for an agency. Suspects, deportees and victims are counts, never officials."""

    name: str
    also: list[str] = Field(default_factory=list)
    rank: str | None = None
    role: str | None = None
    agency: str | None = None


class Agency(_WithEvidence):
    """A public body. `kind` and `accredited_to` (embassies) come from the gazetteer or the name's pattern."""

    name: str
    also: list[str] = Field(default_factory=list)
    country: CountryCode | None = None
    parent: str | None = None
    kind: AgencyKind | None = None
    accredited_to: CountryCode | None = None


class Airport(_WithEvidence):
    """An aerodrome, by its IATA and ICAO codes where it has them."""

    name: str
    also: list[str] = Field(default_factory=list)
    iata: str | None = None
    icao: str | None = None
    country: CountryCode | None = None


class Operation(_WithEvidence):
    """Something agencies did to a counted group, on a date, at a place.

    `agencies`, `partners` and `officials` name items of the same record; `airports` holds IATA codes.
    `total_of` is true where the text gives the operation as a sum or a running tally; `parts` then holds the
    positions, in `Record.operations`, of the operations it sums up where the text makes that plain.
    """

    kind: Kind
    date: PartialDate | DateRange | None = None
    persons: int | None = Field(default=None, ge=0)
    women: int | None = Field(default=None, ge=0)
    men: int | None = Field(default=None, ge=0)
    nationalities: dict[CountryCode, int | None] = Field(default_factory=dict)
    country: CountryCode | None = None
    destination: CountryCode | None = None
    airports: list[str] = Field(default_factory=list)
    places: list[str] = Field(default_factory=list)
    agencies: list[str] = Field(default_factory=list)
    partners: list[str] = Field(default_factory=list)
    officials: list[str] = Field(default_factory=list)
    offences: list[Offence] = Field(default_factory=list)
    total_of: Literal[True] | None = None
    parts: list[int] = Field(default_factory=list)


class Record(_WithEvidence):
    """All that one announcement states.

    `evidence` of the record itself: `published` → Evidence; `announced_by`, `countries`, `places`, `dates`, `numbers`
    → by value.

    `dates` and `numbers` are what a text names of which more could not be understood (outcome `partly_read`): nothing
    says what happened then, or what was counted. Every other record leaves them out.

    `reading` is "full" where an encoder read the words too (docs/quality.md), and left out where none did.
    """

    id: str
    title: str | None = None
    url: str | None = None
    language: str  # BCP 47; "und" where it could not be told
    published: PartialDate | None = None
    sha256: str  # of the original bytes
    outcome: Outcome
    reading: Literal["full"] | None = None
    notes: list[str] = Field(default_factory=list)  # what was not understood, in words
    announced_by: list[str] = Field(default_factory=list)
    officials: list[Official] = Field(default_factory=list)
    agencies: list[Agency] = Field(default_factory=list)
    countries: list[CountryCode] = Field(default_factory=list)
    airports: list[Airport] = Field(default_factory=list)
    places: list[str] = Field(default_factory=list)
    operations: list[Operation] = Field(default_factory=list)
    sentences: list[Sentence] = Field(default_factory=list)  # all of them, in the order of the text
    dates: list[PartialDate] = Field(default_factory=list)
    numbers: list[Annotated[int, Field(ge=0)]] = Field(default_factory=list)

    @model_serializer(mode="wrap")
    def _without_what_is_not_told(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        bare = {"dates", "numbers"} if self.outcome != "partly_read" else set()
        untold = bare if self.reading else bare | {"reading"}
        return {name: value for name, value in write(self).items() if name not in untold}

    def iter_evidence(self) -> Iterator[tuple[str, Evidence]]:
        """Yield every piece of evidence with the path of the fact it stands for."""
        yield from _flatten("", self.evidence)
        for key in ("officials", "agencies", "airports", "operations"):
            for position, item in enumerate(getattr(self, key)):
                yield from _flatten(f"{key}[{position}].", item.evidence)

    def names_of_place(self, place: str) -> list[str]:
        """List the names, in letters that English has not, by which the text calls a place with an English name.

        They are the words that are quoted for it, in the record's order.
        """
        if not place.isascii():
            return []
        found = [owner.evidence.get("places") for owner in (self, *self.operations)]
        quoted = [by_value[place].quote for by_value in found if isinstance(by_value, dict) and place in by_value]
        return list(dict.fromkeys(" ".join(quote.split()) for quote in quoted if not quote.isascii()))

    def to_json(self) -> str:
        """Write the record as one line of JSON, keys as in the announcements' gold records, nulls kept."""
        return self.model_dump_json(by_alias=True)


def _flatten(prefix: str, evidence: EvidenceMap) -> Iterator[tuple[str, Evidence]]:
    for field, value in evidence.items():
        if isinstance(value, Evidence):
            yield f"{prefix}{field}", value
        else:
            for key, item in value.items():
                yield f"{prefix}{field}.{key}", item
