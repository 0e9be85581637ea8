"""Puts the rows that other endpoints answer in the place of the SERVICE clauses of a query.

By the algebra (SPARQL 1.1 Federated Query, section 4) what a SERVICE clause gives is joined with the rest: so it may as
well be asked first, as a SELECT of its own, and its rows be joined as VALUES. What is asked does not know what the rest
of the query has found: a clause should narrow itself down. Blank nodes, which VALUES cannot hold, become IRIs
(RDF 1.1 Concepts, section 3.5).
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import pyoxigraph as ox

from crackdown.errors import InputError, InvalidQuery, QueryTimeout, ServerBusy, ServiceFailed, ServiceRefused
from crackdown.graph.federation.fetching import IsAllowed, fetch
from crackdown.graph.federation.public_addresses import is_public
from crackdown.graph.sparql.lexing import blank, closing_of, iri_at, may_say, prologue_of, refuse_service
from crackdown.ontology.terms import BASE, PREFIXES

_SERVICE: Final = re.compile(r"\bSERVICE\b(?P<silent>\s*\bSILENT\b)?", re.IGNORECASE)
_NAME: Final = re.compile(r"\s*(?:<[^<>]*>|[^\s<>{}?$]*:[^\s<>{}]*)\s*(?=\{)")
_MOST_CLAUSES: Final = 5
_AT_ONCE: Final = 4

Parse = Callable[[str], None]  # raises what is wrong with a query


class _Clause(NamedTuple):
    """One SERVICE clause: where it stands in the query, its endpoint, and the pattern between its braces."""

    start: int
    end: int
    is_silent: bool
    endpoint: str
    pattern: str


@dataclass(frozen=True)
class Federation:
    """The endpoints that queries may call, and how long and how much each call may take.

    Args:
        endpoints: their addresses, as queries must write them.
        timeout_seconds: for all calls of one query together.
        max_rows: what one clause may answer.
        max_bytes: likewise.
        is_allowed: tells whether an IP address may be connected to; public ones alone by default.
    """

    endpoints: Sequence[str]
    timeout_seconds: float = 20.0
    max_rows: int = 10_000
    max_bytes: int = 16 * 1024**2
    is_allowed: IsAllowed = is_public
    _places: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(_AT_ONCE), repr=False)

    def __post_init__(self) -> None:
        """Refuse what is no address.

        Raises:
            InputError: an endpoint has no http or https address, or one with a name and a password in it.
        """
        for endpoint in self.endpoints:
            parts = urlsplit(endpoint)
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                raise InputError(f"{endpoint!r} is no endpoint's address; write it as https://example.org/sparql")
            if parts.username is not None or parts.password is not None:
                raise InputError(f"{endpoint!r}: an endpoint that queries call is asked without a name and password")

    def inline(self, query: str, parse: Parse) -> str:
        """Return a query without SERVICE clauses that means the same.

        Args:
            query: SPARQL 1.1.
            parse: reads what an endpoint would be asked, within the limits of a query, as the engine that does may end
                its process or come to no end; so nothing of another's is sent on unseen.

        Raises:
            ServiceRefused: an endpoint is not on the list, not named, or not public.
            ServiceFailed, QueryTimeout: it did not answer as it should, and the clause is not SILENT.
            InvalidQuery: the pattern of a clause does not parse. What else `parse` raises is passed on.
            ServerBusy: too many queries call other servers already.
        """
        if not may_say(query, ("service",)):
            return query
        clauses = self._clauses(query)
        asked = [self._asked(query, clause) for clause in clauses]
        for clause, one in zip(clauses, asked, strict=True):
            try:
                parse(one)
            except InvalidQuery as error:
                raise InvalidQuery(f"what stands in SERVICE <{clause.endpoint}>: {error}") from error
        if not self._places.acquire(blocking=False):
            raise ServerBusy("too many queries call other servers already; ask again in a moment")
        try:
            deadline = time.monotonic() + self.timeout_seconds
            pieces, last = [], 0
            for clause, one in zip(clauses, asked, strict=True):
                pieces += [query[last : clause.start], self._rows(clause, one, deadline)]
                last = clause.end
        finally:
            self._places.release()
        inlined = "".join([*pieces, query[last:]])
        try:
            refuse_service(inlined)
        except ServiceRefused:
            raise ServiceRefused("SERVICE cannot be told from other words here; rename what is so called") from None
        return inlined

    def _clauses(self, query: str) -> list[_Clause]:
        rest, prologue, clauses = blank(query), prologue_of(query), list[_Clause]()
        for match in _SERVICE.finditer(rest):
            if clauses and match.start() < clauses[-1].end:
                raise ServiceRefused("SERVICE within SERVICE is not sent on; ask each endpoint by itself")
            name = _NAME.match(query, match.end())
            if name is None:
                raise ServiceRefused("a SERVICE clause names its endpoint: SERVICE <https://…> { … }, not a variable")
            endpoint = iri_at(query, match.end(), prologue.prefixes, prologue.base)
            if endpoint not in self.endpoints:
                listed = ", ".join(f"<{one}>" for one in self.endpoints)
                raise ServiceRefused(f"<{endpoint}> is not called from here; those that are: {listed}")
            end = closing_of(rest, name.end() + 1)
            pattern = query[name.end() + 1 : end - 1]
            clauses.append(_Clause(match.start(), end, match["silent"] is not None, endpoint, pattern))
        if len(clauses) > _MOST_CLAUSES:
            raise ServiceRefused(f"a query may have {_MOST_CLAUSES} SERVICE clauses, this one has {len(clauses)}")
        return clauses

    def _asked(self, query: str, clause: _Clause) -> str:
        """Write what the endpoint of a clause is asked: IRIs and names mean there what they mean here."""
        prologue = prologue_of(query)
        declared = prologue.text + "".join(
            f"PREFIX {name}: <{space}>\n"
            for name, space in PREFIXES.items()
            if name not in prologue.prefixes and f"{name}:" in clause.pattern
        )
        return f"BASE <{BASE}>\n{declared}\nSELECT * WHERE {{ {clause.pattern} }}\nLIMIT {self.max_rows + 1}"

    def _rows(self, clause: _Clause, asked: str, deadline: float) -> str:
        """Ask a clause's endpoint, and write the rows as VALUES."""
        try:
            body = fetch(
                clause.endpoint, asked, timeout_seconds=max(0.001, deadline - time.monotonic()),
                max_bytes=self.max_bytes, is_allowed=self.is_allowed,
            )  # fmt: skip
            return self._values(clause.endpoint, body)
        except (ServiceFailed, QueryTimeout):
            if clause.is_silent:
                return "{ }"
            raise

    def _values(self, endpoint: str, body: bytes) -> str:
        try:
            found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
            assert isinstance(found, ox.QuerySolutions)
            names, rows = [one.value for one in found.variables], list(found)
        except (SyntaxError, ValueError, AssertionError) as error:
            raise ServiceFailed(f"{endpoint} answers what is no table of SPARQL results: {error}") from error
        if len(rows) > self.max_rows:
            raise ServiceFailed(f"{endpoint} answers with more than {self.max_rows:,} rows; narrow what SERVICE asks")
        head = " ".join(f"?{name}" for name in names)
        written = "\n".join(f"({' '.join(_written(row[name]) for name in names)})" for row in rows)
        return f"{{ VALUES ({head}) {{\n{written}\n}} }}"


def _written(term: object) -> str:
    if term is None:
        return "UNDEF"
    if isinstance(term, ox.BlankNode):
        return f"<{BASE}.well-known/genid/{term.value}>"
    if isinstance(term, ox.Triple):
        raise ServiceFailed("a SERVICE clause answers with triple terms, which are not taken over")
    return str(term)
