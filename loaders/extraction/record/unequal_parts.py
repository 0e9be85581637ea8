"""Parts of a total that do not add up to it: operations of days that its words sum up, though its number is another.

What adds up is found by its numbers alone (`what/totals.py`). Here the words have to make it plain, so that a total of
a longer time is not taken for the sum of what a text tells by the day: rather a part too few than one too many.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crackdown.graph import dates
from crackdown.graph.announcement.record import Operation
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.drafts import Draft

_NEAR: Final = 45  # characters from a total's number to the word that calls it one
_FAR: Final = 0.2  # of its number: who is further off sums up something else


def add_unequal_parts(analysis: Analysis, drafts: Sequence[Draft], operations: Sequence[Operation]) -> None:
    """Give totals that lack parts those that their words sum up.

    Args:
        analysis: of the text.
        drafts: what the operations were made of, in their order.
        operations: those of the text; changed in place.
    """
    for draft, whole in zip(drafts, operations, strict=True):
        if whole.total_of and not whole.parts and _is_called_total(analysis, draft):
            told = [
                i for i, one in enumerate(operations) if not one.total_of and (one.persons or one.kind == whole.kind)
            ]
            if _are_parts([operations[i] for i in told], whole):
                whole.parts = told


def _is_called_total(analysis: Analysis, draft: Draft) -> bool:
    index = analysis.sentences.index(draft.position)
    cues = (mention for cue in ("total", "running") for mention in analysis.in_sentence(index, cue))
    return any(abs(cue.start - draft.position) <= _NEAR for cue in cues)


def _are_parts(parts: Sequence[Operation], whole: Operation) -> bool:
    """Tell whether a total is of the days of several operations, of nearly as many people, and of no others.

    Where one of another kind is told, it may be a part of which the kind was misread.
    """
    days = [one.date for one in parts if isinstance(one.date, str) and dates.first_day(one.date) == one.date]
    numbers = [one.persons for one in parts if one.persons]
    if not whole.persons or not whole.date or len(parts) < 2 or not len(parts) == len(numbers) == len(set(days)):
        return False
    is_of_days = (dates.first_day(whole.date), dates.last_day(whole.date)) == (min(days), max(days))
    is_near = max(numbers) < whole.persons and abs(sum(numbers) - whole.persons) <= _FAR * whole.persons
    return is_of_days and is_near and all(_is_of_its_people(one, whole) for one in parts)


def _is_of_its_people(part: Operation, whole: Operation) -> bool:
    is_there = part.country is None or part.country == whole.country
    return (
        part.kind == whole.kind
        and is_there
        and (not whole.nationalities or part.nationalities.keys() <= whole.nationalities.keys())
    )
