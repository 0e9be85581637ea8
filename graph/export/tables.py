"""The tables: one row an operation, official, agency, announcement, claim or figure, each leading back to its quotes.

Lists stand side by side: the third of `quotes` stands at the third of `passages`. A row of which no announcement says
anything in words of its own (an agency that the gazetteer alone knows as another's parent) has no quotes, and its
`basis` is "reference".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from crackdown.graph.export import rows
from crackdown.graph.export.reader import Reader

ColumnType = Literal["text", "list", "integer", "number", "boolean"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the type of its rows, its columns with their types and meanings, and where its rows come from."""

    type: str
    name: str
    sentence: str
    columns: dict[str, tuple[ColumnType, str]]
    iter_rows: Callable[[Reader], Iterator[Row]]


_TELLING: dict[str, tuple[ColumnType, str]] = {
    "basis": ("text", "claimed: the quotes say so; reference: known from reference data, no announcement's words"),
    "said_by": ("list", "who announces it: names of officials and agencies, else publishers"),
    "announcements": ("list", "IRIs of the announcements that say something of it"),
    "announcement_count": ("integer", "how many announcements those are"),
    "origin_count": ("integer", "how many independent origins they have: copies and relays count once"),
    "claim_count": ("integer", "how many claims are made of it"),
    "first_published": ("text", "day of the earliest of these announcements"),
    "last_published": ("text", "day of the latest"),
    "quotes": ("list", "the exact words, the surest first"),
    "passages": ("list", "IRI of the place of each quote: announcement#char=start,end in code points"),
    "quote_languages": ("list", "language of each quote, BCP 47"),
}
_PLACE: dict[str, tuple[ColumnType, str]] = {
    "announcement": ("text", "IRI of the announcement that says so"),
    "published": ("text", "when it was published"),
    "language": ("text", "its language, BCP 47"),
    "url": ("text", "the address its facts come from"),
    "quote": ("text", "the exact words"),
    "quote_start": ("integer", "where they begin in the text, in code points"),
    "quote_end": ("integer", "where they end"),
    "passage": ("text", "IRI of that place"),
    "confidence": ("number", "how sure the reading is, from 0 to 1"),
}

