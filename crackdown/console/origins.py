"""`crackdown origins`: who really said it, as a tree: speaker → relay → copy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from crackdown.console.printing import plain

if TYPE_CHECKING:
    from crackdown.graph.storage.view import View
    from crackdown.graph.telling.tellers import Report, Spoken, Telling


class OriginsFormat(StrEnum):
    """How origins are printed."""

    text = "text"
    jsonl = "jsonl"


def print_origins(view: View, name: str, format_: OriginsFormat) -> None:
    """Print who tells of what `name` names, the earliest origin first."""
    from crackdown.graph.showing.entity import resolve_name
    from crackdown.graph.telling.tellers import telling_of

    telling = telling_of(view, resolve_name(view, name))
    if format_ is OriginsFormat.jsonl:
        for values in rows(telling):
            print(json.dumps(values, ensure_ascii=False), flush=True)
    else:
        for line in lines(telling):
            print(plain(line))


def lines(telling: Telling) -> Iterator[str]:
    """Yield the tree, line by line."""
    yield f"{telling.node.label}  ·  {telling.node.detail}"
    yield telling.node.iri
    yield str(telling)
    for number, origin in enumerate(telling.origins, 1):
        yield ""
        yield f"{number}  {_speakers(origin)}"
        for position, report in enumerate(origin.reports, 1):
            is_last = position == len(origin.reports)
            lone = f", a copy of {report.copy_of}" if report.copy_of else ""
            yield f"   {'└' if is_last else '├'}─ {_report(report)}{lone}"
            for at, copy in enumerate(report.copies, 1):
                branch = "└" if at == len(report.copies) else "├"
                yield f"   {' ' if is_last else '│'}  {branch}─ copy, {_report(copy)}"


def rows(telling: Telling) -> Iterator[dict[str, object]]:
    """Yield one row a report: which origin it belongs to, whose words it carries, and what it is a copy of."""
    for number, origin in enumerate(telling.origins, 1):
        for report in origin.reports:
            yield _row(telling, number, origin, report)
            for copy in report.copies:
                yield _row(telling, number, origin, copy)


def _row(telling: Telling, number: int, origin: Spoken, report: Report) -> dict[str, object]:
    return {
        "thing": telling.node.iri,
        "origin": number,
        "speakers": [speaker.id or speaker.label for speaker in origin.speakers],
        "announcement": report.announcement.id,
        "relay": report.relay,
        "published": report.published,
        "language": report.language,
        "copy_of": report.copy_of,
        "likeness": round(report.likeness, 2) if report.likeness is not None else None,
    }


def _speakers(origin: Spoken) -> str:
    return "; ".join(speaker.label for speaker in origin.speakers) or "speaker not told"


def _report(report: Report) -> str:
    relay = report.relay or "publisher not told"
    alike = f"  {report.likeness:.0%} alike" if report.likeness is not None else ""
    return f"{report.published or 'undated'}  {relay}  [{report.announcement.id}, {report.language}]{alike}"
