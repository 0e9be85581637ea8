"""Names of one body that a text gives twice: in brackets behind another, or an embassy's without its place."""

from __future__ import annotations

from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.where.country_names import english_name
from crackdown.loaders.extraction.who.agency_found import AgencyFound


def merge_bracketed(view: Normalised, agencies: list[AgencyFound]) -> None:
    """Make one of a body and the name that stands alone in brackets right behind: "National Police (Polri)"."""
    for agency in list(agencies):
        for other in list(agencies):
            if other is agency or agency.country != other.country:
                continue
            start, end = other.spans[0]
            is_bracketed = view.text[end : end + 1] == ")" and view.text[start - 2 : start] == " ("
            if is_bracketed and any(stop == start - 2 for _, stop in agency.spans):
                first, second = (other, agency) if other.sure > agency.sure else (agency, other)
                first.spans += second.spans
                first.forms += second.forms
                agencies.remove(second)
                break


def merge_short_embassies(agencies: list[AgencyFound]) -> None:
    """Take an embassy or consulate whose place is left out for the one of its country that is named with it."""
    for short in [agency for agency in agencies if agency.kind == "embassy"]:
        whole = [
            agency
            for agency in agencies
            if agency.kind == "embassy" and agency.country == short.country and _is_short_for(short, agency)
        ]
        if len(whole) == 1:
            whole[0].spans += short.spans
            whole[0].forms += [form for form in short.forms if form not in whole[0].forms]
            agencies.remove(short)


def _is_short_for(short: AgencyFound, whole: AgencyFound) -> bool:
    """Tell whether an embassy's name lacks a place that another's has, or names the country of that place."""
    if short.name == whole.name or not whole.accredited_to:
        return False
    general = f"{short.name.partition(' in ')[0]} in "
    is_of_country = short.accredited_to in {None, whole.accredited_to}
    in_country = short.name in {general[:-4], general + english_name(whole.accredited_to)}
    return whole.name.startswith(general) and is_of_country and in_country
