"""Operations that the text gives no number of people for: seizures, sanctions, raids on a date and at a place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.models.places import about
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import Mention, bucket, distance
from crackdown.loaders.extraction.what.reporting import dated_sentences, own_date

_AMOUNT = re.compile(r"\d")
_BESIDE = 8  # characters beside a word for things in which its amount stands
MEANT = {"handover": "extradition"}  # one person who is handed over is extradited
# Whoever is arrested, sent or freed without a number is one person: "the fugitive was extradited on Tuesday".
_OF_ONE = ("rescue", "arrest", "conviction", "deportation", "repatriation", "extradition")
AGAINST_THINGS = ("seizure", "raid", "sanction")
UNCOUNTED_KINDS = (*AGAINST_THINGS, *_OF_ONE)
_OPENING = 2  # sentences that tell what a text is about: headline and lead
_FORM = 80  # characters on either side of a word in which the form of its clause shows
_MANY = 10  # people
_REACH = 60  # characters between a word for an operation and one for its only person


@dataclass(slots=True)
class Uncounted:
    """A sentence's word for an operation without a count, as a candidate."""

    kind: str
    trigger: Mention
    sentence: int
    features: list[Features]


def uncounted_candidates(analysis: Analysis, used: set[int]) -> list[Uncounted]:
    """Give, sentence by sentence, the first word of each kind; `used` holds the sentences where an operation stands."""
    candidates: list[Uncounted] = []
    seen: set[str] = set()
    for index in range(len(analysis.sentences.all)):
        kinds_here: set[str] = set()
        for trigger in analysis.in_sentence(index, "kind"):
            kind = MEANT.get(trigger.value, trigger.value)
            if kind not in UNCOUNTED_KINDS or kind in kinds_here:
                continue
            kinds_here.add(kind)
            candidates.append(Uncounted(kind, trigger, index, _features(analysis, index, trigger, kind, used, seen)))
        seen |= kinds_here
    return candidates


def only_person(analysis: Analysis, kind: str, trigger: Mention) -> list[Count]:
    """Give, as a count of one, the nearest word for a person beside a word for what is done to people; else that word.

    Operations against things and companies have no such count, nor have those on many people without a number.
    """
    if kind not in _OF_ONE or is_vague(analysis, analysis.sentences.index(trigger.start)):
        return []
    person = _person(analysis, trigger)
    if person is not None and person.type != "country" and _is_plural(analysis, person):
        return []
    word = person or trigger
    countries = [word] if word.type == "country" else []
    return [Count(1, word.start, word.end, word.end, "demonym" if countries else "people", countries, spelled=True)]


def _person(analysis: Analysis, trigger: Mention) -> Mention | None:
    """Give the nearest word for a person, but none of a body's name: "Thai police arrested the leader of a gang"."""
    bodies = analysis.named_bodies
    words = [m for m in _persons(analysis, trigger) if m.type != "country" or not bodies.cover(m.start, m.end)]
    return _nearest(trigger, words)


def _is_plural(analysis: Analysis, person: Mention) -> bool:
    plural = analysis.language.patterns.get("plural")
    return plural is not None and plural.search(analysis.view.lower, person.start, person.end) is not None


def _persons(analysis: Analysis, trigger: Mention) -> list[Mention]:
    index = analysis.sentences.index(trigger.start)
    words = [m for m in analysis.in_sentence(index, "country") if m.data["demonym"]]
    return words + [m for type_ in ("people", "women", "men") for m in analysis.in_sentence(index, type_)]


def _nearest(trigger: Mention, words: list[Mention]) -> Mention | None:
    near = [(distance(trigger.start, trigger.end, m.start, m.end), m.start, m) for m in words]
    best = min(near, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] <= _REACH else None


def told_plainly(analysis: Analysis) -> Iterator[Uncounted]:
    """Give the operations that a text may open with, as news of a day does, in the order in which it tells of them.

    Their words stand in one of the first two sentences, with who did it and when, and nothing there is wanted or to
    come. People are those of whom it says no number.
    """
    for candidate in uncounted_candidates(analysis, set()):
        if candidate.sentence >= _OPENING:
            return
        mentions, around = analysis.of_sentence(candidate.sentence), _around(analysis, candidate.sentence)
        if not around.has_date or around.is_ahead or "plans" in mentions or "intentions" in mentions:
            continue
        start, countries = candidate.trigger.start, [*mentions.get("country", ()), *mentions.get("initial", ())]
        has_actor = around.bodies or any(m.start < start and not m.data["demonym"] for m in countries)
        if has_actor and not is_to_come(analysis, candidate.trigger):
            yield candidate


def is_vague(analysis: Analysis, index: int) -> bool:
    """Tell whether a sentence tells of several people or of many whom no number counts: "dozens of foreigners"."""
    pattern, sentence = analysis.patterns["vague"], analysis.sentences.all[index]
    return pattern is not None and pattern.search(analysis.view.lower, sentence.start, sentence.end) is not None


