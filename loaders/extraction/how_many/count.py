"""Count: a number of people as a text states it."""

from __future__ import annotations

from dataclasses import dataclass, field

from crackdown.loaders.extraction.text.mentions import Mention


@dataclass(slots=True, eq=False)
class Count:
    """A number of people, as the words state it; another place that states the same is another count."""

    value: int
    start: int  # of the number
    end: int  # of the number
    noun_end: int  # of the counted noun, or of the number where there is none
    noun: str | None  # people, women, men, bystanders, arrests, demonym, partitive, None
    countries: list[Mention] = field(default_factory=list)
    hedge: Mention | None = None
    word: str | None = None  # the counted noun as printed, in lower case
    zero: bool = False
    listed: bool = False  # one of a run of counts by nationality
    each: bool = False  # so many of each of its countries
    spelled: bool = False
    summed: bool = False  # the sum of a list, not a number that the text states
    in_sum: bool = False  # part of such a list
    aged: bool = False  # one person told by an age, not by a number
    own: bool = False  # somebody's own, or brought home: where they come from is not whose they are
