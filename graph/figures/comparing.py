"""The figures of many operations to look through: what most needs a look first, each number with who said it.

Nothing is averaged and nothing is picked. Findings are those of the whole graph, so that what an operation's parts or a
later running total say against it is told too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crackdown.graph.figures.accounts import Account, counts_by_group, days_by_account
from crackdown.graph.figures.accounts_read import accounts_by_operation
from crackdown.graph.figures.arithmetic import Finding
from crackdown.graph.figures.finding_text import group_name, told_in
from crackdown.graph.figures.findings import ToldFinding, country_name, find, tell
from crackdown.graph.figures.said import Said, said
from crackdown.graph.figures.spread import Agreement, Spread, agreement, spreads
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.things import Node, to_id
from crackdown.graph.searching.thing_rows import announcements_of
from crackdown.graph.showing.in_language import Words
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import severity

_GRAVEST_FIRST: Final[tuple[Agreement, ...]] = ("disputed", "of other days", "allow each other", "agree", "said once")


@dataclass(frozen=True, slots=True)
class Group:
    """All that was said of one group of an operation's people, named in the reader's language."""

    iri: str | None
    name: str
    agreement: Agreement
    claims: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """An operation's figures, group by group, and what comes out when they are held against each other."""

    node: Node
    label: str
    agreement: Agreement
    announcements: int
    origins: int
    groups: list[Group]
    findings: list[ToldFinding]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Some of the operations that have figures, how many have, and how many of them by what most needs a look."""

    total: int
    agreements: dict[str, int]
    operations: list[Compared]


def compare(
    view: View, ids: Iterable[str] | None, *, language: str, only: Agreement | None, limit: int, offset: int = 0
) -> Comparison:
    """Compare the figures of operations: of those given, or of all. Disputes come first, then the newest.

    Findings and groups are told in English where they are not told in the language that is asked for.
    """
    network, accounts = network_of(view), accounts_by_operation(view)
    wanted = [node for node in _nodes(network, ids) if any(one.counts for one in accounts.get(node.iri, ()))]
    by_agreement: dict[Agreement, list[Node]] = defaultdict(list)
    for node in wanted:
        by_agreement[_gravest(accounts[node.iri], findings_by_operation(view).get(node.iri, ()))].append(node)
    ordered = [
        (told, node)
        for told in _GRAVEST_FIRST
        if only in (None, told)
        for node in sorted(by_agreement[told], key=lambda node: (node.from_ or "", node.id), reverse=True)
    ]
    chosen = ordered[offset : offset + limit]
    counts = (count for _, node in chosen for account in accounts[node.iri] for count in account.counts)
    behind = said(view, network, counts, language=language)
    return Comparison(
        total=len(ordered),
        agreements={told: len(by_agreement[told]) for told in _GRAVEST_FIRST if by_agreement[told]},
        operations=[_compared(view, network, node, told, behind, language) for told, node in chosen],
    )


def _by_operation(view: View) -> Mapping[str, Sequence[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in find(view):
        for operation in dict.fromkeys(finding.operations):
            found[operation].append(finding)
    return found


findings_by_operation = Kept(_by_operation)


def _nodes(network: Network, ids: Iterable[str] | None) -> list[Node]:
    if ids is None:
        return [node for node in network.nodes.values() if node.type == "operation"]
    known = (network.nodes.get(to_id(one)) for one in dict.fromkeys(ids))
    return [node for node in known if node and node.type == "operation"]


def _gravest(accounts: Sequence[Account], findings: Iterable[Finding]) -> Agreement:
    """Return how the group of an operation gets on that gets on worst; a contradiction is a dispute."""
    if any(finding.severity == severity.contradiction for finding in findings):
        return "disputed"
    days = days_by_account(accounts)
    told = {agreement(counts, days) for counts in counts_by_group(accounts).values()}
    return next(one for one in _GRAVEST_FIRST if one in told)


def _compared(
    view: View, network: Network, node: Node, told: Agreement, behind: Mapping[str, Said], language: str
) -> Compared:
    announcements = announcements_of(network, node)
    return Compared(
        node=node,
        label=Words(network, language).thing(node).text,
        agreement=told,
        announcements=len(announcements),
        origins=network.origins.count(announcements),
        groups=[
            _group(network, spread, language)
            for spread in spreads(network, accounts_by_operation(view)[node.iri], behind)
        ],
        findings=list(tell(view, findings_by_operation(view).get(node.iri, ()), language=told_in(language))),
    )


def _group(network: Network, spread: Spread, language: str) -> Group:
    told = told_in(language)
    name = group_name(spread.claims[0].count, told, lambda country: country_name(network, country, told))
    return Group(spread.iri, name, spread.agreement, spread.claims)