def is_to_come(analysis: Analysis, trigger: Mention) -> bool:
    """Tell whether the form of the words says that it is to come, wanted or denied: "they would raid"."""
    pattern, sentence = analysis.patterns["to_come"], analysis.sentences.at(trigger.start)
    if pattern is None:
        return False
    text = analysis.view.lower
    start, end = max(sentence.start, trigger.start - _FORM), min(sentence.end, trigger.end + _FORM)
    marked = f"{text[start : trigger.start]}⟨{text[trigger.start : trigger.end]}⟩{text[trigger.end : end]}"
    return pattern.search(marked) is not None


@dataclass(slots=True)
class _Text:
    """What a text holds, whichever of its words is asked about."""

    counts: dict[int, list[Count]]  # by sentence, as are the next
    bodies: dict[int, set[str]]  # their names
    words: Counter[str]  # how many words it has of each kind
    last: dict[str, int]  # the last sentence with a word of each kind
    title: set[str]  # kinds
    issuer: str | None
    people: int  # counts of people
    has_many: bool  # one of them is of ten or more
    is_counted: bool  # one stands in the title


@once_a_text
def _text(analysis: Analysis) -> _Text:
    index, kinds = analysis.sentences.index, analysis.of_type("kind")
    counts: defaultdict[int, list[Count]] = defaultdict(list)
    bodies: defaultdict[int, set[str]] = defaultdict(set)
    for count in analysis.counts:
        counts[index(count.start)].append(count)
    for agency in analysis.agencies:
        for start, _ in agency.spans:
            bodies[index(start)].add(agency.name)
    people = [c for c in analysis.counts if c.noun not in {None, "bystanders"} and not c.zero]
    return _Text(
        counts,
        bodies,
        Counter(m.value for m in kinds),
        {m.value: index(m.start) for m in kinds},
        {m.value for m in analysis.in_sentence(0, "kind")},
        analysis.issuers[0][0].kind if analysis.issuers else None,
        len(people),
        any(c.value >= _MANY for c in people),
        any(index(c.start) == 0 for c in people),
    )


@dataclass(slots=True)
class _Around:
    """What a sentence holds, whichever of its words is asked about."""

    amounts: list[Mention]  # words for things with a number beside them
    counts: list[Count]
    has_date: bool
    is_ahead: bool  # one of its dates is after the text's publication
    bodies: int  # of different names
    kinds: set[str]


def _around(analysis: Analysis, index: int) -> _Around:
    if (_around, index) not in analysis.remembered:
        analysis.remembered[_around, index] = _look_around(analysis, index)
    found: _Around = analysis.remembered[_around, index]
    return found


def _look_around(analysis: Analysis, index: int) -> _Around:
    mentions, whole, text = analysis.of_sentence(index), _text(analysis), analysis.view.text
    dated, ahead = dated_sentences(analysis)
    things = mentions.get("not_people", ())
    return _Around(
        [m for m in things if _AMOUNT.search(text, max(0, m.start - _BESIDE), m.end + _BESIDE)],
        whole.counts.get(index, []),
        index in dated,
        index in ahead,
        len(whole.bodies.get(index, ())),
        {m.value for m in mentions.get("kind", ())},
    )


def _features(
    analysis: Analysis, index: int, trigger: Mention, kind: str, used: set[int], seen: set[str]
) -> list[Features]:
    mentions, around, whole = analysis.of_sentence(index), _around(analysis, index), _text(analysis)
    amounts, has_plans = around.amounts, "plans" in mentions
    near = [distance(trigger.start, trigger.end, m.start, m.end) for m in amounts]
    is_again, words = whole.last[trigger.value] > index, min(3, whole.words[trigger.value])
    side = "after" if amounts and amounts[0].start > trigger.start else "before"
    has_count, has_place = any(not count.zero for count in around.counts), "place" in mentions
    one = _of_one(analysis, index, trigger, kind, used) if kind in _OF_ONE else ()
    sentence = analysis.sentences.all[index].span
    return [
        *one,
        _amounts(kind, min(3, len(amounts)), side, bucket(min(near)) if near else None, has_plans),
        _holds(kind, bool(amounts), around.has_date, around.bodies > 0, has_place, has_count, "not_people" in mentions),
        _place(kind, index == 0, index > 5, is_again, words, kind in whole.title),
        _used(kind, bool(amounts), kind in seen, index in used, index - 1 in used, bool(used)),
        _bodies(kind, whole.issuer, min(3, around.bodies)),
        _words(kind, trigger.data["term"], tuple(sorted(around.kinds - {kind}))),
        _to_come(kind, "intentions" in mentions, around.is_ahead),
        _own_date(kind, own_date(analysis, index, used), has_count),
        *about((trigger.start, trigger.end), [sentence], sentence),
    ]


