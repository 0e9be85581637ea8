"""Cross-reference: a table of names in, what each may mean out, with what speaks for it and the words that name it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from crackdown.errors import InputError
from crackdown.graph.formulas import guard
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.searching.matching import Asked, Candidate, check, match
from crackdown.graph.showing.evidence import Evidence, facts_of_claims
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import View
from crackdown.graph.term import iri
from crackdown.ontology.terms import rdfs, skos

MOST_ROWS: Final = 10_000
QUOTES: Final = 2
_DELIMITERS: Final = ",;\t"  # of two that part a line as often the first is taken
_BEYOND: Final = "\0"  # names what stands behind the last column; no column is called so
_TOLD_DELIMITER: Final = re.compile(r"sep=([,;\t])[ \t]*\r?\n")
FIELDS: Final = (
    "row", "name", "candidate", "iri", "label", "type", "score", "match", "reasons", "quote", "announcement",
    "published",
)  # fmt: skip
_NAMING: Final = frozenset({rdfs.label, skos.prefLabel, skos.altLabel})
_OPTIONS: Final = ("type", "country", "agency", "post", "code", "date", "kind")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what; only that of names must be there. `None` leaves a thing untold."""

    name: str | None = None
    type: str | None = None
    country: str | None = None
    agency: str | None = None
    post: str | None = None
    code: str | None = None
    date: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Crossed:
    """One row of a table: its number, from 1, its name, and the candidates with the words that name each."""

    row: int
    name: str
    candidates: list[tuple[Candidate, list[Evidence]]]


def read_table(text: str, columns: Columns, *, most_rows: int = MOST_ROWS) -> list[Asked]:
    """Read a table in CSV with a header line; a column that is not named is taken where it bears the thing's own name.

    Values are parted by what parts the header line most: commas, semicolons (as spreadsheets write in countries with a
    decimal comma), or tabs; a line `sep=;` ahead of it, as written for Excel, says by which.

    Raises:
        InputError: there is no such column, too many rows, one with more values than the header, or a type or date that
            is none.
    """
    text = text.removeprefix("\ufeff").lstrip("\r\n")
    told = _TOLD_DELIMITER.match(text)
    text = text[told.end() :] if told else text
    first = text.partition("\n")[0]
    delimiter = told[1] if told else max(_DELIMITERS, key=first.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter, restkey=_BEYOND)
    header = [name for name in (rows.fieldnames or []) if name]
    if not header:
        raise InputError("the table is empty; it begins with a line of column names, one of them name")
    chosen = {what: _column(header, what, getattr(columns, what)) for what in ("name", *_OPTIONS)}
    name = chosen["name"] or header[0]
    found: list[Asked] = []
    try:
        for row in rows:
            if len(found) >= most_rows:
                raise InputError(f"the table has more than {most_rows:,} rows; cut it into parts")
            if any(row.get(_BEYOND) or ()):  # a comma within a name would move all that follows into other columns
                raise InputError(
                    f"row {len(found) + 1}: it has more values than the header; put a value that holds "
                    f"{delimiter!r} into quotes"
                )
            found.append(_asked(row, name, chosen, len(found) + 1))
    except csv.Error as error:
        raise InputError(f"line {rows.line_num} is no CSV: {error}") from error
    return found


def _column(header: list[str], what: str, named: str | None) -> str | None:
    if named and named not in header:
        raise InputError(f"there is no column {named}; the table has {', '.join(header)}")
    return named or next((name for name in header if name.strip().lower() == what), None)


def _asked(row: Mapping[str, Any], name: str, chosen: Mapping[str, str | None], number: int) -> Asked:
    told = {what: (row.get(column) or "").strip() or None for what, column in chosen.items() if column}
    types = tuple((told.get("type") or "").lower().split())
    asked = Asked(
        (row.get(name) or "").strip(), types, country=told.get("country"), agency=told.get("agency"),
        post=told.get("post"), code=told.get("code"), date=told.get("date"), kind=told.get("kind"),
    )  # fmt: skip
    try:
        check(asked)
    except InputError as error:
        raise InputError(f"row {number}: {error}") from error
    return asked


def cross(view: View, asked: Iterable[Asked], *, limit: int = 3, least_score: float = 1.0) -> Iterator[Crossed]:
    """Match row by row."""
    network, words = network_of(view), _Words(view)
    for number, one in enumerate(asked, 1):
        found = match(view, one, limit=limit) if one.name else []
        likely = [candidate for candidate in found if candidate.score >= least_score]
        yield Crossed(number, one.name, [(candidate, words.of(network, candidate)) for candidate in likely])


class _Words:
    """The quotes that name a thing, read once each; of the same words the first stands for all."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._read: dict[str, list[Evidence]] = {}

    def of(self, network: Network, candidate: Candidate) -> list[Evidence]:
        """Return up to two, beginning with the name by which the candidate was found."""
        name = candidate.node.iri
        if name not in self._read:
            self._read[name] = self._quotes(network, name)
        return sorted(self._read[name], key=lambda evidence: evidence.quote != candidate.matched)[:QUOTES]

    def _quotes(self, network: Network, thing: str) -> list[Evidence]:
        claims = [str(row["claim"]) for row in self._view.select(load("claims_about"), thing=iri(thing))]
        naming: dict[str, Evidence] = {}
        others: list[Evidence] = []
        for fact in facts_of_claims(self._view, network, claims):
            for evidence in fact.evidence:
                if fact.property in _NAMING:
                    naming.setdefault(evidence.quote, evidence)
                elif len(others) < QUOTES:
                    others.append(evidence)
        return [*naming.values(), *others]


def to_json(crossed: Crossed) -> dict[str, Any]:
    """Write a row as plain values."""
    return {"row": crossed.row, "name": crossed.name, "candidates": [_candidate(*one) for one in crossed.candidates]}


def _candidate(one: Candidate, quotes: list[Evidence]) -> dict[str, Any]:
    return {
        "iri": one.node.iri, "label": one.node.label, "type": one.node.type, "score": one.score,
        "match": one.is_match, "matched": one.matched,
        "reasons": [{"reason": reason, "weight": weight} for reason, weight in one.reasons],
        "evidence": [
            {"quote": quote.quote, "language": quote.language, "announcement": quote.announcement,
             "start": quote.start, "end": quote.end, "published": quote.published, "url": quote.url}
            for quote in quotes
        ],
    }  # fmt: skip


def to_rows(crossed: Crossed) -> Iterator[list[str]]:
    """Write a row as lines of a table (`FIELDS`), one a candidate; one without candidates where there are none."""
    if not crossed.candidates:
        yield [str(crossed.row), guard(crossed.name), *[""] * (len(FIELDS) - 2)]
    for number, (one, quotes) in enumerate(crossed.candidates, 1):
        first = quotes[0] if quotes else None
        yield [
            str(crossed.row), guard(crossed.name), str(number), one.node.iri, guard(one.node.label), one.node.type,
            f"{one.score:g}", "yes" if one.is_match else "no",
            "; ".join(f"{reason} ({weight:+.1f})" for reason, weight in one.reasons),
            *((guard(first.quote), first.announcement, first.published or "") if first else ("", "", "")),
        ]  # fmt: skip


def csv_line(cells: Iterable[str]) -> str:
    """Write one line of CSV."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
