"""From counts and words to operations: which counts are operations, of what kind, and which numbers belong together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from crackdown.graph.announcement.record import Kind
from crackdown.loaders.extraction.how_many.count_roles import role_features
from crackdown.loaders.extraction.how_many.counts import Count
from crackdown.loaders.extraction.how_many.groups import whole_after
from crackdown.loaders.extraction.how_many.other_counts import is_of_others
from crackdown.loaders.extraction.how_many.sums import find_sums
from crackdown.loaders.extraction.how_many.undone import not_done_to
from crackdown.loaders.extraction.models.linear import Features, Probability, probability, squashed, total_of
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.again import Again, again_candidates
from crackdown.loaders.extraction.what.drafts import SENT_AWAY, Draft, mark_others
from crackdown.loaders.extraction.what.kinds import KINDS, best_trigger, kind_features
from crackdown.loaders.extraction.what.reporting import dated_sentences, own_date, reporting_features
from crackdown.loaders.extraction.what.same_number import SMALL, only_announced, same_group
from crackdown.loaders.extraction.what.sanctions import imposed_by, imposing, imposing_each
from crackdown.loaders.extraction.what.series import raised, series_of
from crackdown.loaders.extraction.what.shares import Group, is_among, is_line_of, is_of_a_whole, is_part_of, is_share
from crackdown.loaders.extraction.what.totals import mark_totals
from crackdown.loaders.extraction.what.uncounted import (
    AGAINST_THINGS,
    Uncounted,
    is_to_come,
    is_vague,
    only_person,
    told_plainly,
    uncounted_candidates,
)
from crackdown.loaders.extraction.what.windows import around

REPORTING_THRESHOLD = 0.65  # under this a text reports no operation, whatever its counts look like
ALONE_THRESHOLD = 0.85  # nor, under this, where one operation that counts nobody is all there is
ALONE_COUNTED_THRESHOLD = 1.0  # of one that counts people: how surely it is one and what was done, together
BOTH_THRESHOLD = 1.35  # nor where neither the text nor the best of its operations is sure
ROLE_THRESHOLD = 0.4
# In a text of so few sentences what the models ask of the whole text says little.
SHORT_REPORTING_THRESHOLD, SHORT_ROLE_THRESHOLD, SHORT_BOTH_THRESHOLD = 0.6, 0.25, 1.1
_SHORT = 3
COMPLETING_THRESHOLD = 0.3  # of a count that with an operation's makes another's: 428 and 312 are 740
ONLY_ROLE_THRESHOLD, SHORT_ONLY_ROLE_THRESHOLD = 0.3, 0.25  # where a text counts one group of people alone
UNCOUNTED_THRESHOLD = 0.4
AGAIN_THRESHOLD = 0.5  # from here on a word tells what else was done to people counted elsewhere
# Of sanctions of which the sentence says when and who imposed them; and where it names several who did.
IMPOSED_THRESHOLD, IMPOSED_BY_SEVERAL_THRESHOLD = 0.2, 0.1
PLAIN_THRESHOLD, SHORT_PLAIN_THRESHOLD = 0.85, 0.52  # from here on a text reports what it opens with, if nothing else
PLAIN_ARREST_THRESHOLD = 0.21  # from here on words for an arrest without a number are no threat and no wish
PLAINLY_SURE = 0.6
SECOND_THRESHOLD, DATED_SECOND_THRESHOLD = 0.9, 0.7  # of something else that is done to people already told of
KIND_THRESHOLD = 0.2  # under this nothing in the text says what was done
_KIND_MODELS = [(kind, f"kind:{kind}") for kind in KINDS]
_ROUNDED = 10  # numbers from this on are rounded
_UP, _DOWN, _BOTH = (1.0, 1.2), (0.85, 1.0), (0.95, 1.05)  # shares of a rough number that the exact one may be
_ALLOWED = {
    "more_than": _UP, "at_least": _UP, "about": _BOTH, "nearly": _DOWN, "fewer_than": _DOWN, "at_most": _DOWN,
}  # fmt: skip
_NOUN = 20  # characters before a number in which whom it counts stands, where that comes first
_AGAINST = {"arrest", "conviction", "extradition", "sanction"}  # what is done to those who harmed others


@dataclass(slots=True)
class _Told:
    """A count of a group, with what its words say of what was done."""

    sure: float
    count: Count
    given: list[Features]
    scores: dict[Kind, float]  # how likely each kind is


def build_operations(analysis: Analysis) -> list[Draft]:
    """Give the operations of a text in the order in which it states them."""
    reporting = probability("reporting", reporting_features(analysis))
    drafts = list(_reported(analysis, reporting)) or list(_told_plainly(analysis, reporting))
    drafts.sort(key=lambda draft: draft.position)
    mark_totals(analysis, drafts)
    mark_others(analysis, drafts)
    return drafts


def _reported(analysis: Analysis, reporting: float) -> list[Draft]:
    if reporting < (SHORT_REPORTING_THRESHOLD if _is_short(analysis) else REPORTING_THRESHOLD):
        return []
    drafts = list(_counted(analysis))
    used = {analysis.sentences.index(count.start) for draft in drafts for count in draft.counts}
    again = list(_again(analysis, drafts))
    drafts += _uncounted(analysis, used, [*drafts, *again])
    drafts += again
    drafts += _again(analysis, drafts)  # to people whom no number counts
    if len(drafts) == 1 and _is_doubtful(drafts[0], bool(used), reporting):
        return []
    both = SHORT_BOTH_THRESHOLD if _is_short(analysis) else BOTH_THRESHOLD
    return drafts if max((draft.sure for draft in drafts), default=0.0) + reporting >= both else []


def _is_doubtful(only: Draft, is_counted: bool, reporting: float) -> bool:
    """Tell whether the one operation that a text holds is too unsure for that."""
    return only.sure + only.kind_sure < ALONE_COUNTED_THRESHOLD if is_counted else reporting < ALONE_THRESHOLD


def _told_plainly(analysis: Analysis, reporting: float) -> Iterator[Draft]:
    """Give the operation that a text opens with where it counts nobody: "Police raided a compound on Monday"."""
    if reporting < (SHORT_PLAIN_THRESHOLD if _is_short(analysis) else PLAIN_THRESHOLD):
        return
    for candidate in told_plainly(analysis):
        kind, trigger = candidate.kind, candidate.trigger
        is_arrest = kind == "arrest" and reporting >= PLAIN_THRESHOLD
        if (
            kind in AGAINST_THINGS
            or is_vague(analysis, candidate.sentence)
            or (is_arrest and probability("uncounted", candidate.features) >= PLAIN_ARREST_THRESHOLD)
        ):
            for country in imposed_by(analysis, [trigger])[trigger.start] if kind == "sanction" else [None]:
                yield Draft(kind, [], trigger, PLAINLY_SURE, PLAINLY_SURE, by=country, is_plain=True)
            return


def role_threshold(analysis: Analysis) -> float:
    """Give the probability from which a count is an operation's."""
    return SHORT_ROLE_THRESHOLD if _is_short(analysis) else ROLE_THRESHOLD


