"""What is next to a thing, a few at a time, so that a hub with thousands of neighbours stays readable.

Every call leaves out what is already shown and says how much is left: each expansion adds something new or nothing.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from crackdown.graph.linking.network import Edge, Link, Network
from crackdown.graph.linking.relations import RELATIONS, SYMMETRIC
from crackdown.graph.linking.things import Node, Outline, to_id

Direction = Literal["out", "in"]
Time = Literal["happened", "announced"]
NODES_LISTED = 25  # of each relation in an entity's description; the rest is a click away


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, months or years (ISO 8601), either end open; `by` tells which day of an operation counts.

    >>> Period("2026-02", None).meets("2026-01-30", "2026-02-01"), Period(None, "2025").meets("2026-01-01", None)
    (True, False)
    """

    from_: str | None = None
    to: str | None = None
    by: Time = "happened"

    def holds(self, node: Node | Outline) -> bool:
        """Tell whether a thing happened, or was first announced, in this span."""
        if self.by == "announced" and node.type == "operation":
            return self.meets(node.announced, node.announced)
        return self.meets(node.from_, node.to)

    def meets(self, from_: str | None, to: str | None) -> bool:
        """Tell whether a span touches this one; what has no date is never left out."""
        first, last = from_ or to, to or from_
        if first is None or last is None:
            return True
        # Compared at the coarser precision of the two, as text: ISO dates sort as they stand.
        too_early = self.from_ is not None and last[: len(self.from_)] < self.from_[: len(last)]
        too_late = self.to is not None and first[: len(self.to)] > self.to[: len(first)]
        return not (too_early or too_late)


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Choice:
    """Which neighbours of a thing are meant; what is None leaves all.

    `relation` None means the relations that are drawn; `direction` is "out" where the thing is the relation's subject,
    or the relation is symmetric.
    `kind` is a kind of operation, `country` the id of a country. Things without a date belong to every period.
    """

    relation: str | None = None
    direction: Direction | None = None
    type: str | None = None
    kind: str | None = None
    country: str | None = None
    period: Period = ALWAYS


ALL = Choice()


@dataclass(frozen=True, slots=True)
class RelationCount:
    """How many neighbours of one type a thing has by one relation, in one direction."""

    relation: str
    label: str
    direction: Direction
    type: str
    total: int
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Some neighbours of a thing and every edge among all that is then shown."""

    center: Node
    nodes: list[Node]
    edges: list[Edge]
    total: int
    left: int
    relations: list[RelationCount]


def neighbourhood(
    network: Network,
    id_: str,
    *,
    choice: Choice = ALL,
    limit: int = 20,
    have: Iterable[str] = (),
) -> Neighbourhood:
    """Return up to `limit` neighbours of a thing that are not shown yet, the newest and best connected first.

    Args:
        network: where to look.
        id_: the thing in the middle.
        choice: which neighbours.
        limit: the most to return.
        have: ids already shown.

    Raises:
        NotFound: there is no such thing.
    """
    center = network.node(id_)
    shown = {id_ for one in have if (id_ := to_id(one)) in network.nodes}
    found = {one for _, _, one in iter_neighbours(network, center.id, choice)}
    new = found - shown - {center.id}
    chosen = _first(network, new, max(limit, 0))
    return Neighbourhood(
        center=center,
        nodes=chosen,
        edges=in_order(network.edges_among(shown | {center.id, *(node.id for node in chosen)})),
        total=len(found),
        left=len(new) - len(chosen),
        relations=relations_of(network, center.id, period=choice.period),
    )


def relations_of(network: Network, id_: str, *, period: Period = ALWAYS, listed: int = 0) -> list[RelationCount]:
    """Count a thing's neighbours by relation, direction and type; list the first few of each."""
    groups: dict[tuple[str, Direction, str], set[str]] = defaultdict(set)
    look = looking(network, period)
    for link in network.links_of(id_):
        way, other = _way(link, id_), link.other(id_)
        if period == ALWAYS or period.holds(look(other)):
            groups[link.relation, way, network.type_of(other)].add(other)
    counts = [_count(network, key, ids, listed) for key, ids in groups.items()]
    return sorted(counts, key=lambda count: (not RELATIONS[count.relation].drawn, -count.total, count.label))


