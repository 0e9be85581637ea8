"""Fit the weights by which operations are taken for one: `python -m crackdown.loaders.training.identity`.

`same_operations.json` lists the training announcements' operations that are one, as members `id#position`, judged by
hand; every other pair that shares a key is two. Two fits: of pairs by themselves ("operation alone"), and of pairs with
what the announcements' other operations say, which is worked out with the first ("operation"). How well both do on
groups that they have not seen is measured as the store would have it: pairs of operations that end up in one group.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import crackdown.graph.identity
from crackdown.graph.identity.agreement import are_of_other_times
from crackdown.graph.identity.beside import HOPELESS, compare_beside
from crackdown.graph.identity.clustering import cluster
from crackdown.graph.identity.crowding import WEIGHT, crowding, months_of
from crackdown.graph.identity.keys import keys_of, lookups_of
from crackdown.graph.identity.operation_features import Features, compare, contradicts, keeps_apart
from crackdown.graph.identity.operation_profile import OperationProfile, profile_of
from crackdown.graph.identity.scoring import SAME
from crackdown.graph.storage.durable import write_durably
from crackdown.loaders.records import to_record
from crackdown.loaders.training import ANNOUNCEMENTS
from crackdown.loaders.training.identity_weights import PENALTY, Judged, Weights, fit, fold_by_announcement, value

_WEIGHTS = Path(crackdown.graph.identity.__file__).with_name("weights.json")
_LABELS = Path(__file__).with_name("same_operations.json")
_POSITIVE, _SIZE_POWER = 2.0, 0.7  # what a pair of one operation counts, and how that falls with the reports of it

Pair = tuple[str, str]
Profiles = dict[str, OperationProfile]


def main() -> None:
    """Fit the weights on all pairs; print how well the same fit does on groups that it has not seen."""
    parser = argparse.ArgumentParser(prog="python -m crackdown.loaders.training.identity", description=__doc__)
    parser.add_argument("--folds", type=int, default=5, help="parts of the cross-validation")
    parser.add_argument("--rounds", type=int, default=3, help="cross-validations, each with other folds")
    options = parser.parse_args()
    profiles, groups = read_profiles(ANNOUNCEMENTS), read_groups()
    pairs = Pairs(profiles, groups)
    print(f"{len(profiles)} operations, {len(pairs.rows)} pairs, {len(pairs.same)} of them one in {len(groups)} groups")
    for turn in range(options.rounds):
        print(f"held out, folds {turn + 1}: {rates(pairs.cross_validate(options.folds, str(turn)), pairs.same)}")
    fitted = pairs.fit(pairs.rows)
    print(f"fitted on the same pairs: {rates(pairs.group(dict.fromkeys(profiles, fitted)), pairs.same)}")
    weights = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    weights["operation alone"], weights["operation"] = fitted
    write_durably(_WEIGHTS, (json.dumps(weights, indent=1, ensure_ascii=False) + "\n").encode())
    print(_WEIGHTS)


def rates(found: Collection[Pair], same: Collection[Pair]) -> str:
    """Write precision and recall of pairs."""
    right = len(set(found) & set(same))
    return f"pairs {len(found)} precision {right / len(found):.3f} recall {right / len(same):.3f}"


def read_groups() -> list[list[str]]:
    """Read what was judged to be one."""
    groups: list[list[str]] = json.loads(_LABELS.read_text(encoding="utf-8"))
    return groups


def fit_weights(profiles: Profiles, groups: Sequence[Sequence[str]]) -> tuple[Weights, Weights]:
    """Fit the weights on all pairs: of operations by themselves, and beside the others of their announcements."""
    pairs = Pairs(profiles, groups)
    return pairs.fit(pairs.rows)


def read_profiles(folder: Path) -> Profiles:
    """Read what the operations of gold announcements are compared by, by member `id#position`."""
    profiles = {}
    for path in sorted(folder.glob("*.json")):
        _, record = to_record(json.loads(path.read_text(encoding="utf-8")))
        for position in range(len(record.operations)):
            profiles[f"{record.id}#{position}"] = profile_of(record, position, record.id)
    return profiles


class Pairs:
    """Pairs of operations that share a key and may be one, with their features and whether they are."""

    def __init__(self, profiles: Profiles, groups: Sequence[Sequence[str]]) -> None:
        self.same = {pair for group in groups for pair in itertools.combinations(sorted(group), 2)}
        self.rows = [pair for pair in _candidates(profiles) if not contradicts(*(profiles[name] for name in pair))]
        self._profiles = profiles
        self._size = {name: len(group) for group in groups for name in group}
        self._compared: dict[Pair, Features] = {}

    def fit(self, rows: Iterable[Pair]) -> tuple[Weights, Weights]:
        """Fit both weights on some of the pairs."""
        return fit_on([(self, list(rows))])

    def judge(self, pair: Pair) -> Judged:
        """Say whether a pair is one, with its features by itself and how much it counts."""
        return Judged(self.alone(pair), pair in self.same, self._count(pair))

    def cross_validate(self, folds: int, salt: str = "") -> set[Pair]:
        """Give the pairs in one group by weights fitted on other announcements."""
        fold = fold_by_announcement({name: p.announcement for name, p in self._profiles.items()}, self.same, salt)
        fitted = [
            self.fit(pair for pair in self.rows if part not in {fold[name] % folds for name in pair})
            for part in range(folds)
        ]
        return self.group({name: fitted[fold[name] % folds] for name in self._profiles})

    def group(self, fitted: dict[str, tuple[Weights, Weights]]) -> set[Pair]:
        """Group all operations, each pair by the weights of its first, and give the pairs in one group."""
        beside = {id(alone): Beside(self, alone) for alone, _ in fitted.values()}

        def score(one: str, other: str) -> float:
            pair = min(one, other), max(one, other)
            alone, full = fitted[pair[0]]
            return value(full, beside[id(alone)].features(pair)) + self.crowding(pair)

        linked = defaultdict(set)
        for one, other in self.rows:
            if score(one, other) >= SAME:
                linked[one].add(other)
                linked[other].add(one)
        return {
            pair
            for component in _components(linked)
            for group in cluster(
                component,
                score,
                lambda a, b: keeps_apart(self._profiles[a], self._profiles[b]),
                are_apart=lambda *sides: are_of_other_times(*([self._profiles[one] for one in side] for side in sides)),
            )
            for pair in itertools.combinations(sorted(group), 2)
        }

    def between(self, pair: Pair) -> tuple[OperationProfile, OperationProfile]:
        """Give the two operations of a pair."""
        return self._profiles[pair[0]], self._profiles[pair[1]]

    @cached_property
    def told(self) -> dict[str, list[OperationProfile]]:
        """All operations of each announcement, in its order."""
        found = defaultdict(list)
        for profile in sorted(self._profiles.values(), key=lambda profile: profile.position):
            found[profile.announcement].append(profile)
        return found

    def alone(self, pair: Pair) -> Features:
        """Give the features of a pair by itself."""
        if pair not in self._compared:
            self._compared[pair] = compare(*self.between(pair))
        return self._compared[pair]

    def crowding(self, pair: Pair) -> float:
        """Give what a pair's score loses where many are told of in its months; nothing is fitted on that."""
        return WEIGHT * sum(doublings for _, doublings in crowding(*self.between(pair), self._in_month.__getitem__))

    @cached_property
    def _in_month(self) -> Counter[str]:
        return Counter(month for profile in self._profiles.values() for month in months_of(profile))

    def _count(self, pair: Pair) -> float:
        return _POSITIVE / (self._size[pair[0]] - 1) ** _SIZE_POWER if pair in self.same else 1.0


