"""Bodies of several places that a text names by one noun: "愛知、三重両県警", "埼玉、千葉、静岡3県警".

`shared_heads` in a language's patterns.yaml finds the names of the places and the noun; its group `count` says how many
there are, and `shared_heads` in its names.yaml what each is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.where.place_names import english_place
from crackdown.loaders.extraction.who.agency_kinds import kind_in
from crackdown.loaders.extraction.who.agency_patterns import Found

_NAME = re.compile(r"[^\W\d_]+")


def find_of_several(view: Normalised, language: Language) -> Iterator[Found]:
    """Give the body of each place that shares its noun with others.

    Args:
        view: the text.
        language: its language.

    Yields:
        The bodies; the last one's stretch holds the noun.
    """
    pattern = language.patterns.get("shared_heads")
    if pattern is None:
        return
    shared = language.names["shared_heads"]
    for match in pattern.finditer(view.text):
        names = list(_NAME.finditer(view.text, match.start("names"), match.end("names")))[
            -shared["counts"][match["count"]] :
        ]
        for name in names:
            end = match.end() if name is names[-1] else name.end()
            english = english_place(name[0], shared["country"])
            own = name[0] + shared["own"] if english == name[0] else f"{english} {shared['english']}"
            yield Found(name.start(), end, "named", own, kind_in(match[0], language), shared["country"], rank=0)
