"""Score records against gold facts: precision, recall and F1 over single facts.

Every fact is one unit; figures are micro-averages. Names match when they agree after case, accents and punctuation are
folded away, or nearly (a spelling, a word more); operations are paired by what they have in common before their facts
are compared, so that a fact on the wrong operation counts as wrong.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from crackdown.loaders.extraction.models.calibration import FACTS, RECORD_FACTS

Item = dict[str, Any]
Equal = Callable[[Any, Any], bool]

SETS = {
    "airports": "op.airport",
    "agencies": "op.agency",
    "partners": "op.partner",
    "officials": "op.official",
    "offences": "op.offence",
}
VALUES = {
    "kind": "op.kind",
    "date": "op.date",
    "persons": "op.persons",
    "women": "op.women",
    "men": "op.men",
    "country": "op.country",
    "destination": "op.destination",
}
# What an analyst asks for first: who, where, what, when, how many.
KEY_FACTS = (
    "official", "agency", "country", "airport", "op.kind", "op.date", "op.persons", "op.country", "op.nationality",
    "op.airport",
)  # fmt: skip
_KEPT_SCRIPTS = "\u0e00-\u0e7f\u1780-\u17ff\u1000-\u109f\u0e80-\u0eff\u0900-\u097f"  # their vowels are no letters to \w
_SMALL_WORDS = {"of", "the", "and", "for"}
_EVIDENCE = {fact: key for facts in (RECORD_FACTS, *FACTS.values()) for key, fact in facts.items()}


def folded(text: str) -> str:
    """Fold case, Latin accents, punctuation and spacing away.

    >>> folded("Direction générale de l'immigration")
    'direction generale de l immigration'
    """
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFC", "".join(c for c in text if not "\u0300" <= c <= "\u036f"))
    return re.sub(rf"[^\w{_KEPT_SCRIPTS}]+", " ", text).strip()


def forms(item: Any) -> set[str]:
    """Give every form by which an item goes."""
    if isinstance(item, str):
        return {folded(item)} - {""}
    names = [item.get("name"), *(item.get("also") or []), item.get("iata")]
    return {folded(name) for name in names if name}


def same_name(gold: Iterable[str], found: Iterable[str]) -> bool:
    """Tell whether two sets of forms share a name, or nearly."""
    return any(_alike(g, p) for g in gold for p in found)


def _alike(g: str, p: str) -> bool:
    if g.replace(" ", "") == p.replace(" ", ""):
        return True
    if min(len(g), len(p)) >= 6 and difflib.SequenceMatcher(None, g, p).ratio() >= 0.88:
        return True
    words, others = set(g.split()), set(p.split())
    return min(len(words), len(others)) >= 2 and len(words & others) / len(words | others) >= 0.75


def same_phrase(gold: str, found: str) -> bool:
    """Tell whether half of the words of two roles or ranks agree."""
    g, p = set(folded(gold).split()) - _SMALL_WORDS, set(folded(found).split()) - _SMALL_WORDS
    return bool(g and p) and len(g & p) / min(len(g), len(p)) >= 0.5


class Tally:
    """Counts of facts found, missed and wrong, by sort of fact; for facts with evidence, whether they were right."""

    def __init__(self) -> None:
        self.found: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.judged: list[tuple[str, float, bool]] = []  # sort of fact, its confidence, whether it is right
        self.quoted: list[tuple[str, str, Item]] = []  # of those that are right: sort, the gold's words, the evidence

    def compare(
        self, fact: str, gold: list[Any], given: list[Any], equal: Equal, owners: tuple[Item, Item] | None = None
    ) -> list[tuple[Any, Any]]:
        """Pair what is equal, one to one, and count; `owners` hold the two sides' evidence, else each item its own."""
        left, pairs = list(given), []
        for g in gold:
            match = next((p for p in left if equal(g, p)), None)
            if match is not None:
                left.remove(match)
                pairs.append((g, match))
        self.found[fact] += len(pairs)
        self.missed[fact] += len(gold) - len(pairs)
        self.wrong[fact] += len(left)
        self._judge(fact, pairs, left, owners)
        return pairs

    def _judge(
        self, fact: str, pairs: list[tuple[Any, Any]], left: list[Any], owners: tuple[Item, Item] | None
    ) -> None:
        for value, is_right in [*((p, True) for _, p in pairs), *((p, False) for p in left)]:
            evidence = _evidence(owners[1] if owners else value, fact, value)
            if evidence:
                self.judged.append((fact, evidence["confidence"], is_right))
        for g, p in pairs:
            words, evidence = (
                _evidence(owners[0] if owners else g, fact, g),
                _evidence(owners[1] if owners else p, fact, p),
            )
            if isinstance(words, str) and evidence:
                self.quoted.append((fact, words, evidence))

    def value(self, fact: str, key: str, gold: Item, given: Item, equal: Equal = lambda g, p: g == p) -> None:
        """Compare one value of two items, which either may lack."""
        lacks: tuple[Any, ...] = (None, [], {}, "")
        wanted, found = gold.get(key), given.get(key)
        self.compare(fact, [] if wanted in lacks else [wanted], [] if found in lacks else [found], equal, (gold, given))

    def figures(self, facts: Iterable[str] | None = None) -> tuple[float, float, float]:
        """Give precision, recall and F1 over some sorts of fact, or all."""
        chosen = list(facts) if facts is not None else list(self.found | self.wrong | self.missed)
        found, wrong, missed = (sum(counts[f] for f in chosen) for counts in (self.found, self.wrong, self.missed))
        precision = found / (found + wrong) if found + wrong else 1.0
        recall = found / (found + missed) if found + missed else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _evidence(owner: Any, fact: str, value: Any) -> Any:
    found: Any = owner.get("evidence", {}).get(_EVIDENCE.get(fact)) if isinstance(owner, dict) else None
    is_by_value = isinstance(found, dict) and "quote" not in found
    return found.get(value) if is_by_value else found


