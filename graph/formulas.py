"""Cells of CSV that no spreadsheet takes for a formula: announcements are hostile input, and tables are opened in such.

A text that begins with one of ``= + - @``, a tab or a line break has one apostrophe put before it, and so has one that
begins with an apostrophe of its own: dropping one leading apostrophe gives back every text as it was.
"""

from __future__ import annotations

_TAKEN_FOR_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def guard(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula.

    >>> guard("=1+1"), guard("'tis"), guard("plain")
    ("'=1+1", "''tis", 'plain')
    """
    return f"'{text}" if text.startswith(_TAKEN_FOR_FORMULAS) else text


def unguard(cell: str) -> str:
    """Give back the text of a cell.

    >>> unguard(guard("'=x"))
    "'=x"
    """
    return cell.removeprefix("'")
