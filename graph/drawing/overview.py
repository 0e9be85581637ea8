"""The whole graph at one look: its communities as areas side by side, and a place in them for every thing.

Nothing is pulled about by force, which at ten thousand things gives a ball of hair: what hangs on a hub stands in a
circle round it, the hubs of a community side by side in an area, the areas side by side again, linked ones near each
other. So every thing has room, and the largest stand in the middle. Lengths have no unit: neighbours are about
`APART` apart, whatever the size of the graph. The same graph always gives the same picture.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crackdown.graph.drawing.circles import Place, pack, radius_of_spiral, spiral
from crackdown.graph.linking.communities import Community, Hub, find_communities
from crackdown.graph.linking.neighbourhood import Period
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.relations import RELATIONS
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.view import View

APART: Final = 10.0
_SMALLEST: Final = 3.0  # the radius of a thing
_LARGEST: Final = 30.0
_ROUND_HUB: Final = 4.0
_ROUND_AREA: Final = 24.0  # of free ground, so that areas part at a glance
_MOST_PACKED: Final = 1_000  # hubs of one area that are packed; the smallest of more stand in rings round those
_NAMED: Final = 3  # things that an area is named after
_NAMING: Final = frozenset({"agency", "official", "country"})


@dataclass(frozen=True, slots=True)
class Area:
    """A community in its place.

    Attributes:
        x: of its middle.
        y: of its middle.
        r: its radius.
        first: the number of its first thing; the others follow.
        count: how many things stand in it.
        named_after: the numbers of those that matter most, the best connected first.
    """

    x: float
    y: float
    r: float
    first: int
    count: int
    named_after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that is shown, by number.

    Attributes:
        ids: of the things, area by area, hub by hub, each hub before what hangs on it.
        places: of the things.
        radii: of the things; those of hubs grow with what they are linked to.
        areas: the largest first.
        links: pairs of things that are linked, the lower number first, in order.
        bundles: pairs of areas, and how many links there are between the two.
    """

    ids: tuple[str, ...]
    places: tuple[Place, ...]
    radii: tuple[float, ...]
    areas: tuple[Area, ...]
    links: tuple[tuple[int, int], ...]
    bundles: tuple[tuple[int, int, int], ...]


def make_overview(network: Network) -> Overview:
    """Lay out a whole network: in seconds at 50,000 things."""
    communities = find_communities(network)
    ids = tuple(id_ for one in communities for hub in one.hubs for id_ in (hub.id, *hub.members))
    numbers = {id_: number for number, id_ in enumerate(ids)}
    links = _links(network, numbers)
    of = [number for number, one in enumerate(communities) for _ in range(one.size)]
    bundles = Counter((min(pair), max(pair)) for pair in ((of[a], of[b]) for a, b in links) if pair[0] != pair[1])
    large = {hub.id: _radius(network.nodes[hub.id].degree) for one in communities for hub in one.hubs}
    laid = [_lay_out(one, large) for one in communities]
    middles = _side_by_side([r + _ROUND_AREA for _, r in laid], bundles)
    areas, places, radii = [], list[Place](), list[float]()
    for community, (inner, r), (x, y) in zip(communities, laid, middles, strict=True):
        members = range(len(places), len(places) + community.size)
        areas.append(Area(x, y, r, members.start, community.size, _names(network, ids, members)))
        places += [(x + dx, y + dy) for dx, dy in inner]
        radii += [radius for hub in community.hubs for radius in (large[hub.id], *[_SMALLEST] * len(hub.members))]
    return Overview(
        ids, tuple(places), tuple(radii), tuple(areas), links, tuple((*pair, n) for pair, n in sorted(bundles.items()))
    )


def _overview_of(view: View) -> Overview:
    return make_overview(network_of(view))


overview_of: Final = Kept(_overview_of)