def score(tally: Tally, gold: Item, record: Item) -> None:
    """Compare one record with its gold."""
    names = _Names(gold, record)

    def named(a: Any, b: Any) -> bool:
        return same_name(forms(a), forms(b))

    for official, other in tally.compare("official", gold["officials"], record["officials"], named):
        tally.value("official.rank", "rank", official, other, same_phrase)
        tally.value("official.role", "role", official, other, same_phrase)
        tally.value("official.agency", "agency", official, other, names.same)
    for agency, other in tally.compare("agency", gold["agencies"], record["agencies"], named):
        tally.value("agency.country", "country", agency, other)
        tally.value("agency.parent", "parent", agency, other, names.same)
    countries = sorted(set(gold["countries"])), sorted(set(record["countries"]))
    tally.compare("country", *countries, lambda a, b: a == b, (gold, record))
    tally.compare("airport", gold["airports"], record["airports"], named)
    tally.compare("announced_by", gold["announced_by"], record["announced_by"], names.same, (gold, record))
    _score_operations(tally, gold["operations"], record["operations"], names)


class _Names:
    """Each side's own names: an agency may be referred to by any form that the record lists for it."""

    def __init__(self, gold: Item, record: Item) -> None:
        self._gold, self._record = _lookup(gold), _lookup(record)

    def same(self, gold: str, given: str) -> bool:
        return same_name(_expand(gold, self._gold), _expand(given, self._record))


def _lookup(record: Item) -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for item in [*record["agencies"], *record["officials"], *record["airports"]]:
        for form in forms(item):
            table.setdefault(form, set()).update(forms(item))
    return table


def _expand(name: str, table: dict[str, set[str]]) -> set[str]:
    form = folded(name)
    return table.get(form, set()) | ({form} - {""})


def _score_operations(tally: Tally, gold: list[Item], given: list[Item], names: _Names) -> None:
    pairs = pair_operations(gold, given)
    tally.found["operation"] += len(pairs)
    tally.missed["operation"] += len(gold) - len(pairs)
    tally.wrong["operation"] += len(given) - len(pairs)
    paired_gold, paired_given = {g for g, _ in pairs}, {p for _, p in pairs}
    compared = [(gold[g], given[p]) for g, p in pairs]
    compared += [(operation, {}) for at, operation in enumerate(gold) if at not in paired_gold]
    compared += [({}, operation) for at, operation in enumerate(given) if at not in paired_given]
    for g, p in compared:
        _score_operation(tally, g, p, names)


def pair_operations(gold: list[Item], given: list[Item]) -> list[tuple[int, int]]:
    """Pair operations one to one, the likest first, by position in both records."""
    ranked = sorted(((likeness(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(given)), reverse=True)
    pairs: list[tuple[int, int]] = []
    for alike, i, j in ranked:
        if alike >= 2 and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def likeness(g: Item, p: Item) -> float:
    """Tell how surely two operations are the same one."""
    total = 0.0
    if g.get("persons") is not None and p.get("persons") is not None:
        total += 4 if g["persons"] == p["persons"] else -1
    total += 2 * (g.get("kind") == p.get("kind"))
    total += 1.5 * bool(g.get("date") and g["date"] == p.get("date"))
    mine, theirs = set(g.get("nationalities") or {}), set(p.get("nationalities") or {})
    if mine or theirs:
        total += 2 * len(mine & theirs) / len(mine | theirs)
    return total + sum(0.5 for key in ("country", "destination") if g.get(key) and g[key] == p.get(key))


def _score_operation(tally: Tally, g: Item, p: Item, names: _Names) -> None:
    for key, fact in VALUES.items():
        tally.value(fact, key, g, p)
    for key, fact in SETS.items():
        equal: Equal = (lambda a, b: a == b) if key == "offences" else names.same
        tally.compare(fact, g.get(key) or [], p.get(key) or [], equal, (g, p))
    mine, theirs = g.get("nationalities") or {}, p.get("nationalities") or {}
    tally.compare("op.nationality", sorted(mine), sorted(theirs), lambda a, b: a == b, (g, p))
    counted, found = ([pair for pair in side.items() if pair[1] is not None] for side in (mine, theirs))
    tally.compare("op.nationality_count", counted, found, lambda a, b: a == b)
