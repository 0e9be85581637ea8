"""Fit a model that chooses one of several options, of which one or more are right: a conditional logit.

Each option has named features; its share is the exponential of the sum of their weights over that of all options. Where
several options say the same thing, their shares add up: the right ones are learned together. scipy is needed here and
not at run time.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Options = list[tuple[list[str], bool]]  # the features of each option, and whether it is right
PENALTY = 10.0  # weight decay towards zero
_RARE = 4  # features seen in fewer options are left out


def fit_choice(found: list[Options]) -> dict[str, float]:
    """Fit a choice among options; a feature's weight is left out where it rounds to nothing.

    >>> weights = fit_choice([[(["red"], True), (["blue"], False)]] * 20)
    >>> weights["red"] > 0 > weights["blue"]
    True
    """
    options = [option for group in found for option in group]
    frequency = Counter(feature for features, _ in options for feature in set(features))
    names = sorted(feature for feature, count in frequency.items() if count >= _RARE)
    index = {name: position for position, name in enumerate(names)}
    rows = [sorted({index[feature] for feature in features if feature in index}) for features, _ in options]
    columns = np.fromiter((column for row in rows for column in row), dtype=np.int32)
    matrix = csr_matrix(
        (np.ones(len(columns)), columns, np.cumsum([0, *map(len, rows)])), shape=(len(rows), len(names))
    )
    right = np.array([is_right for _, is_right in options])
    groups = np.repeat(np.arange(len(found)), [len(group) for group in found])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        highest = np.full(len(found), -np.inf)
        np.maximum.at(highest, groups, scores)
        raised = np.exp(scores - highest[groups])
        whole = np.bincount(groups, raised, len(found))
        part = np.bincount(groups, raised * right, len(found)) + np.finfo(float).tiny
        gradient = matrix.T @ (raised / whole[groups] - raised * right / part[groups]) + PENALTY * weights
        return float(np.log(whole / part).sum() + PENALTY / 2 * (weights @ weights)), gradient

    weights = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
    rounded = {name: round(float(weights[position]), 3) for name, position in index.items()}
    return {name: weight for name, weight in rounded.items() if weight}
