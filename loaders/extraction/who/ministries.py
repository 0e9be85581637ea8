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
            country = _country_near(view, language, role, mentions) or home
            ministry = _existing(agencies, match["portfolio"], country)
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


def _words(view: Normalised, role: Mention, pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """Give the words that name the portfolio inside a role, without "minister"."""
    printed = view.text[role.start : role.end]
    match = re.compile(pattern.pattern, re.IGNORECASE).fullmatch(printed)
    if match is None:
        return None
    group = "before" if match["before"] else "after"
    return role.start + match.start(group), role.start + match.end(group)


def _country_near(view: Normalised, language: Language, role: Mention, mentions: list[Mention]) -> str | None:
    """The country inside the role, right before it or right after it."""
    before, after = language.patterns["country_before"], language.patterns["country_after"]
    for mention in mentions:
        if mention.type != "country":
            continue
        if role.start <= mention.start < role.end or before.fullmatch(view.text, mention.end, role.start):
            return mention.value
        if mention.start > role.end and after.fullmatch(view.text, role.end, mention.start):
            return mention.value
    return None
