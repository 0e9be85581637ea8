"""A number that comes again: whether it counts the same people, and whether what a headline tells of it was done."""

from __future__ import annotations

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.how_many.undone import is_not_done
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.drafts import SENT_AWAY
from crackdown.loaders.extraction.what.shares import Group

SMALL = 4  # numbers up to this say too little for two of them to be the same group
_BESIDE = 12  # characters between a number and the day that it is told of
_A_DAY = len("2026-02-09")


def same_group(analysis: Analysis, groups: list[Group], count: Count) -> Group | None:
    """Give the group of the same people, of some that have the same number; None where a count is of others.

    A number that comes again is the same people, unless small, of other nationalities or beside another day of the same
    list: "319 on the 9th, 319 on the 10th".
    """
    for group in groups:
        other = group[0][1]
        ours, theirs = ({m.value for m in c.countries} for c in (count, other))
        if count.noun in {"women", "men"} and other.noun not in {"women", "men"} and (not ours or ours != theirs):
            continue
        if (ours and theirs and not ours & theirs) or _are_of_two_days(analysis, count, other):
            continue
        in_title = analysis.sentences.index(other.start) == 0
        if count.value > SMALL or in_title:
            return group
    return None


def only_announced(analysis: Analysis, counts: list[Count]) -> set[int]:
    """Give the numbers that a headline tells, of people to whom just that is denied or yet to be done in what follows.

    A headline that tells of something else as well stays: "Police arrest 45" above "the 45 will be deported".
    """
    if not analysis.sentences.has_headline:
        return set()
    index = analysis.sentences.index
    titled = {count.value for count in counts if count.value > SMALL and index(count.start) == 0}
    done, found = _kinds(analysis, 0), set()
    for value in titled:
        told = [count for count in counts if count.value == value and index(count.start) > 0]
        named = set().union(*(_kinds(analysis, index(count.start)) for count in told))
        if told and done and done <= named and all(is_not_done(analysis, count) for count in told):
            found.add(value)
    return found


def _kinds(analysis: Analysis, sentence: int) -> set[str]:
    """Give what a sentence says was done; who is sent away is sent away, whatever it is called."""
    kinds = {mention.value for mention in analysis.in_sentence(sentence, "kind") if mention.value}
    return kinds | SENT_AWAY if kinds & SENT_AWAY else kinds


def _are_of_two_days(analysis: Analysis, one: Count, other: Count) -> bool:
    """Tell whether right before each of two counts of a sentence stands a day of its own, or right after each."""
    index = analysis.sentences.index
    if index(one.start) != index(other.start):
        return False
    beside = _days_beside(analysis, one), _days_beside(analysis, other)
    return any(None not in days and days[0] != days[1] for days in zip(*beside, strict=True))


def _days_beside(analysis: Analysis, count: Count) -> tuple[str | None, str | None]:
    """Give the days right before and right after a count."""
    days = [date for date in analysis.dates if isinstance(date.value, str) and len(date.value) == _A_DAY]
    before = [date.value for date in days if 0 <= count.start - date.end <= _BESIDE]
    after = [date.value for date in days if 0 <= date.start - count.noun_end <= _BESIDE]
    return (str(before[-1]) if before else None), (str(after[0]) if after else None)
