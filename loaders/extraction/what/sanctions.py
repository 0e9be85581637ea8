"""Sanctions: imposed by governments, each for itself, even where one sentence tells of several.

"The United Kingdom and the United States sanctioned the group" tells of two sanctions, one of each country's. Where
those live who are sanctioned is not where it was done.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Final

from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.spans import Span
from crackdown.loaders.extraction.what.candidates import Candidate
from crackdown.loaders.extraction.what.drafts import Draft

# Countries with laws of their own by which people and firms abroad are sanctioned, beside whom the UN lists.
IMPOSING: Final = frozenset({"AU", "CA", "CH", "GB", "JP", "KR", "NO", "NZ", "UA", "US"})
_ELSEWHERE: Final = 0.1  # of how likely another country was
_LISTED: Final = 0.8  # how sure it is of a country that is listed among those that did

By = dict[int, list[Mention | None]]


def imposed_by(analysis: Analysis, triggers: Iterable[Mention]) -> By:
    """Give, by where each word for sanctions without a number begins, who imposed them; None where a model chooses.

    Where a sentence lists several countries, each imposed one of its own; a word without such a country beside it tells
    of these once more, and of nobody else.
    """
    index = analysis.sentences.index
    listed = {trigger.start: _listed(analysis, index(trigger.start)) for trigger in triggers}
    are_several = any(listed.values())
    found: By = {}
    for start, countries in listed.items():
        is_again = are_several and not imposing(analysis, index(start))
        found[start] = [*countries] or ([] if is_again else [None])
    return found


def imposing(analysis: Analysis, index: int) -> list[Mention]:
    """Give the countries that a sentence names and that impose sanctions of their own."""
    named = [*analysis.in_sentence(index, "country"), *analysis.in_sentence(index, "initial")]
    return [country for country in sorted(named, key=attrgetter("start")) if country.value in IMPOSING]


def _listed(analysis: Analysis, index: int) -> list[Mention]:
    """Give the first such countries that a sentence lists one after another, by themselves or by their bodies."""
    pattern, text = analysis.language.patterns["list"], analysis.view.text
    run: list[Mention] = []
    end = 0
    for country in imposing(analysis, index):
        start, stop = _body_around(analysis, index, country)
        if run and start != end and not pattern.fullmatch(text, end, start):  # initials touch
            if len(run) > 1:
                break
            run = []
        if all(country.value != one.value for one in run):
            run.append(country)
        end = stop
    return run if len(run) > 1 else []


def _body_around(analysis: Analysis, index: int, country: Mention) -> Span:
    """Give the span of the body in whose name a country stands, or else its own: "the UK and US governments"."""
    bodies = analysis.bodies.get(index, [])
    before = bisect_right(bodies, country.start, key=attrgetter("start"))
    if before and country.end <= bodies[before - 1].end:
        return bodies[before - 1].start, bodies[before - 1].end
    return country.start, country.end


def shares_of_imposing(draft: Draft, candidates: Sequence[Candidate], shares: Sequence[float]) -> list[float]:
    """Give how sure each country is to have imposed a sanction, by how sure it was to be where it was done."""
    if draft.kind != "sanction":
        return list(shares)
    by = draft.by
    if by is not None:
        return [
            max(share, _LISTED) if one.value == by.value else 0.0 for one, share in zip(candidates, shares, strict=True)
        ]
    return [
        share if one.value in IMPOSING else share * _ELSEWHERE for one, share in zip(candidates, shares, strict=True)
    ]
