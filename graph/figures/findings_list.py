"""The findings of a graph as a work list: which numbers cannot all be right, told in the reader's language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from crackdown.graph.figures.arithmetic import Finding
from crackdown.graph.figures.finding_text import told_in
from crackdown.graph.figures.findings import ToldFinding, find, tell
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.storage.view import View


@dataclass(frozen=True, slots=True)
class FindingList:
    """Some of the findings that fit, how many fit, and all findings by severity and kind."""

    total: int
    severities: dict[str, int]
    kinds: dict[str, int]
    findings: list[ToldFinding]


def list_findings(
    view: View, *, severity: str = "", kind: str = "", words: str = "", language: str, limit: int, offset: int = 0
) -> FindingList:
    """List findings, the gravest first; `severity` and `kind` are the last parts of the concepts' IRIs.

    They are told in English where they are not told in the language that is asked for.
    """
    network, all_ = network_of(view), find(view)
    fitting = [
        one
        for one in all_
        if severity in ("", _last(one.severity)) and kind in ("", _last(one.kind)) and _is_about(network, one, words)
    ]
    return FindingList(
        total=len(fitting),
        severities=dict(Counter(_last(one.severity) for one in all_)),
        kinds=dict(Counter(_last(one.kind) for one in all_)),
        findings=list(tell(view, fitting[offset : offset + limit], language=told_in(language))),
    )


def _is_about(network: Network, one: Finding, words: str) -> bool:
    if not words:
        return True
    nodes = [network.node(operation) for operation in dict.fromkeys(one.operations)]
    text = " ".join(f"{node.id} {node.label} {node.detail}" for node in nodes).casefold()
    return all(word in text for word in words.casefold().split())


def _last(iri_: str) -> str:
    return iri_.rsplit("/", 1)[-1]
