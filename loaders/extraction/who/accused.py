"""People with a title to whom something was done: an official who is arrested or convicted is a count, not a name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised

_REACH = 120  # characters before a title and behind a name in which it is said what was done
_DONE_TO = {"arrest", "conviction", "sanction", "extradition", "deportation"}
_ENDS = re.compile(r"[.!?\u3002\uff01\uff1f\u0964\u1362\u17d4\u104b\n](?!\d)")


class Accused:
    """Tells of the names of a text whether what was done was done to those who bear them."""

    def __init__(self, view: Normalised, language: Language, mentions: list[Mention]) -> None:
        self._view = view
        self._before, self._behind, self._with_others = (
            language.patterns.get(key) for key in ("accused_before", "accused_behind", "with_others")
        )
        self._deeds = sorted(m.start for m in mentions if m.type == "kind" and m.value in _DONE_TO)
        self._sentence_ends = [match.end() for match in _ENDS.finditer(view.text)]

    def holds(self, starts: Iterable[int], ends: Iterable[int]) -> bool:
        """Tell whether it was done to somebody named there: "arrested | Major General X", "X | was convicted".

        Args:
            starts: where the name with its titles begins, or a body that it stands behind.
            ends: where the name ends, and the titles and the body that follow it.
        """
        lower = self._view.lower
        if self._before and any(self._before.search(lower, max(0, at - _REACH), at) for at in starts):
            return True
        for end in ends:
            if self._behind and self._behind.match(lower, end):
                return True
            if self._with_others and self._with_others.match(lower, end) and self._is_beside_a_deed(end):
                return True
        return False

    def _is_beside_a_deed(self, position: int) -> bool:
        """Tell whether a sentence holds a word for what is done to people."""
        ends = self._sentence_ends
        place = bisect_right(ends, position)
        first = ends[place - 1] if place else 0
        last = ends[place] if place < len(ends) else len(self._view.text)
        return bisect_left(self._deeds, first) < bisect_left(self._deeds, last)
