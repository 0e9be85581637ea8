"""Which of the words that state a fact are quoted for it.

A text often states a fact in several places: the country by its name, a town in it, its police. A reader looks for the
words that state it for this operation. A model that chooses among them learned from the words that people quoted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from crackdown.loaders.extraction.models.linear import Features, Together, features, shares
from crackdown.loaders.extraction.models.places import about, is_heard
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import bucket, distance
from crackdown.loaders.extraction.text.spans import Span, Spans
from crackdown.loaders.extraction.text.wordings import Wording, wordings_of
from crackdown.loaders.extraction.what.candidates import anchor_of, relation_before, standing_features
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.what.kinds import FITTING
from crackdown.loaders.extraction.what.owners import owner_features

_NEXT = 2  # characters between two wordings that touch
_TOUCHING = re.compile(rf"[ ,(]{{0,{_NEXT}}}")
_PLAIN = (1, 3, 6, 12, 24)
_LISTED = 25  # characters between two countries of one list
_OPENING = 3  # characters before the first word of a line
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
    words = [_words(analysis, wording) for wording in wordings]
    for one, share in zip(words, sure, strict=True):
        by_words[one] = by_words.get(one, 0.0) + share
    ranked = zip(words, sure, wordings, strict=True)
    return max(ranked, key=lambda item: (by_words[item[0]], item[1], -item[2].start))[2]


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


def _words(analysis: Analysis, wording: Wording) -> str:
    return analysis.view.lower[wording.start : wording.end]


def quote_options(analysis: Analysis, draft: Draft, slot: str, wordings: list[Wording]) -> list[list[Features]]:
    """Describe wordings of one value for the model that chooses which to quote; one list of features each."""
    anchor = anchor_of(draft)
    by_distance = sorted(wordings, key=lambda wording: distance(*anchor, wording.start, wording.end))
    words = [_words(analysis, wording) for wording in wordings]
    often = Counter(words)
    nearest, first = _first_by_how(by_distance), _first_by_how(wordings)
    asking = _asking(analysis, draft)
    return [
        [
            *standing_features(analysis, draft, wording.span),
            *_own_features(analysis, draft, wording, asking),
            *([owner_features(analysis, draft, wording.span, wording.how)] if slot in _TOLD_OF_EACH else []),
            _rank_features(
                wording.how,
                min(3, often[word]),
                (at == 0, wording is first[wording.how], draft.is_total),
                (wording is by_distance[0], wording is nearest[wording.how]),
            ),
            *about_wording(analysis, wording, anchor),
        ]
        for at, (wording, word) in enumerate(zip(wordings, words, strict=True))
    ]


def about_wording(analysis: Analysis, wording: Wording, anchor: Span | None = None) -> tuple[Features, ...]:
    """Give the place of the question whether a wording is quoted; its sentence asks, where no operation does."""
    if not is_heard():
        return ()
    sentence = analysis.sentences.at(wording.start).span
    return about(anchor or sentence, [wording.span], sentence)


@features
def _rank_features(how: str, often: int, firsts: tuple[bool, bool, bool], nearests: tuple[bool, bool]) -> Iterator[str]:
    """Say how often the words stand in the text, and whether they are first or nearest, of all or of their sort."""
    is_first, is_first_of_sort, is_total = firsts
    is_nearest, is_nearest_of_sort = nearests
    yield f"often={often}"
    yield f"nearest={is_nearest}"
    yield f"nearest={is_nearest_of_sort},how={how}"
    yield f"first={is_first}"
    yield f"first={is_first},total={is_total}"
    yield f"first={is_first_of_sort},how={how}"


def _first_by_how(wordings: list[Wording]) -> dict[str, Wording]:
    found: dict[str, Wording] = {}
    for wording in wordings:
        found.setdefault(wording.how, wording)
    return found


class _Asking(NamedTuple):
    """The operation that asks which words to quote, by the sentences of the text."""

    anchor: Span
    here: int
    trigger: int | None  # the sentence of the word for what was done
    counted: set[int]  # the sentences that count its people


def _asking(analysis: Analysis, draft: Draft) -> _Asking:
    anchor, index, trigger = anchor_of(draft), analysis.sentences.index, draft.trigger
    counted = {index(count.start) for count in draft.counts}
    return _Asking(anchor, index(anchor[0]), index(trigger.start) if trigger else None, counted)


def _own_features(analysis: Analysis, draft: Draft, wording: Wording, asking: _Asking) -> list[Features]:
    """Say how a wording stands to the words of the operation, and in the text."""
    looked, anchor, here, how = _look_at(analysis, wording), asking.anchor, asking.here, wording.how
    there = looked.sentence
    is_here = here == there
    found = [
        _worded(how, draft.kind, max(-2, min(2, there - here)), there == 0),
        looked.standing[is_here],
        _counted(there in asking.counted, is_here, min(4, there)),
        _action(*_fits(draft.kind, looked.action)),
    ]
    trigger = draft.trigger
    if trigger and asking.trigger == there:
        side = "before" if wording.start < trigger.start else "after"
        apart = distance(trigger.start, trigger.end, wording.start, wording.end)
        is_it = trigger.start == wording.start and trigger.end == wording.end
        found.append(_to_trigger(side, bucket(apart), is_it))
    if is_here:
        low, high = min(anchor[1], wording.end), max(anchor[0], wording.start)
        number = _others_between(analysis, draft, low, high)
        found.append(_between("before" if wording.start < anchor[0] else "after", min(2, number), how))
    return found


class _Looked(NamedTuple):
    """A wording in its text, whichever operation asks for it."""

    sentence: int
    standing: tuple[Features, Features]  # where the operation is told in another sentence, and in this one
    action: tuple[int, str] | None  # how far the next word for an action in the sentence is, and what it says


def _look_at(analysis: Analysis, wording: Wording) -> _Looked:
    key = _look_at, wording.start, wording.end, wording.how, wording.at
    if key not in analysis.remembered:
        how, index = wording.how, analysis.sentences.index(wording.start)
        relation = relation_before(analysis, wording.span)
        plain = next((at for at in _PLAIN if wording.at < at), None)
        place = [_name_features(analysis, wording), _company_features(analysis, wording)]
        beside, here = (
            Together([_related(how, relation, is_here), _plain(how, plain, is_here), *place])
            for is_here in (False, True)
        )
        actions = analysis.in_sentence(index, "kind")
        apart = [(distance(m.start, m.end, *wording.span), m.value) for m in actions if m.start != wording.start]
        analysis.remembered[key] = _Looked(index, (beside, here), min(apart, default=None))
    found: _Looked = analysis.remembered[key]
    return found


def _fits(kind: str, action: tuple[int, str] | None) -> tuple[bool | None, str]:
    """Tell whether a word for an action fits an operation, and how far it is."""
    if action is None:
        return None, ""
    near, value = action
    return value == kind or value in FITTING.get(kind, ()), bucket(near)


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
def _related(how: str, relation: str | None, is_here: bool) -> Iterator[str]:
    yield f"how={how},relation={relation}"
    yield f"relation={relation},here={is_here}"


@features
def _counted(is_counted: bool, is_here: bool, sentence: int) -> Iterator[str]:
    """Say whether the sentence counts the operation's people."""
    yield f"counted={is_counted},here={is_here},title={sentence == 0}"
    yield f"sentence={sentence}"


