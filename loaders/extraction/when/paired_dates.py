"""Dates that a sentence tells by turns with its operations: "on 17 June 428 were deported, on 18 June 312"."""

from __future__ import annotations

from itertools import pairwise

from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.spans import Span
from crackdown.loaders.extraction.what.drafts import Draft


def paired_date(analysis: Analysis, draft: Draft) -> Span | None:
    """Give where the date of an operation stands, if its sentence has one for each of several, always before or behind.

    What sums the others up, before them, has none of these.
    """
    sentence = analysis.sentences.at(draft.position)
    told = sorted(
        (one for one in (draft, *draft.rest) if one.counts and sentence.start <= one.position < sentence.end),
        key=lambda one: one.position,
    )
    dates = sorted(
        {(d.start, d.end) for d in analysis.dates if sentence.start <= d.start < sentence.end and not d.is_published}
    )
    if len(told) == len(dates) + 1 and (told[0].persons or 0) >= sum(one.persons or 0 for one in told[1:]):
        told = told[1:]
    if len(told) < 2 or len(told) != len(dates) or draft not in told:
        return None
    turns = sorted([*((one.position, True) for one in told), *((start, False) for start, _ in dates)])
    is_by_turns = all(one[1] is not other[1] for one, other in pairwise(turns))
    return dates[told.index(draft)] if is_by_turns else None
