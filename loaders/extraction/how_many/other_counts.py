"""Counts that are no operation's, told by the words beside them.

So it is with people who were killed or hurt, who are wanted or wait, whom others wronged, who left by themselves, of
whom it is known who they are, who are some of those just told of, with officers who act, and with those of another time
that a number is compared with; and with those to whom it was not done (`undone.py`). The words are data of each
language (`patterns.yaml`); one that does without them leaves all to the models. Numbers of articles and cases are told
by the same few signs wherever they stand.
"""

from __future__ import annotations

import re

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.how_many.undone import is_not_done
from crackdown.loaders.extraction.text.analysis import Analysis

_NUMBERED = re.compile(
    r"(?:\b(?:section|sec\.|article|articles|art\.|no|no\.|nos\.|n\.?\s?[°º]|chapter|paragraph|clause"
    r"|loi|décret|artículo|ley|artigo|lei|статья|статьи|статье|ст\.|пункт|pasal|madde|điều|khoản)|[°º№§#]|มาตรา|ข้อที่|เลขที่|第|제|धारा)\s?:?\s?$"
)
_BEFORE, _AFTER = 30, 50  # characters beside a count in which the words for it stand
_TOLD_BEFORE = ("harmed_before", "sought_before", "defrauded_before", "identified", "subset_before", "victims_before")
_TOLD_AFTER = ("harmed_after", "sought_after", "defrauded_after", "voluntary", "subset_after")
_TOLD_AROUND = ("compared", "staff")  # with # for the count


def is_of_others(analysis: Analysis, count: Count) -> bool:
    """Tell whether people are counted to whom nothing was done in an operation: "five others are still at large"."""
    key = is_of_others, count.start
    if key not in analysis.remembered:
        analysis.remembered[key] = _is_of_others(analysis, count)
    found: bool = analysis.remembered[key]
    return found


def _beside(analysis: Analysis, count: Count) -> tuple[str, str]:
    text = analysis.view.lower
    return text[max(0, count.start - _BEFORE) : count.start], text[count.noun_end : count.noun_end + _AFTER]


def _is_of_others(analysis: Analysis, count: Count) -> bool:
    before, after = _beside(analysis, count)
    if _NUMBERED.search(before) or is_not_done(analysis, count):
        return True
    asked = (
        (_TOLD_BEFORE, before), (_TOLD_AFTER, _without_sentences(analysis, count, after)),
        (_TOLD_AROUND, f"{before}#{after}"),
    )  # fmt: skip
    return any(_says_one(analysis, names, words) for names, words in asked)


def _without_sentences(analysis: Analysis, count: Count, after: str) -> str:
    """Blank the words for a court's sentence: nobody has died of "मृत्युदंड", the death penalty."""
    start = count.noun_end
    for mention in analysis.of_type("kind"):
        first, last = mention.start - start, min(mention.end - start, len(after))
        if mention.value == "conviction" and 0 <= first < last:
            after = f"{after[:first]}{'_' * (last - first)}{after[last:]}"
    return after


def _says_one(analysis: Analysis, names: tuple[str, ...], words: str) -> bool:
    return any(pattern.search(words) for pattern in map(analysis.patterns.__getitem__, names) if pattern is not None)
