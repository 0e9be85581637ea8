"""Counts that are no operation's, told by the words beside them.

So it is with people who were killed or hurt, who are wanted or wait, whom others wronged, who left by themselves, of
whom it is known who they are, to whom something will be done, who are some of those just told of, and with those of
another time that a number is compared with. The words are data of each language (`patterns.yaml`); one that does
without them leaves all to the models. Numbers of articles and cases are told by the same few signs wherever they stand.
"""

from __future__ import annotations

import re

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.text.analysis import Analysis

_NUMBERED = re.compile(
    r"(?:\b(?:section|sec\.|article|articles|art\.|no|no\.|nos\.|n\.?\s?[°º]|chapter|paragraph|clause"
    r"|loi|décret|artículo|ley|artigo|lei|статья|статьи|статье|ст\.|пункт|pasal|madde|điều|khoản)|[°º№§#]|มาตรา|ข้อที่|เลขที่|第|제|धारा)\s?:?\s?$"
)
_BEFORE, _AFTER = 30, 50  # characters beside a count in which the words for it stand


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
    return any(
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
            ("planned_before", before),
            ("compared", f"{before}#{after}"),
        )
    )
