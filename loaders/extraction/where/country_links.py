"""Countries as candidates for where an operation took place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.models.places import is_heard
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.candidates import (
    Candidate,
    Span,
    about_candidate,
    about_none,
    anchor_of,
    general_features,
    nearest_span,
    once_a_draft,
    relation_before,
    standing_features,
)
from crackdown.loaders.extraction.what.chains import carried_features, chained_shares
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.where.country_mentions import country_mentions, named_countries
from crackdown.loaders.extraction.where.surroundings import Surroundings

_NAMES = {"name", "demonym"}  # ways of speaking of a country by words of its own
_NOWAY: frozenset[tuple[str, str | None]] = frozenset()


@once_a_draft
def country_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every country as a candidate for where the operation took place."""
    return [with_place(analysis, draft, one) for one in bare_candidates(analysis, draft)]


def with_place(analysis: Analysis, draft: Draft, candidate: Candidate) -> Candidate:
    """Have the place of the question stand among a candidate's features, once it is known which question that is."""
    if not is_heard():
        return candidate
    mentions = country_mentions(analysis)[str(candidate.value)]
    named = [span for span, how in mentions if how in _NAMES]
    place = about_candidate(analysis, draft, candidate.span, named)
    return replace(candidate, features=[*candidate.features, *place])


@once_a_draft
def bare_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every country as a candidate, be it for where the operation took place or for where people were sent."""
    anchor = anchor_of(draft)
    index = analysis.sentences.index
    here = index(anchor[0])
    own = draft.nationalities
    everything, everywhere = country_mentions(analysis), named_countries(analysis)
    surroundings = Surroundings(analysis, draft)
    hosts = {agency.accredited_to for agency in analysis.agencies if agency.accredited_to}
    brings_home = draft.kind in {"repatriation", "extradition"}
    # Where people were brought home from: the country most named that is neither theirs nor the announcement's.
    foreign = {code: len(found) for code, found in everything.items() if code not in own | {analysis.home}}
    most_foreign = max(foreign, key=lambda code: foreign[code], default=None)
    most = max(map(len, everything.values()), default=0)
    issuer = analysis.issuers[0][0].country if analysis.issuers else None
    most_spoken_of = analysis.homes[0][0] if analysis.homes else None
    general = general_features(draft)
    candidates = []
    for code, mentions in everything.items():
        named = everywhere[code]
        span = nearest_span(anchor, named.spans)
        how = named.hows[span]
        is_home, is_own = code == analysis.home, code in own
        stated = _is_stated_destination(analysis, mentions, here)
        given = [
            *standing_features(analysis, draft, span),
            general,
            _whose(draft.kind, brings_home, how, is_home, is_own),
            _role(draft.kind, brings_home, code == most_foreign, code in hosts, code == issuer, stated),
            _spoken_of(draft.kind, code == most_spoken_of, is_home, is_own),
            _named(min(4, len(mentions)), min(3, named.places), len(mentions) == most, named.in_title, is_own),
            _here(named.ways.get(here, _NOWAY)),
            _somewhere(named.relations),
            *surroundings.features(code, is_home=is_home, is_own=is_own),
        ]
        candidates.append(Candidate(code, nearest_span(anchor, named.telling), given, stated=stated))
    return candidates


def _is_stated_destination(analysis: Analysis, mentions: list[tuple[Span, str]], here: int) -> bool:
    """Tell whether words say "to" a country or name a place in it, or somebody of it took the people over."""
    for span, how in mentions:
        if how == "place" or (how == "name" and relation_before(analysis, span) == "to"):
            return True
        if how in {"agency", "airport"} and abs(analysis.sentences.index(span[0]) - here) <= 1:
            triggers = analysis.in_sentence(analysis.sentences.index(span[0]), "kind")
            if any(m.value in {"handover", "extradition"} for m in triggers):
                return True
    return False


@features
def _whose(kind: str, brings_home: bool, how: str, is_home: bool, is_own: bool) -> Iterator[str]:
    """Say whether a country is the announcement's own, or the people's."""
    yield f"how={how}"
    yield f"home={is_home}"
    yield f"home={is_home},kind={kind}"
    yield f"own={is_own}"
    yield f"own={is_own},kind={kind}"
    yield f"own={is_own},home={is_home},kind={kind}"
    yield f"brings_home={brings_home},home={is_home},own={is_own}"
    yield f"brings_home={brings_home},how={how}"


@features
def _role(
    kind: str, brings_home: bool, is_most_foreign: bool, is_host: bool, is_issuer: bool, is_stated: bool
) -> Iterator[str]:
    """Say what else a country is to the text: an embassy's host, the issuer's own, a stated destination."""
    yield f"brings_home={brings_home},most_foreign={is_most_foreign}"
    yield f"brings_home={brings_home},host={is_host}"
    yield f"issuer={is_issuer},kind={kind}"
    yield f"stated={is_stated},kind={kind}"


@features
def _spoken_of(kind: str, is_most: bool, is_home: bool, is_own: bool) -> Iterator[str]:
    """Say whether a country is the one that most in the text points to."""
    yield f"spoken_of={is_most},kind={kind}"
    yield f"spoken_of={is_most},home={is_home},own={is_own}"


@features
def _named(mentions: int, places: int, is_most: bool, in_title: bool, is_own: bool) -> Iterator[str]:
    """Say how often and where the text names a country."""
    yield f"mentions={mentions}"
    yield f"places={places}"
    yield f"most={is_most}"
    yield f"title={in_title},own={is_own}"


@features
def _here(ways: frozenset[tuple[str, str | None]]) -> Iterator[str]:
    """Say in which ways the operation's sentence names a country, with the prepositions before."""
    yield from (f"here={how}" for how in {how for how, _ in ways})
    yield from (f"here={how},relation={relation}" for how, relation in ways)


