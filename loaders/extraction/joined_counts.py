"""Counts that belong together: so many of each of several countries, so many men and so many women."""

from __future__ import annotations

import re
from itertools import pairwise

from crackdown.loaders.extraction.count import Count
from crackdown.loaders.extraction.mentions import Mention
from crackdown.loaders.extraction.normalise import Normalised

_NEAR = re.compile(r"[^,;.\d]{0,16}")
_WINDOW = 16  # characters around a number in which "each" and the first of its countries stand


def mark_each(
    counts: list[Count], countries: list[Mention], view: Normalised, patterns: dict[str, re.Pattern[str]]
) -> None:
    """Give a number of each to all the countries of its list: "Kenya, Guinea and Syria - 1 each"."""
    each, joint = patterns["each"], patterns["list"]
    for count in counts:
        before = each.search(view.lower, max(0, count.start - _WINDOW), count.start)
        if not (before or each.match(view.lower, count.noun_end) or each.match(view.lower, count.end)):
            continue
        back = [m for m in countries if m.end <= count.start]
        on = [m for m in countries if m.start >= count.end]
        listed: list[Mention] = []
        if back and _NEAR.fullmatch(view.text, back[-1].end, count.start):
            listed = _listed(back[::-1], view.text, joint)
        elif on and on[0].start - count.end <= _WINDOW:
            listed = _listed(on, view.text, joint)
        if len(listed) > 1:
            count.countries, count.each, count.listed = listed, True, True


def _listed(mentions: list[Mention], text: str, joint: re.Pattern[str]) -> list[Mention]:
    """Take mentions from the first on, in either direction, for as long as they stand in one list."""
    taken = mentions[:1]
    for mention in mentions[1:]:
        left, right = sorted((taken[-1], mention), key=lambda m: m.start)
        if not joint.fullmatch(text, left.end, right.start):
            break
        taken.append(mention)
    return taken


def add_pairs(counts: list[Count], text: str) -> list[Count]:
    """Add up men and women that stand together as one number of people ("三男一女"), outside brackets."""
    pairs = []
    for one, other in pairwise(counts):
        if {one.noun, other.noun} == {"women", "men"} and one.noun_end == other.start and text[one.start - 1] != "(":
            both = one.value + other.value
            pairs.append(Count(both, one.start, other.noun_end, other.noun_end, "people", spelled=one.spelled))
    return pairs
