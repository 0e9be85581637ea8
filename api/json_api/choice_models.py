"""What answers are chosen by, checked: what there is not would choose nothing, and look like an answer."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from crackdown.errors import InputError, InvalidRecord
from crackdown.graph.dates import first_day
from crackdown.graph.linking.relations import RELATIONS
from crackdown.ontology.terms import CONCEPTS

_COUNTRY: Final = re.compile(r"(?:(?:\S+/)?country/)?([A-Z]{2})")  # a code of ISO 3166-1 alpha-2, a path or an IRI


def _of_the_calendar(date: str) -> str:
    """Refuse what no calendar has: compared as text it would leave out what nobody meant to."""
    try:
        first_day(date)
    except InvalidRecord:
        raise InputError(
            f"{date} is no day, month or year of the calendar; write 2026-02-10, 2026-02 or 2026"
        ) from None
    return date


def _kind(kind: str) -> str:
    return _one_of(CONCEPTS["kind"], kind, "kind of operation")


def _kinds(kinds: str) -> str:
    for kind in filter(None, map(str.strip, kinds.split(","))):
        _kind(kind)
    return kinds


def _finding_kind(kind: str) -> str:
    return kind and _one_of(CONCEPTS["finding_kind"], kind, "kind of finding")


def _relation(iri: str) -> str:
    return _one_of(RELATIONS, iri, "relation")


def _one_of(known: Collection[str], given: str, what: str) -> str:
    if given not in known:
        raise InputError(f"{given}: there is no such {what}; there are {', '.join(sorted(known))}")
    return given


def _country(given: str) -> str:
    """Give the local path of a country, told by that or by its code; nothing where nothing is."""
    found = _COUNTRY.fullmatch(given)
    if given and found is None:
        raise InputError(f"{given}: a country is told by its code, as KH, or by its path, as country/KH")
    return f"country/{found[1]}" if found else ""


# A day, a month or a year, ISO 8601.
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}){0,2}$"), AfterValidator(_of_the_calendar)]
Kind = Annotated[str, AfterValidator(_kind)]
Kinds = Annotated[str, AfterValidator(_kinds)]
FindingKind = Annotated[str, AfterValidator(_finding_kind)]
Relation = Annotated[str, AfterValidator(_relation)]
Country = Annotated[str, AfterValidator(_country)]
