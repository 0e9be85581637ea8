"""Measure identity on records that the program read: `python -m crackdown.loaders.training.identity_extracted`.

Every training announcement is read by models that were not trained on it; its operations are paired with the gold ones
as facts are scored, and what was judged of the gold ones (`same_operations.json`) holds for them. An operation that is
paired with none has no fellow: whatever it is taken for is wrong, even where it tells of a gold one a second time; the
precision without those is given too.

Measured are the weights that ship, and weights fitted without the groups that they are tried on: on one half of them,
tried on the other, both ways round (or on all of several `--parts` but one). `--fit` writes the weights that ship,
fitted on all groups; `--lost` says where pairs are lost. Reading takes as long as training; `--readings FILE` keeps
what was read, one JSON object a line, and reads it from there the next time. With several files, such as a fast and a
full reading of the same texts, weights are fitted on all of them, and each is measured.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import crackdown.graph.identity
from crackdown.graph.storage.durable import write_durably
from crackdown.loaders.training import ANNOUNCEMENTS
from crackdown.loaders.training.identity import Pair, Pairs, fit_on, read_groups, read_profiles
from crackdown.loaders.training.identity_lost import lost
from crackdown.loaders.training.identity_readings import Extracted, iter_readings, pair_with_gold
from crackdown.loaders.training.identity_weights import Weights, fold_by_announcement

_WEIGHTS = Path(crackdown.graph.identity.__file__).with_name("weights.json")
_PENALTY = 1.0  # more than for gold: few pairs, and much in them that is wrong by chance
_GIVEN = 0.6  # to the fitted bias: held out, precision stays where it is up to there, and recall does not (decision 80)


def main() -> None:
    """Print precision and recall of pairs of operations on records that were read; fit weights on request."""
    parser = argparse.ArgumentParser(
        prog="python -m crackdown.loaders.training.identity_extracted", description=__doc__
    )
    parser.add_argument(
        "--readings", type=Path, nargs="+", help="files that keep what was read; read from them where they exist"
    )
    parser.add_argument("--folds", type=int, default=5, help="parts of the cross-validation by which texts are read")
    parser.add_argument("--parts", type=int, default=2, help="parts of the groups, each tried by weights of the others")
    parser.add_argument("--rounds", type=int, default=2, help="partings, each another one")
    parser.add_argument("--fit", action="store_true", help="fit the weights anew and write them")
    parser.add_argument("--lost", action="store_true", help="say where the pairs that were both read are lost")
    parser.add_argument("--show", action="store_true", help="list the pairs wrongly merged and wrongly kept apart")
    options = parser.parse_args()
    kept: list[Path | None] = options.readings or [None]
    readings = [pair_with_gold(iter_readings(file, options.folds), read_groups()) for file in kept]
    fitting = Fitting(readings)
    for turn in range(options.rounds):
        held_out = fitting.cross_validate(options.parts, str(turn))
        for file, extracted, found in zip(kept, readings, held_out, strict=True):
            print(f"{_title(file)}held out, {options.parts} parts {turn + 1}: {rates(found, extracted)}", flush=True)
    weights = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    if options.fit:
        weights["operation read alone"], weights["operation read"] = fitting.fit(lambda _: True)
        write_durably(_WEIGHTS, (json.dumps(weights, indent=1, ensure_ascii=False) + "\n").encode())
        print(_WEIGHTS)
    shipped = weights["operation read alone"], weights["operation read"]
    for file, extracted, read in zip(kept, readings, fitting.read, strict=True):
        found = read.group(dict.fromkeys(extracted.profiles, shipped))
        print(f"{_title(file)}the weights that ship: {rates(found, extracted)}")
        if options.lost:
            print(lost(extracted, read, shipped, found))
        sides = ("wrong", found - extracted.wanted), ("missed", extracted.readable - found)
        for word, listed in sides if options.show else ():
            for one, other in sorted(listed):
                print(word, one, other)


def _title(file: Path | None) -> str:
    return f"{file.stem}: " if file else ""


def rates(found: Collection[Pair], extracted: Extracted) -> str:
    """Write precision and recall of pairs."""
    right = len(extracted.wanted.intersection(found))
    plain = [pair for pair in found if not extracted.again.intersection(pair)]
    return (
        f"pairs {len(found)} precision {right / len(found):.3f} ({right / len(plain):.3f} without what was read twice) "
        f"recall {right / len(extracted.readable):.3f} of {len(extracted.readable)} that were both read, "
        f"{right / len(extracted.wanted):.3f} of all {len(extracted.wanted)}"
    )


class Fitting:
    """Weights fitted on what was read, in one way or in several, and on the gold records of the same announcements."""

    def __init__(self, readings: Sequence[Extracted]) -> None:
        first = readings[0]
        gold = {name: one for name, one in read_profiles(ANNOUNCEMENTS).items() if name in first.gold}
        self.read = [Pairs(extracted.profiles, extracted.groups) for extracted in readings]
        self._gold = Pairs(gold, first.groups)
        self._readings = readings
        profiles = (gold, *(extracted.profiles for extracted in readings))
        self._announcement = {name: one.announcement for each in profiles for name, one in each.items()}

    def fit(self, is_known: Callable[[Pair], bool]) -> tuple[Weights, Weights]:
        """Fit both weights on the pairs that may be known."""
        parts = [
            (pairs, [pair for pair in pairs.rows if is_known(pair) and not extracted.again.intersection(pair)])
            for pairs, extracted in zip(self.read, self._readings, strict=True)
        ]
        alone, full = fit_on([*parts, (self._gold, list(filter(is_known, self._gold.rows)))], _PENALTY)
        return alone, full | {"bias": round(full["bias"] + _GIVEN, 3)}

    def cross_validate(self, parts: int, salt: str = "") -> list[set[Pair]]:
        """Give for each reading the pairs in one group by weights fitted on other announcements."""
        fold = fold_by_announcement(self._announcement, self._readings[0].wanted, salt)

        def is_outside(part: int) -> Callable[[Pair], bool]:
            return lambda pair: part not in {fold[name] % parts for name in pair}

        fitted = [self.fit(is_outside(part)) for part in range(parts)]
        return [
            pairs.group({name: fitted[fold[name] % parts] for name in extracted.profiles})
            for pairs, extracted in zip(self.read, self._readings, strict=True)
        ]


if __name__ == "__main__":
    main()
