"""How often a fact of a given confidence is right, from gold announcements read by models not trained on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from sklearn.isotonic import IsotonicRegression

from crackdown.loaders.extraction.models.calibration import Curves

_BIN = 30  # facts to a point of a curve: fewer say nothing
_ASSUMED = 1.5  # wrong facts added to each bin: what was never seen to be wrong may still be


def fit_calibration(judged: Iterable[tuple[str, float, bool]]) -> Curves:
    """Fit, for each sort of fact, a rising curve from the models' figure to the share that is right.

    `judged` gives sort of fact, figure and whether it was right. A curve's points lie at the means of bins of equal
    size, made to rise by isotonic regression; between them it is straight.

    >>> fit_calibration([("op.kind", 0.5, index % 2 == 0) for index in range(80)])
    {'op.kind': [(0.5, 0.49)]}
    """
    by_fact: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for fact, figure, is_right in judged:
        by_fact[fact].append((figure, is_right))
    return {fact: _curve(found) for fact, found in sorted(by_fact.items())}


def _curve(found: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    ordered = sorted((round(figure, 3), is_right) for figure, is_right in found)
    bins = np.array_split(np.array(ordered, dtype=float), max(1, len(ordered) // _BIN))
    by_figure: defaultdict[float, list[float]] = defaultdict(list)  # bins of one and the same figure are one
    for part in bins:
        by_figure[round(float(part[:, 0].mean()), 3)] += list(part[:, 1])
    figures = sorted(by_figure)
    shares = [sum(by_figure[figure]) / (len(by_figure[figure]) + _ASSUMED) for figure in figures]
    weights = [len(by_figure[figure]) for figure in figures]
    rising = IsotonicRegression().fit_transform(figures, shares, sample_weight=weights)
    return _distinct([(x, round(float(y), 2)) for x, y in zip(figures, rising, strict=True)])


def _distinct(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Keep of a level stretch its two ends."""
    return [
        point
        for at, point in enumerate(points)
        if at in {0, len(points) - 1} or not points[at - 1][1] == point[1] == points[at + 1][1]
    ]
