"""Measure identity on records that the program read: `python -m crackdown.loaders.training.identity_extracted`.

Every training announcement is read by models that were not trained on it; its operations are paired with the gold ones
as facts are scored, and what was judged of the gold ones (`same_operations.json`) holds for them. An operation that is
paired with none has no fellow: whatever it is taken for is wrong. The weights are those that ship, fitted on gold.

Reading takes as long as training; `--readings FILE` keeps what was read, one JSON object a line, and reads it from
there the next time.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import crackdown.graph.identity
from crackdown.graph.announcement.record import Record
from crackdown.graph.identity.operation_profile import profile_of
from crackdown.loaders.training import ANNOUNCEMENTS
from crackdown.loaders.training.fitting import load_gold
from crackdown.loaders.training.folds import cross_validate
from crackdown.loaders.training.identity import Pairs, Profiles, read_groups
from crackdown.loaders.training.scoring import pair_operations

_WEIGHTS = Path(crackdown.graph.identity.__file__).with_name("weights.json")

Read = tuple[dict[str, Any], dict[str, Any]]  # a gold record, and the record that was read


def main() -> None:
    """Print precision and recall of pairs of operations on records that were read."""
    parser = argparse.ArgumentParser(
        prog="python -m crackdown.loaders.training.identity_extracted", description=__doc__
    )
    parser.add_argument("--readings", type=Path, help="file that keeps what was read; read from it where it exists")
    parser.add_argument("--folds", type=int, default=5, help="parts of the cross-validation")
    parser.add_argument("--show", action="store_true", help="list the pairs wrongly merged and wrongly kept apart")
    options = parser.parse_args()
    found, wanted, readable = measure(list(_readings(options.readings, options.folds)))
    right = found & wanted
    print(
        f"pairs {len(found)} of {len(wanted)}: precision {len(right) / len(found):.3f}, "
        f"recall {len(right) / len(wanted):.3f} of all, {len(right) / len(readable):.3f} of those that were both read"
    )
    for word, pairs in (("wrong", found - wanted), ("missed", readable - found)) if options.show else ():
        for one, other in sorted(pairs):
            print(word, one, other)


def measure(readings: list[Read]) -> tuple[set[tuple[str, str]], set[tuple[str, str]], set[tuple[str, str]]]:
    """Give the pairs that are merged, those judged to be one, and of these those of which both sides were read.

    A member is named as its gold one; an operation that is paired with none, by its own position and a question mark.
    """
    profiles: Profiles = {}
    for gold, values in readings:
        record = Record.model_validate(values)
        pairs = {read: told for told, read in pair_operations(gold["operations"], values["operations"])}
        for position in range(len(record.operations)):
            told = pairs.get(position)
            name = f"{gold['id']}#{told}" if told is not None else f"{gold['id']}#?{position}"
            profiles[name] = profile_of(record, position, record.id)
    ids = {gold["id"] for gold, _ in readings}
    groups = [[member for member in group if member.partition("#")[0] in ids] for group in read_groups()]
    weights = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    fitted = weights["operation alone"], weights["operation"]
    wanted = {pair for group in groups for pair in itertools.combinations(sorted(group), 2)}
    readable = {pair for pair in wanted if pair[0] in profiles and pair[1] in profiles}
    return Pairs(profiles, []).group(dict.fromkeys(profiles, fitted)), wanted, readable


def _readings(kept: Path | None, folds: int) -> Iterator[Read]:
    if kept and kept.exists():
        for line in kept.read_text(encoding="utf-8").splitlines():
            values = json.loads(line)
            yield values["gold"], values["record"]
        return
    readings = [(reading.gold, reading.record) for reading in cross_validate(load_gold(ANNOUNCEMENTS), folds)]
    if kept:
        lines = (json.dumps({"gold": gold, "record": record}, ensure_ascii=False) for gold, record in readings)
        kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
    yield from readings


if __name__ == "__main__":
    main()
