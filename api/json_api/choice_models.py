"""What answers are chosen by, checked: what there is not would choose nothing, and look like an answer.

What each type takes stands in the description of the API, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Annotated, Final

from pydantic import AfterValidator, WithJsonSchema

from crackdown.errors import InputError
from crackdown.graph.linking.relations import RELATIONS
from crackdown.graph.linking.things import TYPES, known_types
from crackdown.ontology.terms import CONCEPTS

_KINDS: Final = sorted(CONCEPTS["kind"])
_FINDING_KINDS: Final = sorted(CONCEPTS["finding_kind"])
_COUNTRY: Final = re.compile(r"(?:(?:\S+/)?country/)?([A-Z]{2})")  # a code of ISO 3166-1 alpha-2, a path or an IRI
_AIRPORT: Final = re.compile(r"(?:\S+/)?(airport/[A-Za-z0-9-]+)")  # a path or an IRI
_ONE_PLACE: Final = r"((country/)?[A-Z]{2}|airport/[A-Za-z0-9-]+)"
_DAY: Final = (
    r"^[1-9]\d{3}(-((0[1-9]|1[0-2])|(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)"
    r"|02-(0[1-9]|[12]\d)))?$"
)


def _day(date: str) -> str:
    """Refuse what no calendar has: compared as text it would leave out what nobody meant to."""
    if not re.fullmatch(_DAY, date):
        raise InputError(f"{date} is no day, month or year of the calendar; write 2026-02-10, 2026-02 or 2026")
    return date


def _kind(kind: str) -> str:
    return _one_of(_KINDS, kind, "kind of operation")


def _kinds(kinds: str) -> str:
    for kind in filter(None, map(str.strip, kinds.split(","))):
        _kind(kind)
    return kinds


def _finding_kind(kind: str) -> str:
    return kind and _one_of(_FINDING_KINDS, kind, "kind of finding")


def _relation(iri: str) -> str:
    return _one_of(RELATIONS, iri, "relation")


def _types(types: str) -> str:
    known_types(filter(None, types.split(",")))
    return types


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


def _ends(given: str) -> str:
    """Give the local paths of countries and airports, told by those or a country by its code; or `none`."""
    return given if given == "none" else ",".join(map(_place, filter(None, given.split(","))))


def _place(given: str) -> str:
    country, airport = _COUNTRY.fullmatch(given), _AIRPORT.fullmatch(given)
    if given and not country and not airport:
        raise InputError(
            f"{given}: this is no country and no airport; write KH, country/KH or airport/VDTI, as /api/flows does"
        )
    return f"country/{country[1]}" if country else airport[1] if airport else ""


def _text(**schema: object) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **schema})


def _several(known: Collection[str], most: int) -> WithJsonSchema:
    one = f"({'|'.join(known)})"
    return _text(pattern=f"^({one}(,{one}){{0,{most - 1}}})?$")


# A day, a month or a year of the calendar, ISO 8601.
PartialDate = Annotated[str, AfterValidator(_day), _text(pattern=_DAY)]
Kind = Annotated[str, AfterValidator(_kind), _text(enum=_KINDS)]
Kinds = Annotated[str, AfterValidator(_kinds), _several(_KINDS, 10)]
Types = Annotated[str, AfterValidator(_types), _several(TYPES.values(), len(TYPES))]
FindingKind = Annotated[str, AfterValidator(_finding_kind), _text(enum=["", *_FINDING_KINDS])]
Relation = Annotated[str, AfterValidator(_relation), _text(enum=sorted(RELATIONS))]
Country = Annotated[str, AfterValidator(_country), _text(pattern="^((country/)?[A-Z]{2})?$")]
CountryOrAirport = Annotated[str, AfterValidator(_place), _text(pattern=f"^({_ONE_PLACE})?$")]
Ends = Annotated[str, AfterValidator(_ends), _text(pattern=f"^(none|{_ONE_PLACE}(,{_ONE_PLACE})*)?$")]
