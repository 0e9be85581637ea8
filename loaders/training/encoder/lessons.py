"""The examples of a text as numbers: which features, which pieces, which label."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np

from crackdown.loaders.extraction.encoder.pieces import Pieces
from crackdown.loaders.extraction.models.linear import Weights
from crackdown.loaders.extraction.models.places import Span
from crackdown.loaders.training import choices
from crackdown.loaders.training.encoder.collecting import Collected, Taught
from crackdown.loaders.training.fitting import PENALTIES, PENALTY, RARE

_BIAS = "bias"
Row = tuple[str, list[str], bool, int]  # model, features, label, and the choice it belongs to, or -1


class Asked(NamedTuple):
    """The spans of a question: what asks, the mentions of what it asks about (the nearest first), the sentence."""

    anchor: Span
    mentions: tuple[Span, ...]
    sentence: Span


def place_of(features: Iterable[str]) -> Asked | None:
    """Give the place among some features; the last, where there are several.

    >>> place_of(["noun=people", "@10-12@40-52,80-92@0-60"])
    Asked(anchor=(10, 12), mentions=((40, 52), (80, 92)), sentence=(0, 60))
    """
    found = [feature for feature in features if feature.startswith("@")]
    if not found:
        return None
    anchor, mentioned, sentence = found[-1][1:].split("@")
    return Asked(_span(anchor), tuple(map(_span, mentioned.split(","))), _span(sentence))


def without_place(features: Iterable[str]) -> list[str]:
    """Give the features that the linear models know."""
    return [feature for feature in features if not feature.startswith("@")]


def _span(text: str) -> Span:
    start, end = text.split("-")
    return int(start), int(end)


@dataclass(frozen=True)
class Lesson:
    """One text's pieces, and its examples, row by row; all arrays are of int64 but the labels, which are float32."""

    pieces: np.ndarray
    models: np.ndarray  # which model is asked
    features: np.ndarray  # all rows' features, one after another
    edges: np.ndarray  # where each row's features begin
    spans: np.ndarray  # rows × (anchor, candidate, sentence) × (first piece, end)
    groups: np.ndarray  # rows of one choice share a number; -1 for an example by itself
    labels: np.ndarray

    def digest(self) -> bytes:
        """Give what tells it from another."""
        told = hashlib.sha256()
        for field in fields(self):
            values = getattr(self, field.name)
            told.update(f"{field.name} {values.shape}".encode())
            told.update(np.ascontiguousarray(values).tobytes())
        return told.digest()


class Course:
    """All texts' lessons, and the numbers of models and features in them.

    Attributes:
        weights: the linear models as they were fitted, by model and feature.
        models: the number of each model, by its name.
        features: the number of each feature, by its model's name and its own.
        initial: the weight that each feature has in the linear models, float32.
        penalties: the weight decay of each feature, by its model, float32; biases have none.
    """

    def __init__(self, collected: Collected, cut: Callable[[str], Pieces]) -> None:
        rows = [(one.text, list(_rows(one))) for one in collected.texts]
        counts = Counter(
            (model, name) for _, own in rows for model, features, *_ in own for name in without_place(features)
        )
        known = [key for key, count in sorted(counts.items()) if count >= RARE]
        self.models = {model: number for number, model in enumerate(sorted({m for _, own in rows for m, *_ in own}))}
        self.features = {key: at for at, key in enumerate([*((model, _BIAS) for model in self.models), *known])}
        self.weights, chosen = collected.weights, {model for one in collected.texts for model, _ in one.choices}
        self.initial = np.array([self.weights.get(m, {}).get(name, 0.0) for m, name in self.features], dtype=np.float32)
        self.penalties = np.array([_penalty(m, name, chosen) for m, name in self.features], dtype=np.float32)
        self.lessons = [self._lesson(cut(text), own) for text, own in rows if own]

    def _lesson(self, pieces: Pieces, rows: list[Row]) -> Lesson:
        features: list[int] = []
        edges, spans = [], []
        for model, names, *_ in rows:
            edges.append(len(features))
            features.append(self.features[model, _BIAS])
            features += sorted({self.features[model, n] for n in names if (model, n) in self.features})
            place = place_of(names)
            if place is None:
                raise ValueError(
                    f"an example of the model {model} has no place: where its features are made, "
                    "have `places.about` say which words they are about"
                )
            spans.append([pieces.range_of(span) for span in (place.anchor, place.mentions[0], place.sentence)])
        return Lesson(
            pieces=pieces.numbers,
            models=np.array([self.models[model] for model, *_ in rows]),
            features=np.array(features),
            edges=np.array(edges),
            spans=np.array(spans),
            groups=np.array([group for *_, group in rows]),
            labels=np.array([label for _, _, label, _ in rows], dtype=np.float32),
        )

    def as_weights(self, values: np.ndarray) -> Weights:
        """Give the features' weights as the extraction takes them."""
        weights: Weights = {model: {} for model in self.models}
        for (model, name), value in zip(self.features, values.tolist(), strict=True):
            weights[model][name] = value
        return weights

    def digest(self) -> str:
        """Give what tells it from another: the lessons, and where training goes on from."""
        told = hashlib.sha256(json.dumps([list(self.models), list(self.features)]).encode())
        for part in (self.initial.tobytes(), self.penalties.tobytes(), *(one.digest() for one in self.lessons)):
            told.update(part)
        return told.hexdigest()


def _rows(taught: Taught) -> Iterator[Row]:
    """Give the examples of one text, and after them the options of its choices."""
    for model, features, label in taught.examples:
        yield model, features, label, -1
    for number, (model, options) in enumerate(taught.choices):
        for features, label in options:
            yield model, features, label, number


def _penalty(model: str, feature: str, chosen: set[str]) -> float:
    """Give the weight decay that `fitting.py` and `choices.py` have for a feature."""
    if feature == _BIAS:
        return 0.0
    return choices.PENALTY if model in chosen else PENALTIES.get(model, PENALTY)
