"""Counts that are no operation's, told by the words beside them.

So it is with people who were killed or hurt, who are wanted or wait, whom others wronged, who left by themselves, of
whom it is known who they are, who are some of those just told of, and with those of another time that a number is
compared with; and where something will or may be done, failed, was put off, is denied or not known, or people were let
go. The words are data of each language (`patterns.yaml`); one that does without them leaves all to the models. Numbers
of articles and cases are told by the same few signs wherever they stand.
"""

from __future__ import annotations

import re

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.pattern_needs import may_match
from crackdown.loaders.extraction.when.date_found import begins_after

_NUMBERED = re.compile(
    r"(?:\b(?:section|sec\.|article|articles|art\.|no|no\.|nos\.|n\.?\s?[°º]|chapter|paragraph|clause"
    r"|loi|décret|artículo|ley|artigo|lei|статья|статьи|статье|ст\.|пункт|pasal|madde|điều|khoản)|[°º№§#]|มาตรา|ข้อที่|เลขที่|第|제|धारा)\s?:?\s?$"
)
_BEFORE, _AFTER = 30, 50  # characters beside a count in which the words for it stand
_NOT_DONE = 140  # characters of its sentence on either side in which it stands that something was not done


def is_of_others(analysis: Analysis, count: Count) -> bool:
    """Tell whether people are counted to whom nothing was done in an operation: "five others are still at large"."""
    key = is_of_others, count.start
    if key not in analysis.remembered:
        analysis.remembered[key] = _is_of_others(analysis, count)
    found: bool = analysis.remembered[key]
    return found


def is_not_done(analysis: Analysis, count: Count) -> bool:
    """Tell whether it was not done to those who are counted, or not yet: it is denied, failed, will or may be done."""
    key = is_not_done, count.start
    if key not in analysis.remembered:
        before, after = _beside(analysis, count)
        further = analysis.view.lower[count.end : count.end + _AFTER]
        analysis.remembered[key] = (
            _is_denied(analysis, count)
            or _is_to_come(analysis, count)
            or _says_one(analysis, ("planned", after), ("planned", further), ("planned_before", before))
        )
    found: bool = analysis.remembered[key]
    return found


def _beside(analysis: Analysis, count: Count) -> tuple[str, str]:
    text = analysis.view.lower
    return text[max(0, count.start - _BEFORE) : count.start], text[count.noun_end : count.noun_end + _AFTER]


def _says_one(analysis: Analysis, *asked: tuple[str, str]) -> bool:
    patterns = analysis.language.patterns
    return any(name in patterns and patterns[name].search(words) is not None for name, words in asked)


def _is_of_others(analysis: Analysis, count: Count) -> bool:
    before, after = _beside(analysis, count)
    if _NUMBERED.search(before) or is_not_done(analysis, count):
        return True
    return _says_one(
        analysis,
        ("harmed_after", after),
        ("harmed_before", before),
        ("sought_after", after),
        ("sought_before", before),
        ("defrauded_after", after),
        ("defrauded_before", before),
        ("voluntary", after),
        ("identified", before),
        ("subset_after", after),
        ("subset_before", before),
        ("victims_before", before),
        ("compared", f"{before}#{after}"),
    )


def _is_denied(analysis: Analysis, count: Count) -> bool:
    """Tell whether the sentence says that it was not done to those counted: it is denied, failed, was put off.

    So it is with who was let go, where the sentence does not tell of their arrest as well.
    """
    return _says(analysis, "not_done", count) or (
        _says(analysis, "let_go", count)
        and not any(mention.value == "arrest" for mention in _told_with(analysis, count))
    )


def _is_to_come(analysis: Analysis, count: Count) -> bool:
    """Tell whether the sentence gives days alone that lie after the announcement: "Cambodia deports 400 on Monday"."""
    days = _days_by_sentence(analysis).get(analysis.sentences.index(count.start), [])
    return bool(days) and all(days)


@once_a_text
def _days_by_sentence(analysis: Analysis) -> dict[int, list[bool]]:
    """Tell of the dates of each sentence whether they lie after the day of publication, where that is known."""
    found: dict[int, list[bool]] = {}
    published = analysis.announced_on
    for date in analysis.dates if published else ():
        is_after = date.meaning != "moved" and begins_after(date.value, published)  # "the next day" is told of any
        found.setdefault(analysis.sentences.index(date.start), []).append(is_after)
    return found


def _told_with(analysis: Analysis, count: Count) -> list[Mention]:
    return analysis.in_sentence(analysis.sentences.index(count.start), "kind")


def _says(analysis: Analysis, name: str, count: Count) -> bool:
    """Tell whether a count's sentence fits a pattern in which # stands for the people who are counted.

    It stands for them up to the end of the number, and of its noun, which may be what was not done: "otros 50 | podrían
    ser deportados".
    """
    pattern = analysis.language.patterns.get(name)
    if pattern is None:
        return False
    sentence, lower = analysis.sentences.at(count.start), analysis.view.lower
    key = _says, name, sentence.start
    if key not in analysis.remembered:
        analysis.remembered[key] = may_match(pattern.pattern, lower[sentence.start : sentence.end])
    if not analysis.remembered[key]:
        return False
    before = lower[max(sentence.start, count.start - _NOT_DONE) : count.start].replace("#", " ")
    return any(
        pattern.search(f"{before}#{lower[end : min(sentence.end, end + _NOT_DONE)].replace('#', ' ')}")
        for end in {count.end, count.noun_end}
    )
