"""The examples of a text as tensors: which features, which pieces, which label."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from spans import Place, Span, place_of, without_place
from torch import Tensor

Weights = dict[str, dict[str, float]]
KIND = "kind:"
_RARE = 4  # features seen in fewer examples are left out, as `fitting.py` leaves them out


@dataclass
class Lesson:
    """One text's pieces, and its examples, row by row."""

    pieces: np.ndarray
    models: Tensor  # which model is asked
    features: Tensor  # all rows' features, one after another
    edges: Tensor  # where each row's features begin
    spans: Tensor  # rows × (anchor, candidate, sentence) × (first piece, end)
    mentions: Tensor  # rows × mentions × (first piece, end); missing ones repeat the first
    groups: Tensor  # rows of one choice share a number; -1 for an example by itself
    labels: Tensor


class Pieces:
    """Where a text's pieces stand, to turn spans of characters into ranges of pieces."""

    def __init__(self, numbers: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> None:
        self.numbers, self._starts, self._ends = numbers, starts, np.maximum.accumulate(ends)

    def range_of(self, span: Span) -> tuple[int, int]:
        """Give the pieces that share a character with a span; at least one."""
        first = min(int(np.searchsorted(self._ends, span[0], "right")), len(self.numbers) - 1)
        return first, max(first + 1, int(np.searchsorted(self._starts, span[1], "left")))

    def ranges_of(self, place: Place) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Give the ranges of anchor, nearest mention and sentence; and those of all mentions, always as many."""
        mentions = [self.range_of(span) for span in place.mentions]
        three = [self.range_of(place.anchor), mentions[0], self.range_of(place.sentence)]
        return three, (mentions + mentions[:1] * 6)[:6]


class Course:
    """All texts' lessons, and the numbers of models and features in them."""

    def __init__(self, texts: list[Any], weights: Weights, tokenizer: Any, *, are_kinds_shared: bool) -> None:
        self.are_kinds_shared = are_kinds_shared
        rows = [(text, list(self._rows(found, chosen))) for _, text, found, chosen in texts]
        counts = Counter(
            (model, name) for _, own in rows for model, features, *_ in own for name in without_place(features)
        )
        known = [key for key, count in sorted(counts.items()) if count >= _RARE]
        self.models = {model: number for number, model in enumerate(sorted({m for _, own in rows for m, *_ in own}))}
        biases = [(model, "bias") for model in self.models]
        self.features = {key: number for number, key in enumerate([*biases, *known])}
        self.initial = torch.tensor([weights[model].get(name, 0.0) for model, name in self.features])
        self.lessons = [self._lesson(Pieces(*tokenizer.encode(text)), own) for text, own in rows if own]

    def _rows(self, found: list[Any], chosen: list[Any]) -> Any:
        """Give model, features, label and group of every example; the ten kinds of one count may be one choice."""
        group = -1
        for number, (model, features, label) in enumerate(found):
            is_kind = self.are_kinds_shared and model.startswith(KIND)
            if is_kind and not found[number - 1][0].startswith(KIND):  # a count's ten stand together, then its total
                group += 1
            yield model, features, label, group if is_kind else -1
        for number, (model, options) in enumerate(chosen):
            for features, label in options:
                yield model, features, label, group + 1 + number

    def _lesson(self, pieces: Pieces, rows: list[Any]) -> Lesson:
        features: list[int] = []
        edges, spans, mentions = [], [], []
        for model, names, *_ in rows:
            edges.append(len(features))
            features.append(self.features[model, "bias"])
            features += {self.features[model, n] for n in names if (model, n) in self.features}
            place = place_of(names)
            if place is None:
                raise ValueError(f"an example of the model {model} has no place: add it in spans.py, add_places")
            three, every = pieces.ranges_of(place)
            spans.append(three)
            mentions.append(every)
        return Lesson(
            pieces.numbers, torch.tensor([self.models[m] for m, *_ in rows]), torch.tensor(features),
            torch.tensor(edges), torch.tensor(spans), torch.tensor(mentions),
            torch.tensor([group for *_, group in rows]), torch.tensor([float(label) for _, _, label, _ in rows]),
        )  # fmt: skip

    def penalties(self, usual: float, own: dict[str, float]) -> Tensor:
        """Give the weight decay of every feature, by its model; biases have none."""
        return torch.tensor([0.0 if name == "bias" else own.get(model, usual) for model, name in self.features])

    def as_weights(self, values: Tensor) -> Weights:
        """Give the features' weights as the extraction takes them."""
        weights: Weights = {model: {} for model in self.models}
        for (model, name), value in zip(self.features, values.tolist(), strict=True):
            weights[model][name] = value
        return weights
