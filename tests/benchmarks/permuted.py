"""Many announcements out of few: gold records with dates, counts and names changed, some told several times.

What makes records alike stays as it is in the gold: how much is told, in which words, how many operations to a record.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from crackdown.graph.announcement.record import Record
from crackdown.loaders.document import Document
from crackdown.loaders.records import to_record
from crackdown.loaders.training import ANNOUNCEMENTS

_YEARS = 8  # over which the days are spread, where nothing else is asked for
_REPORTS = 3  # at most so many announcements tell of the same

Json = dict[str, Any]


def iter_permuted(count: int, *, seed: int = 1, folder: Path = ANNOUNCEMENTS, years: int = _YEARS) -> Iterator[Record]:
    """Yield that many records; a third of them tell again what another told, in part with another count."""
    for _, record in iter_announcements(count, seed=seed, folder=folder, years=years):
        yield record


def iter_announcements(
    count: int, *, seed: int = 1, folder: Path = ANNOUNCEMENTS, years: int = _YEARS
) -> Iterator[tuple[Document, Record]]:
    """Yield as `iter_permuted` does, each record with the text that its quotes stand in."""
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    chance = random.Random(seed)
    made = 0
    while made < count:
        told = _moved(chance.choice(gold), chance, years)
        for report in range(chance.randint(1, _REPORTS)):
            if made < count:
                retold = told if report == 0 else _retold(told, chance)
                yield to_record(retold | {"id": f"{told['id']}-{made}"})
                made += 1


def _moved(record: Json, chance: random.Random, years: int) -> Json:
    """Move a record in time, and change its counts and the officials' names."""
    days, factor = timedelta(chance.randint(0, 365 * years)), chance.uniform(0.5, 2.0)
    moved: Json = json.loads(json.dumps(record))
    moved["published"] = _later(moved["published"], days)
    names = {official["name"]: f"{official['name']} {chance.choice(_SYLLABLES)}" for official in moved["officials"]}
    for official in moved["officials"]:
        official["name"], official["also"] = names[official["name"]], []
    for operation in moved["operations"]:
        operation["date"] = _later(operation["date"], days)
        operation["officials"] = [names.get(name, name) for name in operation["officials"]]
        for key in ("persons", "women", "men"):
            operation[key] = max(1, round(operation[key] * factor)) if operation.get(key) else operation.get(key)
        told = operation["nationalities"]
        operation["nationalities"] = {c: max(1, round(n * factor)) if n else n for c, n in told.items()}
    moved["announced_by"] = [names.get(name, name) for name in moved["announced_by"]]
    return moved


def _retold(record: Json, chance: random.Random) -> Json:
    """Tell the same a day later, leaving some of it out."""
    retold: Json = json.loads(json.dumps(record))
    retold["published"] = _later(retold["published"], timedelta(1))
    for operation in retold["operations"]:
        for key in ("women", "men", "destination"):
            if chance.random() < 0.5:
                operation[key] = None
        if chance.random() < 0.3:
            operation["nationalities"] = dict.fromkeys(operation["nationalities"])
    return retold


def _later(told: Any, days: timedelta) -> Any:
    if isinstance(told, dict):
        return {key: _later(value, days) for key, value in told.items()}
    if told is None:
        return None
    parts = [int(part) for part in told.split("-")]
    moved = (date(*[*parts, 1, 1][:3]) + days).isoformat()
    return moved[: len(told)]


_SYLLABLES = ("Dara", "Veng", "Somchai", "Minh", "Rahman", "Okafor", "Silva", "Park", "Lindqvist", "Tanaka")
