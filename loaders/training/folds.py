"""Gold announcements read by models that were not trained on them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from crackdown.loaders import extract
from crackdown.loaders.document import Document
from crackdown.loaders.extraction.models.calibration import other_calibration
from crackdown.loaders.extraction.models.linear import Weights, other_weights
from crackdown.loaders.extraction.reading import reading_with
from crackdown.loaders.training.fitting import Gold, train

Announcements = list[tuple[Gold, Document]]


@dataclass(frozen=True)
class Reading:
    """A gold record, the text, and the record that was read from it."""

    gold: Gold
    text: str
    record: dict[str, Any]


def fold_of(name: str, folds: int) -> int:
    """Give the fold of an announcement by the hash of its id, which stays the same when others are added.

    >>> sorted({fold_of(f"announcement-{number}", 5) for number in range(50)})
    [0, 1, 2, 3, 4]
    """
    return hashlib.sha256(name.encode()).digest()[0] % folds


def read_with(weights: Weights, announcements: Announcements) -> list[Reading]:
    """Read announcements fast with some weights; confidences are as the models give them, uncalibrated."""
    readings = []
    with reading_with("fast"), other_weights(weights), other_calibration({}):
        for gold, document in announcements:
            readings.append(Reading(gold, document.text, json.loads(extract(document).to_json())))
    return readings


def cross_validate(announcements: Announcements, folds: int = 5) -> list[Reading]:
    """Read every announcement with models trained on the other folds; one process a core."""
    parts = [(announcements, fold, folds) for fold in range(folds)]
    return [reading for readings in in_processes(_read_fold, parts) for reading in readings]


def in_processes(work: Any, parts: list[Any]) -> Iterable[Any]:
    """Do parts of the work in fresh processes, as many at once as there are cores, and give the results in order."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        return list(pool.map(work, parts))


def _read_fold(part: tuple[Announcements, int, int]) -> list[Reading]:
    announcements, fold, folds = part
    others = [pair for pair in announcements if fold_of(pair[0]["id"], folds) != fold]
    return read_with(train(others), [pair for pair in announcements if fold_of(pair[0]["id"], folds) == fold])
