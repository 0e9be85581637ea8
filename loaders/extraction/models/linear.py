"""Linear models: the weights of named features, read from JSON, added up and squashed to a probability."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from itertools import chain, repeat
from operator import getitem
from pathlib import Path
from typing import Any, Final, Self

from crackdown.loaders.extraction.models.in_use import InUse

WEIGHTS: Final = Path(__file__).with_name("weights.json")  # of the fast way of reading
Weights = dict[str, dict[str, float]]
_MOST = 30.0  # log odds from which a probability is as good as nought or one
_MOST_WORDS = 2048  # whose features are remembered: texts count people by a few hundred
_FORGET: list[Callable[[], None]] = []  # what forgets them: their sums are of other weights then


def load_weights() -> Weights:
    """Load the trained weights, by model and feature: those of the way in which this process reads (`reading.py`)."""
    return _WEIGHTS.get()


def weigh_by(path: Path) -> None:
    """Use the weights of a file from now on."""
    _WEIGHTS.take_from(path)


def other_weights(weights: Weights) -> AbstractContextManager[None]:
    """Use other weights than the trained ones for a while: training must not lean on what was trained before."""
    return _WEIGHTS.instead(weights)


@contextmanager
def weighed_here_by(path: Path) -> Iterator[None]:
    """Use the weights of another file for one text: in this thread alone, while others use what they did."""
    with _WEIGHTS.here(path):
        token = _models.set(_models_of(path))
        try:
            yield
        finally:
            _models.reset(token)


def _forget() -> None:
    _model.cache_clear()
    _models_of.cache_clear()
    for forget in _FORGET:
        forget()


_WEIGHTS: Final[InUse[Weights]] = InUse(WEIGHTS, dict, _forget)


class Model:
    """One model's name and weights, by the name of the feature, while they are in use."""

    __slots__ = ("bias", "name", "weights")

    def __init__(self, name: str, weights: dict[str, float]) -> None:
        self.name, self.weights, self.bias = name, weights, weights.get("bias", 0.0)


@cache
def _model(name: str) -> Model:
    return Model(name, load_weights().get(name, {}))


@cache
def _models_of(_: Path) -> Callable[[str], Model]:
    return cache(_model.__wrapped__)


# What gives a model by its name. It is asked for each sum: a call of a function that would choose costs more than both.
_models: Final[ContextVar[Callable[[str], Model]]] = ContextVar("models", default=_model)


class Features(dict[Model, float]):
    """Features that go together, by their names; and by model, once it is asked for, what they add to its sum."""

    __slots__ = ("_names",)

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self._names = tuple(names)

    @property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return self._names

    def __missing__(self, model: Model) -> float:
        """Add up the weights that a model gives them; those it never saw count nothing."""
        total = self[model] = sum(map(model.weights.get, self._names, repeat(0.0)))
        return total

    def weighed(self, model: Model) -> Iterator[tuple[str, float]]:
        """Give what is told of each feature, with what it adds to a model's sum."""
        return ((name, model.weights.get(name, 0.0)) for name in self._names)


class Together(Features):
    """Features of several functions as one, for a sum that is asked for again and again: it is added up once."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Iterable[Features]) -> None:
        super().__init__(())
        self._parts = tuple(parts)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all of them."""
        return tuple(names_of(self._parts))

    def __missing__(self, model: Model) -> float:
        """Add up what they add to a model's sum."""
        total = self[model] = sum(map(getitem, self._parts, repeat(model)))
        return total

    def weighed(self, model: Model) -> Iterator[tuple[str, float]]:
        """Give what is told of each feature of all of them."""
        return chain.from_iterable(part.weighed(model) for part in self._parts)


def features(describe: Callable[..., Iterable[str]]) -> Callable[..., Features]:
    """Have a function name the features of every combination of its values once, and their weights be added up once.

    Whatever asks for features of the text at hand works out a few values, each of few kinds; a function so marked says
    which features they make. There is one such function for training, which asks for the names, and for reading, which
    asks for the sums alone: the same values come again and again, and then no name is made. A value is always of one
    type: True and 1 are the same to what is remembered here. It is of a closed set, too, or of the language's data: a
    word of the text would be remembered for ever (`features_of_words` is for such a one).

    >>> @features
    ... def size(number: int, is_total: bool):
    ...     yield f"digits={len(str(number))}"
    ...     yield f"digits={len(str(number))},total={is_total}"
    >>> size(12, False).names
    ('digits=2', 'digits=2,total=False')
    >>> size(12, False) is size(12, False)
    True
    """
    return _remembering(describe, None)


