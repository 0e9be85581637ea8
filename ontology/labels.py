"""What a term of the ontology is called in a language, and which concept a word calls, without reading the ontology."""

from __future__ import annotations

import re
from functools import cache

from crackdown.ontology.labels_by_iri import LABELS, OTHER_NAMES
from crackdown.ontology.terms import CONCEPTS

__all__ = ["find_concept", "label", "languages", "names_of"]

# "Minister of Justice" is a minister and "Ambassador to Thailand" an ambassador: what follows says of what or where.
_COMPLEMENT = re.compile(r" (?:of|for|to|in) .*")


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
    return (*LABELS.get(iri, {}).values(), *OTHER_NAMES.get(iri, ()))


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
