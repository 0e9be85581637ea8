"""Which of the words that state a fact are quoted for it.

A text often states a fact in several places: the country by its name, a town in it, its police. A reader looks for the
words that state it for this operation. A model that chooses among them learned from the words that people quoted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.candidates import Span, anchor_of, relation_before, standing_features
from crackdown.loaders.extraction.drafts import Draft
from crackdown.loaders.extraction.kinds import FITTING
from crackdown.loaders.extraction.linear import Features, features, shares
from crackdown.loaders.extraction.mentions import bucket, distance
from crackdown.loaders.extraction.wordings import Wording, wordings_of

_TOUCHING = re.compile(r"[ ,(]{0,2}")
_PLAIN = (1, 3, 6, 12, 24)
_LISTED = 25  # characters between two countries of one list
_OPENING = 3  # characters before the first word of a line


def quoted(analysis: Analysis, draft: Draft, slot: str, value: object, otherwise: Span) -> Span:
    """Give the span to quote for an operation's value; `otherwise` where nothing states it, or nothing else."""
    wordings = wordings_of(analysis, draft, slot, value)
    if not wordings:
        return otherwise
    if len(wordings) == 1:
        return wordings[0].span
    sure = shares(f"quote:{slot}", quote_options(analysis, draft, wordings))
    return widened(analysis, likeliest(analysis, wordings, sure), wordings)


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
        if one.start >= end and _TOUCHING.fullmatch(text, end, one.start):
            end = one.end
    for one in reversed(wordings):
        if one.end <= start and _TOUCHING.fullmatch(text, one.end, start):
            start = one.start
    return start, end + (text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")")


def _words(analysis: Analysis, wording: Wording) -> str:
    return analysis.view.lower[wording.start : wording.end]


def quote_options(analysis: Analysis, draft: Draft, wordings: list[Wording]) -> list[list[Features]]:
    """Describe wordings of one value for the model that chooses which to quote; one list of features each."""
    anchor = anchor_of(draft)
    by_distance = sorted(wordings, key=lambda wording: distance(*anchor, *wording.span))
    often = Counter(_words(analysis, wording) for wording in wordings)
    nearest, first = _first_by_how(by_distance), _first_by_how(wordings)
    return [
        [
            *standing_features(analysis, draft, wording.span),
            Features(_own_features(analysis, draft, wording)),
            Features(_place_features(analysis, wording)),
            _rank_features(
                wording.how,
                min(3, often[_words(analysis, wording)]),
                (at == 0, wording is first[wording.how], draft.is_total),
                (wording is by_distance[0], wording is nearest[wording.how]),
            ),
        ]
        for at, wording in enumerate(wordings)
    ]


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


def _own_features(analysis: Analysis, draft: Draft, wording: Wording) -> Iterator[str]:
    """Say how a wording stands to the words of the operation."""
    index = analysis.sentences.index
    here, there = index(anchor_of(draft)[0]), index(wording.start)
    relation = relation_before(analysis, wording.span)
    counted = any(index(count.start) == there for count in draft.counts)
    yield f"how={wording.how}"
    yield f"how={wording.how},kind={draft.kind}"
    yield f"how={wording.how},apart={max(-2, min(2, there - here))}"
    yield f"how={wording.how},relation={relation}"
    yield f"relation={relation},here={here == there}"
    yield f"counted={counted},here={here == there},title={there == 0}"
    yield f"how={wording.how},title={there == 0}"
    yield f"sentence={min(4, there)}"
    plain = next((at for at in _PLAIN if wording.at < at), None)
    yield f"plain={plain}"
    yield f"plain={plain},here={here == there}"
    yield f"how={wording.how},plain={plain}"
    yield f"action={_nearest_action(analysis, draft, wording)}"
    if draft.trigger and index(draft.trigger.start) == there:
        side = "before" if wording.start < draft.trigger.start else "after"
        apart = distance(draft.trigger.start, draft.trigger.end, *wording.span)
        yield f"trigger:{side}:{bucket(apart)}"
        yield f"trigger={(draft.trigger.start, draft.trigger.end) == wording.span}"
    if here == there:
        yield from _between(analysis, draft, wording)


def _nearest_action(analysis: Analysis, draft: Draft, wording: Wording) -> str:
    """Tell whether the word for an action next to a wording in its sentence fits the operation, and how far it is."""
    actions = analysis.in_sentence(analysis.sentences.index(wording.start), "kind")
    apart = [(distance(m.start, m.end, *wording.span), m.value) for m in actions if m.start != wording.start]
    if not apart:
        return "none"
    near, value = min(apart)
    fits = value == draft.kind or value in FITTING.get(draft.kind, ())
    return f"{fits}:{bucket(near)}"


def _between(analysis: Analysis, draft: Draft, wording: Wording) -> Iterator[str]:
    """Say what stands between a wording and the operation's count: other counts, the end of a clause."""
    start, end = anchor_of(draft)
    low, high = min(end, wording.end), max(start, wording.start)
    side = "before" if wording.start < start else "after"
    others = sum(low <= count.start < high for count in analysis.counts if count not in draft.counts)
    yield f"counts:{side}={min(2, others)},how={wording.how}"


def _place_features(analysis: Analysis, wording: Wording) -> list[str]:
    """Describe where a wording stands, whatever operation asks: once a text."""
    key = _place_features, wording
    if key not in analysis.remembered:
        analysis.remembered[key] = [*_name_features(analysis, wording), *_company_features(analysis, wording)]
    features: list[str] = analysis.remembered[key]
    return features


def _name_features(analysis: Analysis, wording: Wording) -> Iterator[str]:
    """Say whether a wording is part of a body's or airport's name, counts people, or opens its line."""
    bodies = {a.kind for a in analysis.agencies for span in a.spans if _covers(span, wording)}
    airport = any(_covers(span, wording) for found in analysis.airports for span in found.spans)
    counted = any(m.start == wording.start for count in analysis.counts for m in count.countries)
    opens = wording.start - (analysis.view.text.rfind("\n", 0, wording.start) + 1) <= _OPENING
    yield f"how={wording.how},body={min(bodies) if bodies else None}"
    yield f"how={wording.how},airport={airport}"
    yield f"how={wording.how},counted={counted}"
    yield f"how={wording.how},opens={opens}"


def _company_features(analysis: Analysis, wording: Wording) -> Iterator[str]:
    """Say what the sentence of a wording names besides: countries in a list, charges, people."""
    index = analysis.sentences.index(wording.start)
    named = [m for m in analysis.in_sentence(index, "country") if m.start != wording.start]
    near = sum(distance(m.start, m.end, *wording.span) <= _LISTED for m in named)
    offences = {m.value for m in analysis.in_sentence(index, "offence")}
    yield f"how={wording.how},listed={min(2, near)}"
    yield f"how={wording.how},offences={min(3, len(offences))}"
    yield f"how={wording.how},people={bool(analysis.in_sentence(index, 'people'))}"


def _covers(span: Span, wording: Wording) -> bool:
    return span[0] <= wording.start and wording.end <= span[1]
