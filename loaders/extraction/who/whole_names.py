"""Names of bodies that go with their country's or owner's where no space parts the two."""

from __future__ import annotations

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.who.agency_found import AgencyFound


def add_whole_names(view: Normalised, language: Language, mentions: list[Mention], agencies: list[AgencyFound]) -> None:
    """Add the longer form of each body's name: "柬埔寨|移民总局", "公安部|刑侦局", "浙江省|温州市中级人民法院"."""
    countries = [m for m in mentions if m.type == "country"]
    places = [(m.start, m.end) for m in mentions if m.type == "place"]
    within = language.patterns.get("whole_name_place")
    joint, behind = language.patterns["whole_name"], language.patterns.get("whole_name_after")
    for agency in agencies:
        if agency.kind == "embassy":
            continue
        owners = [(m.start, m.end) for m in countries]
        owners += [span for other in agencies if other.name == agency.parent for span in other.spans]
        for start, end in list(agency.spans):
            before = {(s, end) for s, e in owners if e <= start and joint.fullmatch(view.text, e, start)}
            if within is not None:
                before |= {(s, end) for s, e in places if e <= start and within.fullmatch(view.text, e, start)}
            after = {(start, e) for s, e in owners if s >= end and behind and behind.fullmatch(view.text, end, s)}
            agency.spans += sorted(before | after)
