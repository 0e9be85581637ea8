"""What there is to learn: the linear models, fitted, and every example of the texts with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crackdown.loaders.extraction.models.linear import Weights, other_weights
from crackdown.loaders.extraction.models.places import Span, listening
from crackdown.loaders.training.choices import Options
from crackdown.loaders.training.encoder.telling import Teller
from crackdown.loaders.training.fitting import analysed, train
from crackdown.loaders.training.folds import Announcements
from crackdown.loaders.training.gold import Labelled, choices, examples


@dataclass(frozen=True)
class Taught:
    """What one text teaches: examples by themselves, and choices, each with the options there are."""

    text: str  # as it was normalised; places count its characters
    examples: list[Labelled]
    choices: list[tuple[str, Options]]


@dataclass(frozen=True)
class Collected:
    """The weights of the linear models, and what every text teaches."""

    weights: Weights
    texts: list[Taught]


class Recorder:
    """Listens for the places of questions alone, and says nothing."""

    def added(self, _anchor: Span, _mentions: Sequence[Span], _sentence: Span) -> Mapping[str, float]:
        """Add nothing."""
        return {}


def collect(announcements: Announcements, tell: Teller, weights: Weights | None = None) -> Collected:
    """Read texts for their examples; about four minutes for 1,200, most of it for the linear models.

    Args:
        announcements: what is learned from.
        tell: is told how far it is.
        weights: the linear models fitted on the same texts, where they are at hand; else they are fitted here.
    """
    if weights is None:
        tell("fitting the linear models", 0, 0)
        weights = train(announcements)
    texts = []
    with other_weights(weights), listening(Recorder()):
        for done, (gold, analysis) in enumerate(analysed(announcements), 1):
            found = list(examples(analysis, gold)), list(choices(analysis, gold))
            texts.append(Taught(analysis.view.text, *found))
            tell("collecting examples", done, len(announcements))
    return Collected(weights, texts)
