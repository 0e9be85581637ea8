"""CSV (RFC 4180): the tables for spreadsheets, pandas and R; UTF-8, a head line, CRLF.

A list is a JSON array; no cell is taken for a formula (`crackdown.graph.formulas`). Parquet needs none of this.
"""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from typing import IO, Any

from crackdown.graph.export.format import Format, Part
from crackdown.graph.export.reader import Reader
from crackdown.graph.export.source import Source
from crackdown.graph.export.tables import TABLES, TYPES, Table
from crackdown.graph.formulas import guard


def cell_of(value: Any) -> Any:
    """Write one value as CSV has it: lists as JSON, truth as true and false, nothing as an empty cell."""
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def write(table: Table, source: Source, out: IO[bytes]) -> None:
    """Write one table, row by row."""
    reader = Reader(source.view)
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(table.columns)
    for number, row in enumerate(table.iter_rows(reader), 1):
        writer.writerow([cell_of(row[name]) for name in table.columns])
        out.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()
        if number % 1000 == 0:
            source.told(f"{table.name}: {number:,} rows")
    out.write(line.getvalue().encode())


FORMAT = Format(
    name="csv",
    media_type="application/zip",
    sentence="tables of operations, officials, agencies, announcements, claims, figures: for spreadsheets, pandas, R",
    parts=tuple(Part(f"{table.name}.csv", partial(write, table), table.type) for table in TABLES),
    types=TYPES,
)
