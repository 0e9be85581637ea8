"""The women, men and nationalities of an operation's people: counts that belong to its count."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from crackdown.loaders.extraction.how_many.counts import Count
from crackdown.loaders.extraction.how_many.other_counts import is_of_others
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.when.date_found import Value

_SEXES = {"women", "men"}
_FATES = frozenset({"arrest", "rescue", "conviction", "deportation", "repatriation", "extradition"})
_REACH = 2  # sentences after an operation's count in which its women and men may be counted
_BRACKET, _BEHIND = 40, 3  # characters from a bracket to women or men in it, and from people to a bracket behind them
_BEFORE = 25  # characters between a share and the whole that it is told before
_RUN = 60  # characters between two counts of one list
_ALL = 30  # characters before a word for women or men in which "all of them" may stand
_LIST_REACH, _TABLE_REACH = 3, 15  # sentences after it in which a breakdown by nationality may stand


def attach_sexes(analysis: Analysis, drafts: list[Draft]) -> dict[int, dict[str, Count]]:
    """Give, by the operation's position, the counts of its women and men."""
    sexes: dict[int, dict[str, Count]] = {}
    own = {id(count) for draft in drafts for count in draft.counts}
    for position, draft in enumerate(drafts):
        for count in draft.counts:
            if count.noun in _SEXES:
                sexes.setdefault(position, {}).setdefault(count.noun, count)
    for count in analysis.counts:
        if count.noun not in _SEXES or count.aged or id(count) in own or is_of_others(analysis, count):
            continue  # "took 8 million yen from a woman in her 70s": she is none of those who did
        owner = _owner(analysis, drafts, count)
        if owner is not None and not _is_of_a_line(analysis, count, own) and not _is_one_of_several(analysis, count):
            sexes.setdefault(owner, {}).setdefault(count.noun, count)
    _attach_all(analysis, drafts, sexes)
    return sexes


def _is_of_a_line(analysis: Analysis, count: Count, own: set[int]) -> bool:
    """Tell whether women or men stand in brackets behind people of one nationality: "40 Chinese (7 women), …"."""
    opened = _bracket_before(analysis, count)
    if opened is None:
        return False
    before = [
        c for c in analysis.counts if c.start < opened and c.noun not in _SEXES and opened - c.noun_end <= _BEHIND
    ]
    return bool(before) and id(before[-1]) not in own and len(before[-1].countries) == 1


def _bracket_before(analysis: Analysis, count: Count) -> int | None:
    """Give where the bracket opens that a count stands in, if any."""
    opened = analysis.view.text.rfind("(", max(0, count.start - _BRACKET), count.start)
    return None if opened < 0 or ")" in analysis.view.text[opened : count.start] else opened


def _is_one_of_several(analysis: Analysis, count: Count) -> bool:
    """Tell whether others of the same sex are told of by country beside them: "14 men from Taiwan, 38 Chinese men"."""
    if _bracket_before(analysis, count) is not None:
        return False
    sentence = analysis.sentences.at(count.start)
    return any(
        other is not count and other.noun == count.noun and other.countries and other.value != count.value
        for other in analysis.counts
        if sentence.start <= other.start < sentence.end
    )


def _attach_all(analysis: Analysis, drafts: list[Draft], sexes: dict[int, dict[str, Count]]) -> None:
    """Give an operation all its people as women or men where the words after its count say so: "all of them men"."""
    pattern = analysis.patterns["all_same"]
    if pattern is None:
        return
    for mention in analysis.of_type("women", "men"):
        found = pattern.search(analysis.view.lower, max(0, mention.start - _ALL), mention.start)
        earlier = [(c.start, i) for i, d in enumerate(drafts) for c in d.counts if c.start < mention.start]
        if not found or not earlier:
            continue
        position, owner = max(earlier)
        apart = analysis.sentences.index(mention.start) - analysis.sentences.index(position)
        people = drafts[owner].persons or 0
        if apart <= 1 and people > 1 and owner not in sexes:
            sexes[owner] = {mention.type: Count(people, found.start(), mention.end, mention.end, mention.type)}


