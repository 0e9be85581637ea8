"""Bodies that a text says belong to another: "the Immigration Bureau of the Royal Thai Police"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.who.agency_found import AgencyFound

JOINT = 60  # characters of the words that join a body to its owner or its country, at most


def find_owners(view: Normalised, language: Language, agencies: list[AgencyFound]) -> None:
    """Give each body its owner: the one behind "of the", else the gazetteer's where the text names it."""
    names = {agency.name for agency in agencies}
    owners: dict[int, list[AgencyFound]] = {}
    for agency in agencies:
        if agency.parent not in names:
            agency.parent = None
    owner_first = language.patterns.get("owner_before")
    joint = owner_first or language.patterns["belongs"]
    places = {id(agency): place for place, agency in enumerate(agencies)}
    for one, other, end, start in _beside(agencies):
        part, owner = (other, one) if owner_first else (one, other)
        if owner.kind != "embassy" and (owner_first or start > end) and joint.fullmatch(view.text, end, start):
            owners.setdefault(id(part), []).append(owner)
    for agency in agencies:
        first = min(owners.get(id(agency), ()), key=lambda owner: places[id(owner)], default=None)
        if first is not None and agency.parent is None:
            agency.parent = first.name
            _give_country(agency, first)
    _give_owners_their_country(agencies)


def _give_owners_their_country(agencies: list[AgencyFound]) -> None:
    """A ministry without a country is of the country whose department the text says is part of it."""
    assumed = {a.name: a for a in agencies if a.is_assumed and a.kind != "international"}
    for agency in agencies:
        owner = assumed.get(agency.parent or "")
        if owner is not None and owner.is_assumed and agency.country and not agency.is_assumed:
            owner.country, owner.is_assumed = agency.country, False


def _beside(agencies: list[AgencyFound]) -> Iterator[tuple[AgencyFound, AgencyFound, int, int]]:
    """Give bodies of which one is named shortly after the other, with the end of the first and where it begins."""
    named = sorted(((start, end, a) for a in agencies for start, end in a.spans), key=lambda item: item[:2])
    starts = [start for start, *_ in named]
    for _, end, one in named:
        for start, _, other in named[bisect_left(starts, end) : bisect_right(starts, end + JOINT)]:
            if one is not other:
                yield one, other, end, start


def _give_country(part: AgencyFound, owner: AgencyFound) -> None:
    """A department without a country is of that of the ministry that the text says it is part of."""
    if part.is_assumed and owner.country and not owner.is_assumed and part.kind not in {"international", "embassy"}:
        part.country, part.is_assumed = owner.country, False
