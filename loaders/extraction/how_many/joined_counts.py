"""Counts that belong together: so many of each of several countries, so many men and so many women."""

from __future__ import annotations

import re

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised

_NEAR = re.compile(r"[^,;.\d]{0,16}")
_OF_A_SENTENCE = re.compile(r"(?:[^.;!?\u3002\uff1b\n]|\.(?=\S))*")
_SEXES = {"women", "men"}
_CUE = 12  # characters between "including" and the first number of a list
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


def add_sums(
    counts: list[Count], text: str, joint: re.Pattern[str], including: list[Mention], *, tight: bool
) -> list[Count]:
    """Add up the people of a list that is counted by nationality or sex as one number, outside brackets.

    "23 Chinese and three Malaysians" are 26 people too, "三男一女" four; where the sum stands before its list, or the
    text says that the list is of people counted before ("85 people: 40 men …", "85, including 40 Chinese …"), the list
    only breaks them down. `tight` counts of men and women need no word between them.
    """
    sums: list[Count] = []
    ends = {mention.end for mention in including}
    run: list[Count] = []
    for count in [*counts, None]:
        if count is not None and run and _is_joined(run[-1], count, text, joint, tight):
            run.append(count)
            continue
        total = sum(member.value for member in run)
        if len(run) > 1 and _breaks_down(run[0], counts, text, ends):
            for member in run:
                member.listed = bool(member.countries)
        elif len(run) > 1 and not any(c.value == total and c.start < run[0].start for c in counts):
            countries = list({m.value: m for member in run for m in member.countries}.values())
            start, end = _span(run[0])[0], _span(run[-1])[1]
            sums.append(Count(total, start, end, end, "people", countries, spelled=run[0].spelled, summed=True))
            for member in run:
                member.in_sum = True
        run = [count] if count is not None and _is_group(count) and text[count.start - 1] != "(" else []
    return sums


def _breaks_down(first: Count, counts: list[Count], text: str, including: set[int]) -> bool:
    """Tell whether a list breaks down people who are counted before it in its sentence."""
    start = _span(first)[0]
    before = [c for c in counts if c.noun_end <= start and not c.listed and (c.noun or c.value >= first.value)]
    if not before or not _OF_A_SENTENCE.fullmatch(text, before[-1].noun_end, start):
        return False
    whole = before[-1].noun_end
    is_said = any(whole < end <= start and start - end <= _CUE for end in including)
    return is_said or text[whole:start].rstrip().endswith((":", "\uff1a"))


def _is_group(count: Count) -> bool:
    return not (count.listed or count.each or count.zero) and (len(count.countries) == 1 or count.noun in _SEXES)


def _is_joined(one: Count, other: Count, text: str, joint: re.Pattern[str], tight: bool) -> bool:
    """Tell whether two counts of one list follow each other: of two nationalities, or of the two sexes."""
    sexes = {one.noun, other.noun} == _SEXES
    nations = {m.value for m in one.countries}.isdisjoint(m.value for m in other.countries)
    if not _is_group(other) or not (sexes or (one.countries and other.countries and nations)):
        return False
    end, start = _span(one)[1], _span(other)[0]
    if tight and end == start:
        return True
    return end < start and bool(joint.fullmatch(text, end, start))


def _span(count: Count) -> tuple[int, int]:
    """Give where a count begins and ends with its countries: "中国人23人"."""
    starts, ends = [m.start for m in count.countries], [m.end for m in count.countries]
    return min(count.start, *starts) if starts else count.start, max(count.noun_end, *ends, 0)
