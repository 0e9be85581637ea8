"""Which date, country, agencies, offences … belong to an operation.

Every mention of the text is a candidate; a linear model per slot gives its probability from how it stands to the
operation, never from the words themselves, so that one set of weights serves every language.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import NamedTuple

from crackdown.loaders.extraction.models.linear import Features, Probability, added, features, squashed, total_of
from crackdown.loaders.extraction.models.places import about, is_heard
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import bucket, distance
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.officials import OfficialFound

Span = tuple[int, int]
# Slots in which a text goes on with what the operation before had.
CARRIED = frozenset({"country", "offence", "agency", "partner", "official"})
_WITHIN = {"of", "from"}  # words that a phrase such as "the city of" may hold: "la ville de"
_ARTICLE = 40  # characters that stand between a preposition and a name at most: "the border town of"
_NEGLIGIBLE = 0.01
_WHOLE = 0.6  # share of the longest form's length from which a form counts as a name at length
_FAR = 4  # sentences from which all are as far away
_CUE_REACH = 80  # characters between a cue word and what it speaks about


@dataclass(slots=True)
class Candidate:
    """Something that may fill a slot of an operation: its value, where it stands, and its features."""

    value: object
    span: Span
    features: list[Features]
    excluded: bool = False  # a rule says no, whatever the model thinks
    required: bool = False  # a rule says yes
    stated: bool = False  # of a country: words say that people were sent there


def once_a_draft(find: Callable[..., list[Candidate]]) -> Callable[..., list[Candidate]]:
    """Have candidates found once for each operation: agencies are weighed for having acted, then for having helped."""

    @wraps(find)
    def found_once(analysis: Analysis, draft: Draft, *slot: str) -> list[Candidate]:
        key = find, *slot
        if key not in draft.remembered:
            draft.remembered[key] = find(analysis, draft, *slot)
        candidates: list[Candidate] = draft.remembered[key]
        return candidates

    return found_once


def anchor_of(draft: Draft) -> Span:
    """Give the span from which an operation's surroundings are measured: its count, or the word for what was done."""
    if draft.counts:
        return draft.counts[0].start, draft.counts[0].noun_end
    return (draft.trigger.start, draft.trigger.end) if draft.trigger else (0, 0)


def about_candidate(analysis: Analysis, draft: Draft, span: Span, others: Iterable[Span] = ()) -> tuple[Features, ...]:
    """Give the place of the question whether a candidate is an operation's, by its best mention and the others."""
    if not is_heard():
        return ()
    anchor = anchor_of(draft)
    return about(anchor, [span, *others], analysis.sentences.at(anchor[0]).span)


def about_none(analysis: Analysis, draft: Draft) -> tuple[Features, ...]:
    """Give the place of the choice that nothing fills a slot of an operation: its sentence."""
    if not is_heard():
        return ()
    return about_candidate(analysis, draft, analysis.sentences.at(anchor_of(draft)[0]).span)


def standing_features(analysis: Analysis, draft: Draft, span: Span) -> tuple[Features, ...]:
    """Say how a mention stands to the operation, and whether another operation is stated beside it."""
    remembered = draft.remembered
    found: tuple[Features, ...] | None = remembered.get(span)
    if found is None:
        there = analysis.sentences.index(span[0])
        found = remembered.get(there)  # wherever it stands in another sentence, it stands alike
        if found is None:
            point = _standpoint(analysis, draft)
            if there == point.here:
                found = remembered[span] = (_standing_here(analysis, draft, point, span),)
            else:
                found = remembered[there] = (_standing_elsewhere(analysis, draft, point, there),)
    return found


class _Standpoint(NamedTuple):
    """From where an operation looks at the mentions of its text."""

    anchor: Span
    here: int  # its sentence
    others: list[int]  # those of other operations, in order; a text has many


def _standpoint(analysis: Analysis, draft: Draft) -> _Standpoint:
    if _standpoint not in draft.remembered:
        anchor = anchor_of(draft)
        point = _Standpoint(anchor, analysis.sentences.index(anchor[0]), sorted(draft.others))
        draft.remembered[_standpoint] = point
    found: _Standpoint = draft.remembered[_standpoint]
    return found


