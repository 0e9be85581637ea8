"""Which announcement came from a place: from the same page, however its address is spelled."""

from __future__ import annotations

from typing import Final

from crackdown.graph import iris
from crackdown.graph.addresses import page_key, spellings
from crackdown.graph.announcement.record import Record
from crackdown.graph.announcement.stated import Stated
from crackdown.graph.remote.results import list_rows
from crackdown.graph.sparql.query import load, with_values
from crackdown.graph.storage.engine import Engine
from crackdown.graph.term import literal
from crackdown.ontology.terms import PREFIXES

NO_ORIGIN: Final = "-"  # standard input: two texts that come from there have nothing in common


def announcement_from(engine: Engine, origin: str) -> str | None:
    """Return the announcement that came from a place, by its opaque key; None where the store has none.

    Stores that were filled before spellings were compared hold addresses as they were told: the usual ones are looked
    for too.
    """
    if origin == NO_ORIGIN:
        return None
    places = dict.fromkeys((*spellings(page_key(origin)), origin))
    query = with_values(load("came_from"), "origin", map(literal, places))
    found: dict[str, set[str]] = {}
    for row in list_rows(engine.query(query, prefixes=PREFIXES)):
        found.setdefault(row["origin"].value, set()).add(iris.versioned(row["graph"].value))
    return next((min(found[place]) for place in places if place in found), None)


def told_as_before(record: Record, text_digest: str, before: Stated | None) -> Record:
    """Return a record under the address and id that it has, where the same text came from there by another spelling.

    Args:
        record: what was read.
        text_digest: of the text it was read from.
        before: what the store holds from that place.
    """
    if before is None or before.source.text_digest != text_digest or not record.url or not before.record.url:
        return record
    if record.url == before.record.url or page_key(record.url) != page_key(before.record.url):
        return record
    return record.model_copy(update={"id": before.record.id, "url": before.record.url})
