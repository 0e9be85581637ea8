"""Linear models: the weights of named features, read from JSON, added up and squashed to a probability."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import Self

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


class Probability(float):
    """A probability that remembers which model gave it and for which features, so that a reader can be told why."""

    __slots__ = ("features", "model")

    model: str
    features: tuple[str, ...]

    def __new__(cls, value: float, model: str, features: Iterable[str]) -> Self:
        """Make the probability of a model for some features."""
        made = super().__new__(cls, value)
        made.model, made.features = model, tuple(features)
        return made


def probability(model: str, features: Iterable[str]) -> Probability:
    """Give a model's probability for a set of features; features it never saw count nothing."""
    weights, given = load_weights().get(model, {}), tuple(features)
    total = sum(map(weights.get, given, repeat(0.0)), weights.get("bias", 0.0))
    return Probability(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), model, given)


def shares(model: str, options: Iterable[Iterable[str]]) -> list[float]:
    """Share out certainty among options, each with its features, by a model that chooses one; the shares make one."""
    weights = load_weights().get(model, {})
    totals = [sum(weights.get(feature, 0.0) for feature in features) for features in options]
    highest = max(totals, default=0.0)
    raised = [math.exp(total - highest) for total in totals]
    whole = sum(raised)
    return [value / whole for value in raised]


def contributions(model: str, features: Iterable[str]) -> list[tuple[str, float]]:
    """Give what each feature adds to a model's sum, in log odds, the strongest first; the bias is one of them.

    >>> sorted(name for name, weight in contributions("role", ["noun=people", "never seen"]) if weight)
    ['bias', 'noun=people']
    """
    weights = load_weights().get(model, {})
    added: dict[str, float] = {}
    for feature in ("bias", *features):
        added[feature] = added.get(feature, 0.0) + weights.get(feature, 0.0)
    return sorted(added.items(), key=lambda item: (-abs(item[1]), item[0]))