def in_order(edges: Iterable[Edge]) -> list[Edge]:
    """Put edges into a fixed order, so that the same scene is always drawn alike."""
    return sorted(edges, key=lambda edge: edge.id)


def _count(network: Network, key: tuple[str, Direction, str], ids: Collection[str], listed: int) -> RelationCount:
    relation, way, type_ = key
    names = RELATIONS[relation]
    nodes = _first(network, ids, listed)
    return RelationCount(
        relation, names.label if way == "out" else names.inverse, way, type_, total=len(ids), nodes=tuple(nodes)
    )


def iter_neighbours(network: Network, id_: str, choice: Choice = ALL) -> Iterator[tuple[Link, Direction, str]]:
    """Iterate over what is linked to a thing: the link, its direction, the id at its other end."""
    for link in network.links_of(id_):
        way = _way(link, id_)
        if link.relation != choice.relation if choice.relation else not RELATIONS[link.relation].drawn:
            continue
        other = link.other(id_)
        if choice.direction in (None, way) and _takes(network, choice, other):
            yield link, way, other


def _way(link: Link, id_: str) -> Direction:
    """Return in which direction a thing sees a link; one that says the same of both its ends leads out of either."""
    return "out" if link.source == id_ or link.relation in SYMMETRIC else "in"


def looking(network: Network, period: Period) -> Callable[[str], Node | Outline]:
    """Return how to look at neighbours: when one was announced its own neighbours tell, what else counts it does."""
    return network.node if period.by == "announced" else network.outline


def _takes(network: Network, choice: Choice, id_: str) -> bool:
    if choice.type not in (None, network.type_of(id_)):
        return False
    if choice.kind is None and choice.country is None and choice.period == ALWAYS:
        return True  # nothing is asked of thousands for which each would have to be looked at
    node = looking(network, choice.period)(id_)
    return (
        choice.kind in (None, node.kind)
        and (choice.country is None or choice.country in node.countries)
        and choice.period.holds(node)
    )


def _first(network: Network, ids: Iterable[str], limit: int) -> list[Node]:
    """Return some things in order: what has no date (agencies, people) first, then the newest; equals by degree.

    Each of the two has half of the room, and what the other leaves, so that a country with many agencies shows what
    happened in it too. An operation of which no day is told comes last, as nothing says that it is new.
    """
    undated: list[str] = []
    dated: defaultdict[str, list[str]] = defaultdict(list)
    for one in ids if limit else ():
        day = network.day(one)
        if day is None and network.type_of(one) != "operation":
            undated.append(one)
        else:
            dated[day or ""].append(one)
    room = max((limit + 1) // 2, limit - sum(map(len, dated.values())))
    found = _best_connected(network, undated, room)
    for day in sorted(dated, reverse=True):
        if len(found) >= limit:
            break
        found += _best_connected(network, dated[day], limit - len(found))
    return found


def _best_connected(network: Network, ids: Collection[str], most: int) -> list[Node]:
    """Return the best connected, looking at no more than must be: to count what is linked to thousands takes long."""
    bounds = {one: network.most_degree(one) for one in ids} if len(ids) > most else dict.fromkeys(ids, 0)
    best: list[tuple[int, str]] = []  # the worst of them first
    for one in sorted(bounds, key=lambda one: (bounds[one], one), reverse=True):
        if len(best) >= most and (bounds[one], one) < best[0]:
            break
        insort(best, (network.degree(one), one))
        best = best[-most:]
    return [network.nodes[one] for _, one in reversed(best)]