def whole_after(analysis: Analysis, count: Count) -> Count | None:
    """Give the people of whom some are told beforehand, women or men or those of one country.

    None are told before these: "女性12人を含む外国人45人", "280 चीनी नागरिकों सहित 305 लोग".
    """
    if count.noun not in _SEXES and (len(count.countries) != 1 or count.summed):
        return None
    sentence = analysis.sentences.at(count.start)
    told = [c for c in analysis.counts if sentence.start <= c.start < sentence.end]
    people = (c for c in told if c.noun not in _SEXES and (count.noun in _SEXES or not c.countries))
    whole = next(people, None)
    if whole is None or whole.start < count.start or whole.value <= count.value or whole.noun == "bystanders":
        return None
    return whole if _are_some_of(analysis, count, whole, told) else None


def _are_some_of(analysis: Analysis, count: Count, whole: Count, told: list[Count]) -> bool:
    """Tell whether the words from some people to others behind them in their sentence say that they are some of them.

    Args:
        analysis: of the text.
        count: the some.
        whole: the others, more than they are.
        told: all that the sentence counts.
    """
    is_sex = count.noun in _SEXES
    shares = [c for c in told if c.start < whole.start and _are_alike(c, count)]
    is_list = is_sex or all(b.start - a.noun_end <= _BEFORE for a, b in pairwise([*shares, whole]))
    if is_list and len(shares) > 1 and sum(share.value for share in shares) == whole.value:  # "男8人と女4人の計12人"
        return True
    between, with_them = analysis.view.text[count.noun_end : whole.start], analysis.language.patterns.get("with_them")
    if not between.strip():  # "4'ü kadın 12 şüpheli"
        return True
    if len(between) > _BEFORE or (not is_sex and any(count.end < c.start < whole.start for c in told)):
        return False
    if with_them and with_them.match(analysis.view.lower, count.noun_end):
        return True
    words = analysis.in_sentence(analysis.sentences.index(count.start), "including")
    is_between = any(count.noun_end <= word.start < whole.start for word in words)
    leads = any(0 <= count.start - word.end <= 2 for word in words)  # "aralarında 12 kadının bulunduğu 45 yabancı"
    return is_between or (leads and "," not in between)


def _are_alike(one: Count, other: Count) -> bool:
    """Tell whether two counts both say a sex, or both a country."""
    if other.noun in _SEXES:
        return one.noun in _SEXES
    return len(one.countries) == 1 and one.noun not in _SEXES


def _owner(analysis: Analysis, drafts: list[Draft], count: Count) -> int | None:
    """The operation of whose people they are told beforehand, or else the last before that is big enough."""
    position = _of_whole(analysis, drafts, count)
    if position is not None:
        return position
    index = analysis.sentences.index(count.start)
    best: tuple[int, int] | None = None
    for position, draft in enumerate(drafts):
        for own in draft.counts:
            apart = index - analysis.sentences.index(own.start)
            fits = 0 <= apart <= _REACH and own.value >= count.value and own.noun != "women"
            fits = fits and not is_told_apart(analysis, count, own)
            if fits and own is not count and own.start <= count.start and (best is None or own.start > best[0]):
                best = (own.start, position)
    return best[1] if best else None


def is_told_apart(analysis: Analysis, count: Count, before: Count) -> bool:
    """Tell whether people are counted alone in another sentence than those before them, of another day or fate.

    "39 people were arrested. In the first raid, on 28 May, 12 men were held." "50 were held. Eleven women were freed."
    """
    index = analysis.sentences.index
    here, there = index(count.start), index(before.start)
    told = (other for other in _told(analysis).counts[here] if other is not count)
    if here == there or any(other.noun in _SEXES or other.value >= count.value for other in told):
        return False
    kinds = [{m.value for m in analysis.in_sentence(where, "kind")} & _FATES for where in (here, there)]
    if all(kinds) and kinds[0].isdisjoint(kinds[1]):
        return True
    days, others = _told(analysis).days[here], _told(analysis).days[there]
    return bool(days and analysis.in_sentence(here, "kind")) and days.isdisjoint(others)


