"""What the Reconciliation Service API 0.2 reads and sends (https://www.w3.org/community/reports/reconciliation/)."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from crackdown.graph.searching.matching import TYPES
from crackdown.graph.searching.thing_properties import properties_of

MOST_QUERIES: Final = 100  # of a batch; OpenRefine sends ten
MOST_CANDIDATES: Final = 50  # that are given, however many are wanted
LONGEST_NAME: Final = 1000  # characters; nothing here is called anything longer
_VALUE: Final = {"type": ["string", "number", "boolean", "object", "null"]}
_VALUES: Final = {"anyOf": [_VALUE, {"type": "array", "items": _VALUE}]}
# A type by itself or types in a list, of which one at least is known; none means all.
_ASKED_TYPES: Final = {
    "anyOf": [
        {"enum": [*TYPES, "", None]},
        {"type": "array", "maxItems": 0},
        {"type": "array", "items": {"type": "string"}, "contains": {"enum": list(TYPES)}},
    ],
}


class Named(BaseModel):
    """A type, a property or an entity by id and name."""

    model_config = ConfigDict(extra="forbid")
    id: str
    name: str


def _in_list(given: Any) -> Any:
    return given if isinstance(given, list) else [] if given in (None, "") else [given]


class AskedProperty(BaseModel):
    """A property that the row to be matched has, with one value or several: text, number, or a thing by its id."""

    pid: str = Field(min_length=1)
    v: Annotated[list[str | float | bool | dict[str, Any] | None], BeforeValidator(_in_list), WithJsonSchema(_VALUES)]

    @property
    def texts(self) -> list[str]:
        """The values as texts; a thing by its id."""
        found = (value.get("id", value.get("name")) if isinstance(value, dict) else value for value in self.v)
        return [_plain(value) for value in found if value not in (None, "")]


class Query(BaseModel):
    """One query of a batch.

    What only its own cell can be blamed for, as a name without end or a date that is none, is no error: it would cost
    the rest of the batch its answers.
    """

    query: str = ""
    type: Annotated[list[str], BeforeValidator(_in_list), WithJsonSchema(_ASKED_TYPES)] = []
    limit: int = Field(default=5, ge=1)
    properties: list[AskedProperty] = Field(default=[], max_length=50)
    type_strict: Literal["any", "all", "should"] | None = None


Batch = Annotated[dict[str, Query], Field(json_schema_extra={"maxProperties": MOST_QUERIES})]


class Feature(BaseModel):
    """Something that speaks for or against a candidate, in plain words, with what it adds in log-odds."""

    model_config = ConfigDict(extra="forbid")
    id: str
    value: float


class Result(BaseModel):
    """One candidate."""

    model_config = ConfigDict(extra="forbid")
    id: str
    name: str
    description: str
    type: list[Named]
    score: float = Field(ge=0, le=100)
    match: bool
    features: list[Feature]


class Results(BaseModel):
    """The candidates of one query."""

    model_config = ConfigDict(extra="forbid")
    result: list[Result]


class Suggests(BaseModel):
    """Where one kind of suggestion is asked for, and what is shown beside it."""

    service_url: str
    service_path: str
    flyout_service_url: str
    flyout_service_path: str


class Extends(BaseModel):
    """Where properties are proposed."""

    propose_properties: dict[str, str]
    property_settings: list[dict[str, Any]]


class Manifest(BaseModel):
    """What the service is and offers."""

    model_config = ConfigDict(extra="forbid")
    versions: list[str]
    name: str
    identifierSpace: str  # noqa: N815 - as the specification spells it
    schemaSpace: str  # noqa: N815
    documentation: str
    defaultTypes: list[Named]  # noqa: N815
    view: dict[Literal["url"], str]
    preview: dict[Literal["url", "width", "height"], str | int]
    suggest: dict[Literal["entity", "type", "property"], Suggests]
    extend: Extends


class Suggestion(Named):
    """A suggestion for a text that is being typed."""

    description: str = ""
    notable: list[Named] = []


class Suggestions(BaseModel):
    """Suggestions, the best first."""

    model_config = ConfigDict(extra="forbid")
    result: list[Suggestion]


class Flyout(BaseModel):
    """What is shown beside a suggestion."""

    id: str
    html: str


class ExtendedProperty(BaseModel):
    """A property to extend a table with."""

    id: str = Field(json_schema_extra={"enum": [one.id for one in properties_of()]})
    settings: dict[str, Any] = {}


class Extension(BaseModel):
    """A request for the values of properties of things."""

    ids: list[str] = Field(max_length=1000)
    properties: list[ExtendedProperty] = Field(max_length=50)


class ExtendedMeta(Named):
    """A column of an extension; `type` where its values are things."""

    type: Named | None = None


class Extended(BaseModel):
    """The values: by thing and property, each a text, a thing, a day or a number."""

    model_config = ConfigDict(extra="forbid")
    meta: list[ExtendedMeta]
    rows: dict[str, dict[str, list[dict[str, Any]]]]


class Proposal(BaseModel):
    """The properties that a type of thing has."""

    type: str | None
    properties: list[Named]
    limit: int | None = None


def _plain(value: Any) -> str:
    """Write a value as text: a spreadsheet's 312.0 is 312."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


TYPE_NAMES = dict(zip(TYPES, ("Official", "Agency", "Airport", "Place", "Operation"), strict=True))
