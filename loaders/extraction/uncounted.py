"""Operations that the text gives no number of people for: seizures, sanctions, raids on a date and at a place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.mentions import Mention, bucket, distance

_AMOUNT = re.compile(r"\d")
_BESIDE = 8  # characters beside a word for things in which its amount stands
UNCOUNTED_KINDS = ("seizure", "raid", "sanction", "rescue", "arrest", "conviction", "deportation", "repatriation")


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
            if trigger.value not in UNCOUNTED_KINDS or trigger.value in kinds_here:
                continue
            kinds_here.add(trigger.value)
            candidates.append(Uncounted(trigger.value, trigger, index, _features(analysis, index, trigger, used, seen)))
        seen |= kinds_here
    return candidates


def _features(analysis: Analysis, index: int, trigger: Mention, used: set[int], seen: set[str]) -> list[str]:
    sentence = analysis.sentences.all[index]
    kind = trigger.value

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
    same = [analysis.sentences.index(m.start) for m in analysis.of_type("kind") if m.value == kind]
    others = sorted({m.value for m in analysis.in_sentence(index, "kind")} - {kind})
    side = "after" if amounts and amounts[0].start > trigger.start else "before"
    return [
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
        f"kind={kind},title={index == 0}",
        f"kind={kind},operations={bool(used)}",
        f"late={index > 5}",
    ]
