"""Which operations are totals: a number that sums up others of the text, or that runs on from day to day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from crackdown.loaders.extraction.how_many.count_roles import about_count
from crackdown.loaders.extraction.how_many.counts import Count
from crackdown.loaders.extraction.how_many.sums import Sums, find_sums
from crackdown.loaders.extraction.models.linear import Features, features, probability
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.what.windows import around

TOTAL_THRESHOLD = 0.5
_A_DAY = 10  # characters of "2026-03-04"
_OF_A_DAY = 0.8  # how sure it has to be of what was done on one day and is summed up by no word: large numbers are


def total_features(analysis: Analysis, count: Count, position: int, sums: Sums) -> list[Features]:
    """Describe a count for the model that says whether it sums up other operations or runs on."""
    index = analysis.sentences.index(count.start)
    sentence = analysis.sentences.all[index]
    is_whole = position in sums.parts and position not in sums.groups
    is_last = index >= len(analysis.sentences.all) - 2
    is_biggest = count.value == max(c.value for c in analysis.counts)
    given = [_count(is_whole, min(4, index), is_last, is_biggest, len(str(count.value)))]
    for cue in ("total", "running"):
        found = analysis.in_sentence(index, cue)
        near = [m for m in found if abs(m.start - count.start) <= 45]
        given.append(_cue(cue, bool(found), bool(near), any(m.start < count.start for m in near)))
    for date in analysis.dates:
        if sentence.start <= date.start < sentence.end:
            given.append(_date(date.meaning, isinstance(date.value, tuple)))
    return [*given, *about_count(analysis, count)]


@features
def _count(is_whole: bool, sentence: int, is_last: bool, is_biggest: bool, digits: int) -> Iterator[str]:
    yield f"whole={is_whole}"
    yield f"sentence={sentence}"
    yield f"last={is_last}"
    yield f"biggest={is_biggest}"
    yield f"size={digits}"


@features
def _cue(cue: str, is_here: bool, is_near: bool, is_before: bool) -> Iterator[str]:
    yield f"{cue}={is_here}"
    yield f"{cue}:near={is_near}"
    yield f"{cue}:before={is_before}"


@features
def _date(meaning: str, is_span: bool) -> Iterator[str]:
    yield f"date={meaning}"
    yield f"span={is_span}"


def mark_totals(analysis: Analysis, drafts: list[Draft]) -> None:
    """Mark the drafts that sum up others or run on, and of which others the sum is."""
    stated = set(analysis.counts)  # the others are words for one person
    for draft in drafts:
        if not draft.counts:
            continue
        parts = _parts(drafts, draft)
        is_alone = not any(other.counts and other.kind == draft.kind for other in drafts if other is not draft)
        draft.is_total = bool(parts) or any(
            _total(around(analysis, c.start), c)
            >= (_OF_A_DAY if is_alone and _is_of_a_day(analysis, c) else TOTAL_THRESHOLD)
            for c in draft.counts
            if c in stated
        )
        draft.parts = parts


def _is_of_a_day(analysis: Analysis, count: Count) -> bool:
    """Tell whether the sentence of a count has a day, and neither a word for a sum nor a span of days."""
    index = analysis.sentences.index(count.start)
    sentence = analysis.sentences.all[index]
    dates = [date.value for date in analysis.dates if sentence.start <= date.start < sentence.end]
    is_summed = any(analysis.in_sentence(index, cue) for cue in ("total", "running"))
    return bool(dates) and not is_summed and all(isinstance(date, str) and len(date) == _A_DAY for date in dates)


def _total(analysis: Analysis, count: Count) -> float:
    return probability("total", total_features(analysis, count, analysis.counts.index(count), find_sums(analysis)))


def _parts(drafts: list[Draft], whole: Draft) -> list[int]:
    """Give the positions of the other operations of the same kind that add up to this one."""
    others = [
        (i, d.persons)
        for i, d in enumerate(drafts)
        if d is not whole and d.counts and d.persons and d.kind == whole.kind and d.persons < (whole.persons or 0)
    ]
    if len(others) >= 2 and sum(persons for _, persons in others) == whole.persons:
        return [i for i, _ in others]
    by_persons: dict[int, list[int]] = {}
    for i, persons in others:
        by_persons.setdefault(persons, []).append(i)
    for i, persons in others:
        fitting = by_persons.get((whole.persons or 0) - persons, [])
        if following := fitting[bisect_right(fitting, i) :][:1]:
            return [i, *following]
    return []
