"""Words behind a number that say how exact it is: "1200余名", "1200명 이상", "1,200 से अधिक", "1.200'den fazla"."""

from __future__ import annotations

import re

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention

_PREFIX = "hedge_"  # of the names of their patterns, by what they say


class HedgesBehind:
    """Reads them in one text: right behind the number, or behind the classifier that follows it."""

    def __init__(self, text: str, language: Language) -> None:
        self._text = text
        self._patterns = {
            name.removeprefix(_PREFIX): pattern
            for name, pattern in language.patterns.items()
            if name.startswith(_PREFIX)
        }
        words = "|".join(map(re.escape, language.lexicon.get("classifiers", ())))
        self._classifier = re.compile(rf" ?(?:{words})") if words else None

    def read(self, end: int) -> Mention | None:
        """Give what stands behind a number that ends there."""
        ends = [end]
        if self._classifier is not None and (found := self._classifier.match(self._text, end)):
            ends.append(found.end())
        for position in ends:
            for value, pattern in self._patterns.items():
                if found := pattern.match(self._text, position):
                    return Mention("hedge", value, found.start(), found.end())
        return None
