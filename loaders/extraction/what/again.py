"""The same people told of again, without their number, as in "The 62 were deported; police had arrested them before".

Whoever is deported was mostly arrested before, and whoever is rescued goes home: two operations on the same people, of
which the text counts only one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.models.places import about
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.what.candidates import anchor_of
from crackdown.loaders.extraction.what.drafts import SENT_AWAY, Draft
from crackdown.loaders.extraction.what.reporting import dated_sentences, own_date
from crackdown.loaders.extraction.what.uncounted import MEANT, is_to_come

# What may be done to people of whom something else was told.
KINDS_AGAIN = frozenset({"arrest", "rescue", "deportation", "repatriation", "extradition", "conviction", "raid"})
_FEW, _MANY = 2, 10  # people
_AROUND = 32  # operations on either side of a word that it may speak of


@dataclass(slots=True)
class Again:
    """A sentence's word for what was done, as a candidate for having been done to the people of an operation."""

    kind: str
    trigger: Mention
    sentence: int
    whose: Draft
    features: list[Features]


def again_candidates(analysis: Analysis, drafts: Sequence[Draft]) -> list[Again]:
    """Give the first word of each kind in each sentence that states no number of an operation's people.

    Each is weighed for the operation with a number that is stated last before it, or else first after it.
    """
    counted = sorted((draft for draft in drafts if draft.counts), key=lambda draft: draft.position)
    if not counted:
        return []
    index = analysis.sentences.index
    used = {index(count.start) for draft in counted for count in draft.counts}
    had = {(draft.kind, draft.persons) for draft in drafts}
    title = {m.value for m in analysis.in_sentence(0, "kind")}
    candidates: list[Again] = []
    seen: set[str] = set()
    for sentence in range(1, len(analysis.sentences.all)):
        here: set[str] = set()
        for trigger in analysis.in_sentence(sentence, "kind") if sentence not in used else ():
            kind = MEANT.get(trigger.value, trigger.value)
            if kind not in KINDS_AGAIN or kind in here:
                continue
            here.add(kind)
            whose = _whose(counted, kind, trigger)
            if whose is not None and (kind, whose.persons) not in had:
                others = _place(kind, kind in title, kind in seen, min(3, len(counted)), _size(whose))
                given = [*_features(analysis, trigger, kind, whose), others]
                candidates.append(Again(kind, trigger, sentence, whose, given))
        seen |= here
    return candidates


def _whose(counted: Sequence[Draft], kind: str, trigger: Mention) -> Draft | None:
    at = bisect_left(counted, trigger.start, key=attrgetter("position"))
    around = (*reversed(counted[max(0, at - _AROUND) : at]), *counted[at : at + _AROUND])
    return next((one for one in around if one.kind != kind and not {one.kind, kind} <= SENT_AWAY), None)


def _features(analysis: Analysis, trigger: Mention, kind: str, whose: Draft) -> Iterator[Features]:
    index = analysis.sentences.index
    sentence, there = index(trigger.start), index(whose.position)
    mentions, span = analysis.of_sentence(sentence), analysis.sentences.all[sentence].span
    bodies = analysis.bodies.get(sentence, ())
    is_foreign = any(body.agency.country not in {None, analysis.home} for body in bodies)
    people = next((type_ for type_ in ("people", "women", "men") if type_ in mentions), "none")
    counts = min(2, _counts(analysis)[sentence])
    is_ahead = sentence in dated_sentences(analysis)[1]
    yield _kinds(whose.kind, kind, sentence > there, max(-2, min(4, sentence - there)))
    yield _when(kind, own_date(analysis, sentence, [there]), sentence > there)
    yield _who(kind, bool(bodies), is_foreign, people, _nationals(mentions.get("country", ()), whose), counts)
    yield _how(kind, "plans" in mentions, "intentions" in mentions, is_ahead, is_to_come(analysis, trigger))
    yield _word(kind, trigger.data["term"], min(3, len({mention.value for mention in mentions["kind"]})))
    yield from about((trigger.start, trigger.end), [anchor_of(whose), span], span)


@once_a_text
def _counts(analysis: Analysis) -> Counter[int]:
    """Give how many counts of somebody each sentence has."""
    return Counter(analysis.sentences.index(count.start) for count in analysis.counts if not count.zero)


def _size(whose: Draft) -> str:
    persons = whose.persons or 0
    return "one" if persons < _FEW else "few" if persons < _MANY else "many"


def _nationals(countries: Sequence[Mention], whose: Draft) -> str:
    named = {mention.value for mention in countries if mention.data["demonym"]}
    return "none" if not named else "same" if named & whose.nationalities else "others"


@features
def _kinds(first: str, kind: str, is_after: bool, apart: int) -> Iterator[str]:
    yield f"kinds={first},{kind}"
    yield f"kinds={first},{kind},after={is_after}"
    yield f"apart={apart}"
    yield f"kind={kind},apart={apart}"


@features
def _when(kind: str, date: str, is_after: bool) -> Iterator[str]:
    yield f"date={date}"
    yield f"date={date},kind={kind}"
    yield f"date={date},after={is_after}"


@features
def _who(kind: str, has_body: bool, is_foreign: bool, people: str, nationals: str, counts: int) -> Iterator[str]:
    yield f"body={has_body},foreign={is_foreign}"
    yield f"body={has_body},kind={kind}"
    yield f"people={people}"
    yield f"people={people},counts={counts}"
    yield f"nationals={nationals}"
    yield f"counts={counts}"
    yield f"counts={counts},nationals={nationals},kind={kind}"


@features
def _how(kind: str, is_planned: bool, is_intended: bool, is_ahead: bool, is_to_come: bool) -> Iterator[str]:
    yield f"planned={is_planned}"
    yield f"intended={is_intended}"
    yield f"ahead={is_ahead}"
    yield f"to_come={is_to_come}"
    yield f"planned={is_planned},intended={is_intended},kind={kind}"


@features
def _place(kind: str, in_title: bool, was_seen: bool, operations: int, size: str) -> Iterator[str]:
    yield f"title={in_title},kind={kind}"
    yield f"seen={was_seen},kind={kind}"
    yield f"operations={operations}"
    yield f"operations={operations},seen={was_seen}"
    yield f"size={size}"
    yield f"size={size},kind={kind}"


@features
def _word(kind: str, term: str, kinds: int) -> Iterator[str]:
    yield f"kind={kind},word={term}"
    yield f"word={term}"
    yield f"kinds_here={kinds}"
