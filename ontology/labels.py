"""What a term of the ontology is called in a language, and which concept a word calls, without reading the ontology."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crackdown.ontology.labels_by_iri import LABELS, OTHER_NAMES
from crackdown.ontology.terms import CONCEPTS

__all__ = ["find_concept", "find_head", "label", "languages", "names_of"]

# "Minister of Justice" is a minister and "Ambassador to Thailand" an ambassador: what follows says of what or where.
_COMPLEMENT = re.compile(r" (?:of|for|to|in) .*")
# Where what a phrase is a name of stands, by language: last, as in "main suspect", or first, as in "tersangka utama".
# Of a language that is in neither, a phrase is known whole alone. Some languages write no spaces between words.
_LAST = {"en": " ", "de": " ", "ru": " ", "zh": "", "ja": "", "ko": ""}
_FIRST = {"fr": " ", "es": " ", "ar": " ", "vi": " ", "id": " ", "th": "", "km": ""}


def label(iri: str, language: str = "en") -> str:
    """Return what a class, property or concept is called, for people to read.

    Falls back from a regional language to the language itself, then to English, then to the last part of the IRI, so
    that there is always something to print.

    >>> label("https://w3id.org/crackdown/ontology#departedFrom")
    'departed from'
    >>> label("https://w3id.org/crackdown/vocab/kind/deportation", "fr-CA")
    'expulsion'
    >>> label("https://example.org/somethingElse")
    'something else'
    """
    known = LABELS.get(iri, {})
    for code in (language, language.split("-", maxsplit=1)[0], "en"):
        if code in known:
            return known[code]
    return _spell_out(re.split(r"[#/]", iri.rstrip("#/"))[-1])


def languages(iri: str) -> tuple[str, ...]:
    """Return the languages a term has a label in, by BCP 47 code, in alphabetical order.

    >>> "km" in languages("https://w3id.org/crackdown/vocab/kind/raid")
    True
    """
    return tuple(LABELS.get(iri, ()))


def names_of(iri: str) -> tuple[str, ...]:
    """Return all that a concept is called, in every language.

    >>> "prime minister" in names_of(CONCEPTS["role"]["head_of_government"])
    True
    """
    return tuple(name for _, name in _told_names(iri))


def find_concept(scheme: str, words: str) -> str | None:
    """Return the concept of a scheme that words call in any language, or None where none does.

    Args:
        scheme: a key of `terms.CONCEPTS`, such as "rank" or "role".
        words: a label or another name; in English a complement ("of …", "for …", "to …", "in …") may follow.

    >>> find_concept("role", "Minister of Justice") == CONCEPTS["role"]["minister"]
    True
    >>> find_concept("rank", "Police Colonel") == find_concept("rank", "พันเอก") == CONCEPTS["rank"]["colonel"]
    True
    >>> find_concept("role", "Fraud Minister") is None
    True
    """
    known = _concepts_by_name(scheme)
    name = _fold(words)
    return known.get(name) or known.get(_COMPLEMENT.sub("", name))


def find_head(scheme: str, words: str) -> str | None:
    """Return the concept of a scheme that a phrase is a name of, however it is qualified; None where none is.

    Args:
        scheme: as for `find_concept`.
        words: a name, as that takes it, or one with what qualifies it.

    >>> all(find_head("capacity", words) for words in ("main suspect of the case", "犯罪嫌疑人", "tersangka utama"))
    True
    >>> find_head("capacity", "Victim Support Officer") is find_head("capacity", "Trưởng ban hỗ trợ nạn nhân") is None
    True
    """
    if found := find_concept(scheme, words):
        return found
    whole = _COMPLEMENT.sub("", _fold(words))
    for iri in CONCEPTS[scheme].values():
        for language, name in _told_names(iri):
            folded = _fold(name)
            is_last = language in _LAST and whole.endswith(_LAST[language] + folded)
            if is_last or (language in _FIRST and whole.startswith(folded + _FIRST[language])):
                return iri
    return None


def _told_names(iri: str) -> Iterator[tuple[str, str]]:
    """Yield all that a concept is called, each with its language."""
    yield from LABELS.get(iri, {}).items()
    for language, names in OTHER_NAMES.get(iri, {}).items():
        yield from ((language, name) for name in names)


@cache
def _concepts_by_name(scheme: str) -> dict[str, str]:
    """Index a scheme by every name of its concepts; a name that two of them share calls neither."""
    found: dict[str, str] = {}
    shared = set()
    for iri in CONCEPTS[scheme].values():
        for name in {_fold(name) for name in names_of(iri)}:
            if found.setdefault(name, iri) != iri:
                shared.add(name)
    return {name: iri for name, iri in found.items() if name not in shared}


def _fold(words: str) -> str:
    return " ".join(words.casefold().replace("-", " ").split())


def _spell_out(name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("-", " ").replace("_", " ")
    return words.lower() if words != name else name