@features
def _to_come(kind: str, is_intended: bool, is_ahead: bool) -> Iterator[str]:
    """Say whether the sentence speaks of what is wanted or to come."""
    yield f"intended={is_intended}"
    yield f"kind={kind},intended={is_intended}"
    yield f"ahead={is_ahead}"


@features
def _own_date(kind: str, date: str, has_count: bool) -> Iterator[str]:
    """Say whether the sentence gives a date that no sentence with a counted operation does."""
    yield f"own_date={date}"
    yield f"own_date={date},kind={kind}"
    yield f"own_date={date},kind={kind},count={has_count}"


@features
def _amounts(kind: str, amounts: int, side: str, near: str | None, has_plans: bool) -> Iterator[str]:
    yield f"kind={kind},amounts={amounts}"
    yield f"kind={kind},amount:{side}:{near}"
    yield f"kind={kind},plans={has_plans},amounts={amounts > 0}"
    yield f"kind={kind},plans={has_plans}"


@features
def _holds(
    kind: str, has_amounts: bool, has_date: bool, has_agency: bool, has_place: bool, has_count: bool, has_things: bool
) -> Iterator[str]:
    """Say what the sentence holds beside the word."""
    yield f"kind={kind},amounts={has_amounts},date={has_date},agency={has_agency}"
    yield f"kind={kind},date={has_date}"
    yield f"kind={kind},date={has_date},count={has_count}"
    yield f"kind={kind},agency={has_agency}"
    yield f"kind={kind},place={has_place}"
    yield f"kind={kind},count={has_count}"
    yield f"kind={kind},things={has_things}"


@features
def _place(kind: str, is_title: bool, is_late: bool, is_again: bool, words: int, in_title: bool) -> Iterator[str]:
    """Say where in the text the word stands, and whether it stands elsewhere too."""
    yield f"kind={kind},again={is_again},title={is_title}"
    yield f"kind={kind},words={words}"
    yield f"kind={kind},title:kind={in_title}"
    yield f"kind={kind},title={is_title}"
    yield f"late={is_late}"


@features
def _used(
    kind: str, has_amounts: bool, was_seen: bool, is_used: bool, is_after_used: bool, are_others: bool
) -> Iterator[str]:
    """Say whether another operation stands in the sentence, or the word stood in one before."""
    yield f"kind={kind},amounts={has_amounts},seen={was_seen},used={is_used}"
    yield f"kind={kind},after_used={is_after_used}"
    yield f"kind={kind},used={is_used}"
    yield f"kind={kind},seen={was_seen}"
    yield f"kind={kind},operations={are_others}"


@features
def _bodies(kind: str, issuer: str | None, bodies: int) -> Iterator[str]:
    yield f"kind={kind},issuer={issuer}"
    yield f"kind={kind},bodies={bodies}"


@features
def _words(kind: str, term: str, others: tuple[str, ...]) -> Iterator[str]:
    yield from (f"kind={kind},other={other}" for other in others)
    yield f"kind={kind}"
    yield f"kind={kind},term={term}"


def _of_one(analysis: Analysis, index: int, trigger: Mention, kind: str, used: set[int]) -> Iterator[Features]:
    """Describe a word for what was done to people whom no number counts."""
    around, whole = _around(analysis, index), _text(analysis)
    counts, has_date = around.counts, around.has_date
    person = _nearest(trigger, _persons(analysis, trigger))
    sort = "extradition" if kind == "extradition" else "other"
    in_title = trigger.value in whole.title
    yield _one_counts(sort, min(2, len(counts)), min(4, whole.people), has_date, whole.has_many)
    yield _one_person(person.type if person else None, bool(counts), has_date)
    yield _one_place(sort, min(3, len(used)), index in used, has_date, in_title, whole.is_counted)
    yield _one_word(trigger.value)


@features
def _one_counts(sort: str, counts: int, people: int, has_date: bool, is_big: bool) -> Iterator[str]:
    yield f"one:counts={counts},{sort}"
    yield f"one:people={people},{sort}"
    yield f"one:date={has_date},counts={counts > 0},people={min(2, people)}"
    yield f"one:big={is_big},date={has_date},{sort}"


@features
def _one_person(type_: str | None, has_counts: bool, has_date: bool) -> Iterator[str]:
    yield f"one:person={type_}"
    yield f"one:person={type_},counts={has_counts},date={has_date}"


@features
def _one_place(sort: str, used: int, is_used: bool, has_date: bool, in_title: bool, is_counted: bool) -> Iterator[str]:
    yield f"one:used={used},{is_used},date={has_date},{sort}"
    yield f"one:title={in_title},counted={is_counted}"


@features
def _one_word(kind: str) -> Iterator[str]:
    yield f"one:word={kind}"
