"""Who took part in an operation, where planes left from or landed, and what people were charged with."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from crackdown.loaders.extraction.record.facts import Chosen, Facts
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.candidates import Candidate
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.where.airports import AirportFound
from crackdown.loaders.extraction.where.other_links import airport_candidates, offence_candidates
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.body_links import agency_candidates, official_candidates
from crackdown.loaders.extraction.who.known_names import usual_name
from crackdown.loaders.extraction.who.officials import OfficialFound


def add_sets(facts: Facts) -> None:
    """Add the bodies, officials, airports and offences of an operation."""
    bodies = agency_candidates(facts.near, facts.draft)
    helps = facts.chosen(bodies, "partner")
    works = _workers(facts.chosen(bodies, "agency"), helps)
    _add_set(facts, "agencies", facts.with_quotes("agency", works), _agency_name)
    _add_set(facts, "partners", helps, _agency_name, but=facts.values.get("agencies", ()))
    for key, slot, find, name in _SETS:
        chosen = facts.chosen(find(facts.near, facts.draft), slot)
        _add_set(facts, key, facts.with_quotes(slot, chosen) if slot == "offence" else chosen, name)


def _workers(works: list[Chosen], helps: list[Chosen]) -> list[Chosen]:
    """Give the bodies that did not more likely help than carry the operation out."""
    helping = {id(one.candidate): one.sure for one in helps}
    return [one for one in works if one.sure >= helping.get(id(one.candidate), 0.0)]


def _add_set(
    facts: Facts, key: str, chosen: list[Chosen], name: Callable[[Any], str], but: Collection[str] = ()
) -> None:
    """Add what was chosen by name, but for some names."""
    named = [(name(one.candidate.value), one) for one in chosen]
    quotes = {known: facts.evidence(one.span, one.sure, one.why) for known, one in named if known not in but}
    if quotes:
        facts.values[key], facts.quotes[key] = list(quotes), quotes


def _agency_name(agency: AgencyFound) -> str:
    return agency.name


def _official_name(official: OfficialFound) -> str:
    return usual_name(official.name)


def _airport_code(airport: AirportFound) -> str:
    return str(airport.iata)


_SETS: tuple[tuple[str, str, Callable[[Analysis, Draft], list[Candidate]], Callable[[Any], str]], ...] = (
    ("officials", "official", official_candidates, _official_name),
    ("airports", "airport", airport_candidates, _airport_code),
    ("offences", "offence", offence_candidates, str),
)
