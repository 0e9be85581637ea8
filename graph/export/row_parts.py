"""Parts that rows of several tables have: who tells of a thing, in which words, where those stand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from crackdown.graph.export.reader import Claim, Quote, Reader, surest_first
from crackdown.graph.figures.told import Told
from crackdown.ontology.labels import label as term_label
from crackdown.ontology.terms import BASE, crk, dcterms, rdfs

Row = dict[str, Any]


def telling(reader: Reader, claims: Iterable[Claim]) -> Row:
    """Say who tells of a thing, how often, when and in which words."""
    claims = list(claims)
    quotes = surest_first(quote for claim in claims for quote in claim.quotes)
    announcements = sorted({claim.announcement for claim in claims})
    days = sorted(day for one in announcements if (day := reader.announced(one)[1]))
    return {
        "basis": "claimed" if claims else "reference",
        "said_by": said_by(reader, announcements),
        "announcements": announcements,
        "announcement_count": len(announcements),
        "origin_count": reader.origins.count(announcements),
        "claim_count": len(claims),
        "first_published": days[0] if days else None,
        "last_published": days[-1] if days else None,
        "quotes": [quote.text for quote in quotes],
        "passages": [quote.passage for quote in quotes],
        "quote_languages": [quote.language or "" for quote in quotes],
    }


def said_by(reader: Reader, announcements: Iterable[str]) -> list[str]:
    """Name who announces: officials and agencies, else the publisher."""
    names: set[str] = set()
    for one in announcements:
        announcers = [reader.label(announcer) for announcer in reader.values(one, crk.announcedBy)]
        names.update(announcers or reader.values(one, dcterms.publisher))
    return sorted(names)


def place_of(quote: Quote) -> Row:
    """Say where a quote stands."""
    return {
        "announcement": quote.announcement,
        "published": quote.published,
        "language": quote.language,
        "url": quote.url,
        "quote": quote.text,
        "quote_start": quote.start,
        "quote_end": quote.end,
        "passage": quote.passage,
        "confidence": quote.confidence,
    }


def group_of(reader: Reader, told: Told) -> str:
    """Say in words who is counted."""
    if not told.group:
        return "all"
    return ", ".join(name_of(reader, group) for group in told.group)


def name_of(reader: Reader, iri: str) -> str:
    """Name a thing or a concept."""
    return (
        reader.label(iri) if reader.value(iri, rdfs.label) or not iri.startswith(f"{BASE}vocab/") else term_label(iri)
    )


def figure_json(reader: Reader, told: Told) -> str:
    """Write one figure with its bounds, who says it and its quotes."""
    quotes = surest_first(reader.claim(told.claim).quotes)
    figure = {
        "group": group_of(reader, told),
        "value": told.value,
        "printed": told.printed,
        "at_least": told.low,
        "at_most": told.high,
        "precision": term_label(told.precision) if told.precision else None,
        "said_by": said_by(reader, {told.announcement}),
        "announcement": told.announcement,
        "quotes": [quote.text for quote in quotes],
        "passages": [quote.passage for quote in quotes],
    }
    return json.dumps(figure, ensure_ascii=False)
