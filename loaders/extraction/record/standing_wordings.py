"""What the places that state a value are in their text, whichever operation asks which of them to quote."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import bucket, distance
from crackdown.loaders.extraction.text.spans import Span
from crackdown.loaders.extraction.text.wordings import Wording
from crackdown.loaders.extraction.what.candidates import relation_before

_PLAIN = (1, 3, 6, 12, 24)
_UP_TO = (*_PLAIN, None)
_LISTED = 25  # characters between two countries of one list
_OPENING = 3  # characters before the first word of a line


class Standing(NamedTuple):
    """A wording in its text.

    Attributes:
        how: it states the value.
        span: where it stands.
        sentence: the number of its sentence.
        beside: its features for an operation that is told in another sentence.
        here: the same for one that is told in this one.
        action: the next word for an action in the sentence: what it says, and how far it is; "" where there is none.
    """

    how: str
    span: Span
    sentence: int
    beside: tuple[Features, ...]
    here: tuple[Features, ...]
    action: tuple[str, str]


def standing_wordings(analysis: Analysis, wordings: list[Wording]) -> list[Standing]:
    """Say what all wordings of one value are in the text; it is worked out once for all operations that ask."""
    key = standing_wordings, id(wordings)
    if key not in analysis.remembered:  # together with the list: as long as that is kept, no other has its id
        words = words_of(analysis, wordings)
        analysis.remembered[key] = wordings, list(_standing(analysis, wordings, words))
    found: list[Standing] = analysis.remembered[key][1]
    return found


def words_of(analysis: Analysis, wordings: list[Wording]) -> list[str]:
    """Give the words that stand at each place, in lower case."""
    lower = analysis.view.lower
    return [lower[one.start : one.end] for one in wordings]


def _standing(analysis: Analysis, wordings: list[Wording], words: list[str]) -> Iterator[Standing]:
    often = Counter(words)
    known: set[str] = set()
    for wording, word in zip(wordings, words, strict=True):
        how, span, index = wording.how, wording.span, analysis.sentences.index(wording.start)
        company, relation = _company_of(analysis, index), relation_before(analysis, span)
        plain = _UP_TO[bisect_right(_PLAIN, wording.at)]
        own = (
            _rank(how, min(3, often[word]), not known, how not in known),
            _name_features(analysis, how, span),
            _company_features(company, how, span),
        )
        known.add(how)
        beside, here = (_related(how, relation, plain, False), *own), (_related(how, relation, plain, True), *own)
        yield Standing(how, span, index, beside, here, _next_action(company, span))


@features
def _rank(how: str, often: int, is_first: bool, is_first_of_sort: bool) -> Iterator[str]:
    """Say how often the words stand in the text, and whether they are first, of all or of their sort."""
    yield f"often={often}"
    yield f"first={is_first}"
    yield f"first={is_first_of_sort},how={how}"


@features
def _related(how: str, relation: str | None, plain: int | None, is_here: bool) -> Iterator[str]:
    """Say what stands right before the words, and how plain they are."""
    yield f"how={how},relation={relation}"
    yield f"relation={relation},here={is_here}"
    yield f"plain={plain}"
    yield f"plain={plain},here={is_here}"
    yield f"how={how},plain={plain}"


class _Company(NamedTuple):
    """What a sentence names that wordings may stand beside."""

    actions: list[tuple[Span, str]]  # with what each says
    countries: list[Span]
    offences: int  # different ones, up to three
    people: bool


def _company_of(analysis: Analysis, index: int) -> _Company:
    key = _company_of, index
    if key not in analysis.remembered:
        named = analysis.of_sentence(index)
        analysis.remembered[key] = _Company(
            [((m.start, m.end), m.value) for m in named.get("kind", ())],
            [(m.start, m.end) for m in named.get("country", ())],
            min(3, len({m.value for m in named.get("offence", ())})),
            bool(named.get("people")),
        )
    found: _Company = analysis.remembered[key]
    return found


def _next_action(company: _Company, span: Span) -> tuple[str, str]:
    apart = [(distance(*action, *span), value) for action, value in company.actions if action[0] != span[0]]
    if not apart:
        return "", ""
    near, value = min(apart)
    return value, bucket(near)


def _company_features(company: _Company, how: str, span: Span) -> Features:
    """Say what the sentence of a wording names besides: countries in a list, charges, people."""
    near = sum(distance(*country, *span) <= _LISTED for country in company.countries if country[0] != span[0])
    return _company(how, min(2, near), company.offences, company.people)


@features
def _company(how: str, listed: int, offences: int, people: bool) -> Iterator[str]:
    yield f"how={how},listed={listed}"
    yield f"how={how},offences={offences}"
    yield f"how={how},people={people}"


def _name_features(analysis: Analysis, how: str, span: Span) -> Features:
    """Say whether a wording is part of a body's or airport's name, counts people, or opens its line."""
    (start, end), named = span, _named(analysis)
    body = min((kind for (first, last), kind in named.bodies if first <= start and end <= last), default=None)
    airport = any(first <= start and end <= last for first, last in named.airports)
    opens = start - (analysis.view.text.rfind("\n", 0, start) + 1) <= _OPENING
    return _name(how, body, airport, start in named.counted, opens)


class _Named(NamedTuple):
    """What a text names."""

    bodies: list[tuple[Span, str]]  # with the kind of each
    airports: list[Span]
    counted: set[int]  # where the countries of counted people begin


@once_a_text
def _named(analysis: Analysis) -> _Named:
    return _Named(
        [(span, agency.kind) for agency in analysis.agencies for span in agency.spans],
        [span for airport in analysis.airports for span in airport.spans],
        {mention.start for count in analysis.counts for mention in count.countries},
    )


@features
def _name(how: str, body: str | None, airport: bool, counted: bool, opens: bool) -> Iterator[str]:
    yield f"how={how},body={body}"
    yield f"how={how},airport={airport}"
    yield f"how={how},counted={counted}"
    yield f"how={how},opens={opens}"