class _Told(NamedTuple):
    """What each sentence of a text counts and which days it gives, by its number."""

    counts: defaultdict[int, list[Count]]
    days: defaultdict[int, set[Value]]


@once_a_text
def _told(analysis: Analysis) -> _Told:
    told = _Told(defaultdict(list), defaultdict(set))
    for count in analysis.counts:
        told.counts[analysis.sentences.index(count.start)].append(count)
    for date in analysis.dates:
        told.days[analysis.sentences.index(date.start)].add(date.value)
    return told


def _of_whole(analysis: Analysis, drafts: list[Draft], count: Count) -> int | None:
    """The operation of whose people some are told beforehand."""
    whole = whole_after(analysis, count)
    if whole is None:
        return None
    return next((at for at, draft in enumerate(drafts) if any(own is whole for own in draft.counts)), None)


def attach_breakdown(analysis: Analysis, drafts: list[Draft]) -> dict[int, dict[str, Count]]:
    """Give, by the operation's position, the counts of its people of one nationality each."""
    breakdown: dict[int, dict[str, Count]] = {}
    runs = _runs([count for count in analysis.counts if not is_of_others(analysis, count)])
    split = _split_by(runs)
    for position, draft in enumerate(drafts):
        for own in draft.counts:
            if len(own.countries) == 1 and own.noun != "bystanders" and not _is_split(own, split):
                breakdown.setdefault(position, {}).setdefault(own.countries[0].value, own)
    own_counts = {id(count) for draft in drafts for count in draft.counts}
    for run in runs:
        whole = sum(count.value * len(count.countries) for count in run)
        for count in run:
            is_own = id(count) in own_counts
            owner = None if is_own else _of_whole(analysis, drafts, count)
            if owner is None:
                owner = _breakdown_owner(analysis, drafts, count, is_own, whole, split)
            if owner is not None:
                for country in count.countries:
                    breakdown.setdefault(owner, {}).setdefault(country.value, count)
    return breakdown


def _runs(counts: list[Count]) -> list[list[Count]]:
    """Give the counts by nationality, those of one list together."""
    runs: list[list[Count]] = []
    last: Count | None = None
    for count in counts:
        if not (len(count.countries) == 1 or count.each) or count.zero or count.noun in {"women", "bystanders"}:
            continue
        if last is not None and count.start - last.noun_end <= _RUN:
            runs[-1].append(count)
        else:
            runs.append([count])
        last = count
    return runs


Split = dict[int, list[tuple[int, set[str]]]]  # by the number that a list adds up to, where it begins, and of whom


def _split_by(runs: list[list[Count]]) -> Split:
    """Give the lists of several nationalities by the number that they add up to."""
    split: Split = {}
    for run in runs:
        countries = {country.value for count in run for country in count.countries}
        if len(run) > 1 and len(countries) > 1:
            split.setdefault(sum(c.value * len(c.countries) for c in run), []).append((run[0].start, countries))
    return split


def _is_split(own: Count, split: Split) -> bool:
    """Tell whether a list says of whom a count is, and the country beside it is none of these: where they came from."""
    return any(
        own.start < start and own.countries[0].value not in countries for start, countries in split.get(own.value, ())
    )


def _breakdown_owner(
    analysis: Analysis, drafts: list[Draft], count: Count, is_own: bool, whole: int, split: Split
) -> int | None:
    """The earlier operation that a list adds up to, or else the nearest big enough one of no stated nationality."""
    index = analysis.sentences.index(count.start)
    best: tuple[bool, int, int] | None = None
    for position, draft in enumerate(drafts):
        if is_own and not draft.is_total:
            continue
        if any(len(own.countries) == 1 and not _is_split(own, split) for own in draft.counts):
            continue
        for own in draft.counts:
            apart = index - analysis.sentences.index(own.start)
            reach = _TABLE_REACH if count.noun is None else _LIST_REACH
            fits = 0 <= apart <= reach and own.value > count.value
            if fits and own is not count and own.start <= count.start:
                best = max(best or (False, -1, -1), (own.value == whole, own.start, position))
    return best[2] if best else None
