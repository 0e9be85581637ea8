"""How well announcements are read: `python -m crackdown.loaders.evaluation GOLD_DIR` prints a table in Markdown.

GOLD_DIR holds `<id>.json` records with the facts that a reader found by hand and, there or in `--texts`, `<id>.txt`.
Every fact is one unit. Names count as equal where any of their forms are, case and punctuation aside; operations are
paired by persons and kind. Texts in languages that are not read are left out and counted.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crackdown.loaders.document import Document
from crackdown.loaders.extraction import extract

Fact = tuple[str, str]
_VALUES = ("kind", "date", "persons", "women", "men", "country", "destination")
_SETS = ("airports", "agencies", "partners", "officials", "offences", "nationalities")


@dataclass
class Tally:
    """Facts found rightly, found wrongly and missed, by kind of fact."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    unread: int = 0

    def add(self, gold: Counter[Fact], found: Counter[Fact]) -> None:
        """Count what two bags of facts share and what only one of them holds."""
        for tally, facts in ((self.right, gold & found), (self.wrong, found - gold), (self.missed, gold - found)):
            for (kind, _), count in facts.items():
                tally[kind] += count

    def row(self, kinds: list[str]) -> tuple[float, float, float]:
        """Give precision, recall and F1 over some kinds of facts."""
        right, wrong, missed = (sum(tally[kind] for kind in kinds) for tally in (self.right, self.wrong, self.missed))
        precision = right / (right + wrong) if right + wrong else 1.0
        recall = right / (right + missed) if right + missed else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def table(self) -> str:
        """Give the table in Markdown, one kind of fact a line, all of them last."""
        kinds = sorted({*self.right, *self.wrong, *self.missed})
        lines = ["| fact | precision | recall | F1 | right | wrong | missed |", "|---|---|---|---|---|---|---|"]
        for name, some in [*((kind, [kind]) for kind in kinds), ("**all**", kinds)]:
            figures = " | ".join(f"{figure:.2f}" for figure in self.row(some))
            counts = " | ".join(str(sum(t[k] for k in some)) for t in (self.right, self.wrong, self.missed))
            lines.append(f"| {name} | {figures} | {counts} |")
        return "\n".join(lines)


def compare(gold: dict[str, Any], found: dict[str, Any]) -> tuple[Counter[Fact], Counter[Fact]]:
    """Give the facts of two records about one text as bags in which equal facts are equal.

    >>> record = {"countries": ["KH"], "agencies": [], "officials": [], "airports": [], "operations": []}
    >>> compare(record, record)
    (Counter({('country', 'KH'): 1}), Counter({('country', 'KH'): 1}))
    """
    names = _shared_names(gold, found)
    order = _paired(gold["operations"], found["operations"])
    return Counter(_facts(gold, names, list(range(len(gold["operations"]))))), Counter(_facts(found, names, order))


def _shared_names(gold: dict[str, Any], found: dict[str, Any]) -> dict[str, str]:
    """Map every form of a name, in either record, to one form for all of them."""
    names: dict[str, str] = {}
    for record in (gold, found):
        for item in [*record["agencies"], *record["officials"]]:
            forms = [_folded(form) for form in (item["name"], *item["also"])]
            known = next((names[form] for form in forms if form in names), forms[0])
            names.update({form: names.get(form, known) for form in forms})
    return names


def _folded(name: str) -> str:
    return re.sub(r"\W+", " ", name).strip().lower()


def _paired(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[int]:
    """Give each operation found the position of the gold one that it is, or a position of its own."""
    order = [-1] * len(found)
    free = set(range(len(gold)))
    for keys in (("persons", "kind", "date"), ("persons", "kind"), ("persons",), ("kind",)):
        for position, operation in enumerate(found):
            same = [i for i in sorted(free) if all(gold[i][key] == operation[key] for key in keys)]
            if order[position] < 0 and same:
                order[position] = same[0]
                free.discard(same[0])
    return [place if place >= 0 else len(gold) + position for position, place in enumerate(order)]


def _facts(record: dict[str, Any], names: dict[str, str], order: list[int]) -> Iterator[Fact]:
    def name(form: str) -> str:
        return names.get(_folded(form), _folded(form))

    yield from (("country", code) for code in set(record["countries"]))
    yield from (("agency", name(item["name"])) for item in record["agencies"])
    yield from (("official", name(item["name"])) for item in record["officials"])
    yield from (("airport", str(item["iata"])) for item in record["airports"])
    yield from (("announced by", name(form)) for form in record.get("announced_by", ()))
    for place, operation in zip(order, record["operations"], strict=True):
        yield "operation", str(place)
        for key in _VALUES:
            if operation[key] is not None:
                yield f"operation: {key}", f"{place} {operation[key]}"
        for key in _SETS:
            yield from ((f"operation: {key}", f"{place} {name(value)}") for value in operation[key])


def evaluate(folder: Path, texts: Path) -> Tally:
    """Read every text that has a gold record and count what was found."""
    tally = Tally()
    for path in sorted(folder.glob("*.json")):
        text = (texts / path.with_suffix(".txt").name).read_bytes().decode("utf-8")
        record = extract(Document.from_text(text, name=path.stem)).model_dump(mode="json", by_alias=True)
        if record["outcome"] == "language_not_read":
            tally.unread += 1
        else:
            tally.add(*compare(json.loads(path.read_text(encoding="utf-8")), record))
    return tally


def main() -> None:
    """Print the table for a folder of gold records."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--texts", type=Path, help="folder of the texts, where it is another")
    options = parser.parse_args()
    tally = evaluate(options.gold, options.texts or options.gold)
    print(tally.table())
    if tally.unread:
        print(f"\n{tally.unread} texts in languages that are not read yet are left out.")


if __name__ == "__main__":
    main()
