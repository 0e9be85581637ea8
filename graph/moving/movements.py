"""Where each operation took place, whose nationals it concerned, where people were sent, by which airports.

Read once a version from the network. Nothing is added up here: `shares` parts the people, `flows` counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from crackdown.graph.linking.network import Link, Network
from crackdown.graph.linking.things import Node
from crackdown.ontology.terms import crk

_READ: Final = {
    crk.inCountry: "country",
    crk.sentTo: "country",
    crk.nationalsOf: "country",
    crk.departedFrom: "airport",
}
_INFERRED: Final = "inferred country"


@dataclass(frozen=True, slots=True)
class Movement:
    """One operation; places are ids, in alphabetical order.

    `homes` are the countries of the airports, one for each; `parts` the operations that this one sums up.
    """

    operation: Node
    countries: tuple[str, ...]
    sent_to: tuple[str, ...]
    nationals_of: tuple[str, ...]
    airports: tuple[str, ...]
    homes: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def starts(self) -> tuple[str, ...]:
        """Return where people were before: the countries of the operation but for those they were sent to."""
        return tuple(one for one in self.countries if one not in self.sent_to) or self.countries

    @property
    def gateway(self) -> tuple[str, ...]:
        """Return the airport by which people left: one of the country they were in, else of any but where they went.

        Records keep airports of departure and of arrival alike, so where only one of arrival is told, that is it.
        """
        homes = dict(zip(self.airports, self.homes, strict=True))
        departures = tuple(airport for airport, home in homes.items() if home in self.starts)
        others = tuple(airport for airport, home in homes.items() if home not in self.sent_to)
        return departures or others or self.airports

    @property
    def places(self) -> tuple[str, ...]:
        """Return the countries and airports that the operation names."""
        return (*self.countries, *self.airports)

    def is_sum(self, scope: Collection[str] | None) -> bool:
        """Tell whether its number holds those of others: a running tally, or a whole of which a part is in scope."""
        return self.operation.total or any(scope is None or part in scope for part in self.parts)


def read_movements(network: Network) -> list[Movement]:
    """Read the movement of every operation, by id."""
    ends: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    homes: dict[str, str] = {}
    for edge in network.iter_links():
        if network.nodes[edge.target].type == _READ.get(edge.relation):
            ends[edge.source][_INFERRED if _is_inferred_country(network, edge) else edge.relation].append(edge.target)
        elif edge.relation == crk.partOf:
            ends[edge.target][crk.partOf].append(edge.source)
        elif edge.relation == crk.country and network.nodes[edge.source].type == "airport":
            homes[edge.source] = edge.target
    return [
        _movement(node, ends.get(id_, {}), homes)
        for id_, node in sorted(network.nodes.items())
        if node.type == "operation"
    ]


def _is_inferred_country(network: Network, edge: Link) -> bool:
    """Tell whether nobody says that an operation took place there: an airport of that country is named, no more.

    People are flown out of one country and into another, so such a country stands in where none is told, only there.
    """
    return edge.relation == crk.inCountry and not network.is_asserted(edge)


def _movement(operation: Node, ends: Mapping[str, list[str]], homes: Mapping[str, str]) -> Movement:
    in_, to, of, by, parts = (
        tuple(sorted(ends.get(relation, ())))
        for relation in (crk.inCountry, crk.sentTo, crk.nationalsOf, crk.departedFrom, crk.partOf)
    )
    in_ = in_ or tuple(sorted(ends.get(_INFERRED, ())))
    return Movement(operation, in_, to, of, by, tuple(homes.get(airport, "") for airport in by), parts)
