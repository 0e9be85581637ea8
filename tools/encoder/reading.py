"""Read announcements with the encoder beside the linear models, through the extraction as it ships."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import torch
from lessons import KIND, Course, Pieces, Weights
from model import Linker, running_sums
from spans import place_of, replace_everywhere

from crackdown.loaders.extraction.models import linear
from crackdown.loaders.extraction.text import analysis
from crackdown.loaders.extraction.text.normalise import normalise
from crackdown.loaders.extraction.what import candidates
from crackdown.loaders.extraction.what.kinds import KINDS


@dataclass
class Voice:
    """What one linker says of the current text; without an encoder, what the linear models say."""

    course: Course
    weights: Weights
    linker: Linker | None = None
    are_kinds_shared: bool = False
    _pieces: Pieces | None = None
    _sums: torch.Tensor | None = None
    _known: dict[Any, float] = field(default_factory=dict)

    def hear(self, pieces: Pieces) -> None:
        """Encode the text that will be asked about."""
        self._pieces, self._known = pieces, {}
        if self.linker is not None:
            with torch.no_grad():
                self._sums = running_sums(self.linker.encoder([pieces.numbers])[0])

    def probability(self, model: str, features: tuple[str, ...]) -> float:
        """Give a model's probability; of a kind, its share among the ten if they were trained as one choice."""
        logit = self.logit(model, features)
        if self.are_kinds_shared and model.startswith(KIND):
            return math.exp(logit) / sum(math.exp(self.logit(f"{KIND}{kind}", features)) for kind in KINDS)
        return 1 / (1 + math.exp(-logit))

    def logit(self, model: str, features: tuple[str, ...]) -> float:
        """Give a model's logit: of its features, and of the words."""
        weights = self.weights.get(model, {})
        total = sum(weights.get(name, 0.0) for name in ("bias", *features)) + self._added(model, features)
        return max(-30.0, min(30.0, total))

    def _added(self, model: str, features: tuple[str, ...]) -> float:
        place = place_of(features)
        if self.linker is None or place is None or model not in self.course.models:
            return 0.0
        if (model, place) not in self._known:
            three, every = self._pieces.ranges_of(place)
            asked = torch.tensor([three]), torch.tensor([every]), torch.tensor([self.course.models[model]])
            with torch.no_grad():
                self._known[model, place] = self.linker.added(self._sums, *asked).item()
        return self._known[model, place]


def voice_of(linker: Linker, course: Course, *, are_kinds_shared: bool) -> Voice:
    """Give the voice of a trained linker, with the linear weights that were trained beside its encoder."""
    return Voice(course, course.as_weights(linker.linear.weight.detach()[:, 0]), linker, are_kinds_shared)


class Reader:
    """Has the linker's models answered by voices: by the mean of what they say.

    It is installed once a process, in the place of `analyse`, `probability`, `shares` and `carried_probability`;
    without voices it changes nothing.
    """

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._voices: list[Voice] = []
        self._cut: dict[str, Pieces] = {}
        replace_everywhere(analysis.analyse, self._analyse)
        replace_everywhere(linear.probability, self._probability)
        replace_everywhere(linear.shares, self._shares)
        replace_everywhere(candidates.carried_probability, self._carried)

    @contextmanager
    def using(self, *voices: Voice) -> Iterator[None]:
        """Read with some voices for a while."""
        for voice in voices:
            if voice.linker is not None:
                voice.linker.eval()
        self._voices = list(voices)
        try:
            yield
        finally:
            self._voices = []

    def _analyse(self, function: Any, document: Any, language: Any) -> Any:
        """Encode the text before it is analysed: its bodies are already asked about while that is done."""
        if self._voices:
            text = normalise(document.text).text
            if text not in self._cut:
                self._cut[text] = Pieces(*self._tokenizer.encode(text))
            for voice in self._voices:
                voice.hear(self._cut[text])
        return function(document, language)

    def _probability(self, function: Any, model: str, features: Iterable[linear.Features]) -> linear.Probability:
        given = tuple(features)
        if not self._voices:
            found: linear.Probability = function(model, given)
            return found
        names = tuple(linear.names_of(given))
        said = [voice.probability(model, names) for voice in self._voices]
        return linear.Probability(sum(said) / len(said), model, given)

    def _shares(self, function: Any, model: str, options: Iterable[Iterable[linear.Features]]) -> list[float]:
        given = [tuple(features) for features in options]
        if not self._voices:
            found: list[float] = function(model, given)
            return found
        names = [tuple(linear.names_of(features)) for features in given]
        logits = torch.tensor([[voice.logit(model, features) for features in names] for voice in self._voices])
        shares: list[float] = logits.softmax(1).mean(0).tolist()
        return shares

    def _carried(self, function: Any, analysis: Any, draft: Any, slot: str, candidate: Any) -> tuple[float, float]:
        """Weigh the two cases of the operation told before, each by what all voices say."""
        if not self._voices:
            found: tuple[float, float] = function(analysis, draft, slot, candidate)
            return found
        had = draft.before.had.get((slot, candidates.value_key(candidate.value)), 0.0) if draft.before else 0.0
        told, other = (
            linear.probability(slot, [*candidate.features, candidates.before_features(analysis, draft, has_it=has_it)])
            for has_it in (had >= 0.5, had < 0.5)
        )
        return max(had, 1 - had) * told + min(had, 1 - had) * other, told
