"""What a slip in a query was meant to be: a keyword or a name of the ontology, misspelt."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Final

from crackdown.graph.sparql.lexing import blank, blank_comments
from crackdown.ontology.terms import crk

# All words of the grammar (SPARQL 1.1, section 19.8, and the functions on triples of 1.2): one that is left out here
# would be called a slip of another.
_LISTED: Final = """
    ABS ADD ALL ASC ASK AS AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT CONSTRUCT CONTAINS COPY COUNT CREATE
    DATA DATATYPE DAY DEFAULT DELETE DESC DESCRIBE DISTINCT DROP ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH
    GROUP GROUP_CONCAT HAVING HOURS IF IN INSERT INTO IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR
    LANGMATCHES LCASE LIMIT LOAD MAX MIN MINUS MINUTES MONTH MOVE NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER PREDICATE
    PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SILENT STR STRAFTER
    STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM TIMEZONE TRIPLE TRUE UCASE
    UNDEF UNION URI USING UUID VALUES VERSION WHERE WITH YEAR"""
_KEYWORDS: Final = frozenset(_LISTED.split())
_WORD: Final = re.compile(r"\b[A-Za-z_]{3,}\b(?!\s*:)")
_LOOKED_AT: Final = 2  # words before the place: `ORDR BY ?x` fails at BY
_LIKE: Final = 0.7
_TERM: Final = re.compile(r"(?<![\w<:])crk:(\w+)")
_STRING: Final = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")


def misspelt_keyword(query: str, line: int, column: int) -> tuple[str, str] | None:
    """Return the word before a place that is no keyword but like one, and the keyword.

    >>> misspelt_keyword("SELECT ?x { OPTINAL { ?x ?y ?z } }", 1, 21)
    ('OPTINAL', 'OPTIONAL')
    """
    place = sum(len(one) for one in query.splitlines(keepends=True)[: line - 1]) + column
    before = [match[0] for match in _WORD.finditer(blank(query)) if match.start() < place]
    for word in reversed(before[-_LOOKED_AT:]):
        if word.upper() not in _KEYWORDS:
            meant = get_close_matches(word.upper(), sorted(_KEYWORDS), n=1, cutoff=_LIKE)
            return (word, meant[0]) if meant else None
    return None


def unknown_terms(query: str) -> list[str]:
    """Tell of each name of the ontology's in a query that it does not have, with the likest that it has.

    >>> unknown_terms("SELECT ?n { ?op crk:totl ?n ; crk:kind ?kind }")
    ['crk:totl is no term of the ontology; crk:total is']
    """
    known = sorted(name for name in vars(crk) if not name.startswith("_"))
    told = []
    for name in dict.fromkeys(_TERM.findall(_STRING.sub(" ", blank_comments(query)))):
        if name not in known:
            meant = get_close_matches(name, known, n=1, cutoff=_LIKE)
            told.append(f"crk:{name} is no term of the ontology{f'; crk:{meant[0]} is' if meant else ''}")
    return told
