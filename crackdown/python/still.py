"""What a network shows where pages do not run: its picture, and its best backed lines in words."""

from __future__ import annotations

import base64
import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crackdown.python.drawing import Drawing

_MOST_LINES = 12


def still_html(drawing: Drawing) -> str:
    """Return the picture and the first lines as HTML without script."""
    from crackdown.python.table import Table
    from crackdown.python.tables_html import plain_table

    lines = drawing.lines
    names = [name for name in lines.names if name not in {"url", "inferred"}]
    picture = base64.b64encode(drawing.svg.encode()).decode()
    words = plain_table(Table(names, lines.rows), _MOST_LINES)
    alt = html.escape(repr(drawing).strip("<>"))
    return f'<img alt="{alt}" src="data:image/svg+xml;base64,{picture}">{words}'
