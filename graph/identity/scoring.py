"""The score of a pair: a sum of weights, each with the feature that brought it, so that every decision can be told.

Scores are log-odds: 0 is an even chance. Weights of operations are fitted on pairs judged by hand, as people recorded
them (`python -m crackdown.loaders.training.identity`) and as the program read them (`identity_extracted`); those of
names are set by hand, as too few pairs of names that differ were there to fit them on.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from crackdown.graph.identity import form_features, operation_features
from crackdown.graph.identity.crowding import CROWDED, WEIGHT
from crackdown.graph.identity.form import FormProfile
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.ontology.terms import crk

Profile = FormProfile | OperationProfile

SAME: Final = 1.0  # from here on the program takes two things for one
ASK: Final = -1.5  # from here on it asks
# What no fit learned: the first follows from counting; the second counts as numbers of persons that are not far apart
# do; gold records tell no places, and the third parts two raids of one day that agree in all but where and by whom.
_BY_HAND: Final = {CROWDED: WEIGHT, operation_features.ALL_OF_ONE_SEX: -2.3, operation_features.ELSEWHERE: -1.5}
_KINDS: Final = {crk.Agency: "agency", crk.Official: "official", crk.Airport: "place", crk.Place: "place"}


@dataclass(frozen=True, slots=True)
class Score:
    """How surely two things are one, in log-odds, and why: the features with what each adds, the weightiest first."""

    value: float
    reasons: tuple[tuple[str, float], ...]

    @property
    def probability(self) -> float:
        """The same from 0 to 1."""
        return 1 / (1 + math.exp(-self.value))

    def __str__(self) -> str:
        """Write the reasons in one line."""
        return "; ".join(f"{name} ({added:+.1f})" for name, added in self.reasons)


def score(a: Profile, b: Profile, beside: operation_features.Features | None = None) -> Score:
    """Compare two operations, or two forms of one type.

    Args:
        a: one.
        b: the other.
        beside: what the other operations of two operations' announcements say (`beside.py`).
    """
    if isinstance(a, OperationProfile) and isinstance(b, OperationProfile):
        weights, features = _weights()[kind_of(a, b)], operation_features.compare(a, b) | (beside or {})
    else:
        assert isinstance(a, FormProfile)
        assert isinstance(b, FormProfile)
        weights, features = _weights()[_KINDS[a.type]], form_features.compare(a, b)
    added = [
        (name, round(weights.get(name, _BY_HAND.get(name, 0.0)) * strength, 2)) for name, strength in features.items()
    ]
    reasons = tuple(sorted((pair for pair in added if pair[1]), key=lambda pair: (-abs(pair[1]), pair[0])))
    return Score(round(weights["bias"] + sum(value for _, value in reasons), 2), reasons)


def score_alone(a: OperationProfile, b: OperationProfile) -> float:
    """Score two operations by what is told of them alone, in log-odds."""
    weights = _weights()[f"{kind_of(a, b)} alone"]
    features = operation_features.compare(a, b)
    return weights["bias"] + sum(weights.get(name, 0.0) * strength for name, strength in features.items())


def kind_of(a: OperationProfile, b: OperationProfile) -> str:
    """Name the weights for two operations: readings err in other ways than records that people made."""
    return "operation read" if a.is_read or b.is_read else "operation"


@cache
def _weights() -> dict[str, dict[str, float]]:
    path = Path(__file__).with_name("weights.json")
    weights: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return weights
