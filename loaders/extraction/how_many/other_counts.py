"""Counts that are no operation's, told by the words beside them.

So it is with people who were killed or hurt, who are wanted or wait, whom others wronged, who left by themselves or of
whom it is known who they are, and with those of another time that a number is compared with. The words are data of each
language (`patterns.yaml`); one that does without them leaves all to the models.
"""

from __future__ import annotations

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.text.analysis import Analysis

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
            ("compared", f"{before}#{after}"),
        )
    )
