"""What happened, was announced or was published on the day or in the month that a search asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Literal

from crackdown.errors import InvalidRecord
from crackdown.graph.dates import first_day, last_day
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import Node
from crackdown.graph.searching.days_asked import DayAsked

OnDay = Literal["happened", "announced"]
Told = tuple[Node, str, OnDay]  # a thing, the day that made it match, and what is told to have been on it

# The best first; a span of weeks that a day lies in says less of that day than any of the others.
_HAPPENED, _ANNOUNCED, _PUBLISHED, _SPANNED = range(4)


def told_of_day(
    network: Network, asked: DayAsked, types: Collection[str], named: Callable[[str], Collection[str]]
) -> Sequence[Told]:
    """Return the operations and announcements of a day or month, the best first.

    Words beside it choose among them: those called so, and those linked to what is called so; a number, where one of
    them bears it, that one alone. A word that fits none of them is passed over, as nothing but an operation's kind and
    number is in its name.

    Args:
        network: where to look.
        asked: the day or month, and the words beside it.
        types: only things of these types; all where empty.
        named: gives the ids of the things that a word names.
    """
    found = [one for node in network.nodes.values() if not types or node.type in types for one in _rated(node, asked)]
    for word in asked.rest.split():
        ids = frozenset(named(word))
        called = [one for one in found if one[1][0].id in ids]
        linked = [one for one in found if _is_of(network, one[1][0].id, ids)]
        found = (called if word.isdigit() and called else linked) or found
    found.sort(key=lambda one: (one[0], one[1][0].from_ or "", -one[1][0].degree, one[1][0].id))
    return [told for _, told in found]


def _is_of(network: Network, id_: str, ids: Collection[str]) -> bool:
    return bool(ids) and (id_ in ids or any(link.other(id_) in ids for link in network.links_of(id_)))


def _rated(node: Node, asked: DayAsked) -> Iterator[tuple[int, Told]]:
    """Yield at most one reason for which a thing is of the day asked for."""
    try:
        rated = _rate(node, asked)
    except InvalidRecord:  # a day that no calendar has is no day
        return
    if rated is not None:
        yield rated


def _rate(node: Node, asked: DayAsked) -> tuple[int, Told] | None:
    first, last = node.from_ or node.to, node.to or node.from_
    if node.type not in ("operation", "announcement"):
        return None
    days = (first_day(first), last_day(last)) if first and last else None
    if node.type == "announcement":
        return (_PUBLISHED, (node, first, "announced")) if first and days and asked.holds(*days) else None
    if first and days and asked.holds(*days):
        return _HAPPENED, (node, first, "happened")
    if node.announced and asked.holds(first_day(node.announced), last_day(node.announced)):
        return _ANNOUNCED, (node, node.announced, "announced")
    if first and days and asked.touches(*days):
        return _SPANNED, (node, first, "happened")
    return None
