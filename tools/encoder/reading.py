"""Read announcements with the encoder beside the linear models, through the extraction as it ships."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from lessons import KIND, Course, Pieces
from model import Linker, running_sums
from spans import place_of, replace_everywhere

from crackdown.loaders.extraction import analysis, linear
from crackdown.loaders.extraction.kinds import KINDS
from crackdown.loaders.extraction.normalise import normalise


class Reader:
    """Adds what one or more linkers say of the current text to what the linear models say; the mean of their logits.

    It is installed once a process, in the place of `analyse`, `probability` and `shares`; inactive, it changes nothing.
    """

    def __init__(self, course: Course, tokenizer: Any) -> None:
        self._course, self._tokenizer = course, tokenizer
        self._linkers: list[Linker] = []
        self._sums: list[torch.Tensor] = []
        self._pieces: Pieces | None = None
        self._cut: dict[str, Pieces] = {}
        self._known: dict[Any, float] = {}
        replace_everywhere(analysis.analyse, self._analyse)
        replace_everywhere(linear.probability, self._probability)
        replace_everywhere(linear.shares, self._shares)

    @contextmanager
    def using(self, linkers: list[Linker]) -> Iterator[None]:
        """Read with some linkers for a while."""
        self._linkers = [linker.eval() for linker in linkers]
        try:
            yield
        finally:
            self._linkers, self._sums, self._pieces = [], [], None

    def _analyse(self, function: Any, document: Any, language: Any) -> Any:
        """Encode the text before it is analysed: its bodies are already asked about while that is done."""
        if self._linkers:
            text = normalise(document.text).text
            if text not in self._cut:
                self._cut[text] = Pieces(*self._tokenizer.encode(text))
            self._pieces, self._known = self._cut[text], {}
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                found = [linker.encoder([self._pieces.numbers])[0] for linker in self._linkers]
            self._sums = [running_sums(states) for states in found]
        return function(document, language)

    def _added(self, model: str, features: tuple[str, ...]) -> float:
        place = place_of(features)
        if place is None or self._pieces is None or not self._linkers or model not in self._course.models:
            return 0.0
        if (model, place) not in self._known:
            three, every = self._pieces.ranges_of(place)
            asked = torch.tensor([three]), torch.tensor([every]), torch.tensor([self._course.models[model]])
            with torch.no_grad():
                found = [k.added(sums, *asked).item() for k, sums in zip(self._linkers, self._sums, strict=True)]
            self._known[model, place] = sum(found) / len(found)
        return self._known[model, place]

    def _logit(self, model: str, features: tuple[str, ...]) -> float:
        weights = linear.load_weights().get(model, {})
        return sum(weights.get(name, 0.0) for name in ("bias", *features)) + self._added(model, features)

    def _probability(self, function: Any, model: str, features: Iterable[str]) -> linear.Probability:
        given = tuple(features)
        if not self._linkers:
            found: linear.Probability = function(model, given)
            return found
        logit = max(-30.0, min(30.0, self._logit(model, given)))
        value = 1 / (1 + math.exp(-logit))
        if self._course.are_kinds_shared and model.startswith(KIND):
            value = math.exp(logit) / sum(math.exp(min(30.0, self._logit(f"{KIND}{kind}", given))) for kind in KINDS)
        return linear.Probability(value, model, given)

    def _shares(self, function: Any, model: str, options: Iterable[Iterable[str]]) -> list[float]:
        given = [tuple(features) for features in options]
        if not self._linkers:
            found: list[float] = function(model, given)
            return found
        logits = torch.tensor([self._logit(model, features) for features in given])
        return logits.softmax(0).tolist()
