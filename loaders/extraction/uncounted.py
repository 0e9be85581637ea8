"""Operations that the text gives no number of people for: seizures, sanctions, raids on a date and at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.count import Count
from crackdown.loaders.extraction.mentions import Mention, bucket, distance
from crackdown.loaders.extraction.reporting import is_ahead

_AMOUNT = re.compile(r"\d")
_BESIDE = 8  # characters beside a word for things in which its amount stands
_MEANT = {"handover": "extradition"}  # one person who is handed over is extradited
# Whoever is arrested, sent or freed without a number is one person: "the fugitive was extradited on Tuesday".
_OF_ONE = ("rescue", "arrest", "conviction", "deportation", "repatriation", "extradition")
UNCOUNTED_KINDS = ("seizure", "raid", "sanction", *_OF_ONE)
_REACH = 60  # characters between a word for an operation and one for its only person


@dataclass(slots=True)
class Uncounted:
    """A sentence's word for an operation without a count, as a candidate."""

    kind: str
    trigger: Mention
    sentence: int
    features: list[str]


def uncounted_candidates(analysis: Analysis, used: set[int]) -> list[Uncounted]:
    """Give, sentence by sentence, the first word of each kind; `used` holds the sentences where an operation stands."""
    candidates: list[Uncounted] = []
    seen: set[str] = set()
    for index in range(len(analysis.sentences.all)):
        kinds_here: set[str] = set()
        for trigger in analysis.in_sentence(index, "kind"):
            kind = _MEANT.get(trigger.value, trigger.value)
            if kind not in UNCOUNTED_KINDS or kind in kinds_here:
                continue
            kinds_here.add(kind)
            candidates.append(Uncounted(kind, trigger, index, _features(analysis, index, trigger, kind, used, seen)))
        seen |= kinds_here
    return candidates


def only_person(analysis: Analysis, kind: str, trigger: Mention) -> list[Count]:
    """Give, as a count of one, the nearest word for a person beside a word for what is done to people; else that word.

    Operations against things and companies have no such count.
    """
    if kind not in _OF_ONE:
        return []
    person = _person(analysis, trigger)
    word = person or trigger
    countries = [word] if word.type == "country" else []
    return [Count(1, word.start, word.end, word.end, "demonym" if countries else "people", countries, spelled=True)]


def _person(analysis: Analysis, trigger: Mention) -> Mention | None:
    index = analysis.sentences.index(trigger.start)
    words = [m for m in analysis.in_sentence(index, "country") if m.data["demonym"]]
    words += [m for type_ in ("people", "women", "men") for m in analysis.in_sentence(index, type_)]
    near = [(distance(trigger.start, trigger.end, m.start, m.end), m.start, m) for m in words]
    return min(near, key=lambda item: item[:2])[2] if near and min(near, key=lambda i: i[:2])[0] <= _REACH else None


def _features(analysis: Analysis, index: int, trigger: Mention, kind: str, used: set[int], seen: set[str]) -> list[str]:
    sentence = analysis.sentences.all[index]

    def here(start: int) -> bool:
        return sentence.start <= start < sentence.end

    has_date = any(here(d.start) and not d.is_published for d in analysis.dates)
    has_agency = any(here(s) for a in analysis.agencies for s, _ in a.spans)
    has_place = bool(analysis.in_sentence(index, "place"))
    has_count = any(here(c.start) and not c.zero for c in analysis.counts)
    things = analysis.in_sentence(index, "not_people")
    has_things = bool(things)
    amounts = [m for m in things if _AMOUNT.search(analysis.view.text, max(0, m.start - _BESIDE), m.end + _BESIDE)]
    near = [distance(trigger.start, trigger.end, m.start, m.end) for m in amounts]
    same = [analysis.sentences.index(m.start) for m in analysis.of_type("kind") if m.value == trigger.value]
    others = sorted({m.value for m in analysis.in_sentence(index, "kind")} - {kind})
    side = "after" if amounts and amounts[0].start > trigger.start else "before"
    one = _of_one(analysis, index, trigger, kind, used) if kind in _OF_ONE else ()
    return [
        *one,
        f"kind={kind},amounts={min(3, len(amounts))}",
        f"kind={kind},amount:{side}:{bucket(min(near)) if near else None}",
        f"kind={kind},amounts={bool(amounts)},seen={kind in seen},used={index in used}",
        f"kind={kind},amounts={bool(amounts)},date={has_date},agency={has_agency}",
        f"kind={kind},again={any(other > index for other in same)},title={index == 0}",
        f"kind={kind},words={min(3, len(same))}",
        f"kind={kind},after_used={index - 1 in used}",
        f"kind={kind},plans={bool(analysis.in_sentence(index, 'plans'))},amounts={bool(amounts)}",
        f"kind={kind},title:kind={any(m.value == kind for m in analysis.in_sentence(0, 'kind'))}",
        f"kind={kind},issuer={analysis.issuers[0][0].kind if analysis.issuers else None}",
        f"kind={kind},bodies={min(3, len({a.name for a in analysis.agencies if any(here(s) for s, _ in a.spans)}))}",
        *(f"kind={kind},other={other}" for other in others),
        f"kind={kind}",
        f"kind={kind},term={trigger.data['term']}",
        f"kind={kind},date={has_date}",
        f"kind={kind},date={has_date},count={has_count}",
        f"kind={kind},agency={has_agency}",
        f"kind={kind},place={has_place}",
        f"kind={kind},count={has_count}",
        f"kind={kind},things={has_things}",
        f"kind={kind},used={index in used}",
        f"kind={kind},seen={kind in seen}",
        f"kind={kind},plans={bool(analysis.in_sentence(index, 'plans'))}",
        f"intended={bool(analysis.in_sentence(index, 'intentions'))}",
        f"kind={kind},intended={bool(analysis.in_sentence(index, 'intentions'))}",
        f"ahead={any(here(d.start) and is_ahead(analysis, d) for d in analysis.dates)}",
        f"kind={kind},title={index == 0}",
        f"kind={kind},operations={bool(used)}",
        f"late={index > 5}",
    ]


def _of_one(analysis: Analysis, index: int, trigger: Mention, kind: str, used: set[int]) -> Iterator[str]:
    """Describe a word for what was done to people whom no number counts."""
    sentence = analysis.sentences.all[index]
    counts = [c for c in analysis.counts if sentence.start <= c.start < sentence.end]
    people = [c for c in analysis.counts if c.noun not in {None, "bystanders"} and not c.zero]
    dates = [d for d in analysis.dates if sentence.start <= d.start < sentence.end and not d.is_published]
    person = _person(analysis, trigger)
    title = {m.value for m in analysis.in_sentence(0, "kind")}
    sort = "extradition" if kind == "extradition" else "other"
    yield f"one:counts={min(2, len(counts))},{sort}"
    yield f"one:people={min(4, len(people))},{sort}"
    yield f"one:date={bool(dates)},counts={bool(counts)},people={min(2, len(people))}"
    yield f"one:person={person.type if person else None}"
    yield f"one:person={person.type if person else None},counts={bool(counts)},date={bool(dates)}"
    yield f"one:used={min(3, len(used))},{index in used},date={bool(dates)},{sort}"
    yield f"one:title={trigger.value in title},counted={any(analysis.sentences.index(c.start) == 0 for c in people)}"
    yield f"one:big={any(c.value >= 10 for c in people)},date={bool(dates)},{sort}"
    yield f"one:word={trigger.value}"
