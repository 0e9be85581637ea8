"""Tell how far two readings of the same texts lie apart, and within which bounds: texts drawn again, a thousand times.

usage: compare.py READINGS.pickle [--other READINGS.pickle] [--first 0] [--second 6]

READINGS.pickle is what `train.py` or `combine.py` wrote beside its figures: by epoch, what was read; 0 are the linear
models. The bounds hold nineteen times of twenty.
"""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

import numpy as np

from crackdown.loaders.training.folds import Reading
from crackdown.loaders.training.scoring import KEY_FACTS, Tally, score

_DRAWN = 1000
_SORTS = {
    "all": None, "key": KEY_FACTS, "operation": ["operation"], "op.kind": ["op.kind"], "op.persons": ["op.persons"],
    "op.date": ["op.date"], "op.country": ["op.country"],
}  # fmt: skip


def main() -> None:
    """Print, for some sorts of fact, both F1 and the bounds of their difference."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("readings", type=Path)
    parser.add_argument("--other", type=Path, help="where the second are, if elsewhere")
    parser.add_argument("--first", default="0")
    parser.add_argument("--second", default="6")
    options = parser.parse_args()
    first = _read(options.readings, options.first)
    second = _read(options.other or options.readings, options.second)
    if [one.gold["id"] for one in first] != [one.gold["id"] for one in second]:
        raise ValueError("the two readings are not of the same texts: give readings of one fold")
    chance = np.random.default_rng(0)
    drawn = chance.multinomial(len(first), [1 / len(first)] * len(first), _DRAWN)
    for name, facts in _SORTS.items():
        one, other = _counts(first, facts), _counts(second, facts)
        low, high = np.quantile(_f1(drawn @ other) - _f1(drawn @ one), [0.025, 0.975])
        before, after = _f1(one.sum(0)), _f1(other.sum(0))
        print(f"{name}: {before:.4f} -> {after:.4f} ({after - before:+.4f}, between {low:+.4f} and {high:+.4f})")


def _read(path: Path, epoch: str) -> list[Reading]:
    readings = {str(key): found for key, found in pickle.loads(path.read_bytes()).items()}
    if epoch not in readings:
        raise ValueError(f"{path} holds no readings of {epoch}: it has {', '.join(readings)}")
    found: list[Reading] = readings[epoch]
    return found


def _counts(readings: list[Reading], facts: list[str] | tuple[str, ...] | None) -> np.ndarray:
    """Give, by text, how many facts were found, wrong and missed: texts x 3."""
    rows = []
    for reading in readings:
        tally = Tally()
        score(tally, reading.gold, reading.record)
        rows.append(
            [
                sum(n for f, n in of.items() if facts is None or f in facts)
                for of in (tally.found, tally.wrong, tally.missed)
            ]
        )
    return np.array(rows)


def _f1(counts: np.ndarray) -> np.ndarray:
    found, wrong, missed = np.moveaxis(counts, -1, 0)
    return 2 * found / (2 * found + wrong + missed)


if __name__ == "__main__":
    main()
