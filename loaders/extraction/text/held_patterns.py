"""The patterns of a language that one text may fit: most need words that it does not hold."""

from __future__ import annotations

import re
from collections.abc import Mapping

from crackdown.loaders.extraction.text.pattern_needs import may_match


class HeldPatterns(dict[str, re.Pattern[str] | None]):
    """By name the patterns that a text in lower case may fit, each looked at when it is first asked for.

    None where the language has no such pattern, or the text lacks a word that it needs.

    >>> patterns = HeldPatterns({"victims": re.compile("victims?")}, "police arrested 12 men")
    >>> patterns["victims"], patterns["none of that name"]
    (None, None)
    """

    def __init__(self, patterns: Mapping[str, re.Pattern[str]], lower: str) -> None:
        super().__init__()
        self._patterns, self._lower = patterns, lower

    def __missing__(self, name: str) -> re.Pattern[str] | None:
        """Look at one of the patterns."""
        pattern = self._patterns.get(name)
        held = self[name] = pattern if pattern is not None and may_match(pattern.pattern, self._lower) else None
        return held
