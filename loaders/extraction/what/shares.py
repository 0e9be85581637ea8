"""Counts that are no operation of their own: some of the people of another, by the list or the words they stand in."""

from __future__ import annotations

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.how_many.groups import is_told_apart, whole_after
from crackdown.loaders.extraction.text.analysis import Analysis

Group = list[tuple[float, Count]]  # counts of the same people, each with how surely it is an operation's
_LED_IN = 12  # characters between "of whom" and the people that it leads in
_LINE_REACH = 200  # characters between a number of people and the last line of the list that breaks it down


def is_line_of(analysis: Analysis, group: Group, accepted: list[Group]) -> bool:
    """Tell whether a headline counts people of one nationality of whom a list below makes some of more people.

    "14 Germans arrested" over "19 people, among them 14 Germans, three Austrians and two Swiss" is none by itself.
    """
    count = group[0][1]
    if len(group) > 1 or len(count.countries) != 1 or analysis.sentences.index(count.start) != 0:
        return False
    told = count.value, count.countries[0].value
    lines = [c for c in analysis.counts if c.listed and (c.value, *(m.value for m in c.countries)) == told]
    return any(
        whole.value > count.value and 0 < line.start - whole.start <= _LINE_REACH
        for line in lines
        for other in accepted
        if other is not group
        for _, whole in other
    )


def is_part_of(group: Group, sums: list[Count]) -> bool:
    """Tell whether people are told of only in a list whose sum is an operation: "22 Chinese and a Cameroonian"."""
    return all(
        count.in_sum and any(one.start <= count.start and count.noun_end <= one.noun_end for one in sums)
        for _, count in group
    )


def is_share(analysis: Analysis, count: Count, others: list[Group]) -> bool:
    """Women or men right after a bigger number of people, or told before it as some of them, are a share of them."""
    if count.noun not in {"women", "men"}:
        return False
    if is_of_a_whole(analysis, count, others):
        return True
    index = analysis.sentences.index(count.start)
    for other in (group[0][1] for group in others):
        apart = index - analysis.sentences.index(other.start)
        if (
            other.noun not in {"women", "men"}
            and other.start < count.start
            and other.value > count.value
            and apart <= 1
            and not is_told_apart(analysis, count, other)
        ):
            return True
    return False


def is_of_a_whole(analysis: Analysis, count: Count, others: list[Group]) -> bool:
    """Tell whether people are told of as some of those of another operation that are counted behind them."""
    whole = whole_after(analysis, count)
    return whole is not None and any(other is whole for group in others for _, other in group)


def is_among(analysis: Analysis, count: Count, others: list[Group]) -> bool:
    """Tell whether people of one country are told of as some of more just before: "120 foreigners, of whom 80 Chinese".

    "Of whom 80 were deported", in a sentence that says before what was done to all, tells of something else.
    """
    if len(count.countries) != 1:
        return False
    index = analysis.sentences.index(count.start)
    start = min(count.start, count.countries[0].start)
    words = [*analysis.in_sentence(index, "partitive"), *analysis.in_sentence(index, "including")]
    if not any(0 <= start - word.end <= _LED_IN for word in words):
        return False
    told = [other for group in others for _, other in group if other.start < start and other.value > count.value]
    if not any(analysis.sentences.index(other.start) == index for other in told):
        return False
    kinds = analysis.in_sentence(index, "kind")
    return not (any(kind.start >= count.noun_end for kind in kinds) and any(kind.end <= start for kind in kinds))
