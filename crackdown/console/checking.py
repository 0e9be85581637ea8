"""`crackdown check`: what an announcement's numbers, and several announcements' numbers, come to when held together."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from crackdown.console.figures import claim_lines
from crackdown.console.printing import plain
from crackdown.reading import open_view

if TYPE_CHECKING:
    from crackdown.graph.figures.findings import ToldFinding
    from crackdown.graph.remote.address import Place
    from crackdown.graph.storage.view import View


class FindingFormat(StrEnum):
    """How findings are printed."""

    text = "text"
    jsonl = "jsonl"


def print_check(place: Place, format_: FindingFormat, *, language: str, all_: bool, as_of: str | None = None) -> int:
    """Print the findings of a store, the gravest first; return the exit status."""
    from crackdown.ontology.labels import label
    from crackdown.ontology.terms import severity

    with open_view(place, as_of) as view:
        told = told_findings(view, language)
    for one in told:
        if all_ or one.finding.severity != severity.confirmation:
            _print(one, format_, language)
    counts = Counter(one.finding.severity for one in told)
    summary = ", ".join(
        f"{counts[each]} {label(each)}{'' if counts[each] == 1 else 's'}"
        for each in (severity.contradiction, severity.doubt, severity.confirmation)
    )
    hint = "" if all_ or not counts[severity.confirmation] else " (--all lists them)"
    print(f"{summary}{hint}", file=sys.stderr)
    return 1 if counts[severity.contradiction] else 0


def told_findings(view: View, language: str) -> list[ToldFinding]:
    """Work out the findings of a graph and put them into words."""
    from crackdown.graph.figures.finding_text import language_code
    from crackdown.graph.figures.findings import find, tell

    code = language_code(language)  # a wrong one is told before anything is worked out
    return list(tell(view, find(view), language=code))


def write_findings(place: Place) -> int:
    """Write the findings into a store; return how many there are."""
    from crackdown.graph.figures.findings import write
    from crackdown.graph.storage.store import Store
    from crackdown.intake.loading import LOCK_WAIT_SECONDS

    with Store.open(place, create=False, wait_seconds=LOCK_WAIT_SECONDS) as store:
        return write(store)


def to_json(one: ToldFinding) -> dict[str, Any]:
    """Write a finding as plain values."""
    finding = one.finding
    return {
        "iri": one.iri,
        "severity": finding.severity.rsplit("/", 1)[-1],
        "kind": finding.kind.rsplit("/", 1)[-1],
        "text": one.text,
        "operations": list(dict.fromkeys(finding.operations)),
        "counts": [
            {
                "iri": said.count.claim,
                "operation": operation,
                "value": said.count.value,
                "printed": said.count.printed,
                "at_least": said.count.low,
                "at_most": said.count.high,
                "said_by": list(said.speakers),
                "publisher": said.publication.publisher,
                "announced": said.publication.published,
                "announcement": said.publication.iri,
                "quote": said.evidence.quote if said.evidence else None,
                "language": said.evidence.language if said.evidence else None,
                "start": said.evidence.start if said.evidence else None,
                "end": said.evidence.end if said.evidence else None,
            }
            for said, operation in zip(one.counts, finding.operations, strict=True)
        ],
    }


def _print(one: ToldFinding, format_: FindingFormat, language: str) -> None:
    if format_ is FindingFormat.jsonl:
        print(json.dumps(to_json(one), ensure_ascii=False), flush=True)
        return
    for line in _lines(one, language):
        print(plain(line))


def _lines(one: ToldFinding, language: str) -> Iterator[str]:
    from crackdown.graph.linking.things import to_id
    from crackdown.ontology.labels import label

    yield f"{label(one.finding.severity, language)}  {one.text}"
    yield f"    {', '.join(to_id(operation) for operation in dict.fromkeys(one.finding.operations))}"
    for said in one.counts:
        yield from (f"    {line}" for line in claim_lines(said))
    yield ""
