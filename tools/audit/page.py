"""docs/licences.md: what is shipped and under which licence, from the same list as the bill of materials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from tools.audit.parts import ROOT, Part, read_table

PAGE: Final = ROOT / "docs" / "licences.md"
_TITLES: Final = {"pypi": "Python packages", "npm": "Packages inside the explorer", "data": "Data of third parties"}


def to_page(found: Mapping[Part, str]) -> str:
    """Write the page."""
    table = read_table()
    lines = [
        "# Licences of what is shipped",
        "",
        "Written by `make audit` from the pins; a test holds it current. Crackdown itself is Apache-2.0 (`LICENSE`).",
        "No part of it is under GPL or AGPL. What may be in it, and why weak copyleft may, is",
        "[decision 40](decisions/0040-weak-copyleft.md); a licence that nobody allowed fails the tests.",
        "",
        "| licence | parts |",
        "|---|---:|",
        *(f"| {licence} | {count} |" for licence, count in _counted(found)),
        "",
        "Weak copyleft, used unmodified, as packages that you can replace by your own: "
        + ", ".join(f"{name} ({licence})" for name, licence in sorted(table["weak"].items()))
        + ".",
    ]
    for kind, title in _TITLES.items():
        parts = sorted((part, licence) for part, licence in found.items() if part.kind == kind)
        lines += ["", f"## {title}", "", *(_data if kind == "data" else _packages)(parts)]
    return "\n".join(lines) + "\n"


def _counted(found: Mapping[Part, str]) -> list[tuple[str, int]]:
    return sorted(Counter(found.values()).items(), key=lambda pair: (-pair[1], pair[0]))


def _packages(parts: list[tuple[Part, str]]) -> list[str]:
    rows = [f"| {part.name} | {part.version} | {licence} | {_shown(part.marker)} |" for part, licence in parts]
    return ["| package | version | licence | only where |", "|---|---|---|---|", *rows]


def _data(parts: list[tuple[Part, str]]) -> list[str]:
    used_for = {entry["name"]: entry["used_for"] for entry in read_table()["data"]}
    rows = [
        f"| {part.name} | {part.held_by} {part.version} | {licence.removeprefix('LicenseRef-scancode-')} "
        f"| {used_for[part.name]} |"
        for part, licence in parts
    ]
    return ["| data | held by | licence | used for |", "|---|---|---|---|", *rows]


def _shown(marker: str) -> str:
    return f"`{marker}`" if marker else ""