@features
def _plain(how: str, plain: int | None, is_here: bool) -> Iterator[str]:
    yield f"plain={plain}"
    yield f"plain={plain},here={is_here}"
    yield f"how={how},plain={plain}"


@features
def _action(fits: bool | None, near: str) -> Iterator[str]:
    yield "action=none" if fits is None else f"action={fits}:{near}"


@features
def _to_trigger(side: str, near: str, is_it: bool) -> Iterator[str]:
    yield f"trigger:{side}:{near}"
    yield f"trigger={is_it}"


@features
def _between(side: str, counts: int, how: str) -> Iterator[str]:
    """Say what stands between a wording and the operation's count: other counts."""
    yield f"counts:{side}={counts},how={how}"


def _name_features(analysis: Analysis, wording: Wording) -> Features:
    """Say whether a wording is part of a body's or airport's name, counts people, or opens its line."""
    bodies = {a.kind for a in analysis.agencies for span in a.spans if _covers(span, wording)}
    airport = any(_covers(span, wording) for found in analysis.airports for span in found.spans)
    counted = any(m.start == wording.start for count in analysis.counts for m in count.countries)
    opens = wording.start - (analysis.view.text.rfind("\n", 0, wording.start) + 1) <= _OPENING
    return _name(wording.how, min(bodies) if bodies else None, airport, counted, opens)


@features
def _name(how: str, body: str | None, airport: bool, counted: bool, opens: bool) -> Iterator[str]:
    yield f"how={how},body={body}"
    yield f"how={how},airport={airport}"
    yield f"how={how},counted={counted}"
    yield f"how={how},opens={opens}"


def _company_features(analysis: Analysis, wording: Wording) -> Features:
    """Say what the sentence of a wording names besides: countries in a list, charges, people."""
    index = analysis.sentences.index(wording.start)
    named = [m for m in analysis.in_sentence(index, "country") if m.start != wording.start]
    near = sum(distance(m.start, m.end, *wording.span) <= _LISTED for m in named)
    offences = {m.value for m in analysis.in_sentence(index, "offence")}
    return _company(wording.how, min(2, near), min(3, len(offences)), bool(analysis.in_sentence(index, "people")))


@features
def _company(how: str, listed: int, offences: int, people: bool) -> Iterator[str]:
    yield f"how={how},listed={listed}"
    yield f"how={how},offences={offences}"
    yield f"how={how},people={people}"


def _covers(span: Span, wording: Wording) -> bool:
    return span[0] <= wording.start and wording.end <= span[1]
