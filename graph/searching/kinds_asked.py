"""Operations asked for by what their kind is called in another language than English.

An operation has no name: it is called by its kind and number, in each language by its own word
(`showing/in_language.py`). The index holds the English ones alone. One more for each language would be as many names
again as there are operations; so what is asked for is put into English instead.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from rapidfuzz.fuzz import ratio

from crackdown.graph.searching.name_index import fold
from crackdown.ontology.labels import label, languages
from crackdown.ontology.terms import CONCEPTS

_ALIKE: Final = 85  # rapidfuzz, of 100: a typo or a plural
_BEGUN: Final = 4  # letters, from which on a kind may be meant that begins so; every Thai one begins with การ
_BEGUN_IN_CHINESE: Final = 2


def asked_in_english(text: str) -> list[str]:
    """Return what operations are called in English that another language calls so; nothing where none does.

    >>> asked_in_english("Expulsion · 13 000"), asked_in_english("驱逐"), asked_in_english("Deportation of 13")
    (['deportation 13 000'], ['deportation'], [])
    """
    words = fold(text).split()
    numbers = [word for word in words if word.isdigit()]
    kind = " ".join(word for word in words if not word.isdigit())
    return [" ".join([english, *numbers]) for english in sorted(_kinds_called(kind))]


def _kinds_called(kind: str) -> set[str]:
    return {english for name, english in _names() if not english.startswith(kind) and _is_meant(kind, name)}


def _is_meant(kind: str, name: str) -> bool:
    shortest = _BEGUN_IN_CHINESE if "\u4e00" <= kind <= "\u9fff" else _BEGUN
    return kind == name or (len(kind) >= shortest and (name.startswith(kind) or ratio(kind, name) >= _ALIKE))


@cache
def _names() -> tuple[tuple[str, str], ...]:
    kinds = CONCEPTS["kind"].values()
    return tuple((fold(label(iri, code)), label(iri)) for iri in kinds for code in languages(iri) if code != "en")
