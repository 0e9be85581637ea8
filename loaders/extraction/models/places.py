"""Which words of a text a question to a model is about, and whoever listens for them.

The linear models go by named features alone. Where somebody listens who reads the words themselves, a question's place
stands among its features: the spans of what asks, of what it asks about and of the sentence around. What the listener
adds to a model's sum for these words is what the place adds. Where nobody listens, there are no places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from crackdown.loaders.extraction.models.linear import Features, Model

Span = tuple[int, int]  # in normalised offsets
WORDS_AROUND = "the words around it"  # what a reader is told that a place goes by
_MOST = 6  # mentions of what is asked about that are kept


class Listener(Protocol):
    """Reads one text, and says what the words of a question speak for."""

    def added(self, anchor: Span, mentions: Sequence[Span], sentence: Span, /) -> Mapping[str, float]:
        """Give what the words add to each model's sum, in log odds, by the model's name; nothing where it is missing.

        The spans may reach past the end of a short text.

        Args:
            anchor: what asks, such as an operation's number of people.
            mentions: what it asks about, the nearest first.
            sentence: the sentence around what asks.
        """


_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener | None) -> Iterator[None]:
    """Have somebody listen to the questions about one text, for a while; nobody, where it is None."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def is_heard() -> bool:
    """Tell whether somebody listens: else nobody needs to work out the spans."""
    return _listener.get() is not None


class Place(Features):
    """Where a question stands in its text, among its features; what it adds, whoever listens says."""

    __slots__ = ("_added", "_listener", "anchor", "mentions", "sentence")

    def __init__(self, listener: Listener, anchor: Span, mentions: Iterable[Span], sentence: Span) -> None:
        self.anchor, self.sentence = anchor, sentence
        self.mentions = tuple(dict.fromkeys(mentions))[:_MOST]
        super().__init__(())
        self._listener = listener
        self._added: Mapping[str, float] | None = None  # by the model's name, once anybody asked

    @property
    def names(self) -> tuple[str, ...]:
        """The spans, as training writes them down."""
        return ("@".join(["", *map(_written, ([self.anchor], self.mentions, [self.sentence]))]),)

    def __missing__(self, model: Model) -> float:
        """Give what the listener adds to a model's sum; it is asked once for all models."""
        if self._added is None:
            self._added = self._listener.added(self.anchor, self.mentions, self.sentence)
        total = self[model] = self._added.get(model.name, 0.0)
        return total

    def weighed(self, model: Model) -> Iterator[tuple[str, float]]:
        """Tell of the words: where they stand says nothing to a reader."""
        yield WORDS_AROUND, self[model]


def _written(spans: Iterable[Span]) -> str:
    return ",".join(f"{start}-{end}" for start, end in spans)


def about(anchor: Span, mentions: Iterable[Span], sentence: Span) -> tuple[Features, ...]:
    """Give a question's place, to stand among its features; nothing where nobody listens.

    >>> class Deaf:
    ...     def added(self, anchor, mentions, sentence):
    ...         return {}
    >>> with listening(Deaf()):
    ...     [place] = about((10, 12), [(40, 52), (80, 92), (40, 52)], (0, 60))
    >>> place.names
    ('@10-12@40-52,80-92@0-60',)
    >>> about((10, 12), [(40, 52)], (0, 60))
    ()
    """
    listener = _listener.get()
    return () if listener is None else (Place(listener, anchor, mentions, sentence),)
