"""The words that exports of a scene say themselves, in the languages of the explorer."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("en", "fr", "zh", "km", "th")


@cache
def words_in(language: str) -> dict[str, str]:
    """Return all words in a language; English stands in for one that is not spoken here.

    >>> words_in("fr")["country"]
    'Pays'
    """
    spoken: dict[str, dict[str, str]] = json.loads(
        files("crackdown.graph.export").joinpath("scene_words.json").read_text(encoding="utf-8")
    )
    return spoken.get(language, spoken["en"])


def say(language: str, key: str, **values: object) -> str:
    """Return one message with its places filled.

    >>> say("en", "made", day="2026-02-09")
    'Made 2026-02-09'
    """
    return words_in(language)[key].format(**values)
