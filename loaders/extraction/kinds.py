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
    return [*_around(analysis, count), *_actors(analysis, count)]


def _around(analysis: Analysis, count: Count) -> Iterator[str]:
    index = analysis.sentences.index(count.start)
    nearest: tuple[int, Mention] | None = None
    for mention in analysis.in_sentence(index, "kind"):
        apart = distance(count.start, count.noun_end, mention.start, mention.end)
        side = "before" if mention.start < count.start else "after"
        yield f"{mention.value}:{side}"
        yield f"{mention.value}:{bucket(apart)}"
        if nearest is None or apart < nearest[0]:
            nearest = (apart, mention)
    if nearest:
        yield f"nearest={nearest[1].value}"
        yield f"term={nearest[1].data['term']}"
    for offset in (-1, 1):
        if 0 <= index + offset < len(analysis.sentences.all):
            for value in {m.value for m in analysis.in_sentence(index + offset, "kind")}:
                yield f"{'previous' if offset < 0 else 'next'}={value}"
                if nearest is None:
                    yield f"alone:{'previous' if offset < 0 else 'next'}={value}"
    for value in {m.value for m in analysis.in_sentence(0, "kind")}:
        yield f"title={value}"
    for value in {m.value for m in analysis.of_type("kind")}:
        yield f"text={value}"


def _actors(analysis: Analysis, count: Count) -> Iterator[str]:
    index = analysis.sentences.index(count.start)
    sentence = analysis.sentences.all[index]
    yield f"noun={count.noun}"
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
