"""How well texts that were held out are read, by the fast and by the full reading beside each other."""

from __future__ import annotations

from typing import Any

from crackdown.loaders.training.figures import by_language, confidence, invented, overlapping, tally_of
from crackdown.loaders.training.folds import Reading
from crackdown.loaders.training.scoring import KEY_FACTS, Tally

Figures = dict[str, Any]
_DIGITS = 4


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