@features
def _somewhere(relations: frozenset[str | None]) -> Iterator[str]:
    yield from (f"somewhere={relation}" for relation in relations)


def country_options(analysis: Analysis, draft: Draft, before: object) -> tuple[list[Candidate], list[list[Features]]]:
    """Give the countries where an operation may have taken place, and the features of each, of none at last.

    `before` is the country of the operation told before.
    """
    candidates = country_candidates(analysis, draft)
    given, carried = _own_features(analysis, draft), carried_features(analysis, draft, _values(candidates), before)
    return candidates, [[*own, after] for own, after in zip(given, carried, strict=True)]


def country_shares(analysis: Analysis, draft: Draft) -> tuple[list[Candidate], list[float], float]:
    """Share out certainty among the countries where an operation may have taken place, and none at all."""
    candidates = country_candidates(analysis, draft)
    values = _values(candidates)
    carried = partial(carried_features, analysis, draft, values)
    return candidates, *chained_shares(draft, "country", values[:-1], _own_features(analysis, draft), carried)


def _own_features(analysis: Analysis, draft: Draft) -> list[list[Features]]:
    """Give the features of every country, and of none in the end, whatever the operation told before may have."""
    none = [_none_features(analysis, draft), *about_none(analysis, draft)]
    return [*(one.features for one in country_candidates(analysis, draft)), none]


def _values(candidates: list[Candidate]) -> list[object]:
    """Give the values of candidates, and None for none in the end."""
    return [*(one.value for one in candidates), None]


def _none_features(analysis: Analysis, draft: Draft) -> Features:
    """Describe an operation for the choice that no country is stated for it."""
    here = analysis.sentences.index(anchor_of(draft)[0])
    named = country_mentions(analysis)
    is_here = any(analysis.sentences.index(span[0]) == here for found in named.values() for span, _ in found)
    return _nowhere(draft.kind, is_here, draft.is_total, bool(draft.counts), min(5, len(named)), min(3, here))


@features
def _nowhere(
    kind: str, is_here: bool, is_total: bool, is_counted: bool, countries: int, sentence: int
) -> Iterator[str]:
    yield "none"
    yield f"none:kind={kind}"
    yield f"none:kind={kind},here={is_here}"
    yield f"none:total={is_total},here={is_here}"
    yield f"none:counted={is_counted},here={is_here}"
    yield f"none:countries={countries}"
    yield f"none:sentence={sentence}"
