"""Which of the words that state a fact are quoted for it.

A text often states a fact in several places: the country by its name, a town in it, its police. A reader looks for the
words that state it for this operation. A model that chooses among them learned from the words that people quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crackdown.loaders.extraction.models.linear import Features, features, shares
from crackdown.loaders.extraction.models.places import about, is_heard
from crackdown.loaders.extraction.record.standing_wordings import Standing, standing_wordings, words_of
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import bucket, distance
from crackdown.loaders.extraction.text.spans import Span, Spans
from crackdown.loaders.extraction.text.wordings import Wording, wordings_of
from crackdown.loaders.extraction.what.candidates import anchor_of, standing_features
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.what.kinds import FITTING
from crackdown.loaders.extraction.what.owners import owner_features

_NEXT = 2  # characters between two wordings that touch
_TOUCHING = re.compile(rf"[ ,(]{{0,{_NEXT}}}")
_BREATH = 20  # characters between words that say the same in one breath
# What each operation of a text has words of its own for; of charges and nationalities texts speak for all at once.
_TOLD_OF_EACH = frozenset({"kind", "country"})


def quoted(analysis: Analysis, draft: Draft, slot: str, value: object, otherwise: Span) -> Span:
    """Give the span to quote for an operation's value; `otherwise` where nothing states it, or nothing else."""
    wordings = wordings_of(analysis, draft, slot, value)
    if not wordings:
        return otherwise
    if len(wordings) == 1:
        return wordings[0].span
    sure = shares(f"quote:{slot}", quote_options(analysis, draft, slot, wordings))
    chosen = widened(analysis, likeliest(analysis, wordings, sure), wordings)
    return joined(analysis, draft, slot, chosen, wordings)


def likeliest(analysis: Analysis, wordings: list[Wording], sure: list[float]) -> Wording:
    """Give the likeliest wording, where places that use the same words count together; of these the likeliest place."""
    by_words: dict[str, float] = {}
    words = words_of(analysis, wordings)
    for one, share in zip(words, sure, strict=True):
        by_words[one] = by_words.get(one, 0.0) + share
    most = max(by_words.values())
    ranked = [item for item in zip(sure, wordings, words, strict=True) if by_words[item[2]] == most]
    return max(ranked, key=lambda item: (item[0], -item[1].start))[1]


def widened(analysis: Analysis, chosen: Wording, wordings: list[Wording]) -> Span:
    """Give a wording's span with the others that touch it: "Bavet, Cambodia", "brought back home", "Ministry (MOI)"."""
    text, (start, end) = analysis.view.text, chosen.span
    for one in wordings:
        if 0 <= one.start - end <= _NEXT and _TOUCHING.fullmatch(text, end, one.start):
            end = one.end
    for one in reversed(wordings):
        if 0 <= start - one.end <= _NEXT and _TOUCHING.fullmatch(text, one.end, start):
            start = one.start
    return start, _closed(text, start, end)


def _closed(text: str, start: int, end: int) -> int:
    """Give a span's end, past the bracket that closes one of its own."""
    return end + (text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")")


def joined(analysis: Analysis, draft: Draft, slot: str, span: Span, wordings: list[Wording]) -> Span:
    """Give a span with the next wording on either side in one breath: "raided Poipet in western Cambodia".

    A body's name stays out of it: it says where it belongs more than where it was. So does what lies beyond another
    country or the people of another operation.
    """
    (start, end), text = span, analysis.view.text
    beside = [one for one in wordings if one.how != "agency"]
    after = next((one for one in beside if one.start >= end), None)
    before = next((one for one in reversed(beside) if one.end <= start), None)
    if after and _in_one_breath(analysis, draft, slot, end, after.start):
        end = after.end
    if before and _in_one_breath(analysis, draft, slot, before.end, start):
        start = before.start
    return start, _closed(text, start, end)


def _in_one_breath(analysis: Analysis, draft: Draft, slot: str, end: int, start: int) -> bool:
    """Tell whether what stands from the end of one wording to the start of the next leaves them together."""
    index = analysis.sentences.index
    if start - end > _BREATH or index(end) != index(start):
        return False
    if _others_between(analysis, draft, end, start):
        return False
    return slot == "kind" or not any(end <= m.start < start for m in analysis.in_sentence(index(start), "country"))


def quote_options(analysis: Analysis, draft: Draft, slot: str, wordings: list[Wording]) -> list[list[Features]]:
    """Describe wordings of one value for the model that chooses which to quote; one list of features each."""
    asking, standing = _asking(analysis, draft), standing_wordings(analysis, wordings)
    nearest = _nearest_by_how(asking.anchor, standing)
    _, nearest_of_all = min(nearest.values())
    options = []
    for at, one in enumerate(standing):
        option = _own_features(analysis, draft, asking, one)
        is_nearest, is_nearest_of_sort = at == nearest_of_all, at == nearest[one.how][1]
        option.append(_nearness(one.how, is_nearest, is_nearest_of_sort, at == 0, draft.is_total))
        if slot in _TOLD_OF_EACH:
            option.append(owner_features(analysis, draft, one.span, one.how))
        options.append(option)
    if is_heard():
        for wording, option in zip(wordings, options, strict=True):
            option.extend(about_wording(analysis, wording, asking.anchor))
    return options


