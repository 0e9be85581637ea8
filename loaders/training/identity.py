"""Fit the weights by which operations are taken for one: `python -m crackdown.loaders.training.identity`.

`same_operations.json` lists the training announcements' operations that are one, as members `id#position`, judged by
hand; every other pair that shares a key is two. A logistic regression whose weights may only point the way that their
feature's name says ("another country" never speaks for), so that every reason reads true; a group of many reports
counts less a pair.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

import crackdown.graph.identity
from crackdown.graph.identity.keys import keys_of
from crackdown.graph.identity.operation_features import compare, contradicts
from crackdown.graph.identity.operation_profile import OperationProfile, profile_of
from crackdown.loaders.records import to_record
from crackdown.loaders.training import ANNOUNCEMENTS

_WEIGHTS = Path(crackdown.graph.identity.__file__).with_name("weights.json")
_LABELS = Path(__file__).with_name("same_operations.json")
_PENALTY = 0.5  # times the sum of the squared weights
_POSITIVE, _SIZE_POWER = 2.0, 0.7  # what a pair of one operation counts, and how that falls with the reports of it
_SMALLEST = 0.005  # weights below it are left out

# Neither way by name: what they say depends on what else is known.
_OPEN = (
    "one day within the other's span", "some nationalities in common", "spans that overlap",
    "spans with an end in common",
)  # fmt: skip
_AGAINST = (
    "a day apart", "announced at another time", "another ", "at different times", "both undated, announced apart",
    "different ", "kinds that go together", "no ", "numbers by nationality that differ", "one date unknown",
    "one number unknown", "one or two persons", "only one is a total", "two or three days apart",
)  # fmt: skip

Pair = tuple[str, str]


def main() -> None:
    """Fit the weights on all pairs; print how well the same fit does on groups that it has not seen."""
    parser = argparse.ArgumentParser(prog="python -m crackdown.loaders.training.identity", description=__doc__)
    parser.add_argument("--folds", type=int, default=5, help="parts of the cross-validation")
    options = parser.parse_args()
    profiles, groups = read_profiles(ANNOUNCEMENTS), json.loads(_LABELS.read_text(encoding="utf-8"))
    data = _Pairs(profiles, groups)
    found = data.cross_validate(options.folds)
    right = found & data.same
    print(
        f"{len(data.pairs)} pairs, {len(data.same)} of one operation; pairs above even odds, {options.folds} folds: "
        f"precision {len(right) / len(found):.3f} recall {len(right) / len(data.same):.3f}"
    )
    weights = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    weights["operation"] = fit_weights(profiles, groups)
    _WEIGHTS.write_text(json.dumps(weights, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(_WEIGHTS)


def fit_weights(profiles: dict[str, OperationProfile], groups: Sequence[Sequence[str]]) -> dict[str, float]:
    """Fit the weights on all pairs."""
    data = _Pairs(profiles, groups)
    return data.fit(range(len(data.pairs)))


def read_profiles(folder: Path) -> dict[str, OperationProfile]:
    """Read what the operations of gold announcements are compared by, by member `id#position`."""
    profiles = {}
    for path in sorted(folder.glob("*.json")):
        _, record = to_record(json.loads(path.read_text(encoding="utf-8")))
        for position in range(len(record.operations)):
            profiles[f"{record.id}#{position}"] = profile_of(record, position, record.id)
    return profiles


class _Pairs:
    """Pairs of operations that share a key and may be one, with their features and whether they are."""

    def __init__(self, profiles: dict[str, OperationProfile], groups: Sequence[Sequence[str]]) -> None:
        self.same = {pair for group in groups for pair in itertools.combinations(sorted(group), 2)}
        self.pairs = [pair for pair in _candidates(profiles) if not contradicts(*(profiles[name] for name in pair))]
        self._size = {name: len(group) for group in groups for name in group}
        self._vectors = DictVectorizer()
        self._features = self._vectors.fit_transform([compare(profiles[a], profiles[b]) for a, b in self.pairs])
        self._is_same = np.array([pair in self.same for pair in self.pairs])
        self._fold = _fold_by_announcement(profiles, self.same)

    def fit(self, rows: Iterable[int]) -> dict[str, float]:
        """Fit the weights on some of the pairs; give them by feature, and the bias."""
        chosen = list(rows)
        features, signs = self._features[chosen], np.where(self._is_same[chosen], 1.0, -1.0)
        counts = np.array([self._count(self.pairs[row]) for row in chosen])
        size = features.shape[1]

        def loss(theta: Any) -> tuple[float, Any]:
            wrong = -signs * (features @ theta[:size] + theta[size])
            slope = -signs * counts / (1 + np.exp(-wrong))
            value = float((counts * np.logaddexp(0, wrong)).sum() + _PENALTY * (theta[:size] ** 2).sum())
            return value, np.append(features.T @ slope + 2 * _PENALTY * theta[:size], slope.sum())

        bounds = [*(_bounds(name) for name in self._vectors.feature_names_), (None, None)]
        found = minimize(
            loss, np.zeros(size + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}
        ).x
        named = zip(self._vectors.feature_names_, found[:size], strict=True)
        kept = {name: round(float(weight), 3) for name, weight in named if abs(weight) >= _SMALLEST}
        return {"bias": round(float(found[size]), 3), **dict(sorted(kept.items()))}

    def cross_validate(self, folds: int) -> set[Pair]:
        """Give the pairs above even odds by weights fitted on other announcements."""
        found: set[Pair] = set()
        for fold in range(folds):
            held = {row for row, pair in enumerate(self.pairs) if fold in {self._fold[name] % folds for name in pair}}
            weights = self.fit(row for row in range(len(self.pairs)) if row not in held)
            for row in held:
                named = zip(self._vectors.feature_names_, self._features[[row]].toarray()[0], strict=True)
                if weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in named) > 0:
                    found.add(self.pairs[row])
        return found

    def _count(self, pair: Pair) -> float:
        return _POSITIVE / (self._size[pair[0]] - 1) ** _SIZE_POWER if pair in self.same else 1.0


def _candidates(profiles: dict[str, OperationProfile]) -> list[Pair]:
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for name, profile in profiles.items():
        for key in keys_of(profile):
            by_key[key].append(name)
    return sorted({pair for names in by_key.values() for pair in itertools.combinations(sorted(names), 2)})


def _fold_by_announcement(profiles: dict[str, OperationProfile], same: Iterable[Pair]) -> dict[str, int]:
    """Number the members so that announcements which tell of one operation fall into one fold."""
    first: dict[str, str] = {}

    def root(announcement: str) -> str:
        while first.setdefault(announcement, announcement) != announcement:
            announcement = first[announcement]
        return announcement

    for one, other in sorted(same):
        roots = sorted(root(profiles[name].announcement) for name in (one, other))
        first[roots[1]] = roots[0]
    return {name: hashlib.sha256(root(profile.announcement).encode()).digest()[0] for name, profile in profiles.items()}


def _bounds(feature: str) -> tuple[float | None, float | None]:
    if feature in _OPEN:
        return None, None
    return (None, 0.0) if feature.startswith(_AGAINST) else (0.0, None)


if __name__ == "__main__":
    main()
