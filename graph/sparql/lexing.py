"""A reading of SPARQL just deep enough to tell its own words from what is quoted in it.

`blank` replaces comments, strings, IRIs, variables, language tags and local names by spaces, so that what is left at
each position is a keyword, a prefix, a number or punctuation. Three uses: to refuse a call to another server before the
engine would make it, and to find where a WHERE group opens. Terminals as in SPARQL 1.1, section 19.8
(https://www.w3.org/TR/sparql11-query/#sparqlGrammar). It does not parse: the engine does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urljoin

from crackdown.errors import InvalidQuery, ServiceRefused, UpdateRefused
from crackdown.ontology.terms import BASE, PREFIXES

# PN_CHARS_BASE: the letters of names, without "_" and digits.
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = rf"{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_QUOTED = re.compile(
    rf"""
    (?P<comment> \#[^\n\r]* )
  | (?P<iri>     <(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*> )
  | (?P<string>  \"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<variable>[?$][{_BASE}_0-9][{_NAME}]* )
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)? )
  | (?P<local>   (?<=:)(?:[{_BASE}_:0-9]|{_PLX})(?:(?:[{_NAME}.:\-]|{_PLX})*(?:[{_NAME}:\-]|{_PLX}))? )
    """,
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PROLOGUE = re.compile(r"\s*(?:BASE\s*|PREFIX\s*[^\s:]*:\s*|VERSION\s*)*", re.IGNORECASE)
_UPDATE = re.compile(r"(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE)
_FORM = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?!\s*:)", re.IGNORECASE)
_FROM = re.compile(r"\bFROM\b", re.IGNORECASE)
_BRACKETS = re.compile(r"[{}()\[\]]")
_DEEPEST = 200  # the engine's parser dies of some five hundred
_DATA = re.compile(r"\bVALUES\b[\s()]*\{[^{}]*\}", re.IGNORECASE)
_LINKS = re.compile(
    r"""\|\|? | && | [+*/!;{] | (?<![A-Za-z])- | \.(?!\d) | \bFILTER\b(?!\s*:)
      | (?P<deeper>\b(?:AS|LATERAL)\b(?!\s*:))""",
    re.VERBOSE | re.IGNORECASE,
)
_MOST_LINKS = 2_000  # the engine's stack has room for some four thousand; of what nests deeper, for two
_OPENINGS = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b|[{}]", re.IGNORECASE)


def blank(query: str) -> str:
    """Replace everything quoted or named by spaces; positions stay as they were.

    >>> blank('SELECT ?service { ?x ex:service "SERVICE" } # SERVICE').split()
    ['SELECT', '{', 'ex:', '}']
    """
    return _QUOTED.sub(lambda match: " " * len(match[0]), query)


def blank_comments(query: str) -> str:
    """Replace comments by spaces; positions stay as they were.

    >>> blank_comments("ASK { } # all")
    'ASK { }      '
    """
    return _QUOTED.sub(lambda match: " " * len(match[0]) if match.lastgroup == "comment" else match[0], query)


def refuse_service(query: str) -> None:
    """Refuse a query that would make the engine call another server.

    A courtesy that gives a clear message: what keeps a query from the network is the worker without sockets.

    Raises:
        ServiceRefused: the letters stand outside quotes and names.
    """
    if may_say(query, ("service",)):
        raise ServiceRefused(
            "SERVICE is not answered here: it would call another server. Remove it, or rename the prefix so called"
        )


def refuse_nesting(query: str) -> None:
    """Refuse brackets so deep inside one another that the engine's parser would run out of stack and end the process.

    What may be an IRI or "less than" counts as the latter; code point escapes are resolved.

    Raises:
        InvalidQuery: they stand deeper than any query needs.
    """
    if "\\" not in query and sum(map(query.count, "{([")) <= _DEEPEST:
        return  # most queries: no need to tell brackets of its own from quoted ones
    for text in {query, _CODE_POINT.sub(_resolve, query)}:
        depth = 0
        for match in _BRACKETS.finditer(_QUOTED.sub(_blank_but_iris, text)):
            depth = depth + 1 if match[0] in "{([" else max(0, depth - 1)
            if depth > _DEEPEST:
                raise InvalidQuery(f"brackets stand more than {_DEEPEST} deep inside one another; split the query")


def refuse_chains(query: str) -> None:
    """Refuse so many operators, groups, clauses and triples that the engine would run out of stack over their chain.

    It makes a tree of each chain, as deep as that is long. What VALUES and IN list it does not.

    Raises:
        InvalidQuery: there are more of them than any query needs.
    """
    if len(query) <= _MOST_LINKS:
        return  # most queries: each takes a character at least
    for text in {query, _CODE_POINT.sub(_resolve, query)}:
        links = _LINKS.finditer(_DATA.sub("{}", blank(text)))
        if sum(2 if link["deeper"] else 1 for link in links) > _MOST_LINKS:
            raise InvalidQuery(
                f"the query has more than {_MOST_LINKS:,} operators, groups, clauses and triples (BIND and AS count "
                "twice): split it, or list values by VALUES or IN"
            )


def may_say(query: str, letters: Sequence[str]) -> bool:
    """Tell whether any of these letters may stand in a query as a word of SPARQL's own; in doubt they do.

    Letters rather than words, as engines accept `trueSERVICE<…>{}`, and the text is read a second time with code point
    escapes resolved. Where "<" may open an IRI or mean "less than" this does not trust itself: then the letters may
    stand nowhere at all.

    >>> may_say("ASK { GRAPH ?g { } }", ["graph"]), may_say("ASK { ?graph a ?b }", ["graph"])
    (True, False)
    """
    for text in {query, _CODE_POINT.sub(_resolve, query)}:
        if not any(one in text.lower() for one in letters):
            continue
        rest = blank(text).lower()
        if any(one in rest for one in letters) or re.search(r"<[^<>]*[\"'#]", _without_iris(text)):
            return True
    return False


def refuse_update(query: str) -> None:
    """Refuse SPARQL Update, which is recognised by the first word after the prologue.

    Raises:
        UpdateRefused: the text is an update.
    """
    if not _UPDATE.search(query):  # nowhere, quoted or not: a query with a thousand IRIs need not be told apart
        return
    rest = blank(query)
    prologue = _PROLOGUE.match(rest)
    word = _UPDATE.match(rest, prologue.end() if prologue else 0)
    if word:
        raise UpdateRefused(
            f"{word[0].upper()} changes data; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered here"
        )


def iter_group_openings(query: str) -> Iterator[int]:
    """Yield the position behind each "{" that opens the WHERE group of a query or sub-query.

    The template of a CONSTRUCT is no group; it is told from `CONSTRUCT WHERE {` by the word between.
    """
    rest = blank(query)
    awaiting: str | None = None
    for match in _OPENINGS.finditer(rest):
        if match[0] == "{" and awaiting is not None:
            between = rest[int(awaiting.partition(" ")[2]) : match.start()]
            if awaiting.startswith("CONSTRUCT ") and not re.search(r"\bWHERE\b", between, re.IGNORECASE):
                awaiting = f"TEMPLATE {match.start()}"
                continue
            yield match.end()
            awaiting = None
        elif match[0] not in "{}":
            awaiting = f"{match[0].upper()} {match.end()}"


class Prologue(NamedTuple):
    """What a query declares before it begins: the text itself, its base, and its prefixes in full."""

    text: str
    base: str
    prefixes: Mapping[str, str]


def prologue_of(query: str) -> Prologue:
    """Read the BASE and PREFIX declarations of a query.

    >>> prologue_of("BASE <https://e.org/> PREFIX g: <g#> SELECT * { }").prefixes
    {'g': 'https://e.org/g#'}
    """
    rest, base, prefixes = blank(query), BASE, dict[str, str]()
    form = _FORM.search(rest)
    text = query[: form.start()] if form else query
    for keyword in re.finditer(r"\b(?:BASE|PREFIX)\b", rest[: len(text)], re.IGNORECASE):
        if keyword[0].upper() == "BASE":
            base = iri_at(text, keyword.end(), {}, base)
        elif ":" in text[keyword.end() :]:
            name = text[keyword.end() :].partition(":")[0].strip()
            prefixes[name] = iri_at(text, text.index(":", keyword.end()) + 1, {}, base)
    return Prologue(text, base, prefixes)


def closing_of(rest: str, start: int) -> int:
    """Find the position behind the "}" of a group whose "{" ends at `start`, or the end of the text.

    >>> closing_of("{ { } } ?x", 1)
    7
    """
    depth = 1
    for position in range(start, len(rest)):
        depth += {"{": 1, "}": -1}.get(rest[position], 0)
        if not depth:
            return position + 1
    return len(rest)


def from_clauses(query: str) -> tuple[list[str], list[str]]:
    """List the graphs a query names by FROM, and those by FROM NAMED, in full.

    >>> from_clauses("PREFIX g: <https://e.org/> SELECT * FROM g:a FROM NAMED <https://e.org/b> { }")
    (['https://e.org/a'], ['https://e.org/b'])
    """
    if not _FROM.search(query):
        return [], []
    text = blank_comments(query)
    rest, prologue = blank(text), prologue_of(text)
    prefixes = {"": "", **PREFIXES, **prologue.prefixes}
    defaults: list[str] = []
    named: list[str] = []
    for keyword in _FROM.finditer(rest):
        naming = re.compile(r"\s*NAMED\b", re.IGNORECASE).match(rest, keyword.end())
        found = iri_at(text, naming.end() if naming else keyword.end(), prefixes, prologue.base)
        (named if naming else defaults).append(found)
    return defaults, named


def iri_at(text: str, position: int, prefixes: Mapping[str, str], base: str) -> str:
    """Read the IRI or the prefixed name that comes next; "" where neither does, and the engine will say so."""
    found = re.compile(r"\s*(?:<([^>]*)>|([^\s:<]*):(\S*))").match(text, position)
    if not found:
        return ""
    if found[1] is not None:
        written = _CODE_POINT.sub(_resolve, found[1])
        # urljoin drops the "#" of a namespace, which is an empty fragment to it.
        try:
            return urljoin(base, written.removesuffix("#")) + ("#" if written.endswith("#") else "")
        except ValueError:  # brackets that hold no IPv6 address
            return written
    return prefixes.get(found[2], "") + re.sub(r"\\(.)", r"\1", found[3])


def _blank_but_iris(match: re.Match[str]) -> str:
    return match[0] if match.lastgroup == "iri" else " " * len(match[0])


def _without_iris(text: str) -> str:
    return _QUOTED.sub(lambda match: " " * len(match[0]) if match.lastgroup == "iri" else match[0], text)


def _resolve(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else "\ufffd"
