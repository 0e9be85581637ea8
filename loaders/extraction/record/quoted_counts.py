"""Which of the places that count an operation's people is quoted for their number: a heading, a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.models.linear import Features, features, shares
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import bucket, distance
from crackdown.loaders.extraction.what.drafts import Draft

_TITLE = 0
_LAST = 3  # sentences and places from which on they are alike


def quoted_count(analysis: Analysis, draft: Draft) -> Count:
    """Give the count to quote for an operation's number of people; it has one or more."""
    if len(draft.counts) == 1:
        return draft.counts[0]
    sure = shares("quote:persons", count_options(analysis, draft))
    return draft.counts[max(range(len(sure)), key=sure.__getitem__)]


def count_options(analysis: Analysis, draft: Draft) -> list[list[Features]]:
    """Describe the places that count an operation's people for the model that chooses which to quote."""
    counts, index = draft.counts, analysis.sentences.index
    first = min(count.start for count in counts)
    longest = max(count.noun_end - count.start for count in counts)
    options = []
    for count in counts:
        there, rank = index(count.start), sum(other.start < count.start for other in counts)
        in_title, is_longest = there == _TITLE, count.noun_end - count.start == longest
        options.append([
            _named(count.noun, bool(count.countries), count.summed, is_longest, in_title),
            _told(draft.kind, draft.is_total, min(_LAST, there)),
            _nearest_action(analysis, draft.kind, count),
            _beside(_is_dated(analysis, there), bool(analysis.in_sentence(there, "place")), in_title),
            _ranked(min(_LAST, rank), len(counts) == 2, index(first) == _TITLE),
        ])  # fmt: skip
    return options


@features
def _named(noun: str | None, has_country: bool, is_sum: bool, is_longest: bool, in_title: bool) -> Iterator[str]:
    """Say what a place counts."""
    yield f"noun={noun}"
    yield f"noun={noun},title={in_title}"
    yield f"country={has_country},title={in_title}"
    yield f"sum={is_sum}"
    yield f"longest={is_longest},title={in_title}"


@features
def _told(kind: str, is_total: bool, sentence: int) -> Iterator[str]:
    in_title = sentence == _TITLE
    yield f"sentence={sentence}"
    yield f"title={in_title},kind={kind}"
    yield f"title={in_title},total={is_total}"


def _nearest_action(analysis: Analysis, kind: str, count: Count) -> Features:
    index = analysis.sentences.index(count.start)
    actions = analysis.in_sentence(index, "kind")
    apart = [distance(m.start, m.end, count.start, count.noun_end) for m in actions if m.value == kind]
    return _action(bucket(min(apart)) if apart else None, bool(actions), index == _TITLE)


@features
def _action(near: str | None, is_any: bool, in_title: bool) -> Iterator[str]:
    """Say how far the next word for the operation's kind is, and whether there are words for any."""
    yield f"action={near}"
    yield f"action={near is not None},any={is_any},title={in_title}"


def _is_dated(analysis: Analysis, sentence: int) -> bool:
    return any(analysis.sentences.index(d.start) == sentence and not d.is_published for d in analysis.dates)


@features
def _beside(has_date: bool, has_place: bool, in_title: bool) -> Iterator[str]:
    yield f"date={has_date},title={in_title}"
    yield f"place={has_place},title={in_title}"


@features
def _ranked(rank: int, are_two: bool, opens: bool) -> Iterator[str]:
    """Say which one of the places it is; `opens` tells whether the first stands in the heading."""
    yield f"rank={rank}"
    yield f"rank={rank},two={are_two}"
    yield f"rank={rank},opens={opens}"
