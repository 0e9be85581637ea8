"""Rows as HTML: a plain table, and for many rows a page that sorts, searches and turns over, without asking anybody.

Every value is text: escaped, with what turns text named. Ids are shown by what they are called.
"""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from crackdown.python import tables_page
from crackdown.python.frames import framed

if TYPE_CHECKING:
    from crackdown.python.table import Table

_FEW: Final = 10  # rows that need no sorting
_MOST: Final = 5_000  # rows that are put into a notebook; the table has the rest
_STILL: Final = 20  # rows that are shown where pages do not run


def table_html(table: Table) -> str:
    """Return rows for a notebook."""
    if len(table.rows) <= _FEW:
        return plain_table(table)
    return framed(
        _page(table), title=f"table of {len(table.rows)} rows", height=min(420, 90 + 30 * len(table.rows)),
        still=plain_table(table, _STILL),
    )  # fmt: skip


def plain_table(table: Table, most: int = _MOST) -> str:
    """Return the first rows as a plain HTML table."""
    columns = [_cells(table, name, most) for name in table.names]
    head = "".join(f"<th>{html.escape(_visible(name))}</th>" for name in table.names)
    body = "".join(
        "<tr>" + "".join(f'<td dir="auto">{_with_id(*cell)}</td>' for cell in row) + "</tr>"
        for row in zip(*columns, strict=True)
    )
    rest = _rest(table, most)
    note = f"<p>{rest}</p>" if rest else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _page(table: Table) -> str:
    columns = [_cells(table, name, _MOST) for name in table.names]
    rows = [[[text, id_] for text, id_ in row] for row in zip(*columns, strict=True)]
    numbers = [_is_number(table, name) for name in table.names]
    told = {"names": [_visible(name) for name in table.names], "numbers": numbers, "rows": rows,
            "rest": _rest(table, _MOST)}  # fmt: skip
    data = json.dumps(told, ensure_ascii=False)
    data = data.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return (
        tables_page.PAGE.replace("/*css*/", tables_page.CSS)
        .replace("/*script*/", tables_page.SCRIPT)
        .replace("/*told*/", data)
    )


def _cells(table: Table, name: str, most: int) -> list[tuple[str, str]]:
    """Return what each cell shows, and the id behind it, "" where it shows that already."""
    labels: Sequence[str | None] = table.labels_of(name)[:most]
    cells = []
    for position, row in enumerate(table.rows[:most]):
        text = _text(row.get(name))
        label = labels[position] if labels else None
        cells.append((_visible(label), text) if label and label != text else (text, ""))
    return cells


def _with_id(text: str, id_: str) -> str:
    shown = html.escape(text)
    return f'<span title="{html.escape(id_)}">{shown}</span>' if id_ else shown


def _rest(table: Table, most: int) -> str:
    told = list(table.hints)
    if len(table.rows) > most:
        told.append(f"{len(table.rows) - most:,} more rows are not shown: .df() has them")
    if table.truncated is not None:
        told.append(f"the answer was cut after {table.truncated:,} rows")
    return "; ".join(told)


def _is_number(table: Table, name: str) -> bool:
    told = [value for row in table.rows if (value := row.get(name)) is not None]
    return bool(told) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in told)


def _text(value: Any) -> str:
    return "" if value is None else _visible(str(value))


def _visible(text: str) -> str:
    from crackdown.console.printing import plain

    return plain(text)
