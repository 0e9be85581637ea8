"""What kind of operation a count belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import get_args

from crackdown.graph.announcement.record import Kind
from crackdown.loaders.extraction.how_many.count_roles import about_count, counted_word
from crackdown.loaders.extraction.how_many.counts import Count
from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import Mention, bucket, distance

KINDS: tuple[Kind, ...] = get_args(Kind)


def kind_features(analysis: Analysis, count: Count) -> list[Features]:
    """Describe a count's surroundings for the models of the ten kinds."""
    return [
        *_around(analysis, count),
        *_order(analysis, count),
        *_elsewhere(analysis, count),
        *_actors(analysis, count),
        *about_count(analysis, count),
    ]


def _around(analysis: Analysis, count: Count) -> Iterator[Features]:
    for mention in analysis.in_sentence(analysis.sentences.index(count.start), "kind"):
        side = "before" if mention.start < count.start else "after"
        yield _word(mention.value, side, bucket(_apart(count, mention)))


@features
def _word(kind: str, side: str, near: str) -> Iterator[str]:
    yield f"{kind}:{side}"
    yield f"{kind}:{near}"


def _order(analysis: Analysis, count: Count) -> Iterator[Features]:
    """Say which word of the sentence comes first, last and next to the count: "those arrested were sent home"."""
    index = analysis.sentences.index(count.start)
    triggers = analysis.in_sentence(index, "kind")
    if not triggers:
        return
    nearest = min(triggers, key=lambda m: _apart(count, m))
    before = [m.value for m in triggers if m.start < count.start]
    after = [m.value for m in triggers if m.start >= count.start]
    own = {m.value for m in count.countries}
    yield _nearest(nearest.value, analysis.home in own, bool(own - {analysis.home}))
    side = "before" if nearest.start < count.start else "after"
    yield _touching(nearest.value, side, bucket(_apart(count, nearest)), len({m.value for m in triggers}) > 1)
    yield _term(nearest.data["term"])
    yield _ends(triggers[0].value, nearest.value, triggers[-1].value)
    yield _sides(before[-1] if before else None, after[0] if after else None, after[-1] if after else None)
    for mention in triggers:
        low, high = min(mention.start, count.start), max(mention.start, count.start)
        if not analysis.counted.begin_between(low, high):
            yield _unparted(mention.value)
    yield _together(frozenset(m.value for m in triggers))


@features
def _nearest(kind: str, is_own: bool, is_foreign: bool) -> Iterator[str]:
    yield f"nearest={kind}"
    yield f"nearest={kind},own={is_own},foreign={is_foreign}"


@features
def _touching(kind: str, side: str, near: str, is_one_of_several: bool) -> Iterator[str]:
    yield f"nearest={kind},{side}:{near}"
    yield f"nearest={kind},{side}:{near},several={is_one_of_several}"


@features
def _term(term: str) -> Iterator[str]:
    yield f"term={term}"


@features
def _ends(first: str, nearest: str, last: str) -> Iterator[str]:
    yield f"first={first}"
    yield f"last={last}"
    yield f"nearest={nearest},last={last}"


@features
def _sides(before: str | None, after: str | None, last_after: str | None) -> Iterator[str]:
    yield f"before={before},after={after}"
    if last_after:
        yield f"last_after={last_after}"


@features
def _unparted(kind: str) -> Iterator[str]:
    yield f"unparted={kind}"


@features
def _together(kinds: frozenset[str]) -> Iterator[str]:
    yield from (f"both={one},{other}" for one, other in combinations(sorted(kinds), 2))
    if len(kinds) == 1:
        yield f"only={next(iter(kinds))}"


def _elsewhere(analysis: Analysis, count: Count) -> Iterator[Features]:
    index = analysis.sentences.index(count.start)
    is_bare = not analysis.in_sentence(index, "kind")
    for side, other in (("previous", index - 1), ("next", index + 1)):
        if near := analysis.in_sentence(other, "kind"):
            yield _beside(side, frozenset(m.value for m in near), is_bare)
    yield _title(frozenset(m.value for m in analysis.in_sentence(0, "kind")), is_bare)
    yield from (_anywhere(value) for value in {m.value for m in analysis.of_type("kind")})


@features
def _beside(side: str, kinds: frozenset[str], is_bare: bool) -> Iterator[str]:
    for value in kinds:
        yield f"{side}={value}"
        if is_bare:
            yield f"alone:{side}={value}"


@features
def _title(kinds: frozenset[str], is_bare: bool) -> Iterator[str]:
    for value in kinds:
        yield f"title={value}"
        yield f"title={value},bare={is_bare}"


@features
def _anywhere(kind: str) -> Iterator[str]:
    yield f"text={kind}"


def _apart(count: Count, mention: Mention) -> int:
    return distance(count.start, count.noun_end, mention.start, mention.end)


def _actors(analysis: Analysis, count: Count) -> Iterator[Features]:
    index = analysis.sentences.index(count.start)
    sentence = analysis.sentences.all[index]
    own = {m.value for m in count.countries}
    embassies = {a.country for a in analysis.agencies if a.kind == "embassy"}
    is_own, is_foreign = analysis.home in own, bool(own - {analysis.home})
    yield _counted(count.noun, count.value == 1, any(m.value == analysis.home for m in count.countries))
    yield counted_word(count.word)
    yield _whose(analysis.home is not None, is_own, is_foreign, bool(own & embassies))
    issuer = analysis.issuers[0][0] if analysis.issuers else None
    yield _issuer(issuer.kind, issuer.country in own) if issuer else _NO_ISSUER
    for agency in analysis.agencies:
        if any(sentence.start <= start < sentence.end for start, _ in agency.spans):
            yield _agency(agency.kind)
    has_airport = any(sentence.start <= s < sentence.end for a in analysis.airports for s, _ in a.spans)
    yield _sentence(bool(analysis.in_sentence(index, "plans")), has_airport)


@features
def _counted(noun: str | None, is_one: bool, is_home: bool) -> Iterator[str]:
    yield f"noun={noun}"
    yield f"one={is_one}"
    yield f"own={is_home}"


@features
def _whose(is_home_known: bool, is_own: bool, is_foreign: bool, has_embassy: bool) -> Iterator[str]:
    yield f"home_known={is_home_known},own={is_own},foreign={is_foreign}"
    yield f"embassy={has_embassy}"


_NO_ISSUER = Features(["issuer=None"])


@features
def _issuer(type_: str, is_own: bool) -> Iterator[str]:
    yield f"issuer={type_}"
    yield f"issuer={type_},own={is_own}"
    yield f"issuer_own={is_own}"


@features
def _agency(type_: str) -> Iterator[str]:
    yield f"agency={type_}"


@features
def _sentence(holds_plans: bool, has_airport: bool) -> Iterator[str]:
    yield f"plans={holds_plans}"
    yield f"airport={has_airport}"


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
