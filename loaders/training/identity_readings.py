"""The training announcements as the program reads them, their operations named as the gold ones that they tell of."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from crackdown.graph.announcement.record import Record
from crackdown.graph.identity.operation_profile import profile_of
from crackdown.loaders.extraction.models.calibration import calibrate
from crackdown.loaders.training import ANNOUNCEMENTS, FURTHER
from crackdown.loaders.training.fitting import load_gold
from crackdown.loaders.training.folds import cross_validate
from crackdown.loaders.training.identity import Pair, Profiles
from crackdown.loaders.training.scoring import Item, likeness, pair_operations

_SAME_AGAIN = 4  # the likeness from which an operation tells of a gold one that another is paired with

Read = tuple[Item, Item]  # a gold record, and the record that was read, its confidences calibrated


class Extracted(NamedTuple):
    """Operations that were read, named as the gold ones they are paired with.

    Attributes:
        profiles: what they are compared by, by `id#position`; one that is paired with none, by `id#?its own position`.
        facts: the facts that were read, by the same names.
        gold: the gold operations' facts, by name.
        again: those paired with none that tell of a gold operation a second time.
        groups: what was judged to be one, read or not.
    """

    profiles: Profiles
    facts: dict[str, Item]
    gold: dict[str, Item]
    again: set[str]
    groups: list[list[str]]

    @property
    def wanted(self) -> set[Pair]:
        """All pairs that were judged to be one."""
        return {pair for group in self.groups for pair in itertools.combinations(sorted(group), 2)}

    @property
    def readable(self) -> set[Pair]:
        """Those of which both sides were read."""
        return {pair for pair in self.wanted if pair[0] in self.profiles and pair[1] in self.profiles}


def pair_with_gold(readings: Iterable[Read], groups: Iterable[Iterable[str]]) -> Extracted:
    """Name the operations that were read as the gold ones, and keep what was judged of these.

    Args:
        readings: gold records with what was read of their texts.
        groups: what was judged to be one, as members `id#position`; others than the readings' are left out.
    """
    readings = list(readings)
    ids = {gold["id"] for gold, _ in readings}
    judged = [[member for member in group if member.partition("#")[0] in ids] for group in groups]
    found = Extracted({}, {}, {}, set(), judged)
    for gold, values in readings:
        record = Record.model_validate(values)
        told = {read: position for position, read in pair_operations(gold["operations"], values["operations"])}
        found.gold.update((f"{gold['id']}#{at}", operation) for at, operation in enumerate(gold["operations"]))
        for position, operation in enumerate(values["operations"]):
            name = f"{gold['id']}#{told.get(position, f'?{position}')}"
            found.profiles[name] = profile_of(record, position, gold["id"])
            found.facts[name] = operation
            alike = max((likeness(one, operation) for one in gold["operations"]), default=0)
            if position not in told and alike >= _SAME_AGAIN:
                found.again.add(name)
    return found


def iter_readings(kept: Path | None, folds: int) -> Iterator[Read]:
    """Yield the training announcements' gold records with what models read that were not trained on the text.

    Args:
        kept: keeps what was read; where it exists, nothing is read anew.
        folds: parts of the cross-validation; the models learn from the others and from the further announcements.
    """
    if kept and kept.exists():
        for line in kept.read_text(encoding="utf-8").splitlines():
            values = json.loads(line)
            yield values["gold"], values["record"]
        return
    announcements = load_gold(ANNOUNCEMENTS)
    ids = {gold["id"] for gold, _ in announcements}
    readings = cross_validate([*announcements, *load_gold(FURTHER)], folds)
    found = [(reading.gold, _calibrated(reading.record)) for reading in readings if reading.gold["id"] in ids]
    if kept:
        lines = (json.dumps({"gold": gold, "record": record}, ensure_ascii=False) for gold, record in found)
        kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
    yield from found


def _calibrated(values: dict[str, Any]) -> dict[str, Any]:
    record = Record.model_validate(values)
    calibrate(record)
    found: dict[str, Any] = json.loads(record.to_json())
    return found
