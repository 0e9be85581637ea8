"""Sanctions: imposed by governments, each for itself, even where one sentence tells of several.

"The United Kingdom and the United States sanctioned the group" tells of two sanctions, one of each country's; so does
"the Treasury sanctioned him, and the Foreign Office did so on the same day". Where those live who are sanctioned is
not where it was done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import Mention, longest
from crackdown.loaders.extraction.what.candidates import Candidate
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.when.date_found import Value

# Countries with laws of their own by which people and firms abroad are sanctioned, beside whom the UN lists.
IMPOSING: Final = frozenset({"AU", "CA", "CH", "GB", "JP", "KR", "NO", "NZ", "UA", "US"})
_ELSEWHERE: Final = 0.1  # of how likely another country was
_LISTED: Final = 0.8  # how sure it is of a country that is listed among those that did
# By the name of the capital a government is meant, where several are listed: "London and Washington".
_CAPITALS: Final = {
    "Canberra": "AU", "Ottawa": "CA", "Bern": "CH", "London": "GB", "Tokyo": "JP", "Seoul": "KR", "Oslo": "NO",
    "Wellington": "NZ", "Kyiv": "UA", "Washington": "US",
}  # fmt: skip
_GOVERNING: Final = {"ministry", "other"}  # bodies that impose sanctions, as courts and police do not

By = dict[int, list[Mention | None]]


def imposed_by(analysis: Analysis, triggers: Iterable[Mention], counted: Iterable[Mention] = ()) -> By:
    """Give, by where each word for sanctions without a number begins, who imposed them; None where a model chooses.

    Where a sentence names several countries as those that did, each imposed one of its own, but for those whose
    sanctions of that day another sentence tells of with a number of people (`counted` are the words for these); a word
    without such a country beside it tells of these once more, and of nobody else.
    """
    index = analysis.sentences.index
    several = {trigger.start: imposing_each(analysis, index(trigger.start)) for trigger in triggers}
    are_several = any(several.values())
    told = _told(analysis, {index(word.start) for word in counted})
    found: By = {}
    for start, countries in several.items():
        is_again = are_several and not imposing(analysis, index(start))
        left = [one for one in countries if not told[one.value] & _days(analysis).get(index(start), set())]
        found[start] = [*left] if countries else [] if is_again else [None]
    return found


def _told(analysis: Analysis, sentences: Iterable[int]) -> defaultdict[str, set[Value]]:
    """Give, by country, the days of the sentences that tell of what it alone did."""
    found: defaultdict[str, set[Value]] = defaultdict(set)
    for index in sentences:
        countries = {one.value for one in imposing(analysis, index)}
        if len(countries) == 1:
            found[countries.pop()] |= _days(analysis).get(index, set())
    return found


@once_a_text
def _days(analysis: Analysis) -> dict[int, set[Value]]:
    """Give the dates of each sentence."""
    found: dict[int, set[Value]] = {}
    for date in analysis.dates:
        found.setdefault(analysis.sentences.index(date.start), set()).add(date.value)
    return found


def imposing(analysis: Analysis, index: int) -> list[Mention]:
    """Give who a sentence names of those that impose sanctions of their own: countries, and governing bodies of them.

    All are mentions of countries; one of a body stands where the body's name does.
    """
    bodies = [
        Mention("country", body.agency.country, body.start, body.end)
        for body in analysis.bodies.get(index, ())
        if body.agency.country in IMPOSING and body.agency.kind in _GOVERNING and not body.agency.is_assumed
    ]
    named = [*analysis.in_sentence(index, "country"), *analysis.in_sentence(index, "initial")]
    countries = [country for country in named if country.value in IMPOSING]
    return longest([*bodies, *countries])


def imposing_each(analysis: Analysis, index: int) -> list[Mention]:
    """Give the countries that a sentence says imposed sanctions, each for itself, if it says so of two or more."""
    return _listed(analysis, index) or _one_a_word(analysis, index) or _of_bodies(analysis, index)


def _listed(analysis: Analysis, index: int) -> list[Mention]:
    """Give the first such countries that a sentence lists one after another, by themselves or by their bodies."""
    pattern, text = analysis.language.patterns["list"], analysis.view.text
    run: list[Mention] = []
    end = 0
    for country in longest([*imposing(analysis, index), *_capitals(analysis, index)]):
        if run and country.start != end and not pattern.fullmatch(text, end, country.start):  # initials touch
            if len(run) > 1:
                break
            run = []
        if all(country.value != one.value for one in run):
            run.append(country)
        end = country.end
    return run if len(run) > 1 else []


def _capitals(analysis: Analysis, index: int) -> Iterator[Mention]:
    for place in analysis.in_sentence(index, "place"):
        if place.value in _CAPITALS:
            yield Mention("country", _CAPITALS[place.value], place.start, place.end)


def _one_a_word(analysis: Analysis, index: int) -> list[Mention]:
    """Give the country before each word for sanctions, where a sentence has several: "A listed …, B sanctioned …"."""
    words = [word for word in analysis.in_sentence(index, "kind") if word.value == "sanction"]
    found: list[Mention] = []
    end = 0
    for word in words:
        before = [c for c in imposing(analysis, index) if end <= c.start < word.start]
        if before and all(before[0].value != one.value for one in found):
            found.append(before[0])
        end = word.end
    return found if len(found) > 1 else []


def _of_bodies(analysis: Analysis, index: int) -> list[Mention]:
    """Give the first body of each country, where those of several countries stand in one sentence."""
    bodies = {(body.start, body.end) for body in analysis.bodies.get(index, ())}
    first: dict[str, Mention] = {}
    for country in imposing(analysis, index):
        if (country.start, country.end) in bodies:
            first.setdefault(country.value, country)
    return [*first.values()] if len(first) > 1 else []


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
