"""Linear models: the weights of named features, read from JSON, added up and squashed to a probability."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

Weights = dict[str, dict[str, float]]


@cache
def load_weights() -> Weights:
    """Load the trained weights, by model and feature."""
    text = files("crackdown.loaders").joinpath("extraction", "weights.json").read_text(encoding="utf-8")
    weights: Weights = json.loads(text)
    return weights


@contextmanager
def other_weights(weights: Weights) -> Iterator[None]:
    """Use other weights than the trained ones for a while: training must not lean on what was trained before."""
    kept = dict(load_weights())
    load_weights().clear()
    load_weights().update(weights)
    try:
        yield
    finally:
        load_weights().clear()
        load_weights().update(kept)


def probability(model: str, features: Iterable[str]) -> float:
    """Give a model's probability for a set of features; features it never saw count nothing."""
    weight_of = load_weights().get(model, {}).get
    found = 0.0
    for feature in features:  # most features of a text were never seen: a loop is quicker here than adding up zeros
        weight = weight_of(feature)
        if weight is not None:
            found += weight
    total = (weight_of("bias") or 0.0) + found
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
