"""The shapes of the claims and quotes behind the rows of an answer."""

from __future__ import annotations

from typing import Literal

from crackdown.api.json_api.fact_models import Value
from crackdown.api.json_api.read_model import ReadModel


class Support(ReadModel):
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


class ExplainedRow(ReadModel):
    """One row of an answer; `support` is null where it was not explained, and `notes` say why."""

    row: dict[str, Value]
    support: list[Support] | None
    notes: list[str]


class Why(ReadModel):
    """The rows of an answer, the first hundred with what supports them."""

    names: list[str]
    rows: list[ExplainedRow]
    notes: list[str]
