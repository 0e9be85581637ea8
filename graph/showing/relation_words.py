"""What relations are called beyond the ontology's labels, in the languages in which the explorer speaks.

The words are data (`relation_words.json`): of properties that are borrowed and have an English label alone, such as
`schema:mentions`, and of the relations that are drawn, read from their object ("carried out" for `crk:carriedOutBy`).
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from crackdown.ontology.prefixed import prefixed

_Texts = dict[str, dict[str, str]]  # by property, prefixed, and BCP 47 code


def borrowed_name(iri: str, language: str) -> tuple[str, str] | None:
    """Return what a borrowed property is called in a language, and the code of that; None where only English is known.

    >>> from crackdown.ontology.terms import schema
    >>> borrowed_name(schema.mentions, "fr-CA"), borrowed_name(schema.mentions, "de")
    (('mentionne', 'fr'), None)
    """
    return _find("names", iri, language)


def turned_name(iri: str, language: str) -> tuple[str, str] | None:
    """Return what a relation is called where it is read from its object, and the code of that; None as above.

    >>> from crackdown.ontology.terms import crk
    >>> turned_name(crk.carriedOutBy, "fr")
    ('a mené', 'fr')
    """
    return _find("turned", iri, language)


@cache
def _find(part: str, iri: str, language: str) -> tuple[str, str] | None:
    known = _texts()[part].get(prefixed(iri) or "", {})
    return next(((known[code], code) for code in (language, language.partition("-")[0]) if code in known), None)


@cache
def _texts() -> dict[str, _Texts]:
    text = files("crackdown.graph.showing").joinpath("relation_words.json").read_text(encoding="utf-8")
    read: dict[str, _Texts] = json.loads(text)
    return read
