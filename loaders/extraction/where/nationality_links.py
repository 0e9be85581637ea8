"""Countries as candidates for a nationality of the persons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.models.linear import features
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.what.candidates import (
    Candidate,
    Span,
    anchor_of,
    general_features,
    nearest_span,
    relation_before,
    standing_features,
)
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.what.owners import owner_features
from crackdown.loaders.extraction.where.country_links import with_place


def nationality_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every country as a candidate for a nationality of the persons."""
    anchor, own = anchor_of(draft), draft.nationalities
    counted, peoples = _counted(analysis), _peoples(analysis)
    others = {code for other in draft.rest for code in other.nationalities}
    here = analysis.sentences.index(anchor[0])
    after = sum(m.start > anchor[1] for m in analysis.in_sentence(here, "country"))
    listed, countries = min(3, after), min(4, len(peoples))
    general = general_features(draft)
    candidates = []
    for code, people in peoples.items():
        is_own = code in own
        if people.is_in_bodies and not is_own:
            continue  # "Cambodian police" says nothing of whom they arrest
        span = nearest_span(anchor, people.spans)
        given = [
            *standing_features(analysis, draft, span),
            owner_features(analysis, draft, span),
            general,
            _nationals(is_own, bool(own), code == analysis.home, code in counted, draft.kind),
            _of_others(code in others, is_own, draft.is_total),
            _demonym(people.are_demonyms[span], listed, relation_before(analysis, span), people.in_title, countries),
        ]
        candidates.append(with_place(analysis, draft, Candidate(code, span, given)))
    return candidates


class _People(NamedTuple):
    """A country that a text names, by itself or by its people, whichever operation asks about it."""

    spans: list[Span]
    are_demonyms: dict[Span, bool]  # of each span, whether it names the people
    in_title: bool
    is_in_bodies: bool  # nothing but names of bodies names it


@once_a_text
def _peoples(analysis: Analysis) -> dict[str, _People]:
    by_code: dict[str, dict[Span, bool]] = {}
    for m in analysis.of_type("country"):
        by_code.setdefault(m.value, {})[m.start, m.end] = m.data["demonym"]
    index, cover = analysis.sentences.index, analysis.named_bodies.cover
    return {
        code: _People(
            list(found),
            found,
            any(index(start) == 0 for start, _ in found),
            all(cover(*span) for span in found),
        )
        for code, found in by_code.items()
    }


@once_a_text
def _counted(analysis: Analysis) -> set[str]:
    """Give the countries whose people the text counts."""
    return {mention.value for count in analysis.counts for mention in count.countries}


@features
def _nationals(is_own: bool, has_own: bool, is_home: bool, is_counted: bool, kind: str) -> Iterator[str]:
    yield f"own={is_own}"
    yield f"anyown={has_own},own={is_own}"
    yield f"home={is_home}"
    yield f"counted={is_counted}"
    yield f"home={is_home},kind={kind}"


@features
def _of_others(is_theirs: bool, is_own: bool, is_total: bool) -> Iterator[str]:
    """Say whether another operation's people are counted by the country."""
    yield f"others={is_theirs},own={is_own}"
    yield f"others={is_theirs},total={is_total}"


@features
def _demonym(is_demonym: bool, listed: int, relation: str | None, in_title: bool, countries: int) -> Iterator[str]:
    yield f"demonym={is_demonym}"
    yield f"listed={listed}"
    yield f"relation={relation}"
    yield f"title={in_title}"
    yield f"countries={countries}"


def listed_with(analysis: Analysis, chosen: set[Span]) -> Iterator[Mention]:
    """Give the countries that stand in one list with chosen ones: "Libéria, le Népal, l'Inde et la Chine"."""
    countries = analysis.of_type("country") if chosen else []
    taken = set(chosen)
    for step, mentions in ((1, countries), (-1, countries[::-1])):
        for one, other in pairwise(mentions):
            left, right = (one, other) if step > 0 else (other, one)
            between = analysis.view.text[left.end : right.start]
            if (
                (one.start, one.end) in taken
                and (other.start, other.end) not in taken
                and analysis.language.patterns["list"].fullmatch(between)
            ):
                taken.add((other.start, other.end))
                yield other


_COMMAS = {"", ",", "\u060c"}  # which do not tell a list from what just follows: "12 Chinese, Thai police said"


def share_a_number(analysis: Analysis, count: Count) -> bool:
    """Tell whether a number counts the people of several countries together: "400 Chinese and Vietnamese nationals"."""
    if count.each or not count.countries:
        return False
    if any(are_not_all(analysis, mention, count) for mention in count.countries):
        return True
    own = {mention.value for mention in count.countries}
    listed = [
        mention
        for mention in listed_with(analysis, {(m.start, m.end) for m in count.countries})
        if mention.value not in own  # "Chinesen und Chinesinnen"
        and _is_told_like(analysis, mention, count.countries[0])
        and not any(mention in other.countries for other in analysis.counts if other is not count)
        and not any(first <= mention.start < last for body in analysis.agencies for first, last in body.spans)
    ]
    named = sorted([*count.countries, *listed], key=lambda mention: mention.start)
    joints = [analysis.view.text[one.end : other.start].strip() for one, other in pairwise(named)]
    return bool(listed) and any(joint not in _COMMAS for joint in joints)


def _is_told_like(analysis: Analysis, one: Mention, other: Mention) -> bool:
    """Tell whether both are names or both words for people; without spaces the last name alone goes on as a word."""
    return analysis.language.spaceless or one.data.get("demonym") == other.data.get("demonym")


_PLACED = {"in", "to"}  # "most of them were returned to Japan" tells where, not whose they are


def are_not_all(analysis: Analysis, country: Mention, count: Count | None = None) -> bool:
    """Tell whether the words beside a country say that others are there too.

    "340 people from Russia and other countries", "fifty suspects, mostly Nigerians", "130 people, including Chinese".

    Args:
        analysis: of the text.
        country: where it is named.
        count: of the people that are told to be of it, where that is one thing with it: "most of the 120 Chinese
            nationals" are all Chinese.
    """
    lower, patterns = analysis.view.lower, analysis.patterns
    if (others := patterns["others_too"]) is not None and others.match(lower, country.end):
        return True
    told = [patterns["not_all"], patterns["among_them"] if count is None else None]
    if not any(told) or relation_before(analysis, (country.start, country.end)) in _PLACED:
        return False
    start, end = analysis.sentences.at(country.start).span
    if count is not None and start < count.end <= country.start:  # "305 people including 280 Chinese" are 280
        start, end = count.end, country.end
    words = f"{lower[start : country.start]}#{lower[country.end : end]}"
    return any(pattern is not None and pattern.search(words) is not None for pattern in told)
