"""Countries as candidates for where an operation took place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.models.places import is_heard
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.what.candidates import (
    Candidate,
    about_candidate,
    about_none,
    anchor_of,
    general_features,
    nearest_span,
    once_a_draft,
    standing_features,
)
from crackdown.loaders.extraction.what.chains import carried_features, chained_shares
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.where.country_mentions import country_mentions, named_countries
from crackdown.loaders.extraction.where.surroundings import Surroundings

_NAMES = {"name", "demonym"}  # ways of speaking of a country by words of its own
_BRINGS_HOME = {"repatriation", "extradition"}  # kinds by which people come home


@once_a_draft
def country_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every country as a candidate for where the operation took place."""
    candidates = bare_candidates(analysis, draft)
    return [with_place(analysis, draft, one) for one in candidates] if is_heard() else candidates


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
    anchor, kind = anchor_of(draft), draft.kind
    here = analysis.sentences.index(anchor[0])
    own, home = draft.nationalities, analysis.home
    everything = named_countries(analysis)
    surroundings = Surroundings(analysis, draft)
    hosts, most_foreign = _hosts(analysis), _most_foreign(analysis, own)
    issuer = analysis.issuers[0][0].country if analysis.issuers else None
    most_spoken_of = analysis.homes[0][0] if analysis.homes else None
    general = general_features(draft)
    candidates = []
    for code, named in everything.items():
        span = nearest_span(anchor, named.spans)
        is_home, is_own = code == home, code in own
        stated = named.is_whither or here in named.takes
        given = [
            *standing_features(analysis, draft, span),
            general,
            _whose(kind, named.hows[span], is_home, is_own, code == most_spoken_of, named.in_title),
            _role(kind, code == most_foreign, code in hosts, code == issuer, stated),
            named.features,
            *named.here.get(here, ()),
            *surroundings.features(code, is_home=is_home, is_own=is_own),
        ]
        telling = span if named.telling == named.spans else nearest_span(anchor, named.telling)
        candidates.append(Candidate(code, telling, given, stated=stated))
    return candidates


@once_a_text
def _hosts(analysis: Analysis) -> set[str]:
    """Give the countries whose embassies the text names."""
    return {agency.accredited_to for agency in analysis.agencies if agency.accredited_to}


def _most_foreign(analysis: Analysis, own: set[str]) -> str | None:
    """Give where people were brought home from: the country most named, neither theirs nor the announcement's."""
    familiar = own | {analysis.home}
    foreign = {code: len(named.spans) for code, named in named_countries(analysis).items() if code not in familiar}
    return max(foreign, key=foreign.__getitem__, default=None)


@features
def _whose(kind: str, how: str, is_home: bool, is_own: bool, is_most_spoken_of: bool, in_title: bool) -> Iterator[str]:
    """Say whether a country is the announcement's own, the people's, or the one that most in the text points to."""
    brings_home = kind in _BRINGS_HOME
    yield f"how={how}"
    yield f"home={is_home}"
    yield f"home={is_home},kind={kind}"
    yield f"own={is_own}"
    yield f"own={is_own},kind={kind}"
    yield f"own={is_own},home={is_home},kind={kind}"
    yield f"brings_home={brings_home},home={is_home},own={is_own}"
    yield f"brings_home={brings_home},how={how}"
    yield f"spoken_of={is_most_spoken_of},kind={kind}"
    yield f"spoken_of={is_most_spoken_of},home={is_home},own={is_own}"
    yield f"title={in_title},own={is_own}"


@features
def _role(kind: str, is_most_foreign: bool, is_host: bool, is_issuer: bool, is_stated: bool) -> Iterator[str]:
    """Say what else a country is to the text: an embassy's host, the issuer's own, a stated destination."""
    brings_home = kind in _BRINGS_HOME
    yield f"brings_home={brings_home},most_foreign={is_most_foreign}"
    yield f"brings_home={brings_home},host={is_host}"
    yield f"issuer={is_issuer},kind={kind}"
    yield f"stated={is_stated},kind={kind}"


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
    named = named_countries(analysis)
    is_here = any(here in one.here for one in named.values())
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