def _standing_elsewhere(analysis: Analysis, draft: Draft, point: _Standpoint, there: int) -> Features:
    here, others, sentences = point.here, point.others, analysis.sentences.all
    low, high = (here, there) if here < there else (there, here)
    is_beside = there in draft.others
    is_between = is_beside or bisect_right(others, low) < bisect_left(others, high)
    is_same_paragraph = sentences[here].paragraph == sentences[there].paragraph
    apart = max(-_FAR, min(_FAR, there - here))
    return _elsewhere(apart, is_same_paragraph, there == 0, is_beside, is_between, bool(others))


def _standing_here(analysis: Analysis, draft: Draft, point: _Standpoint, span: Span) -> Features:
    here, anchor, others = point.here, point.anchor, draft.others
    between = analysis.view.text[min(anchor[1], span[1]) : max(anchor[0], span[0])]
    clauses = min(2, sum(map(between.count, ",;:("))) if between else 0
    side = "before" if span[0] < anchor[0] else "after"
    return _here(side, bucket(distance(*anchor, *span)), clauses, here == 0, here in others, bool(others))


@features
def _elsewhere(
    apart: int, is_same_paragraph: bool, is_title: bool, is_beside: bool, is_between: bool, are_several: bool
) -> Iterator[str]:
    yield f"apart={apart}"
    if is_same_paragraph:
        yield "paragraph"
    if is_title:
        yield "title"
    yield f"beside_other={is_beside}"
    yield f"other_between={is_between},{'after' if apart > 0 else 'before'}"
    yield f"operations={are_several}"


@features
def _here(side: str, near: str, clauses: int, is_title: bool, is_beside: bool, are_several: bool) -> Iterator[str]:
    yield "apart=0"
    yield f"same:{side}:{near}"
    yield f"same:{side}:clauses={clauses}"
    if is_title:
        yield "title"
    yield f"beside_other={is_beside}"
    yield f"other_between={is_beside},before"
    yield f"operations={are_several}"


def nearest_span(anchor: Span, spans: list[Span]) -> Span:
    """Give the span nearest to an anchor; the first of two equally near."""
    nearest, (start, end) = spans[0], anchor
    if len(spans) > 1:
        least = distance(start, end, *nearest)
        for span in spans:
            apart = distance(start, end, *span)
            if apart < least or (apart == least and span < nearest):
                nearest, least = span, apart
    return nearest


def whole_names(spans: list[Span]) -> list[Span]:
    """Give the spans that name a thing at length, of all that name it."""
    if len(spans) == 1:
        return spans
    needed = _WHOLE * max((end - start for start, end in spans), default=0)
    return [span for span in spans if span[1] - span[0] >= needed]


def general_features(draft: Draft) -> Features:
    """Say what kind of operation asks."""
    return _general(draft.kind, draft.is_total)


@features
def _general(kind: str, is_total: bool) -> Iterator[str]:
    yield f"kind={kind}"
    yield f"total={is_total}"


def before_features(analysis: Analysis, draft: Draft, *, has_it: bool) -> Features:
    """Say whether the operation told before this one has a value: texts go on with a country or a body at work."""
    key = before_features, has_it
    if key not in draft.remembered:
        draft.remembered[key] = _before_features(analysis, draft, has_it)
    found: Features = draft.remembered[key]
    return found


def _before_features(analysis: Analysis, draft: Draft, has_it: bool) -> Features:
    before = draft.before
    if before is None:
        return _NONE_BEFORE
    apart = analysis.sentences.index(anchor_of(draft)[0]) - analysis.sentences.index(anchor_of(before)[0])
    return _before(has_it, min(apart, 2), draft.kind, draft.kind == before.kind, draft.is_total)


_NONE_BEFORE = Features(["before=none"])


@features
def _before(has_it: bool, apart: int, kind: str, is_same_kind: bool, is_total: bool) -> Iterator[str]:
    yield f"before={has_it}"
    yield f"before={has_it},apart={apart}"
    yield f"before={has_it},kind={kind}"
    yield f"before={has_it},same_kind={is_same_kind}"
    yield f"before={has_it},total={is_total}"


