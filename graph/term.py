"""RDF terms and triples as plain values, apart from any engine.

Holds no parsing and no storage: `store.py` turns these into its engine's own terms and back. Words as in
RDF 1.1 Concepts, section 3 (https://www.w3.org/TR/rdf11-concepts/#section-triples).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from crackdown.errors import InputError

TermKind = Literal["iri", "literal", "bnode", "triple"]

# The characters that RDF 1.1 N-Triples keeps out of an IRI.
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
_ESCAPED = re.compile(r'[\\"\n\r]')


@dataclass(frozen=True, slots=True)
class Term:
    """One RDF term: an IRI, a literal, a blank node or, from RDF 1.2, a triple.

    `datatype` is None for plain strings and for language-tagged ones, so that `literal("a") == literal("a")`
    whichever way it was built; `language` is lower-cased, as the store returns it.

    >>> str(iri("https://w3id.org/crackdown/country/KH"))
    'https://w3id.org/crackdown/country/KH'
    >>> literal("Cambodge", language="FR").n3()
    '"Cambodge"@fr'
    """

    kind: TermKind
    value: str
    datatype: str | None = None
    language: str | None = None

    def __str__(self) -> str:
        return self.value

    def n3(self) -> str:
        r"""Write the term as SPARQL and N-Triples do, escaped: safe to put into a query.

        >>> literal('say "no"').n3()
        '"say \\"no\\""'
        """
        if self.kind == "iri":
            return f"<{self.value}>"
        if self.kind == "bnode":
            return f"_:{self.value}"
        if self.kind == "triple":
            return self.value
        text = '"' + _ESCAPED.sub(lambda match: _ESCAPES[match[0]], self.value) + '"'
        if self.language:
            return f"{text}@{self.language}"
        return f"{text}^^<{self.datatype}>" if self.datatype else text


class Triple(NamedTuple):
    """Subject, predicate and object, in that order."""

    subject: Term
    predicate: Term
    object: Term


def iri(value: str) -> Term:
    """Make an IRI; refuse what N-Triples could not write, so that no text can smuggle syntax into a query.

    Raises:
        InputError: a space, a quote, a bracket or a control character stands in it.
    """
    return _kept(value) if len(value) <= _LONGEST_KEPT else _checked(value)


def _checked(value: str) -> Term:
    wrong = _NOT_IN_IRI.search(value)
    if wrong or ":" not in value:
        reason = f"{wrong[0]!r} at position {wrong.start()}" if wrong else "no scheme"
        raise InputError(f"not an IRI: {value!r} ({reason}); write it in full and percent-encode such characters")
    return Term("iri", value)


# Most IRIs of a graph stand in many of its triples; what a stranger asks for may be as long as an address.
_LONGEST_KEPT: Final = 1_000  # characters
_kept: Final = lru_cache(maxsize=20_000)(_checked)


def literal(value: str, *, datatype: str | None = None, language: str | None = None) -> Term:
    """Make a literal: a plain string unless a datatype IRI or a BCP 47 language is given."""
    return Term("literal", value, datatype, language.lower() if language else None)


def is_true(term: Term) -> bool:
    """Tell whether a truth value that a query worked out is true; Virtuoso writes it as a number.

    >>> is_true(literal("true")), is_true(literal("1")), is_true(literal("0"))
    (True, True, False)
    """
    return term.value in {"true", "1"}
