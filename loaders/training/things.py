"""Measure by which names things are taken for one: `python -m crackdown.loaders.training.things`.

`same_things.json` lists, by type, the names of officials, agencies, airports and places in the training announcements'
records that mean one thing, each with the country of its form, judged by hand; every other two names are two. All
records go through identity together; a pair is two records' mentions of a thing, so that a name counts as often as it
is used. Names that several records share alike are pairs too: most are, as the records use usual English names.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from crackdown.graph import iris
from crackdown.graph.announcement.record import Record
from crackdown.graph.identity import Resolution
from crackdown.graph.identity.clusters import TYPES
from crackdown.graph.identity.things import things_of
from crackdown.graph.storage.store import Store
from crackdown.loaders.records import to_record
from crackdown.loaders.training import ANNOUNCEMENTS

_LABELS = Path(__file__).with_name("same_things.json")

Name = tuple[str, str | None, str]  # type, country, name
Sides = dict[str, list[tuple[str, str]]]  # by type: for each mention, what it is by judgement, and by the program


def main() -> None:
    """Print precision and recall of pairs of mentions, by type; on request the groups that differ."""
    parser = argparse.ArgumentParser(prog="python -m crackdown.loaders.training.things", description=__doc__)
    parser.add_argument("--show", action="store_true", help="list the names wrongly merged and wrongly kept apart")
    options = parser.parse_args()
    sides = measure(read_records(ANNOUNCEMENTS))
    for type_ in sorted(sides):
        precision, recall = rates(sides[type_])
        print(f"{type_}: {len(sides[type_])} mentions, pairs precision {precision:.4f} recall {recall:.4f}")
    precision, recall = rates([side for found in sides.values() for side in found])
    print(f"all: pairs precision {precision:.4f} recall {recall:.4f}")
    if options.show:
        for line in _differences(sides):
            print(line)


def read_records(folder: Path) -> list[Record]:
    """Read gold announcements' records."""
    return [to_record(json.loads(path.read_text(encoding="utf-8")))[1] for path in sorted(folder.glob("*.json"))]


def measure(records: Iterable[Record]) -> Sides:
    """Let identity work on records, and put beside each mention what it is by judgement."""
    records = list(records)
    engine = Store.open(None).engine
    for record in records:
        resolution = Resolution(engine)
        resolution.replace(iris.mint_announcement(record.id), None, record)
        for delta in (resolution.index.delta, resolution.decisions.delta):
            delta.write()
    index, judged = Resolution(engine).index, _judged()
    sides: Sides = defaultdict(list)
    for record in records:
        for mention in things_of(record, iris.mint_announcement(record.id)).forms.values():
            name = (TYPES[mention.type], mention.country, mention.label.name)
            sides[name[0]].append((judged.get(name, mention.iri), index.canonical(mention.iri) or ""))
    return sides


def rates(sides: Iterable[tuple[str, str]]) -> tuple[float, float]:
    """Work out precision and recall of pairs."""
    sides = list(sides)
    both = _pairs(Counter(sides).values())
    found = _pairs(Counter(given for _, given in sides).values())
    wanted = _pairs(Counter(judged for judged, _ in sides).values())
    return both / found if found else 1.0, both / wanted if wanted else 1.0


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _judged() -> dict[Name, str]:
    """Name the judged groups by their first name."""
    groups = json.loads(_LABELS.read_text(encoding="utf-8"))
    return {
        (type_, country, name): f"{type_} {group[0]}"
        for type_, found in groups.items()
        for group in found
        for country, name in group
    }


def _differences(sides: Sides) -> Iterator[str]:
    for type_, found in sides.items():
        for word, (one, other) in (("apart", (0, 1)), ("merged", (1, 0))):
            groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
            for side in found:
                groups[side[one]][side[other]] += 1
            for name, parts in sorted(groups.items()):
                if len(parts) > 1:
                    yield f"{type_} {word}: {name}: {dict(parts)}"


if __name__ == "__main__":
    main()
