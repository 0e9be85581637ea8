"""`crackdown xref`: a table of names against the graph."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from crackdown.commands.options import AsOfOption, StoreOption, complain, store_folder, told_plainly
from crackdown.errors import InputError, reason_of
from crackdown.reading import open_view, read_input

_EVERY = 100  # rows between two words on how far it is


class XrefFormat(StrEnum):
    """How candidates are printed."""

    csv = "csv"
    jsonl = "jsonl"


def xref(
    table: Annotated[
        str, typer.Argument(metavar="NAMES.csv", help="A table with a line of column names; - reads standard input.")
    ],
    store: StoreOption = None,
    column: Annotated[
        str | None, typer.Option("--column", "-c", help="The column of names. Default: name, else the first.")
    ] = None,
    type_column: Annotated[str | None, typer.Option("--type-column", help="Column of types. Default: type.")] = None,
    country_column: Annotated[
        str | None, typer.Option("--country-column", help="Column of countries, by code or any name. Default: country.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=50, help="The most candidates of a row.")] = 3,
    format_: Annotated[
        XrefFormat, typer.Option("--format", "-f", help="csv, one line a candidate; jsonl, one line a row.")
    ] = XrefFormat.csv,
    as_of: AsOfOption = None,
) -> None:
    """Look every name of a table up in the graph: candidates with a score, the reasons in words, and the quotes.

    Types are official, agency, airport, place and operation. Columns called agency, post, code, date and kind are made
    use of too. `match` is yes where the program would take the two for one and no other candidate comes near.

    **Examples:** `crackdown xref names.csv > found.csv` · `crackdown xref people.csv --column Person --country-column
    Nation --format jsonl` · `crackdown xref names.csv | grep ,yes,`
    """
    from crackdown.graph.searching.xref import FIELDS, Columns, cross, csv_line, read_table, to_json, to_rows

    with told_plainly(), open_view(store_folder(store), as_of) as view:
        columns = Columns(name=column, type=type_column, country=country_column)
        try:
            asked = read_table(_text(table), columns)
        except InputError as error:
            raise InputError(f"{'standard input' if table == '-' else table}: {error}") from error
        if format_ is XrefFormat.csv:
            print(csv_line(FIELDS), end="")
        for crossed in cross(view, asked, limit=limit):
            if format_ is XrefFormat.jsonl:
                print(json.dumps(to_json(crossed), ensure_ascii=False), flush=True)
            else:
                print("".join(map(csv_line, to_rows(crossed))), end="", flush=True)
            if crossed.row % _EVERY == 0 and crossed.row < len(asked):
                complain(f"{crossed.row:,} of {len(asked):,} rows")


def _text(table: str) -> str:
    if table == "-":
        return read_input()
    try:
        return Path(table).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"it cannot be read: {reason_of(error)}; check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"it is not UTF-8: {error}; save the table as CSV in that encoding") from error


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(xref)
