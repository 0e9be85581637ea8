"""The licence of each part, in the words of SPDX, and whether it is one that we take.

A package says its licence in three ways: an SPDX expression, a name, a classifier. Where they say nothing that SPDX
knows, somebody read the licence file and wrote the answer into `licences.toml`, which is held against the metadata of
what is installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any, Final

from license_expression import ExpressionError, get_spdx_licensing

from tools.audit.parts import TABLE, AuditError, Part, read_licences_of_bundled, read_table

_SPDX: Final = get_spdx_licensing()


def licences(parts: list[Part]) -> dict[Part, str]:
    """Tell the licence of each part.

    Raises:
        AuditError: of some it cannot be told, or the table contradicts what the package says.
    """
    table, of_npm = read_table(), read_licences_of_bundled()
    found, problems = {}, []
    for part in parts:
        try:
            found[part] = _of(part, table, of_npm)
        except AuditError as error:
            problems.append(str(error))
    if problems:
        raise AuditError("\n".join(problems))
    return found


def refused(found: Mapping[Part, str], table: Mapping[str, Any] | None = None) -> list[str]:
    """Say of which parts the licence is none that we take: a sentence each."""
    table = table or read_table()
    allowed, weak = set(table["allowed"]), table["weak"]
    return [
        f"{part.name} {part.version}: {licence} is not allowed in what is shipped; do without it, or decide (allowed, "
        f"weak in {TABLE.name})"
        for part, licence in found.items()
        if not _is_taken(licence, allowed | {weak.get(part.name, "")})
    ]


def _is_taken(licence: str, allowed: set[str]) -> bool:
    """Tell whether all that an expression asks for is allowed: of alternatives one, of a conjunction each."""
    parsed = _SPDX.parse(licence)
    if parsed is None:
        return False
    if (operator := getattr(parsed, "operator", "").strip()) in {"AND", "OR"}:
        taken = [_is_taken(str(argument), allowed) for argument in parsed.args]
        return all(taken) if operator == "AND" else any(taken)
    return str(parsed) in allowed


def _of(part: Part, table: Mapping[str, Any], of_npm: Mapping[tuple[str, str], str]) -> str:
    if part.kind == "data":
        (entry,) = [entry for entry in table["data"] if entry["name"] == part.name]
        return str(entry["licence"])
    if part.kind == "npm":
        return _valid(of_npm.get((part.name, part.version), ""), part)
    stated, looked_up = _stated(part.name, table["names"]), table["looked_up"].get(part.name)
    if looked_up and stated and _SPDX.parse(stated) != _SPDX.parse(looked_up):
        raise AuditError(f"{TABLE}: {part.name}: the package says {stated!r} now, not {looked_up!r}; read its licence")
    return _valid(looked_up or stated or "", part)


def _stated(name: str, names: Mapping[str, str]) -> str | None:
    """Give the expression that an installed package states; None where it is not installed or says no such thing."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return None
    if expression := said.get("License-Expression"):
        return str(expression)
    short = str(said.get("License") or "").strip()
    if short and "\n" not in short and _is_expression(names.get(short, short)):
        return names.get(short, short)
    told = [value for value in said.get_all("Classifier") or [] if value.startswith("License ::")]
    licences_told = {names[last] for value in told if (last := value.rpartition(" :: ")[2]) in names}
    return licences_told.pop() if len(licences_told) == len(told) == 1 else None


def _valid(licence: str, part: Part) -> str:
    if not licence or not _is_expression(licence):
        raise AuditError(
            f"{TABLE}: {part.name} {part.version}: its licence is not stated in words of SPDX ({licence or 'nothing'});"
            " read its licence file and add it to [looked_up]"
        )
    return licence


def _is_expression(text: str) -> bool:
    try:
        return not _SPDX.validate(text, strict=True).errors
    except ExpressionError:
        return False
