"""How well gold announcements were read, in figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crackdown.loaders.extraction.models.calibration import HIGH, calibrated, other_calibration
from crackdown.loaders.training.calibration import fit_calibration
from crackdown.loaders.training.folds import Reading, fold_of
from crackdown.loaders.training.scoring import Tally, score

_SURE = (HIGH, 0.8, 0.7, 0.6, 0.5, 0.4, 0.0)  # lower ends of the calibration's rows


class Sure(NamedTuple):
    """Facts whose confidence lies between two bounds: how many, how sure they are on average, how many are right."""

    low: float
    high: float
    facts: int
    mean: float
    right: float


def tally_of(readings: Iterable[Reading]) -> Tally:
    """Score readings together."""
    tally = Tally()
    for reading in readings:
        score(tally, reading.gold, reading.record)
    return tally


def half(readings: Iterable[Reading], which: int) -> list[Reading]:
    """Give the readings of one half of the texts: those looked at during development are 0, the others 1."""
    return [reading for reading in readings if fold_of(reading.gold["id"], 2) == which]


def by_language(readings: Iterable[Reading]) -> dict[str, list[Reading]]:
    """Give the readings of each language, by its code."""
    groups: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[reading.gold["language"].split("-")[0]].append(reading)
    return dict(sorted(groups.items()))


def overlapping(readings: Iterable[Reading]) -> tuple[int, int]:
    """Count the right facts whose quote overlaps the gold's own words, and those that can be compared."""
    near = quoted = 0
    for reading in readings:
        for _, words, evidence in tally_of([reading]).quoted:
            spans = [found.span() for found in re.finditer(re.escape(re.sub(r"@\d+$", "", words)), reading.text)]
            quoted += 1
            near += any(start < evidence["end"] and evidence["start"] < end for start, end in spans)
    return near, quoted


def invented(readings: Iterable[Reading]) -> tuple[int, int]:
    """Count the operations that were read in texts that hold none, and those texts."""
    empty = [reading for reading in readings if not reading.gold["operations"]]
    return sum(len(reading.record["operations"]) for reading in empty), len(empty)


def confidence(readings: list[Reading]) -> Iterator[Sure]:
    """Tell how often facts of a confidence are right; the curves come from the other half of the texts."""
    judged: list[tuple[float, bool]] = []
    for side in (0, 1):
        with other_calibration(fit_calibration(tally_of(half(readings, 1 - side)).judged)):
            found = tally_of(half(readings, side)).judged
            judged += [(calibrated(fact, figure), is_right) for fact, figure, is_right in found]
    for low, high in zip(_SURE, (1.01, *_SURE), strict=False):
        inside = [(sure, is_right) for sure, is_right in judged if low <= sure < high]
        if inside:
            mean, right = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            yield Sure(low, min(high, 1.0), len(inside), mean, right)