def carried_probability(analysis: Analysis, draft: Draft, slot: str, candidate: Candidate) -> tuple[float, Probability]:
    """Give a candidate's probability, whatever the operation told before may have in the slot.

    How surely that one has the value weighs the two cases, that it has it and that it has not; the model's probability
    in the likelier case comes second: it is what a reader is told of.
    """
    had = draft.before.had.get((slot, value_key(candidate.value)), 0.0) if draft.before else 0.0
    likelier = before_features(analysis, draft, has_it=had >= 0.5)
    own = total_of(slot, candidate.features)
    told = Probability(squashed(own + added(slot, likelier)), slot, [*candidate.features, likelier])
    if had < _NEGLIGIBLE:
        return told, told
    other = squashed(own + added(slot, before_features(analysis, draft, has_it=had < 0.5)))
    return max(had, 1 - had) * told + min(had, 1 - had) * other, told


def value_key(value: object) -> object:
    """Give what tells a candidate's value from others: bodies are compared as the same object of the text."""
    if isinstance(value, (AgencyFound, OfficialFound)):
        return value.origin or id(value)
    return value if isinstance(value, (str, tuple)) else id(value)


def has_cue_around(analysis: Analysis, span: Span, cue: str) -> bool:
    """Tell whether a cue word stands near a span in its sentence."""
    key = has_cue_around, span, cue
    if key not in analysis.remembered:
        beside = analysis.in_sentence(analysis.sentences.index(span[0]), cue)
        analysis.remembered[key] = any(distance(m.start, m.end, *span) <= _CUE_REACH for m in beside)
    found: bool = analysis.remembered[key]
    return found


def relation_before(analysis: Analysis, span: Span) -> str | None:
    """Give the class of preposition (in, from, to, by, of) right before a span, or of postposition right after it."""
    remembered = analysis.remembered
    if span not in remembered:
        remembered[span] = _relation_before(analysis, span)
    found: str | None = remembered[span]
    return found


def _relation_before(analysis: Analysis, span: Span) -> str | None:
    for value, joined in analysis.language.joined_relations.items():
        if joined.match(analysis.view.lower, span[1]):
            return value
    relations = _relations(analysis)
    between = analysis.language.patterns["article"]
    if relations.follow:
        return _behind(analysis, relations, span, between)
    ends, start = relations.ends, span[0]
    nearest = bisect_right(ends, start)
    for position in range(bisect_left(ends, start - _ARTICLE), nearest):
        if not all(value in _WITHIN for value in relations.values[position + 1 : nearest]):
            continue  # "from Bavet to the city of Vinh"
        phrase = analysis.view.lower[ends[position] : start].rstrip()
        if between.fullmatch(phrase.lstrip()):
            cases = [span[1], ends[position] + len(phrase)] if phrase else [span[1]]  # of the name, of "в городе"
            is_goal = relations.values[position] == "in" and _is_goal(analysis, relations.starts[position], cases)
            return "to" if is_goal else relations.values[position]
    return None


def _behind(analysis: Analysis, relations: _Relations, span: Span, between: re.Pattern[str]) -> str | None:
    """Give the class of the postposition behind a span, or behind what sort of place it is: "पोइपेट शहर में"."""
    following = bisect_right(relations.ends, span[1])  # it may begin with what a name's stem ends with: நேபாள|த்|தில்
    if following == len(relations.starts) or relations.starts[following] <= span[0]:
        return None
    begin = relations.starts[following]
    is_far = begin > span[1] + 1
    if is_far and (begin > span[1] + _ARTICLE or not between.fullmatch(analysis.view.lower[span[1] : begin].strip())):
        return None
    return relations.values[following]


def _is_goal(analysis: Analysis, start: int, ends: list[int]) -> bool:
    """Tell whether cases behind a preposition say where to, of all that ends there: "в Чехию", "в городе Пойпет"."""
    pattern = analysis.language.patterns.get("where_to")
    return pattern is not None and all(pattern.fullmatch(analysis.view.lower, start, end) for end in ends)


class _Relations(NamedTuple):
    """The prepositions or postpositions of a text in its order; none overlaps another."""

    starts: list[int]
    ends: list[int]
    values: list[str]
    follow: bool  # whether they stand behind what they go with


@once_a_text
def _relations(analysis: Analysis) -> _Relations:
    found = analysis.of_type("relation")
    follow = bool(analysis.language.lexicon.get("postpositions"))
    return _Relations([m.start for m in found], [m.end for m in found], [m.value for m in found], follow)
