"""What happened, was announced or was published on the day or in the month that a search asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache, partial
from typing import Literal

from crackdown.errors import InvalidRecord
from crackdown.graph.dates import first_day, last_day
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import Node
from crackdown.graph.searching.days_asked import DayAsked

OnDay = Literal["happened", "announced"]
Told = tuple[Node, str, OnDay]  # a thing, the day that made it match, and what is told to have been on it
Rated = tuple[int, str, OnDay]  # how well it matches, and these two

# The best first; a span of weeks that a day lies in says less of that day than any of the others.
_HAPPENED, _ANNOUNCED, _PUBLISHED, _SPANNED = range(4)
_DATED = frozenset({"operation", "announcement"})


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
    rate = cache(partial(_rate, asked))  # of many things the days are the same
    found: list[tuple[int, Told]] = []
    for node in network.nodes.values():
        if node.type in _DATED and (not types or node.type in types):
            rated = rate(node.type, node.from_ or node.to, node.to or node.from_, node.announced)
            if rated is not None:
                found.append((rated[0], (node, *rated[1:])))
    for word in asked.rest.split():
        ids = frozenset(named(word))
        called = [one for one in found if one[1][0].id in ids]
        linked = [one for one in found if _is_of(network, one[1][0].id, ids)]
        found = (called if word.isdigit() and called else linked) or found
    found.sort(key=lambda one: (one[0], one[1][0].from_ or "", -one[1][0].degree, one[1][0].id))
    return [told for _, told in found]


def _is_of(network: Network, id_: str, ids: Collection[str]) -> bool:
    return bool(ids) and (id_ in ids or any(link.other(id_) in ids for link in network.links_of(id_)))


def _rate(asked: DayAsked, type_: str, first: str | None, last: str | None, announced: str | None) -> Rated | None:
    """Tell why a thing is of the day asked for; None where it is not, or its days are in no calendar."""
    try:
        days = (first_day(first), last_day(last)) if first and last else None
        if first and days and asked.holds(*days):
            return (_HAPPENED, first, "happened") if type_ == "operation" else (_PUBLISHED, first, "announced")
        if type_ == "operation" and announced and asked.holds(first_day(announced), last_day(announced)):
            return _ANNOUNCED, announced, "announced"
        if type_ == "operation" and first and days and asked.touches(*days):
            return _SPANNED, first, "happened"
    except InvalidRecord:
        return None
    return None