def _only_threshold(analysis: Analysis) -> float:
    """Give it where a text counts one group alone: "arrested at least 30" is told of nobody else in a short one."""
    return SHORT_ONLY_ROLE_THRESHOLD if _is_short(analysis) else ONLY_ROLE_THRESHOLD


def _is_short(analysis: Analysis) -> bool:
    return len(analysis.sentences.all) <= _SHORT


def _counted(analysis: Analysis) -> Iterator[Draft]:
    groups: list[Group] = []
    by_value: dict[int, list[Group]] = {}
    counts = [count for count in analysis.counts if is_candidate(count)]
    not_done = only_announced(analysis, counts)
    counts = [count for count in counts if count.value not in not_done and not is_of_others(analysis, count)]
    sures = _sures(analysis, counts)
    for count in counts:
        sure = sures[id(count)]
        group = same_group(analysis, by_value.setdefault(count.value, []), count)
        if group is None:
            groups.append([(sure, count)])
            by_value[count.value].append(groups[-1])
        else:
            group.append((sure, count))
    groups = _with_wholes(analysis, _without_rounded(groups))
    needed = _only_threshold(analysis) if len(groups) == 1 else role_threshold(analysis)
    accepted = [group for group in groups if _sure_of(group) >= needed]
    completing = set(map(id, completing_sums(groups, accepted)))
    accepted = [group for group in groups if _sure_of(group) >= needed or id(group) in completing]
    sums = [count for group in accepted for _, count in group if count.summed]
    accepted = [group for group in accepted if not (is_line_of(analysis, group, accepted) or is_part_of(group, sums))]
    for group in accepted:
        others = [other for other in accepted if other is not group]
        if not is_share(analysis, group[0][1], others):
            told = [
                (sure, count)
                for sure, count in group
                if not is_of_a_whole(analysis, count, others) and not is_among(analysis, count, others)
            ]
            if _sure_of(told) >= (COMPLETING_THRESHOLD if id(group) in completing else needed):
                yield from _drafts(analysis, told)


def _sures(analysis: Analysis, counts: list[Count]) -> dict[int, float]:
    """Give by count how surely it is an operation's."""
    sures: dict[int, float] = {}
    for count in counts:
        near = around(analysis, count.start)
        sures[id(count)] = probability("role", list(role_features(near, near.counts.index(count), find_sums(near))))
    return sures | raised(sures, series_of(analysis, counts), role_threshold(analysis))