def about_wording(analysis: Analysis, wording: Wording, anchor: Span | None = None) -> tuple[Features, ...]:
    """Give the place of the question whether a wording is quoted; its sentence asks, where no operation does."""
    if not is_heard():
        return ()
    sentence = analysis.sentences.at(wording.start).span
    return about(anchor or sentence, [wording.span], sentence)


def _nearest_by_how(anchor: Span, standing: list[Standing]) -> dict[str, tuple[int, int]]:
    """Give of each sort of wording how far the nearest to an operation's anchor is, and its position among all."""
    nearest: dict[str, tuple[int, int]] = {}
    for at, one in enumerate(standing):
        apart = distance(*anchor, *one.span)
        if one.how not in nearest or apart < nearest[one.how][0]:
            nearest[one.how] = apart, at
    return nearest


@features
def _nearness(how: str, is_nearest: bool, is_nearest_of_sort: bool, is_first: bool, is_total: bool) -> Iterator[str]:
    """Say whether words are nearest to the operation, of all or of their sort, and whether they are first of a sum."""
    yield f"nearest={is_nearest}"
    yield f"nearest={is_nearest_of_sort},how={how}"
    yield f"first={is_first},total={is_total}"


class _Asking(NamedTuple):
    """The operation that asks which words to quote, by the sentences of the text."""

    anchor: Span
    here: int
    trigger: int | None  # the sentence of the word for what was done
    counted: set[int]  # the sentences that count its people
    elsewhere: dict[int, _FromHere]  # how the words of other sentences stand to it, once one of them was asked about


class _FromHere(NamedTuple):
    """How words stand to the operation."""

    apart: int  # in sentences
    features: list[Features]


def _asking(analysis: Analysis, draft: Draft) -> _Asking:
    if _asking not in draft.remembered:
        anchor, index, trigger = anchor_of(draft), analysis.sentences.index, draft.trigger
        counted = {index(count.start) for count in draft.counts}
        triggered = index(trigger.start) if trigger else None
        draft.remembered[_asking] = _Asking(anchor, index(anchor[0]), triggered, counted, {})
    found: _Asking = draft.remembered[_asking]
    return found


def _from_here(analysis: Analysis, draft: Draft, asking: _Asking, one: Standing) -> _FromHere:
    """Say how a wording stands to the operation: in another sentence all stand alike."""
    there, is_here = one.sentence, one.sentence == asking.here
    if there in asking.elsewhere:
        return asking.elsewhere[there]
    counted = _counted(there in asking.counted, is_here, min(4, there))
    apart = max(-2, min(2, there - asking.here))
    found = _FromHere(apart, [*standing_features(analysis, draft, one.span), counted])
    if not is_here:
        asking.elsewhere[there] = found
    return found


def _own_features(analysis: Analysis, draft: Draft, asking: _Asking, one: Standing) -> list[Features]:
    """Say how a wording stands to the words of the operation, and in the text."""
    (start, end), how, is_here = one.span, one.how, one.sentence == asking.here
    seen, trigger = _from_here(analysis, draft, asking, one), draft.trigger
    found = [
        *seen.features,
        *(one.here if is_here else one.beside),
        _worded(how, draft.kind, seen.apart, one.sentence == 0),
        _action(draft.kind, *one.action),
    ]
    if trigger and asking.trigger == one.sentence:
        side = "before" if start < trigger.start else "after"
        apart = distance(trigger.start, trigger.end, start, end)
        found.append(_to_trigger(side, bucket(apart), trigger.start == start and trigger.end == end))
    if is_here:
        first, last = asking.anchor
        number = _others_between(analysis, draft, min(last, end), max(first, start))
        found.append(_between("before" if start < first else "after", min(2, number), how))
    return found


def _others_between(analysis: Analysis, draft: Draft, low: int, high: int) -> int:
    """Count the numbers of people from one place on and before another that are not the operation's."""
    if _others_between not in draft.remembered:
        own = set(draft.counts).intersection(analysis.counts)
        draft.remembered[_others_between] = Spans((count.start, count.end) for count in own)
    mine: Spans = draft.remembered[_others_between]
    return analysis.counted.begin_between(low - 1, high) - mine.begin_between(low - 1, high)


@features
def _worded(how: str, kind: str, apart: int, is_title: bool) -> Iterator[str]:
    yield f"how={how}"
    yield f"how={how},kind={kind}"
    yield f"how={how},apart={apart}"
    yield f"how={how},title={is_title}"


@features
def _counted(is_counted: bool, is_here: bool, sentence: int) -> Iterator[str]:
    """Say whether the sentence counts the operation's people."""
    yield f"counted={is_counted},here={is_here},title={sentence == 0}"
    yield f"sentence={sentence}"


@features
def _action(kind: str, action: str, near: str) -> Iterator[str]:
    """Say whether the next word for an action fits the operation, and how far it is."""
    fits = action == kind or action in FITTING.get(kind, ())
    yield f"action={fits}:{near}" if action else "action=none"


@features
def _to_trigger(side: str, near: str, is_it: bool) -> Iterator[str]:
    yield f"trigger:{side}:{near}"
    yield f"trigger={is_it}"


@features
def _between(side: str, counts: int, how: str) -> Iterator[str]:
    """Say what stands between a wording and the operation's count: other counts."""
    yield f"counts:{side}={counts},how={how}"
