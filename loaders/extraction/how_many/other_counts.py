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
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.pattern_needs import may_match

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


def _is_of_others(analysis: Analysis, count: Count) -> bool:
    text, patterns = analysis.view.lower, analysis.language.patterns
    before = text[max(0, count.start - _BEFORE) : count.start]
    after = text[count.noun_end : count.noun_end + _AFTER]
    if _NUMBERED.search(before):
        return True
    return _is_not_done(analysis, count) or any(
        name in patterns and patterns[name].search(words)
        for name, words in (
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
            ("planned", after),
            ("planned", text[count.end : count.end + _AFTER]),
            ("planned_before", before),
            ("compared", f"{before}#{after}"),
        )
    )


def _is_not_done(analysis: Analysis, count: Count) -> bool:
    """Tell whether the sentence says that it was not done to those counted: it is denied, failed, was put off.

    So it is with who was let go, where the sentence does not tell of their arrest as well.
    """
    return _says(analysis, "not_done", count) or (
        _says(analysis, "let_go", count)
        and not any(mention.value == "arrest" for mention in _told_with(analysis, count))
    )


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