def features_of_words(describe: Callable[..., Iterable[str]]) -> Callable[..., Features]:
    """Do what `features` does for values that are words of a text: those asked for last are remembered."""
    return _remembering(describe, _MOST_WORDS)


def _remembering(describe: Callable[..., Iterable[str]], most: int | None) -> Callable[..., Features]:
    @wraps(describe)
    def described(*values: Any) -> Features:
        return Features(describe(*values))

    remembered = lru_cache(most)(described)
    _FORGET.append(remembered.cache_clear)
    return remembered


def names_of(given: Iterable[Features]) -> list[str]:
    """Give the names of features, one after another."""
    return [name for together in given for name in together.names]


class Probability(float):
    """A probability that remembers which model gave it and for which features, so that a reader can be told why."""

    __slots__ = ("given", "weighing")

    weighing: Model
    given: Sequence[Features]

    def __new__(cls, value: float, model: str, given: Sequence[Features]) -> Self:
        """Make the probability of a model for some features."""
        made = super().__new__(cls, value)
        made.weighing, made.given = _models.get()(model), given
        return made

    @property
    def model(self) -> str:
        """The model's name."""
        return self.weighing.name

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the features."""
        return tuple(names_of(self.given))


def probability(model: str, given: Sequence[Features]) -> Probability:
    """Give a model's probability for some features; those it never saw count nothing."""
    return Probability(squashed(total_of(model, given)), model, given)


def total_of(model: str, given: Iterable[Features]) -> float:
    """Give a model's sum for some features, in log odds; those it never saw count nothing."""
    weighing = _models.get()(model)
    return sum(map(getitem, given, repeat(weighing)), weighing.bias)


def added(model: str, given: Features) -> float:
    """Give what some features add to a model's sum."""
    return given[_models.get()(model)]


def added_by_each(model: str, given: Iterable[Features]) -> list[float]:
    """Give what each of several features adds to a model's sum."""
    weighing = _models.get()(model)
    return [one[weighing] for one in given]


def squashed(total: float) -> float:
    """Turn log odds into a probability."""
    return 1 / (1 + math.exp(-total if -_MOST < total < _MOST else -math.copysign(_MOST, total)))


def shares(model: str, options: Iterable[Iterable[Features]]) -> list[float]:
    """Share out certainty among options, each with its features, by a model that chooses one; the shares make one."""
    return shared_out(totals_of(model, options))


def totals_of(model: str, options: Iterable[Iterable[Features]]) -> list[float]:
    """Give the sum of each option, by a model that chooses one: its bias is left out, as it is the same for all."""
    weighing = _models.get()(model)
    return [sum(map(getitem, given, repeat(weighing))) for given in options]


def shared_out(totals: Iterable[float]) -> list[float]:
    """Share out certainty among options by their sums; the shares make one.

    >>> shared_out([0.0, 0.0])
    [0.5, 0.5]
    """
    totals = list(totals)
    highest = max(totals, default=0.0)
    raised = [math.exp(total - highest) for total in totals]
    whole = sum(raised)
    return [value / whole for value in raised]


def contributions(sure: Probability) -> list[tuple[str, float]]:
    """Give what each feature added to a probability's sum, in log odds, the strongest first; the bias is one of them.

    >>> sure = probability("role", [Features(["noun=people", "never seen"])])
    >>> sorted(name for name, weight in contributions(sure) if weight)
    ['bias', 'noun=people']
    """
    weighing = sure.weighing
    added = {"bias": weighing.bias}
    for together in sure.given:
        for feature, weight in together.weighed(weighing):
            added[feature] = added.get(feature, 0.0) + weight
    return sorted(added.items(), key=lambda item: (-abs(item[1]), item[0]))
