"""Totals: what an operation that sums up others takes from its parts.

A total has the country, the agencies and the span of dates of its parts, and the offences that they share. The words
that state them for a part are the evidence, at a lower confidence.
"""

from __future__ import annotations

from crackdown.graph.announcement.record import DateRange, Evidence, Operation

_LESS = 0.8  # what is taken from a part is less sure than what is stated


def complete_total(total: Operation, parts: list[Operation]) -> None:
    """Give a total what its parts have in common, in place of what stands near its own number."""
    _take_country(total, parts)
    _take_dates(total, parts)
    _take_agencies(total, parts)
    _take_offences(total, parts)
    _take_airports(total, parts)
    # Who helped with or ordered a part did so for that part.
    total.partners, total.officials = [], []
    for key in ("partners", "officials"):
        total.evidence.pop(key, None)


def _lowered(evidence: Evidence) -> Evidence:
    return evidence.model_copy(update={"confidence": round(evidence.confidence * _LESS, 2)})


def _one(part: Operation, key: str) -> Evidence | None:
    found = part.evidence.get(key)
    return found if isinstance(found, Evidence) else None


def _many(part: Operation, key: str) -> dict[str, Evidence]:
    found = part.evidence.get(key)
    return found if isinstance(found, dict) else {}


def _take_country(total: Operation, parts: list[Operation]) -> None:
    countries = {part.country for part in parts}
    evidence = _one(parts[0], "country")
    if len(countries) == 1 and evidence is not None:
        total.country = parts[0].country
        total.evidence["country"] = _lowered(evidence)


def _take_dates(total: Operation, parts: list[Operation]) -> None:
    spans = [_span(part) for part in parts]
    evidence = _one(parts[0], "date")
    if evidence is None or any(span is None for span in spans):
        return
    first, last = min(span[0] for span in spans if span), max(span[1] for span in spans if span)
    total.date = first if first == last else DateRange.model_validate({"from": first, "to": last})
    total.evidence["date"] = _lowered(evidence)


def _span(part: Operation) -> tuple[str, str] | None:
    if isinstance(part.date, DateRange):
        return part.date.from_, part.date.to
    return (part.date, part.date) if part.date else None


def _take_agencies(total: Operation, parts: list[Operation]) -> None:
    found: dict[str, Evidence] = {}
    for part in parts:
        found = {name: _lowered(evidence) for name, evidence in _many(part, "agencies").items()} | found
    if found:
        total.agencies = list(found)
        total.evidence["agencies"] = dict(found)


def _take_offences(total: Operation, parts: list[Operation]) -> None:
    shared = [offence for offence in parts[0].offences if all(offence in part.offences for part in parts)]
    evidence = _many(parts[0], "offences")
    total.offences = [offence for offence in shared if offence in evidence]
    total.evidence["offences"] = {offence: _lowered(evidence[offence]) for offence in total.offences}


def _take_airports(total: Operation, parts: list[Operation]) -> None:
    shared = [code for code in parts[0].airports if all(code in part.airports for part in parts)]
    evidence = _many(parts[0], "airports")
    total.airports = [code for code in shared if code in evidence]
    total.evidence["airports"] = {code: _lowered(evidence[code]) for code in total.airports}
