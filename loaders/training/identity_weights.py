"""The weights of features: a logistic regression whose weights point where the features' names say.

"Another country" never speaks for two operations being one, so that every reason reads true. A group of many reports
counts less a pair.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

from crackdown.graph.identity.operation_features import Features

PENALTY = 0.25  # times the sum of the squared weights
_SMALLEST = 0.005  # weights below it are left out

# Neither way by name: what they say depends on what else is known.
_OPEN = (
    "a day of the month told", "a day of the year told", "a number told of no time close by",
    "announced in the month told", "announced in the year told", "announced long after it", "announced months apart",
    "announced within three days of each other",
    "another country, but the same number", "numbers not far apart", "one day within the other's span",
    "some nationalities in common", "spans that overlap", "spans with an end in common",
    "the nationalities of one among the other's", "the same month, no day told", "the same year, no day told",
    "told in the same order",
)  # fmt: skip
_FOR = ("kinds that go together, of the same number",)
_AGAINST = (
    "a day apart", "announced before it", "another ", "at different times", "both undated, announced apart",
    "different ", "kinds that go together", "no ", "numbers by nationality that differ", "one country unknown",
    "one date unknown", "one number unknown", "one or two persons", "only one is a total",
    "two or three days apart",
)  # fmt: skip

Weights = dict[str, float]


class Judged(NamedTuple):
    """A pair's features, whether it is one, and how much it counts."""

    features: Features
    is_same: bool
    weight: float


def fit(pairs: Sequence[Judged], penalty: float = PENALTY) -> Weights:
    """Fit the weights; give them by feature, and the bias."""
    vectors = DictVectorizer()
    features = vectors.fit_transform([pair.features for pair in pairs])
    signs = np.array([1.0 if pair.is_same else -1.0 for pair in pairs])
    counts = np.array([pair.weight for pair in pairs])
    size = features.shape[1]

    def loss(theta: Any) -> tuple[float, Any]:
        wrong = -signs * (features @ theta[:size] + theta[size])
        slope = -signs * counts / (1 + np.exp(-wrong))
        found = float((counts * np.logaddexp(0, wrong)).sum() + penalty * (theta[:size] ** 2).sum())
        return found, np.append(features.T @ slope + 2 * penalty * theta[:size], slope.sum())

    bounds = [*(_bounds(name) for name in vectors.feature_names_), (None, None)]
    found = minimize(loss, np.zeros(size + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x
    named = zip(vectors.feature_names_, found[:size], strict=True)
    kept = {name: round(float(weight), 3) for name, weight in named if abs(weight) >= _SMALLEST}
    return {"bias": round(float(found[size]), 3), **dict(sorted(kept.items()))}


def value(weights: Weights, features: Features) -> float:
    """Sum a pair's weights, in log-odds."""
    return weights["bias"] + sum(weights.get(name, 0.0) * strength for name, strength in features.items())


def fold_by_announcement(
    announcements: Mapping[str, str], same: Iterable[tuple[str, str]], salt: str = ""
) -> dict[str, int]:
    """Number members, given with their announcements, so that reports of one operation fall into one fold."""
    first: dict[str, str] = {}

    def root(announcement: str) -> str:
        while first.setdefault(announcement, announcement) != announcement:
            announcement = first[announcement]
        return announcement

    for one, other in sorted(same):
        roots = sorted(root(announcements[name]) for name in (one, other))
        first[roots[1]] = roots[0]
    return {
        name: hashlib.sha256((salt + root(announcement)).encode()).digest()[0]
        for name, announcement in announcements.items()
    }


def _bounds(feature: str) -> tuple[float | None, float | None]:
    if feature in _OPEN:
        return None, None
    return (None, 0.0) if feature.startswith(_AGAINST) and feature not in _FOR else (0.0, None)
