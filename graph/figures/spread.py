"""The spread of an operation's figures: every number that was said of each group, and whether they can all be right.

Nothing is averaged and nothing is picked: all claims stand side by side, in the order in which they were announced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from crackdown.graph.figures.accounts import Account, counts_by_group, days_by_account
from crackdown.graph.figures.accounts_read import accounts_by_operation
from crackdown.graph.figures.said import Said, said
from crackdown.graph.figures.told import Days, Told, farthest_apart, is_disputed
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.showing.wording import reference
from crackdown.graph.storage.view import View
from crackdown.ontology.labels import label as term_label
from crackdown.ontology.labels import languages

Agreement = Literal["said once", "agree", "allow each other", "of other days", "disputed"]

EVERYBODY: Final = "all"


@dataclass(frozen=True, slots=True)
class Spread:
    """All that was said of one group.

    `agreement`: "agree" on one exact number; "allow each other" where the wordings leave room; "of other days" where
    it is a running total, and numbers that differ can all be right as each counts to another day; "disputed" where they
    cannot, as the check of all figures finds too, and the mark of the operation's node.
    """

    group: str
    iri: str | None
    agreement: Agreement
    claims: tuple[Said, ...]


def spreads_of(view: View, operation_iri: str) -> list[Spread]:
    """Return the figures of an operation, group by group: everybody, women, men, nationalities."""
    network = network_of(view)
    accounts = accounts_by_operation(view).get(operation_iri, [])
    behind = said(view, network, (count for account in accounts for count in account.counts))
    return spreads(network, accounts, behind)


def spreads(network: Network, accounts: Iterable[Account], behind: Mapping[str, Said]) -> list[Spread]:
    """Put the figures of one operation's accounts side by side; `behind` tells what stands behind each count."""
    found, told = [], list(accounts)
    days = days_by_account(told)
    for group, of_group in counts_by_group(told).items():
        claims = sorted((behind[count.claim] for _, count in of_group), key=_announced_first)
        found.append(Spread(_name(network, group), group or None, agreement(of_group, days), tuple(claims)))
    return found


def agreement(counts: Sequence[tuple[Account, Told]], days: Callable[[Account], Days]) -> Agreement:
    """Tell how the counts of one group get on with each other."""
    told = [count for _, count in counts]
    if len(told) == 1:
        return "said once"
    if all(count.is_exact for count in told) and len({count.value for count in told}) == 1:
        return "agree"
    if farthest_apart(told) is None:
        return "allow each other"
    return "disputed" if is_disputed((days(account), count) for account, count in counts) else "of other days"


def _name(network: Network, group: str) -> str:
    if not group:
        return EVERYBODY
    return ", ".join(term_label(iri) if languages(iri) else reference(network, iri).label for iri in group.split())


def _announced_first(one: Said) -> tuple[str, str]:
    return one.publication.published or "9999", one.count.claim
