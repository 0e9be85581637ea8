"""What a hub is linked to, in groups to choose from: by relation, by kind of operation, by country, by year.

Each group is counted under what is chosen in the others, so that a choice never leads to nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from crackdown.graph.linking.neighbourhood import ALL, ALWAYS, Choice, Direction, iter_neighbours, looking
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.relations import RELATIONS
from crackdown.graph.linking.things import Node, Outline, to_id, to_iri


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours that have something in common: how many there are, and how many are not shown yet."""

    key: str
    label: str
    total: int
    left: int


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """Neighbours of one type by one relation, in one direction."""

    relation: str
    label: str
    direction: Direction
    type: str
    total: int
    left: int


@dataclass(frozen=True, slots=True)
class Groups:
    """What can be chosen round a thing. `total` and `left` count what is chosen now."""

    center: Node
    total: int
    left: int
    relations: list[RelationGroup]
    kinds: list[Group]
    countries: list[Group]
    years: list[Group]


def groups_of(network: Network, id_: str, *, choice: Choice = ALL, have: Iterable[str] = ()) -> Groups:
    """Group the neighbours of a thing.

    Raises:
        NotFound: there is no such thing.
    """
    center = network.node(id_)
    shown = {to_id(one) for one in have}

    def by(keys: Callable[[Node | Outline], Iterable[str]], label: Callable[[str], str], others: Choice) -> list[Group]:
        members: defaultdict[str, set[str]] = defaultdict(set)
        look = looking(network, others.period)
        for _, _, other in iter_neighbours(network, center.id, others):
            for key in keys(look(other)):
                members[key].add(other)
        counted = [Group(key, label(key), len(ids), len(ids - shown)) for key, ids in members.items()]
        return sorted(counted, key=lambda group: (-group.total, group.label))

    chosen = {other for _, _, other in iter_neighbours(network, center.id, choice)}
    return Groups(
        center=center,
        total=len(chosen),
        left=len(chosen - shown),
        relations=_by_relation(network, center.id, replace(choice, relation=None, direction=None, type=None), shown),
        kinds=by(lambda node: [node.kind] if node.kind else [], str, replace(choice, kind=None)),
        countries=by(lambda node: node.countries, lambda key: _label(network, key), replace(choice, country=None)),
        years=sorted(by(_years, str, replace(choice, period=ALWAYS)), key=lambda group: group.key),
    )


def _by_relation(network: Network, id_: str, choice: Choice, shown: Collection[str]) -> list[RelationGroup]:
    members: defaultdict[tuple[str, Direction, str], set[str]] = defaultdict(set)
    for link, way, other in iter_neighbours(network, id_, choice):
        members[link.relation, way, network.type_of(other)].add(other)
    found = [_relation_group(*key, ids, shown) for key, ids in members.items()]
    return sorted(found, key=lambda group: (-group.total, group.label, group.type))


def _relation_group(
    relation: str, way: Direction, type_: str, ids: Collection[str], shown: Collection[str]
) -> RelationGroup:
    names = RELATIONS[relation]
    left = sum(one not in shown for one in ids)
    return RelationGroup(relation, names.label if way == "out" else names.inverse, way, type_, len(ids), left)


def _years(node: Node | Outline) -> Iterator[str]:
    first, last = node.from_ or node.to, node.to or node.from_
    if first is not None and last is not None:
        yield from (f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1))


def _label(network: Network, id_: str) -> str:
    return network.things.label(to_iri(id_)) or id_