def out_of_period(network: Network, overview: Overview, period: Period) -> list[int]:
    """Return in order the numbers of what has no part in a period.

    These are the operations of other days, and what is linked to such operations alone. What has no date belongs to
    every period, and so does what is linked to no operation.
    """
    nodes = [network.nodes[id_] for id_ in overview.ids]
    operations = {number for number, node in enumerate(nodes) if node.type == "operation"}
    out = {number for number in operations if not period.holds(nodes[number])}
    beside = [(end, other) for one, two in overview.links for end, other in ((one, two), (two, one))]
    had_part = {end for end, other in beside if other in operations and other not in out}
    had_none = {end for end, other in beside if other in out} - had_part - operations
    return sorted(out | had_none)


def _links(network: Network, numbers: dict[str, int]) -> tuple[tuple[int, int], ...]:
    pairs = {
        (min(ends), max(ends))
        for edge in network.iter_links()
        if RELATIONS[edge.relation].drawn and edge.source in numbers and edge.target in numbers
        for ends in [(numbers[edge.source], numbers[edge.target])]
    }
    return tuple(sorted(pairs))


def _names(network: Network, ids: Sequence[str], members: Iterable[int]) -> tuple[int, ...]:
    """Choose what an area is named after; where nobody and no country is in it, the best connected of all."""
    ranked = sorted(members, key=lambda number: (-network.nodes[ids[number]].degree, number))
    named = [number for number in ranked if network.nodes[ids[number]].type in _NAMING]
    return tuple((named or ranked)[:_NAMED])


def _radius(degree: int) -> float:
    return min(_LARGEST, _SMALLEST + 1.2 * math.sqrt(degree))


def _room(hub: Hub, radius: float) -> float:
    """The radius of a hub with all that hangs on it."""
    return radius_of_spiral(len(hub.members), APART, radius + _ROUND_HUB) + _ROUND_HUB


def _lay_out(community: Community, large: Mapping[str, float]) -> tuple[list[Place], float]:
    """Place the things of a community round its own middle; return the radius of the whole too."""
    rooms = {hub.id: _room(hub, large[hub.id]) for hub in community.hubs}
    ordered = sorted(range(len(community.hubs)), key=lambda number: -rooms[community.hubs[number].id])
    found, radius = _packed([rooms[community.hubs[number].id] for number in ordered])
    middles = dict(zip(ordered, found, strict=True))
    places = []
    for number, hub in enumerate(community.hubs):
        x, y = middles[number]
        round_it = spiral(len(hub.members), APART, large[hub.id] + _ROUND_HUB)
        places += [(x, y), *((x + dx, y + dy) for dx, dy in round_it)]
    return places, radius


def _packed(radii: Sequence[float]) -> tuple[list[Place], float]:
    inner = pack(radii[:_MOST_PACKED])
    x, y = _middle(inner, radii)
    inner = [(px - x, py - y) for px, py in inner]
    radius = max(math.hypot(*place) + r for place, r in zip(inner, radii, strict=False))
    rest = radii[_MOST_PACKED:]
    if not rest:
        return inner, radius
    apart = 2 * max(rest)
    return [*inner, *spiral(len(rest), apart, radius + apart / 2)], radius_of_spiral(len(rest), apart, radius)


def _middle(places: Sequence[Place], radii: Sequence[float]) -> Place:
    left, right = (max(sign * x + r for (x, _), r in zip(places, radii, strict=False)) for sign in (-1, 1))
    top, bottom = (max(sign * y + r for (_, y), r in zip(places, radii, strict=False)) for sign in (-1, 1))
    return (right - left) / 2, (bottom - top) / 2


def _side_by_side(radii: Sequence[float], bundles: Counter[tuple[int, int]]) -> list[Place]:
    """Place the areas, each after those with which it has most links, so that these are not far."""
    beside: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for (one, other), count in bundles.items():
        beside[one].append((other, count))
        beside[other].append((one, count))
    order, pull = list[int](), Counter[int]()
    left = dict.fromkeys(range(len(radii)))
    while left:
        next_ = max(left, key=lambda one: (pull[one] * radii[one], radii[one], -one))
        del left[next_]
        order.append(next_)
        pull.update(dict(beside[next_]))
    places = pack([radii[one] for one in order])
    return [place for _, place in sorted(zip(order, places, strict=True))]
