"""Countries named together by an initial each: 中缅两国, 日韓の警察, 한미 양국, biên giới Việt - Trung.

A text names them so, and those who sanction are told so. Of a single body or of whose people are counted an initial
says nothing: the police of 中缅警方 are those of both.
"""

from __future__ import annotations

import re
from functools import cache

from crackdown.loaders.extraction.text.data import load_yaml
from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised


def countries_by_initials(view: Normalised, language: Language) -> list[Mention]:
    """Find each country of a run of initials; a language has its own in `countries.yaml`, and in `patterns.yaml` when.

    >>> from crackdown.loaders.extraction.text.lexicon import load_language
    >>> from crackdown.loaders.extraction.text.normalise import normalise
    >>> found = countries_by_initials(normalise("20日中缅泰三国警方在中老年人中"), load_language("zh"))
    >>> [(mention.value, mention.start) for mention in found]
    [('CN', 3), ('MM', 4), ('TH', 5)]
    """
    runs = language.patterns.get("initials")
    if runs is None:
        return []
    of_initial, initial = _initials(language.code)
    return [
        Mention("initial", of_initial[one[0]], one.start(), one.end(), {"demonym": False})
        for run in runs.finditer(view.text)
        for one in initial.finditer(view.text, *run.span())
    ]


@cache
def _initials(code: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """Give the country of each initial, and what finds one in a run of them."""
    of_initial: dict[str, str] = load_yaml("languages", code, "countries.yaml").get("initials", {})
    longest_first = sorted(map(re.escape, of_initial), key=len, reverse=True)
    return of_initial, re.compile("|".join(longest_first) or r"(?!)")
