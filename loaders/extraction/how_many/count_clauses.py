"""What stands between a count and its neighbours in a sentence: its own words, nobody else's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import bucket

_JOINT = 6  # characters that join two counts of one list
_STOPS = frozenset(",.;:()")
_CLAUSE = ("kind", "including", "total", "running", "plans", "place", "announce", "offence")


def clause_features(analysis: Analysis, position: int) -> Iterator[Features]:
    """Describe the clause of a count: which words it has, how it stands beside the counts around it."""
    counts, count = analysis.counts, analysis.counts[position]
    index = analysis.sentences.index(count.start)
    sentence = analysis.sentences.all[index]
    begin = max(sentence.start, counts[position - 1].noun_end if position else 0)
    end = min(sentence.end, counts[position + 1].start if position + 1 < len(counts) else sentence.end)
    noun = count.noun
    mentions = analysis.of_sentence(index)
    for sort in _CLAUSE:
        own = [m for m in mentions.get(sort, ()) if begin <= m.start < end]
        before = bool(own) and own[0].start < count.start
        after = bool(own) and own[-1].start >= count.start
        yield _own(sort, before, after)
        if sort == "kind":
            yield _own_kinds(before, after, noun)
            sides = {(m.value, "before" if m.start < count.start else "after") for m in own}
            yield from (_own_kind(value, side) for value, side in sides)
    for sort, starts in _dated_and_named(analysis):
        yield _own(sort, _is_between(starts, begin, count.start), _is_between(starts, count.start, end))
    if position and counts[position - 1].start >= sentence.start:
        gap = count.start - counts[position - 1].noun_end
        is_bigger = counts[position - 1].value > count.value
        yield _gap(bucket(max(0, gap)), gap <= _JOINT, is_bigger, noun, counts[position - 1].noun)
    if position + 1 < len(counts) and counts[position + 1].start < sentence.end:
        following = counts[position + 1]
        yield _next(following.start - count.noun_end <= _JOINT, following.value < count.value, noun, following.noun)
    text = analysis.view.lower
    yield _ending(text[count.noun_end : count.noun_end + 1].strip() in _STOPS)
    if noun is None:
        following_character = text[count.end : count.end + 1]
        is_after_stop = text[max(0, count.start - 2) : count.start].strip()[-1:] in _STOPS
        yield _bare("a" if following_character.isalnum() else following_character, is_after_stop)


@once_a_text
def _dated_and_named(analysis: Analysis) -> tuple[tuple[str, list[int]], tuple[str, list[int]]]:
    """Give where the text has dates and bodies, in its order."""
    dates = sorted(date.start for date in analysis.dates if not date.is_published)
    bodies = sorted(start for agency in analysis.agencies for start, _ in agency.spans)
    return ("date", dates), ("agency", bodies)


def _is_between(starts: list[int], begin: int, end: int) -> bool:
    following = bisect_left(starts, begin)
    return following < len(starts) and starts[following] < end


@features
def _own(sort: str, before: bool, after: bool) -> Iterator[str]:
    yield f"own:{sort}={before},{after}"


@features
def _own_kinds(before: bool, after: bool, noun: str | None) -> Iterator[str]:
    yield f"own:kind={before},{after},noun={noun}"


@features
def _own_kind(kind: str, side: str) -> Iterator[str]:
    yield f"own:{kind}:{side}"


@features
def _gap(near: str, is_tight: bool, is_bigger: bool, noun: str | None, noun_before: str | None) -> Iterator[str]:
    yield f"gap={near},bigger={is_bigger}"
    yield f"tight={is_tight},bigger={is_bigger},noun={noun},{noun_before}"


@features
def _next(is_tight: bool, is_smaller: bool, noun: str | None, noun_after: str | None) -> Iterator[str]:
    yield f"next:tight={is_tight},smaller={is_smaller},noun={noun},{noun_after}"


@features
def _ending(ends_clause: bool) -> Iterator[str]:
    yield f"ends={ends_clause}"


@features
def _bare(next_character: str, is_after_stop: bool) -> Iterator[str]:
    """Describe what stands around a number that counts nothing named; `a` is any letter or digit."""
    yield f"bare:next={next_character}"
    yield f"bare:previous={is_after_stop}"
