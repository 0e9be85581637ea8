"""The spread of an operation's figures: every number that was said of each group, and whether they can all be right.

Nothing is averaged and nothing is picked: all claims stand side by side, in the order in which they were announced.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from crackdown.graph.figures.accounts import Account, accounts_by_operation
from crackdown.graph.figures.said import Said, said
from crackdown.graph.figures.told import Told, farthest_apart, has_grown
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.showing.wording import reference
from crackdown.graph.storage.view import View
from crackdown.ontology.labels import label as term_label
from crackdown.ontology.labels import languages
from crackdown.ontology.terms import sex

Agreement = Literal["said once", "agree", "allow each other", "grew", "disputed"]

EVERYBODY: Final = "all"
_SEX_ORDER: Final = {sex.female: 1, sex.male: 2}


@dataclass(frozen=True, slots=True)
class Spread:
    """All that was said of one group.

    `agreement`: "agree" on one exact number; "allow each other" where the wordings leave room; "grew" where it is a
    running total and each number is of a later day than the one before; "disputed" where they cannot all be right.
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
    found = []
    for group, of_group in counts_by_group(accounts).items():
        claims = sorted((behind[count.claim] for _, count in of_group), key=_announced_first)
        found.append(Spread(_name(network, group), group or None, agreement(of_group), tuple(claims)))
    return found


def counts_by_group(accounts: Iterable[Account]) -> dict[str, list[tuple[Account, Told]]]:
    """Put together what is told of each group, everybody ("") first, then women, men, nationalities."""
    found: dict[str, list[tuple[Account, Told]]] = {}
    for account in accounts:
        for count in account.counts:
            found.setdefault(_group_of(count), []).append((account, count))
    order = sorted(found, key=lambda group: (bool(group), _SEX_ORDER.get(group, 3), group))
    return {group: found[group] for group in order}


def agreement(counts: Sequence[tuple[Account, Told]]) -> Agreement:
    """Tell how the counts of one group get on with each other."""
    told = [count for _, count in counts]
    if len(told) == 1:
        return "said once"
    if all(count.is_exact for count in told) and len({count.value for count in told}) == 1:
        return "agree"
    if farthest_apart(told) is None:
        return "allow each other"
    reaching = ((account.as_of if account.is_total else None, count) for account, count in counts)
    return "grew" if has_grown(reaching) else "disputed"


def _group_of(count: Told) -> str:
    """Name the group by its IRIs; whatever a headline calls the people, it is of everybody."""
    return "" if count.headline else " ".join(count.group)


def _name(network: Network, group: str) -> str:
    if not group:
        return EVERYBODY
    return ", ".join(term_label(iri) if languages(iri) else reference(network, iri).label for iri in group.split())


def _announced_first(one: Said) -> tuple[str, str]:
    return one.publication.published or "9999", one.count.claim
