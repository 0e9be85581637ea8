"""Where pairs of operations that were both read are lost: never compared, kept apart by a rule, or too unlike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from crackdown.graph.identity.keys import keys_of, lookups_of
from crackdown.graph.identity.operation_features import contradicts
from crackdown.graph.identity.scoring import ASK, SAME
from crackdown.graph.identity.told_numbers import is_another_number
from crackdown.graph.identity.told_times import is_another_time
from crackdown.loaders.training.identity import Beside, Pair, Pairs
from crackdown.loaders.training.identity_readings import Extracted
from crackdown.loaders.training.identity_weights import Weights, value

_FACTS = ("kind", "date", "persons", "country", "nationalities", "total_of")


def lost(extracted: Extracted, pairs: Pairs, fitted: tuple[Weights, Weights], found: Collection[Pair]) -> str:
    """Write a table: the steps at which pairs are lost, and which facts of theirs were misread.

    Args:
        extracted: what was read.
        pairs: the same, as pairs.
        fitted: the weights by which pairs were found.
        found: the pairs that are merged.
    """
    beside = Beside(pairs, fitted[0])
    steps: dict[str, list[set[str]]] = {}
    for pair in sorted(extracted.readable.difference(found)):
        step = _step(pairs, pair, value(fitted[1], beside.features(pair)) + pairs.crowding(pair))
        steps.setdefault(step, []).append({fact for name in pair for fact in _misread(extracted, name)})
    unread = len(extracted.wanted) - len(extracted.readable)
    rows = [f"| not read on one side or both | {unread} |" + " |" * (len(_FACTS) + 1)]
    for step, misread in sorted(steps.items(), key=lambda item: -len(item[1])):
        counts = Counter(fact for facts in misread for fact in facts)
        cells = [str(counts[fact]) for fact in _FACTS]
        rows.append(f"| {step} | {len(misread)} | {' | '.join(cells)} | {sum(not facts for facts in misread)} |")
    head = f"| lost | pairs | {' | '.join(f'{fact} misread' for fact in _FACTS)} | nothing misread |"
    return "\n".join((head, "|---" * (len(_FACTS) + 3) + "|", *rows))


def _step(pairs: Pairs, pair: Pair, score: float) -> str:
    a, b = pairs.between(pair)
    if contradicts(a, b):
        return f"kept apart by a rule: {_rule(pairs, pair)}"
    if not (keys_of(a) & lookups_of(b) or keys_of(b) & lookups_of(a)):
        return "never compared: no key in common"
    if score >= SAME:
        return "compared and alike, but in other groups"
    return "compared, would be asked" if score >= ASK else "compared, too unlike"


def _rule(pairs: Pairs, pair: Pair) -> str:
    a, b = pairs.between(pair)
    if is_another_time(a, b):
        return "another time"
    if is_another_number(a, b):
        return "another number"
    return "a total and a part" if a.is_total != b.is_total else "other nationalities"


def _misread(extracted: Extracted, name: str) -> Iterator[str]:
    """Yield the facts of an operation that are not as in the gold: others, missing, or told of nothing."""
    gold, read = extracted.gold[name], extracted.facts[name]
    for fact in _FACTS:
        told, found = gold.get(fact) or None, read.get(fact) or None
        if fact == "nationalities":
            told, found = set(told or ()), set(found or ())
        if told != found:
            yield fact
