"""What kind of operation a count belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from crackdown.graph.record import Kind
from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.counts import Count
from crackdown.loaders.extraction.mentions import Mention, bucket, distance

KINDS: tuple[Kind, ...] = get_args(Kind)


def kind_features(analysis: Analysis, count: Count) -> list[str]:
    """Describe a count's surroundings for the models of the ten kinds."""
    return [
        *_around(analysis, count),
        *_order(analysis, count),
        *_elsewhere(analysis, count),
        *_actors(analysis, count),
    ]


def _around(analysis: Analysis, count: Count) -> Iterator[str]:
    for mention in analysis.in_sentence(analysis.sentences.index(count.start), "kind"):
        side = "before" if mention.start < count.start else "after"
        yield f"{mention.value}:{side}"
        yield f"{mention.value}:{bucket(_apart(count, mention))}"


def _order(analysis: Analysis, count: Count) -> Iterator[str]:
    """Say which word of the sentence comes first, last and next to the count: "those arrested were sent home"."""
    index = analysis.sentences.index(count.start)
    triggers = analysis.in_sentence(index, "kind")
    if not triggers:
        return
    nearest = min(triggers, key=lambda m: _apart(count, m))
    before = [m.value for m in triggers if m.start < count.start]
    after = [m.value for m in triggers if m.start >= count.start]
    own = {m.value for m in count.countries}
    yield f"nearest={nearest.value}"
    yield f"term={nearest.data['term']}"
    yield f"nearest={nearest.value},own={analysis.home in own},foreign={bool(own - {analysis.home})}"
    yield f"first={triggers[0].value}"
    yield f"last={triggers[-1].value}"
    yield f"nearest={nearest.value},last={triggers[-1].value}"
    yield f"before={before[-1] if before else None},after={after[0] if after else None}"
    if after:
        yield f"last_after={after[-1]}"
    others = [c for c in analysis.counts if c is not count and analysis.sentences.index(c.start) == index]
    for mention in triggers:
        low, high = min(mention.start, count.start), max(mention.start, count.start)
        if not any(low < other.start < high for other in others):
            yield f"unparted={mention.value}"
    kinds = sorted({m.value for m in triggers})
    for position, one in enumerate(kinds):
        for other in kinds[position + 1 :]:
            yield f"both={one},{other}"
    if len(kinds) == 1:
        yield f"only={kinds[0]}"


def _elsewhere(analysis: Analysis, count: Count) -> Iterator[str]:
    index = analysis.sentences.index(count.start)
    is_bare = not analysis.in_sentence(index, "kind")
    for offset in (-1, 1):
        if 0 <= index + offset < len(analysis.sentences.all):
            side = "previous" if offset < 0 else "next"
            for value in {m.value for m in analysis.in_sentence(index + offset, "kind")}:
                yield f"{side}={value}"
                if is_bare:
                    yield f"alone:{side}={value}"
    for value in {m.value for m in analysis.in_sentence(0, "kind")}:
        yield f"title={value}"
        yield f"title={value},bare={is_bare}"
    for value in {m.value for m in analysis.of_type("kind")}:
        yield f"text={value}"


def _apart(count: Count, mention: Mention) -> int:
    return distance(count.start, count.noun_end, mention.start, mention.end)


def _actors(analysis: Analysis, count: Count) -> Iterator[str]:
    index = analysis.sentences.index(count.start)
    sentence = analysis.sentences.all[index]
    yield f"noun={count.noun}"
    yield f"word={count.word}"
    yield f"own={any(m.value == analysis.home for m in count.countries)}"
    yield f"issuer={analysis.issuers[0][0].kind if analysis.issuers else None}"
    yield f"one={count.value == 1}"
    own = {m.value for m in count.countries}
    embassies = {a.country for a in analysis.agencies if a.kind == "embassy"}
    yield f"home_known={analysis.home is not None},own={analysis.home in own},foreign={bool(own - {analysis.home})}"
    yield f"embassy={bool(own & embassies)}"
    if analysis.issuers:
        issuer = analysis.issuers[0][0]
        yield f"issuer={issuer.kind},own={issuer.country in own}"
        yield f"issuer_own={issuer.country in own}"
    yield f"plans={bool(analysis.in_sentence(index, 'plans'))}"
    for agency in analysis.agencies:
        if any(sentence.start <= start < sentence.end for start, _ in agency.spans):
            yield f"agency={agency.kind}"
    yield f"airport={any(sentence.start <= s < sentence.end for a in analysis.airports for s, _ in a.spans)}"


def best_trigger(analysis: Analysis, count: Count, kind: str) -> Mention | None:
    """Give the word that says what was done to a count: of the kind's own words, or of those that fit several kinds."""
    index = analysis.sentences.index(count.start)
    for fitting in ({kind}, FITTING.get(kind, set())):
        for candidates in (analysis.in_sentence(index, "kind"), analysis.of_type("kind")):
            chosen = [m for m in candidates if m.value in fitting]
            if chosen:
                return min(chosen, key=lambda m: distance(count.start, count.noun_end, m.start, m.end))
    return None


# Words that fit several kinds, and the kinds that they may stand for.
FITTING = {
    "deportation": {"removal", "handover"},
    "repatriation": {"return", "removal", "handover", "rescue"},
    "extradition": {"handover"},
    "rescue": {"return", "found", "handover"},
    "arrest": {"found", "raid"},
    "raid": {"found", "arrest"},
    "other": {"found", "removal"},
}
