"""One person whom no number counts, told by an age: "a 32-year-old", "40대 남성", "44岁中国籍男子", "男(36)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.text.pattern_needs import may_match

_PERSONS = ("women", "men", "people", "bystanders")
_AFTER, _BEFORE = 12, 14  # characters between an age and the words for who is of it
_COUNTED = 12  # characters beside a count in which an age is one of its people's
_NO_NAMES = ("country", "place", "agency", *_PERSONS)
_BEHIND_NAME = re.compile(
    r"(?P<name>\b(?:[A-ZÀ-ÖØ-ÞА-ЯЁ][\w'’-]+ [A-ZÀ-ÖØ-ÞА-ЯЁ][\w'’-]+|[A-Z]{1,3}))"
    r"(?:, (?=\d\d,)| \((?=\d\d\)))(?P<age>\d\d)"
)
_BARE = re.compile(r"\d\d(?:(?<=, \d\d)(?=,)|(?<= \(\d\d)(?=\)))")  # an age as it stands there: quick to look for
_CLAUSE = re.compile(r"[,;:.!?\n\u3001\u3002]")


def find_ages(view: Normalised, aged: re.Pattern[str] | None) -> list[re.Match[str]]:
    """Find the ages of a text: the figures in them count nobody."""
    if aged is None or not may_match(aged.pattern, view.lower):
        return []
    return list(aged.finditer(view.lower))


def ages_behind_names(view: Normalised, mentions: list[Mention]) -> set[int]:
    """Give where bare ages stand behind a name: "Li Wei, 41, and Wang Fang (29)".

    They count nobody, and tell by themselves of nobody either, as a name that is no country's, place's or body's may
    yet be one of a place that nobody knows.
    """
    if _BARE.search(view.text) is None:
        return set()
    known = {m.end for m in mentions if m.type in _NO_NAMES}
    found = _BEHIND_NAME.finditer(view.text)
    return {at for name in found if name.end("name") not in known for at in range(name.start("age"), name.end("age"))}


def iter_aged(
    ages: list[re.Match[str]],
    counts: list[Count],
    mentions: list[Mention],
    view: Normalised,
    come_from: Callable[[Count, Mention], bool],
    *,
    bare: bool,
) -> Iterator[Count]:
    """Give a count of one for each age of somebody whom no count beside it counts.

    An age in the group `alone` of its pattern is a person by itself, one in `many` is of several; another needs a word
    for one, before it or after. `come_from` tells whether a country is only where somebody comes home from; `bare` is
    whether its name alone may say whose he is, where no word for its people does ("a 32-year-old man from China").
    """
    if not ages:
        return
    words = sorted((m for m in mentions if m.type in {*_PERSONS, "country"}), key=lambda m: m.start)
    starts = [word.start for word in words]
    last: list[Count] = []
    for age in ages:
        if _group(age, "many") or any(_are_beside(count, age, view.text) for count in (*counts, *last)):
            continue
        is_one = _group(age, "alone")
        behind = (words[at] for at in range(bisect_left(starts, age.end()), len(words)))
        ahead = (words[at] for at in range(bisect_left(starts, age.start()) - 1, -1, -1))
        own = [*_after(age.end(), behind, view.text), *(() if is_one else _before(age.start(), ahead, view.text))]
        person = next((word for word in own if word.type in _PERSONS), None)
        countries = [word for word in own if word.type == "country" and (bare or word.data["demonym"])][:1]
        if person is None and not is_one and not any(country.data["demonym"] for country in countries):
            continue
        noun = person.type if person else "demonym" if countries else "people"
        told = [(word.start, word.end) for word in own if word is person or word in countries]
        start, end = min([age.start(), *(s for s, _ in told)]), max([age.end(), *(e for _, e in told)])
        printed = view.lower[person.start : person.end] if person else None
        count = Count(1, start, end, end, noun, countries, word=printed, spelled=True, aged=True)
        if person and any(come_from(Count(1, start, end, person.end, noun), country) for country in countries):
            count.own, count.countries = True, []
        last = [count]
        yield count


def _group(age: re.Match[str], name: str) -> bool:
    return name in age.re.groupindex and age[name] is not None


def _are_beside(count: Count, age: re.Match[str], text: str) -> bool:
    """Tell whether a count and an age stand in one clause, beside each other: they tell of the same people."""
    start, end = min(count.noun_end, age.end()), max(count.start, age.start())
    return end - start < _COUNTED and not _CLAUSE.search(text, start, end)


def _after(end: int, words: Iterable[Mention], text: str) -> Iterator[Mention]:
    """Give the words for people right behind an age, in its clause."""
    return takewhile(lambda word: word.start - end <= _AFTER and not _CLAUSE.search(text, end, word.start), words)


def _before(start: int, words: Iterable[Mention], text: str) -> Iterator[Mention]:
    """Give the words for people right before an age, the nearest first."""
    ended = (word for word in words if word.end <= start)
    return takewhile(lambda word: start - word.end <= _BEFORE and not _CLAUSE.search(text, word.end, start), ended)
