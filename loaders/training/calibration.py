"""How often a fact of a given confidence is right, from gold announcements read by models not trained on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sklearn.isotonic import IsotonicRegression

from crackdown.loaders.extraction.models.calibration import Curves

_BIN = 40  # facts to a point of a curve, at least: fewer say nothing
_ASSUMED = 1.5  # wrong facts added to each bin: what was never seen to be wrong may still be


def fit_calibration(judged: Iterable[tuple[str, float, bool]]) -> Curves:
    """Fit, for each sort of fact, a rising curve from the models' figure to the share that is right.

    `judged` gives sort of fact, figure and whether it was right. A curve's points lie at the means of bins of
    about equal size, made to rise by isotonic regression; between them it is straight.

    >>> fit_calibration([("op.kind", 0.5, index % 2 == 0) for index in range(80)])
    {'op.kind': [(0.5, 0.49)]}
    """
    by_fact: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for fact, figure, is_right in judged:
        by_fact[fact].append((figure, is_right))
    return {fact: _curve(found) for fact, found in sorted(by_fact.items())}


def _curve(found: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    figures, shares, numbers = [], [], []
    for part in _bins(found):
        figures.append(round(sum(figure for figure, _ in part) / len(part), 3))
        shares.append(sum(is_right for _, is_right in part) / (len(part) + _ASSUMED))
        numbers.append(len(part))
    rising = IsotonicRegression().fit_transform(figures, shares, sample_weight=numbers)
    return _distinct([(x, round(float(y), 2)) for x, y in zip(figures, rising, strict=True)])


def _bins(found: list[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    """Part facts by rising figures; those of one figure stay together, as nothing says which of them come first."""
    by_figure: defaultdict[float, list[tuple[float, bool]]] = defaultdict(list)
    for figure, is_right in found:
        by_figure[round(figure, 3)].append((figure, is_right))
    bins: list[list[tuple[float, bool]]] = [[]]
    for _, alike in sorted(by_figure.items()):
        if len(bins[-1]) >= _BIN:
            bins.append([])
        bins[-1] += alike
    if len(bins) > 1 and len(bins[-1]) < _BIN:
        bins[-2] += bins.pop()
    return bins


def _distinct(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Keep of a level stretch its two ends."""
    return [
        point
        for at, point in enumerate(points)
        if at in {0, len(points) - 1} or not points[at - 1][1] == point[1] == points[at + 1][1]
    ]