OPERATIONS = Table(
    "operation", "operations", "One row an operation, as all announcements together tell it.",
    {
        "operation": ("text", "IRI"),
        "label": ("text", "a name made of kind and number"),
        "kinds": ("list", "kinds of operation told"),
        "earliest": ("text", "earliest day it can have begun, ISO 8601"),
        "latest": ("text", "latest day it can have ended"),
        "is_total": ("boolean", "whether it sums up other operations"),
        "part_of": ("list", "IRIs of the operations it is part of"),
        "countries": ("list", "where it took place, ISO 3166-1 alpha-2"),
        "destinations": ("list", "where people were sent, ISO 3166-1 alpha-2"),
        "nationalities": ("list", "whose nationals were concerned, ISO 3166-1 alpha-2"),
        "airports": ("list", "airports left from, IATA code, else ICAO"),
        "places": ("list", "names of other places"),
        "agencies": ("list", "IRIs of the agencies that carried it out"),
        "agency_names": ("list", "their names"),
        "partners": ("list", "IRIs of partner agencies"),
        "partner_names": ("list", "their names"),
        "officials": ("list", "IRIs of the officials who ordered, led or directed it"),
        "official_names": ("list", "their names"),
        "offences": ("list", "offences told"),
        "persons_low": ("integer", "lowest number of people told of the whole operation"),
        "persons_high": ("integer", "highest number told: no figure is picked"),
        "disputed": ("boolean", "whether two figures of one group cannot both be right"),
        "figures": ("list", "every figure as a JSON object with bounds, speaker and quote; one row each in `figures`"),
        **_TELLING,
    },
    rows.iter_operations,
)  # fmt: skip
OFFICIALS = Table(
    "official", "officials", "One row an official: who acts for a state or an international body, nobody else.",
    {
        "official": ("text", "IRI"),
        "label": ("text", "name"),
        "names": ("list", "every name in every language"),
        "country": ("text", "country acted for, ISO 3166-1 alpha-2"),
        "agencies": ("list", "IRIs of the agencies served in"),
        "agency_names": ("list", "their names"),
        "roles": ("list", "roles as stated"),
        "ranks": ("list", "ranks as stated"),
        "inferred_holders": ("list", "IRIs of who is inferred to be meant, of one known by the post alone"),
        "operations": ("list", "IRIs of the operations ordered, led or directed"),
        **_TELLING,
    },
    rows.iter_officials,
)  # fmt: skip
AGENCIES = Table(
    "agency", "agencies", "One row an agency.",
    {
        "agency": ("text", "IRI"),
        "label": ("text", "name"),
        "names": ("list", "every name in every language"),
        "kind": ("text", "sort of agency"),
        "country": ("text", "country, ISO 3166-1 alpha-2"),
        "accredited_to": ("text", "host country of an embassy"),
        "parent": ("text", "IRI of the agency it belongs to"),
        "operations": ("list", "IRIs of the operations carried out"),
        "partner_operations": ("list", "IRIs of the operations it was a partner in"),
        **_TELLING,
    },
    rows.iter_agencies,
)  # fmt: skip
ANNOUNCEMENTS = Table(
    "announcement", "announcements", "One row an announcement.",
    {
        "announcement": ("text", "IRI, and name of its graph"),
        "title": ("text", "title"),
        "language": ("text", "language, BCP 47"),
        "published": ("text", "when it was published"),
        "publisher": ("text", "who published it"),
        "url": ("text", "address"),
        "sha256": ("text", "digest of the bytes it was read from"),
        "announced_by": ("list", "IRIs of who announces"),
        "announced_by_names": ("list", "their names"),
        "copy_of": ("text", "IRI of the announcement whose text it repeats"),
        "operations": ("list", "IRIs of the operations it reports"),
        "claim_count": ("integer", "how many claims it makes of itself: what it reports, who announces, when"),
        "quotes": ("list", "the words of those claims"),
        "passages": ("list", "IRI of the place of each"),
    },
    rows.iter_announcements,
)  # fmt: skip
CLAIMS = Table(
    "claim", "claims", "One row a fact that one announcement states in one passage.",
    {
        "claim": ("text", "IRI"),
        "subject": ("text", "IRI of what is spoken of"),
        "subject_label": ("text", "its name"),
        "predicate": ("text", "IRI of the property"),
        "predicate_label": ("text", "the property in words"),
        "object": ("text", "IRI or value"),
        "object_label": ("text", "its name, or the value again"),
        "object_type": ("text", "iri, the IRI of the value's datatype, or @ and its language"),
        **_PLACE,
    },
    rows.iter_claims,
)  # fmt: skip
FIGURES = Table(
    "figure", "figures", "One row a figure that one announcement gives: nothing is averaged or picked.",
    {
        "figure": ("text", "IRI"),
        "operation": ("text", "IRI of the operation counted"),
        "operation_label": ("text", "its name"),
        "group": ("text", "who is counted: all, or sex, nationality, capacity"),
        "is_headline": ("boolean", "whether it counts everybody"),
        "value": ("integer", "the number"),
        "printed": ("text", "the number as printed"),
        "at_least": ("integer", "the least its wording allows; empty: no bound"),
        "at_most": ("integer", "the most its wording allows; empty: no bound"),
        "precision": ("text", "exactly, more than, about…"),
        "capacity": ("text", "as what they are counted"),
        "said_by": ("list", "who announces it"),
        **_PLACE,
    },
    rows.iter_figures,
)  # fmt: skip

TABLES = (OPERATIONS, OFFICIALS, AGENCIES, ANNOUNCEMENTS, CLAIMS, FIGURES)
TYPES = frozenset(table.type for table in TABLES)