class Beside:
    """The features of pairs, with what the announcements' others say by some weights of pairs alone."""

    def __init__(self, pairs: Pairs, alone: Weights) -> None:
        self._pairs = pairs
        self._weights = alone
        self._scores: dict[tuple[str, int, str, int], float] = {}
        self._features: dict[Pair, Features] = {}

    def features(self, pair: Pair) -> Features:
        """Give all features of a pair."""
        if pair not in self._features:
            a, b = self._pairs.between(pair)
            found = compare(a, b)
            if value(self._weights, found) >= HOPELESS and not contradicts(a, b):
                told = self._pairs.told
                found |= compare_beside((a, b), told[a.announcement], told[b.announcement], self._score)
            self._features[pair] = found
        return self._features[pair]

    def _score(self, a: OperationProfile, b: OperationProfile) -> float:
        key = a.announcement, a.position, b.announcement, b.position
        if key not in self._scores:
            self._scores[key] = value(self._weights, compare(a, b))
        return self._scores[key]


def fit_on(parts: Sequence[tuple[Pairs, Sequence[Pair]]], penalty: float = PENALTY) -> tuple[Weights, Weights]:
    """Fit both weights on some pairs of several collections."""
    judged = [pairs.judge(pair) for pairs, rows in parts for pair in rows]
    alone = fit(judged, penalty)
    besides = [(Beside(pairs, alone), rows) for pairs, rows in parts]
    features = [beside.features(pair) for beside, rows in besides for pair in rows]
    return alone, fit([one._replace(features=found) for one, found in zip(judged, features, strict=True)], penalty)


def _candidates(profiles: Profiles) -> list[Pair]:
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for name, profile in profiles.items():
        for key in keys_of(profile):
            by_key[key].append(name)
    return sorted(
        {
            (min(name, other), max(name, other))
            for name, profile in profiles.items()
            for key in lookups_of(profile)
            for other in by_key.get(key, ())
            if other != name
        }
    )


def _components(linked: dict[str, set[str]]) -> Iterator[set[str]]:
    """Yield what is linked by chains."""
    seen: set[str] = set()
    for start in sorted(linked):
        if start not in seen:
            component, agenda = {start}, [start]
            while agenda:
                new = linked[agenda.pop()] - component
                component |= new
                agenda += new
            seen |= component
            yield component


if __name__ == "__main__":
    main()