def is_candidate(count: Count) -> bool:
    """Tell whether a count may be an operation's: not of bystanders, not one line of a breakdown."""
    return not (count.zero or count.listed or count.noun == "bystanders")


def _without_rounded(groups: list[Group]) -> list[Group]:
    """Take a number that says roughly what another says exactly for that one: "more than 200" in a title, 209 below."""
    exact = sorted((g for g in groups if not _is_hedged(g)), key=lambda group: group[0][1].value)
    values = [group[0][1].value for group in exact]
    kept = []
    for group in groups:
        best = _said_exactly(group, exact, values) if _is_hedged(group) else None
        if best is None:
            kept.append(group)
        else:
            sure = max(sure for sure, _ in group)
            best[:] = [(max(sure, own), count) for own, count in best]
    return kept


def _with_wholes(analysis: Analysis, groups: list[Group]) -> list[Group]:
    """Have people be as surely an operation's as some of them who are told beforehand: "包括280名中国人在内的305人"."""
    sure_of: dict[int, float] = {}
    for group in groups:
        for sure, count in group:
            whole = whole_after(analysis, count)
            if whole is not None:
                sure_of[id(whole)] = max(sure_of.get(id(whole), 0.0), sure)
    return [[(max(sure, sure_of.get(id(count), 0.0)), count) for sure, count in group] for group in groups]


def _sure_of(group: Group) -> float:
    return max((sure for sure, _ in group), default=0.0)


def completing_sums(groups: list[Group], accepted: list[Group]) -> list[Group]:
    """Give people who with those of one operation make those of another, and are none yet: of 740, 428 and 312."""
    values = {group[0][1].value for group in accepted}
    wanted = {whole - part for whole in values for part in values if whole - part > SMALL} - values
    return [
        group
        for group in groups
        if group[0][1].value in wanted
        and group[0][1].noun not in {"women", "men"}
        and _sure_of(group) >= COMPLETING_THRESHOLD
    ]


def _is_hedged(group: Group) -> bool:
    return all(count.hedge for _, count in group)


def _said_exactly(group: Group, exact: list[Group], values: list[int]) -> Group | None:
    """Give the group whose exact number is nearest to a rough one that allows it."""
    count = group[0][1]
    if count.value < _ROUNDED or not count.hedge:
        return None
    low, high = (share * count.value for share in _ALLOWED[count.hedge.value])
    fitting = exact[bisect_left(values, low) : bisect_right(values, high)]
    named = {mention.value for _, one in group for mention in one.countries}
    fitting = [other for other in fitting if _may_be_of(named, other)]
    return min(fitting, key=lambda other: abs(other[0][1].value - count.value), default=None)


def _may_be_of(named: set[str], group: Group) -> bool:
    others = {mention.value for _, count in group for mention in count.countries}
    return not named or not others or bool(named & others)


def _drafts(analysis: Analysis, group: Group) -> Iterator[Draft]:
    """Give the operation of a group of equal counts; two where two sentences plainly do different things to them."""
    ranked = sorted(group, key=lambda item: (analysis.sentences.index(item[1].start) == 0, -item[0]))
    told = [_told(around(analysis, count.start), count, sure) for sure, count in ranked]
    first, main = _likeliest(told)
    second = next((one for one in told if one is not main and _differs(analysis, one, main, first)), None)
    if second is not None:
        told = [one for one in told if one is not second]
        first, _ = _likeliest(told)
    yield from _first(analysis, told, first)
    if second is not None:
        kind, _ = _likeliest([second])
        if kind != first:
            trigger = best_trigger(around(analysis, second.count.start), second.count, kind)
            needed = _second_threshold(analysis, second.count, main.count)
            yield Draft(kind, [second.count], trigger, second.sure, _kind_sure(second, kind), needed)


def _first(analysis: Analysis, told: list[_Told], kind: Kind) -> Iterator[Draft]:
    """Give the operation of equal counts of a kind, unless nothing says so or they are of people harmed by others."""
    best, counts = max(told, key=lambda one: one.scores[kind]), [one.count for one in told]
    if best.scores[kind] >= KIND_THRESHOLD and not (kind in _AGAINST and _are_victims(analysis, counts)):
        trigger = best_trigger(around(analysis, counts[0].start), counts[0], kind)
        sure = max(one.sure for one in told)
        yield Draft(kind, counts, trigger, sure, _kind_sure(best, kind), KIND_THRESHOLD)


