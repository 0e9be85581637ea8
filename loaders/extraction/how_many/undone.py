"""What was not done, or not yet, to people who are counted: it is denied, failed, was put off, will or may be done.

Or they were let go. Where the words for that stand beside those for an arrest or a rescue, that is what was done. The
words are data of each language (`patterns.yaml`); one that does without them leaves all to the models.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crackdown.graph.announcement.record import Kind
from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.pattern_needs import may_match
from crackdown.loaders.extraction.text.spans import Span
from crackdown.loaders.extraction.when.date_found import begins_after

_BEFORE, _AFTER = 30, 50  # characters beside a count in which the words for a plan stand
_TAKEN: Final[frozenset[Kind]] = frozenset({"arrest", "rescue"})
# What becomes of people who were arrested or rescued, and what words for letting go are taken for.
_AFTERWARDS: Final[frozenset[Kind]] = frozenset({"deportation", "repatriation", "extradition", "conviction"})
_LET_GO: Final[frozenset[Kind]] = frozenset({"rescue"})
_NOT_DONE = 140  # characters of its sentence on either side in which it stands that something was not done


def is_not_done(analysis: Analysis, count: Count) -> bool:
    """Tell whether it was not done to those who are counted, or not yet: it is denied, failed, will or may be done."""
    return _undone(analysis, count)[0]


def not_done_to(analysis: Analysis, count: Count) -> frozenset[Kind]:
    """Give what was not done, or not yet, to people to whom something else was.

    "Police arrested 45 Chinese who will be deported", or "and released them on bail", tells of an arrest.
    """
    return _undone(analysis, count)[1]


def _undone(analysis: Analysis, count: Count) -> tuple[bool, frozenset[Kind]]:
    """Tell whether nothing was done to those who are counted; and what was not, where something was."""
    key = _undone, count.start
    if key not in analysis.remembered:
        undone = [*_said(analysis, "not_done", count), *_to_come(analysis, count), *_planned(analysis, count)]
        taken = [_is_of_those_taken(analysis, count, words) for words in undone]
        is_let_go, is_arrested = any(_said(analysis, "let_go", count)), _is_told(analysis, "arrest", count)
        kinds: set[Kind] = {*(_AFTERWARDS if any(taken) else ()), *(_LET_GO if is_let_go else ())}
        analysis.remembered[key] = not all(taken) or (is_let_go and not is_arrested), frozenset(kinds)
    found: tuple[bool, frozenset[Kind]] = analysis.remembered[key]
    return found


def _is_told(analysis: Analysis, kind: Kind, count: Count) -> bool:
    told = analysis.in_sentence(analysis.sentences.index(count.start), "kind")
    return any(mention.value == kind for mention in told)


def _is_of_those_taken(analysis: Analysis, count: Count, words: Span) -> bool:
    """Tell whether some words say what else is to become of people whose arrest or rescue is told beside them."""
    told = analysis.in_sentence(analysis.sentences.index(count.start), "kind")
    own = [mention.value for mention in told if words[0] <= mention.start < words[1]]
    return (
        bool(own)
        and own[-1] in _AFTERWARDS
        and any(mention.value in _TAKEN and not _counts_between(analysis, mention, count) for mention in told)
    )


def _counts_between(analysis: Analysis, mention: Mention, count: Count) -> bool:
    """Tell whether other people are counted between a word and those who are: then it is told of them."""
    low, high = min(mention.end, count.noun_end), max(mention.start, count.start)
    return any(low <= other.start < high for other in analysis.counts if other is not count)


def _planned(analysis: Analysis, count: Count) -> Iterator[Span]:
    """Yield the words by which it is planned, or may be done, right beside a count."""
    before = max(0, count.start - _BEFORE), count.start
    behind = [(start, start + _AFTER) for start in (count.noun_end, count.end)]
    for name, (start, end) in (("planned", behind[0]), ("planned", behind[1]), ("planned_before", before)):
        pattern = analysis.patterns[name]
        found = pattern.search(analysis.view.lower[start:end]) if pattern is not None else None
        if found is not None:
            yield start + found.start(), start + found.end()


def _to_come(analysis: Analysis, count: Count) -> Iterator[Span]:
    """Yield a sentence that gives days alone which lie after the announcement: "Cambodia deports 400 on Monday"."""
    index = analysis.sentences.index(count.start)
    days = _days_by_sentence(analysis).get(index, [])
    if days and all(days):
        yield analysis.sentences.all[index].span


@once_a_text
def _days_by_sentence(analysis: Analysis) -> dict[int, list[bool]]:
    """Tell of the dates of each sentence whether they lie after the day of publication, where that is known."""
    found: dict[int, list[bool]] = {}
    published = analysis.announced_on
    for date in analysis.dates if published else ():
        is_after = date.meaning != "moved" and begins_after(date.value, published)  # "the next day" is told of any
        found.setdefault(analysis.sentences.index(date.start), []).append(is_after)
    return found


def _said(analysis: Analysis, name: str, count: Count) -> Iterator[Span]:
    """Yield the words of a count's sentence that fit a pattern in which # stands for the people who are counted.

    It stands for them up to the end of the number, and of its noun, which may be what was not done: "otros 50 | podrían
    ser deportados".
    """
    pattern = analysis.patterns[name]
    if pattern is None:
        return
    sentence, lower = analysis.sentences.at(count.start), analysis.view.lower
    key = _said, name, sentence.start
    if key not in analysis.remembered:
        analysis.remembered[key] = may_match(pattern.pattern, lower[sentence.start : sentence.end])
    if not analysis.remembered[key]:
        return
    first = max(sentence.start, count.start - _NOT_DONE)
    before = lower[first : count.start].replace("#", " ")
    for end in {count.end, count.noun_end}:
        found = pattern.search(f"{before}#{lower[end : min(sentence.end, end + _NOT_DONE)].replace('#', ' ')}")
        if found is not None:
            is_beyond = found.end() > len(before)  # the #, in place of the whole count
            yield first + found.start(), end + found.end() - len(before) - 1 if is_beyond else first + found.end()
