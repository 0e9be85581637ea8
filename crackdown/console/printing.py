"""What the command line prints: tables on a terminal, standard formats into a pipe, entities with their quotes."""

from __future__ import annotations

import csv
import json
import sys
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from crackdown.errors import InvalidQuery, UnknownFormat
from crackdown.interrupts import interruptible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crackdown.graph.storage.store import View
    from crackdown.intake.loading import Explained

ROW_FORMATS = ("csv", "tsv", "json", "xml")
GRAPH_FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml")


class TableFormat(StrEnum):
    """How rows are printed."""

    text = "text"
    jsonl = "jsonl"
    csv = "csv"


def print_rows(rows: Iterable[Mapping[str, Any]], format_: TableFormat, names: Iterable[str]) -> None:
    """Print rows for programs: JSON Lines as they are, or CSV (RFC 4180) with the named columns and a head.

    CSV is opened in spreadsheets too, and announcements are hostile input: no cell of it is taken for a formula.
    """
    if format_ is TableFormat.jsonl:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False), flush=True)
        return
    from crackdown.graph.formulas import guard

    table = csv.DictWriter(sys.stdout, list(names), lineterminator="\r\n")
    table.writeheader()
    for row in rows:
        table.writerow({name: guard(value) if isinstance(value, str) else value for name, value in row.items()})


def print_answer(view: View, query: str, format_: str | None) -> None:
    """Evaluate `query` and print the answer as a table (terminal), or in the standard format asked for.

    Raises:
        InvalidQuery: it does not parse; the message shows the place.
    """
    try:
        _print_answer(view, query, format_)
    except InvalidQuery as error:
        raise InvalidQuery(f"{error}{pointer(query, error)}", line=error.line, column=error.column) from error


def pointer(query: str, error: InvalidQuery) -> str:
    r"""Show the line of the query that an error is in, with a mark below the place.

    >>> print(pointer("SELECT ?x\nWHERE ?x", InvalidQuery("no", line=2, column=7)))
    <BLANKLINE>
      WHERE ?x
            ^
    """
    lines = query.splitlines()
    if error.line is None or error.column is None or error.line > len(lines):
        return ""
    return f"\n  {plain(lines[error.line - 1])}\n  {' ' * (error.column - 1)}^"


def _print_answer(view: View, query: str, format_: str | None) -> None:
    if format_ is None and sys.stdout.isatty():
        _print_for_people(view, query)
        return
    if format_ is not None and format_ not in ROW_FORMATS + GRAPH_FORMATS:
        raise UnknownFormat(f"--format {format_}: offered are {', '.join(ROW_FORMATS + GRAPH_FORMATS)}")
    select_format = format_ if format_ in ROW_FORMATS else "csv"
    graph_format = format_ if format_ in GRAPH_FORMATS else "turtle"
    answer = interruptible(partial(view.serialize, query, select_format=select_format, graph_format=graph_format))
    offered = ROW_FORMATS if answer.form in {"select", "ask"} else GRAPH_FORMATS
    if format_ is not None and format_ not in offered:
        raise UnknownFormat(f"--format {format_}: this query's answer comes as {', '.join(offered)}")
    sys.stdout.buffer.write(answer.body)
    if answer.body and not answer.body.endswith(b"\n"):
        sys.stdout.buffer.write(b"\n")
    sys.stdout.flush()


def _print_for_people(view: View, query: str) -> None:
    answer = interruptible(partial(view.serialize, query, select_format="json", graph_format="turtle"))
    if answer.form in {"construct", "describe"}:
        print(plain(answer.body.decode()))
        return
    result = json.loads(answer.body)
    if answer.form == "ask":
        print("yes" if result["boolean"] else "no")
        return
    names, rows = result["head"]["vars"], result["results"]["bindings"]
    print_table(names, ([_cell(row.get(name)) for name in names] for row in rows))
    print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", file=sys.stderr)


def _cell(term: dict[str, str] | None) -> str:
    if term is None:
        return ""
    if term["type"] == "uri":
        return shorten(plain(term["value"]))
    language = term.get("xml:lang")
    return plain(term["value"]) + (f"@{language}" if language and language != "en" else "")


def shorten(iri: str) -> str:
    """Write an IRI with the project's prefix where it has one.

    >>> shorten("https://w3id.org/crackdown/country/KH")
    'country:KH'
    """
    from crackdown.ontology.terms import PREFIXES

    fitting = [(namespace, prefix) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)]
    if not fitting:
        return iri
    namespace, prefix = max(fitting)
    return f"{prefix}:{iri.removeprefix(namespace)}"


def print_table(names: list[str], rows: Iterable[list[str]]) -> None:
    """Print a table for people, as wide as its terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*names, box=box.SIMPLE_HEAD, show_edge=False)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


# Characters that turn the direction of what follows, hide it or drive a terminal; announcements are hostile input.
_CONTROLS = {
    **{code: f"[U+{code:04X}]" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)},
    **{code: f"[U+{code:04X}]" for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in {0x09, 0x0A}},
}


def plain(text: str) -> str:
    r"""Return `text` safe for a terminal: controls are named instead of sent.

    >>> plain("paid \u202e1000")
    'paid [U+202E]1000'
    """
    return text.translate(_CONTROLS)


def print_entity(view: View, name: str) -> None:
    """Print one thing: names, facts with quotes, figures, announcements."""
    from crackdown.console.showing import lines
    from crackdown.graph.showing.entity import describe, resolve_name

    for line in lines(describe(view, resolve_name(view, name))):
        print(plain(line))


def print_explanation(explained: Explained) -> None:
    """Print one announcement with its facts marked, and why each was accepted."""
    from rich.console import Console

    from crackdown.console.explaining import explanation

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    colours = console.color_system is not None and not console.no_color
    for line in explanation(explained.document, explained.record, explained.reasons, colours=colours):
        console.print(line)
    console.print()


def print_validation(view: View, names: list[str]) -> int:
    """Validate announcements (all where `names` is empty), print the findings, return the exit status."""
    from crackdown.graph.announcement.validate import iter_announcements, validate_announcement

    violations = warnings = count = 0
    for iri in iter_announcements(view, names):
        count += 1
        for finding in validate_announcement(view, iri).findings:
            print(plain(str(finding)))
            violations += finding.severity == "violation"
            warnings += finding.severity == "warning"
    print(f"{count} announcements, {violations} violations, {warnings} warnings", file=sys.stderr)
    return 1 if violations else 0
