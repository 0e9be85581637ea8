"""How well texts that were held out are read, by the fast and by the full reading beside each other."""

from __future__ import annotations

from typing import Any

import numpy as np

from crackdown.loaders.training.figures import by_language, confidence, invented, overlapping, tally_of
from crackdown.loaders.training.folds import Reading
from crackdown.loaders.training.scoring import KEY_FACTS, Tally

Figures = dict[str, Any]
_DIGITS = 4
_DRAWN = 1000  # times that the texts are drawn again
_BOUNDS = 0.025, 0.975  # between which a gain lies nineteen times of twenty
_TOLD = ("operation", "op.kind", "op.persons", "op.date", "op.country")


def figures_of(readings: list[Reading]) -> Figures:
    """Give the figures of some readings, uncalibrated.

    Everywhere `f1` stands beside `precision` and `recall`. `quotes` are the right facts whose quote overlaps the gold's
    own words, of those that can be compared; `invented` the operations read in texts that hold none. In `confidence`
    the curves are fitted on one half of the texts and tried on the other.
    """
    tally = tally_of(readings)
    (near, quoted), (read, empty) = overlapping(readings), invented(readings)
    return {
        "texts": len(readings),
        "all": _f1(tally),
        "key": _f1(tally, *KEY_FACTS),
        "quotes": {"overlapping": near, "compared": quoted},
        "invented": {"operations": read, "texts": empty},
        "facts": {
            fact: {**_f1(tally, fact), "gold": tally.found[fact] + tally.missed[fact]}
            for fact in sorted(tally.found | tally.wrong | tally.missed)
        },
        "languages": {code: _of_language(found) for code, found in by_language(readings).items()},
        "confidence": [
            {key: round(value, _DIGITS) for key, value in one._asdict().items()} for one in confidence(readings)
        ],
    }


def _of_language(readings: list[Reading]) -> Figures:
    tally = tally_of(readings)
    return {"texts": len(readings), **_f1(tally), "key": _f1(tally, *KEY_FACTS)["f1"]}


def _f1(tally: Tally, *facts: str) -> dict[str, float]:
    figures = (round(figure, _DIGITS) for figure in tally.figures(facts or None))
    return dict(zip(("precision", "recall", "f1"), figures, strict=True))


def gains_of(fast: list[Reading], full: list[Reading]) -> Figures:
    """Give what F1 gains from one reading of some texts to another, and its bounds when the texts are drawn again.

    Raises:
        ValueError: the readings are of different texts.
    """
    if [one.gold["id"] for one in fast] != [one.gold["id"] for one in full]:
        raise ValueError("the two readings are not of the same texts: give both of the same folds")
    tallies = [[tally_of([reading]) for reading in readings] for readings in (fast, full)]
    drawn = np.random.default_rng(0).multinomial(len(fast), [1 / len(fast)] * len(fast), _DRAWN)
    sorts: dict[str, tuple[str, ...] | None] = {"all": None, "key": KEY_FACTS, **{fact: (fact,) for fact in _TOLD}}
    found = {}
    for name, facts in sorts.items():
        one, other = (np.array([_counts(tally, facts) for tally in of]) for of in tallies)
        low, high = np.quantile(_f1_of(drawn @ other) - _f1_of(drawn @ one), _BOUNDS)
        gains = float(_f1_of(other.sum(0)) - _f1_of(one.sum(0))), float(low), float(high)
        found[name] = dict(zip(("gain", "low", "high"), (round(gain, _DIGITS) for gain in gains), strict=True))
    return found


def _counts(tally: Tally, facts: tuple[str, ...] | None) -> list[int]:
    """Count facts found, and those wrong and missed."""
    found, wrong, missed = (
        sum(count for fact, count in of.items() if facts is None or fact in facts)
        for of in (tally.found, tally.wrong, tally.missed)
    )
    return [found, wrong + missed]


def _f1_of(counts: np.ndarray) -> np.ndarray:
    """Give F1, of rows of facts found, and wrong and missed; where there are none, all is right."""
    found, failed = np.moveaxis(counts, -1, 0)
    return np.where(found + failed, 2 * found / np.maximum(2 * found + failed, 1), 1.0)