def _are_victims(analysis: Analysis, counts: list[Count]) -> bool:
    """Tell whether people are counted by a word for victims alone: they are none of those who are arrested."""
    victims = analysis.patterns["victims"]
    before = _NOUN if analysis.language.lexicon.get("noun_first") else 0
    return victims is not None and all(
        victims.search(analysis.view.lower, max(0, count.start - before), count.noun_end) for count in counts
    )


def _told(analysis: Analysis, count: Count, sure: float) -> _Told:
    given = kind_features(analysis, count)
    scores = {kind: squashed(total_of(model, given)) for kind, model in _KIND_MODELS}
    scores |= dict.fromkeys(not_done_to(analysis, count), 0.0)
    return _Told(sure, count, given, scores)


def _kind_sure(told: _Told, kind: Kind) -> Probability:
    return probability(f"kind:{kind}", told.given)


def _likeliest(told: list[_Told]) -> tuple[Kind, _Told]:
    """Give the kind that is likeliest by one of some counts, and that count."""
    kind = max(KINDS, key=lambda kind: max([one.scores[kind] for one in told]))
    return kind, max(told, key=lambda one: one.scores[kind])


def _differs(analysis: Analysis, one: _Told, main: _Told, kind: Kind) -> bool:
    """Tell whether a sentence plainly does something else to people; less plainly where it gives that a date."""
    other, _ = _likeliest([one])
    if other == kind or {kind, other} <= SENT_AWAY or one.sure < ROLE_THRESHOLD:
        return False
    index = analysis.sentences.index(one.count.start)
    if (index == 0 and analysis.sentences.has_headline) or not analysis.in_sentence(index, "kind"):
        return False
    return one.scores[other] >= _second_threshold(analysis, one.count, main.count)


def _second_threshold(analysis: Analysis, count: Count, main: Count) -> float:
    return DATED_SECOND_THRESHOLD if _has_date_of_its_own(analysis, count, main) else SECOND_THRESHOLD


def _has_date_of_its_own(analysis: Analysis, count: Count, other: Count) -> bool:
    """Tell whether the sentence of a count gives a date that the one of another count does not."""
    here, there = (analysis.sentences.index(c.start) for c in (count, other))
    return own_date(analysis, here, [there]) in {"day", "other"}


def _uncounted(analysis: Analysis, used: set[int], drafts: list[Draft]) -> Iterator[Draft]:
    taken = set(map(_start_of, drafts))
    accepted = [
        (candidate, sure, needed)
        for candidate in uncounted_candidates(analysis, used)
        if (sure := probability("uncounted", candidate.features)) >= (needed := _needed(analysis, candidate))
        and candidate.trigger.start not in taken
        and not is_to_come(analysis, candidate.trigger)
    ]
    counted = [draft.trigger for draft in drafts if draft.trigger and draft.kind == "sanction"]
    by = imposed_by(analysis, [one.trigger for one, *_ in accepted if one.kind == "sanction"], counted)
    for candidate, sure, needed in accepted:
        counts = only_person(analysis, candidate.kind, candidate.trigger)
        for country in by[candidate.trigger.start] if candidate.kind == "sanction" else [None]:
            yield Draft(candidate.kind, counts, candidate.trigger, sure, sure, needed, by=country)


def _again(analysis: Analysis, drafts: list[Draft]) -> Iterator[Draft]:
    """Give what else was done to the people of operations, of each kind the likeliest, if likely enough."""
    taken = set(map(_start_of, drafts))
    best: dict[tuple[str, int | None], tuple[Probability, Again]] = {}
    for candidate in again_candidates(analysis, drafts):
        sure, key = probability("again", candidate.features), (candidate.kind, candidate.whose.persons)
        if (
            sure >= AGAIN_THRESHOLD
            and candidate.trigger.start not in taken
            and not is_to_come(analysis, candidate.trigger)
            and (key not in best or sure > best[key][0])
        ):
            best[key] = sure, candidate
    for sure, one in best.values():
        yield Draft(one.kind, [], one.trigger, sure, sure, AGAIN_THRESHOLD, whose=one.whose)


def _start_of(draft: Draft) -> int | None:
    """Give where the word stands that says what was done."""
    return draft.trigger.start if draft.trigger else None


def _needed(analysis: Analysis, candidate: Uncounted) -> float:
    """Give the probability from which a word without a number is an operation's."""
    if candidate.kind != "sanction" or candidate.sentence not in dated_sentences(analysis)[0]:
        return UNCOUNTED_THRESHOLD
    if imposing_each(analysis, candidate.sentence):
        return IMPOSED_BY_SEVERAL_THRESHOLD
    return IMPOSED_THRESHOLD if imposing(analysis, candidate.sentence) else UNCOUNTED_THRESHOLD
