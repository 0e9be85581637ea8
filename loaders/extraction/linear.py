"""Linear models: the weights of named features, read from JSON, added up and squashed to a probability."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def load_weights() -> dict[str, dict[str, float]]:
    """Load the trained weights, by model and feature."""
    text = files("crackdown.loaders").joinpath("extraction", "weights.json").read_text(encoding="utf-8")
    weights: dict[str, dict[str, float]] = json.loads(text)
    return weights


def probability(model: str, features: Iterable[str]) -> float:
    """Give a model's probability for a set of features; features it never saw count nothing."""
    weights = load_weights().get(model, {})
    total = weights.get("bias", 0.0) + sum(weights.get(feature, 0.0) for feature in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
