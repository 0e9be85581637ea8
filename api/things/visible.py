r"""Text from announcements made safe to look at: markup shown as text, invisible controls shown as marks.

A bidirectional control (U+202E and its kin) can make "paid \u202e1000" read "paid 0001": it is replaced, on the page
alone, by a mark that says so. Offsets go on counting the text as it is stored.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Protocol

from markupsafe import Markup, escape

from crackdown.graph.showing.visible import CONTROLS

_MARKS: Final = {
    ord(control): f'<span class="control" title="{name}">[{short}]</span>'
    for control, (short, name) in CONTROLS.items()
}


class Span(Protocol):
    """A run of a text: offsets count code points, the end is exclusive."""

    @property
    def start(self) -> int:
        """Return where it begins."""
        ...

    @property
    def end(self) -> int:
        """Return where it ends."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that the same passages cover; `anchors` are those that begin here.

    `sentence` is the number of the sentence that holds it, None outside of all; `is_opening` where that begins here.
    """

    html: Markup
    passages: tuple[int, ...]
    anchors: tuple[int, ...]
    sentence: int | None
    is_opening: bool


def with_controls_shown(text: str | None) -> Markup:
    r"""Escape text for HTML and put a visible mark in the place of each bidirectional control.

    >>> print(with_controls_shown("<b>\u202e"))
    &lt;b&gt;<span class="control" title="RIGHT-TO-LEFT OVERRIDE">[RLO]</span>
    """
    # Escaping first is safe: it leaves no control behind and makes none.
    return Markup(str(escape(text or "")).translate(_MARKS))


def cut(text: str, passages: Sequence[Span], sentences: Sequence[Span] = ()) -> Iterable[Piece]:
    """Cut a text where passages and sentences begin and end, so that passages may overlap and still be marked.

    >>> from types import SimpleNamespace
    >>> overlapping = [SimpleNamespace(start=1, end=3), SimpleNamespace(start=2, end=4)]
    >>> [(str(piece.html), piece.passages) for piece in cut("abcd", overlapping)]
    [('a', ()), ('b', (0,)), ('c', (0, 1)), ('d', (1,))]
    """
    inside = [(number, span) for number, span in enumerate(passages) if 0 <= span.start < span.end <= len(text)]
    spans = [*(span for _, span in inside), *(span for span in sentences if span.end <= len(text))]
    edges = sorted({0, len(text), *(span.start for span in spans), *(span.end for span in spans)})
    starts = [span.start for span in sentences]
    for start, end in pairwise(edges):
        number = bisect_right(starts, start) - 1
        yield Piece(
            html=with_controls_shown(text[start:end]),
            passages=tuple(number for number, span in inside if span.start <= start and end <= span.end),
            anchors=tuple(number for number, span in inside if span.start == start),
            sentence=number if number >= 0 and end <= sentences[number].end else None,
            is_opening=number >= 0 and start == starts[number],
        )
