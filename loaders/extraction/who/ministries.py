"""Ministries that a text names only through their ministers ("the Justice Minister")."""

from __future__ import annotations

import re

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.officials import OfficialFound

_PORTFOLIO = re.compile(r"^(?P<head>Minister|Secretary) of (?P<portfolio>(?!State\b).+)$")


def add_ministries(
    view: Normalised,
    language: Language,
    officials: list[OfficialFound],
    agencies: list[AgencyFound],
    mentions: list[Mention],
    home: str | None,
) -> None:
    """Add the ministry of each minister named, and make it the minister's agency."""
    for official in officials:
        for role in official.roles:
            match = _PORTFOLIO.match(role.value)
            if match is None:
                continue
            said = _country_said(view, language, official, role, mentions)
            country = said or home
            ministry = _existing(agencies, match["portfolio"], country) or _assumed(agencies, role, said)
            span = _words(view, role, language.patterns["portfolio"])
            if ministry is None and span is not None:
                body = "Department" if match["head"] == "Secretary" else "Ministry"
                ministry = AgencyFound(
                    f"{body} of {match['portfolio']}", "ministry", country, sure=0.7, source="minister"
                )
                ministry.spans.append(span)
                ministry.forms.append(view.text[span[0] : span[1]])
                agencies.append(ministry)
            if ministry is not None and official.agency is None:
                official.agency, official.agency_span = ministry, span or ministry.spans[0]


def _existing(agencies: list[AgencyFound], portfolio: str, country: str | None) -> AgencyFound | None:
    for agency in agencies:
        if agency.kind == "ministry" and portfolio.lower() in agency.name.lower() and agency.country in {country, None}:
            return agency
    return None


def _assumed(agencies: list[AgencyFound], role: Mention, country: str | None) -> AgencyFound | None:
    """Give the ministry inside a role that was taken for one of the announcement's country; the role says of which."""
    if country is None:
        return None
    for agency in agencies:
        inside = any(role.start <= start and end <= role.end for start, end in agency.spans)
        if agency.kind == "ministry" and agency.is_assumed and inside:
            agency.country, agency.is_assumed = country, False
            return agency
    return None


def _words(view: Normalised, role: Mention, pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """Give the words that name the portfolio inside a role, without "minister"."""
    printed = view.text[role.start : role.end]
    match = re.compile(pattern.pattern, re.IGNORECASE).fullmatch(printed)
    if match is None:
        return None
    group = "before" if match["before"] else "after"
    return role.start + match.start(group), role.start + match.end(group)


def _country_said(
    view: Normalised, language: Language, official: OfficialFound, role: Mention, mentions: list[Mention]
) -> str | None:
    """The country beside a role, or beside what an official is besides: "Cambodian Deputy Prime Minister and …"."""
    beside = (_country_near(view, language, one, mentions) for one in (role, *official.roles))
    return next(filter(None, beside), None) or _country_before_name(view, language, official, role, mentions)


def _country_before_name(
    view: Normalised, language: Language, official: OfficialFound, role: Mention, mentions: list[Mention]
) -> str | None:
    """The country right before a name that its roles follow: カンボジアのサル・ソカ副首相兼内相."""
    first = min([one.start for one in (role, *official.roles)])
    names = [start for start, end in official.spans if 0 <= first - end <= 1]
    before = language.patterns["country_before"]
    countries = [m for m in mentions if m.type == "country"]
    found = (m.value for start in names for m in countries if before.fullmatch(view.text, m.end, start))
    return next(found, None)


def _country_near(view: Normalised, language: Language, role: Mention, mentions: list[Mention]) -> str | None:
    """The country inside the role, right before it or right after it."""
    before, after = language.patterns["country_before"], language.patterns["country_after"]
    for mention in mentions:
        if mention.type != "country":
            continue
        if role.start <= mention.start < role.end or before.fullmatch(view.text, mention.end, role.start):
            return mention.value
        if mention.start >= role.end and after.fullmatch(view.text, role.end, mention.start):
            return mention.value
    return None
