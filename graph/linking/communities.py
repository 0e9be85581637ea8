"""Which things of the whole graph belong together: hubs with what hangs on them, and communities of hubs.

An operation hangs on the agency that carried it out, an official on the agency served: what is left are hubs, so few
that Louvain's method (Blondel and others, 2008; networkx) takes a second of them at 50,000 things. Hubs are linked by
the operations that they share and by the chain of command. Countries, airports and places link nothing, or everything
would fall into one: each belongs where most of its operations are. Announcements and posts are evidence and detail,
and are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

import networkx as nx

from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import Node
from crackdown.ontology.terms import crk, org

SHOWN: Final = ("agency", "official", "country", "operation", "airport", "place")
_SEED: Final = 7  # the same graph always falls into the same communities
_MOST_LINKS: Final = 12  # of each hub, its strongest: time stays in proportion to the hubs
_MOST_SHARING: Final = 20  # hubs of one operation; a list of fifty says little of each two
_SMALL: Final = 0.004  # of all things: a smaller community is shown with its country
# On what a thing hangs: the first of these that it has, and of several the best connected.
_HANGS_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "operation": (
        crk.carriedOutBy, crk.withPartner, crk.ledBy, crk.orderedBy, crk.directedBy, crk.participant, crk.inCountry,
    ),
    "official": (crk.servesIn,),
}  # fmt: skip
_PARTS: Final = frozenset(_HANGS_ON["operation"]) - {crk.inCountry}
_COMMAND: Final = frozenset({org.subOrganizationOf, crk.cooperatesWith, crk.answersTo, crk.servesIn})
_REFERENCE: Final = frozenset({"country", "airport", "place"})
_ACTING: Final = frozenset({"agency", "official"})


@dataclass(slots=True)
class Hub:
    """A thing and what hangs on it, by their ids, the best connected first."""

    id: str
    members: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many things these are."""
        return 1 + len(self.members)


@dataclass(slots=True)
class Community:
    """Hubs that have more to do with each other than with the rest, the largest first."""

    hubs: list[Hub]

    @property
    def size(self) -> int:
        """How many things these are."""
        return sum(hub.size for hub in self.hubs)


def is_shown(node: Node) -> bool:
    """Tell whether a thing is in the overview; of the reference data only what something is linked to is."""
    return node.type in SHOWN and (node.degree > 0 or node.type not in _REFERENCE)


def find_communities(network: Network) -> list[Community]:
    """Part the things of a network that are shown into communities, the largest first; each thing is in one."""
    homes = _homes(network)
    hubs = _hubs(network, homes)
    found = _parted(_linked(network, homes, hubs))
    of: dict[str, int] = {id_: number for number, ids in enumerate(found) for id_ in ids}
    _attach(network, homes, hubs, of)
    _gather(network, hubs, of)
    groups: defaultdict[int, list[Hub]] = defaultdict(list)
    for id_, hub in hubs.items():
        groups[of[id_]].append(hub)
    communities = [Community(sorted(group, key=lambda hub: (-hub.size, hub.id))) for group in groups.values()]
    return sorted(communities, key=lambda one: (-one.size, one.hubs[0].id))


def _homes(network: Network) -> dict[str, str]:
    """Return the hub of each thing that is shown, itself where it hangs on nothing."""
    choices: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for edge in network.iter_links():
        order = _HANGS_ON.get(network.nodes[edge.source].type, ())
        if edge.relation in order:
            choices[edge.source].append((order.index(edge.relation), -network.nodes[edge.target].degree, edge.target))
    on = {id_: min(several)[2] for id_, several in choices.items()}
    # Two steps: from an operation to its official to the agency. None of the three hangs on what hangs on it.
    return {id_: on.get(on.get(id_, id_), on.get(id_, id_)) for id_, node in network.nodes.items() if is_shown(node)}


def _hubs(network: Network, homes: Mapping[str, str]) -> dict[str, Hub]:
    hubs = {home: Hub(home) for home in sorted(set(homes.values()))}
    for id_ in sorted(homes, key=lambda one: (-network.nodes[one].degree, one)):
        if homes[id_] != id_:
            hubs[homes[id_]].members.append(id_)
    return hubs


def _linked(network: Network, homes: Mapping[str, str], hubs: Iterable[str]) -> nx.Graph[str]:
    """Link the hubs that act by what they share, each only with those it shares most with."""
    weights: Counter[tuple[str, str]] = Counter()
    sharing: defaultdict[str, set[str]] = defaultdict(set)
    for edge in network.iter_links():
        one, other = homes.get(edge.source), homes.get(edge.target)
        if one is None or other is None:
            continue
        if edge.relation in _PARTS:
            sharing[edge.source].add(other)
        elif edge.relation in _COMMAND and one != other:
            weights[min(one, other), max(one, other)] += 1
    for shared in sharing.values():
        for pair in combinations(sorted(shared)[:_MOST_SHARING], 2):
            weights[pair] += 1
    strongest: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for (one, other), weight in weights.items():
        strongest[one].append((-weight, other))
        strongest[other].append((-weight, one))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(id_ for id_ in hubs if network.nodes[id_].type in _ACTING)
    for id_ in sorted(strongest):
        graph.add_weighted_edges_from((id_, other, -weight) for weight, other in sorted(strongest[id_])[:_MOST_LINKS])
    return graph


def _parted(graph: nx.Graph[str]) -> list[set[str]]:
    return nx.community.louvain_communities(graph, weight="weight", seed=_SEED) if graph else []


def _attach(network: Network, homes: Mapping[str, str], hubs: Mapping[str, Hub], of: dict[str, int]) -> None:
    """Put every hub that does not act where most of what it is linked to is; countries last, as all else is."""
    beside: defaultdict[str, Counter[int]] = defaultdict(Counter)
    rest = [id_ for id_ in hubs if id_ not in of]
    rest.sort(key=lambda id_: (network.nodes[id_].type == "country", id_))
    for id_ in rest:
        for one in (id_, *hubs[id_].members):
            for edge in network.links_of(one):
                home = homes.get(edge.target if edge.source == one else edge.source)
                if home in of:
                    beside[id_][of[home]] += 1
        best = beside[id_].most_common()
        of[id_] = min(number for number, count in best if count == best[0][1]) if best else len(of) + len(hubs)


def _gather(network: Network, hubs: Mapping[str, Hub], of: dict[str, int]) -> None:
    """Put small communities where their country is; those of no country together."""
    sizes: Counter[int] = Counter()
    for id_, number in of.items():
        sizes[number] += hubs[id_].size
    least = max(3, round(_SMALL * sum(sizes.values())))
    for id_ in sorted(of):
        if sizes[of[id_]] >= least:
            continue
        countries = [one for one in network.nodes[id_].countries if one in of and sizes[of[one]] >= least]
        of[id_] = of[countries[0]] if countries else -1
