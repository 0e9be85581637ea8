"""Where each operation took place, whose nationals it concerned, where people were sent, by which airports.

Read from the network. Nothing is added up here: `shares` parts the people, `flows` counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
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


def operations_of(network: Network) -> list[Node]:
    """Return the operations of a network by id."""
    return [node for _, node in sorted(network.nodes.items()) if node.type == "operation"]


def movement_of(network: Network, operation: Node) -> Movement:
    """Read the movement of an operation from its links."""
    ends: defaultdict[str, list[str]] = defaultdict(list)
    for link in network.links_by(operation.id, _READ):
        if network.type_of(link.target) == _READ[link.relation]:
            ends[link.relation].append(link.target)
    countries = ends[crk.inCountry]
    told = countries if len(countries) == 1 else [one for one in countries if _is_told(network, operation.id, one)]
    in_, to, of, by = (
        tuple(sorted(found))
        for found in (told or countries, ends[crk.sentTo], ends[crk.nationalsOf], ends[crk.departedFrom])
    )
    parts = tuple(sorted(link.source for link in network.links_by(operation.id, (crk.partOf,), into=True)))
    return Movement(operation, in_, to, of, by, tuple(_home(network, airport) for airport in by), parts)


def _home(network: Network, airport: str) -> str:
    """Return the country of an airport, "" where none is told."""
    countries = (link.target for link in network.links_from(airport) if link.relation == crk.country)
    return max(countries, default="")


def _is_told(network: Network, operation: str, country: str) -> bool:
    """Tell whether anybody says that an operation took place there, or an airport of that country is named, no more.

    People are flown out of one country and into another, so such a country stands in where none is told, only there.
    """
    return network.is_asserted(Link(operation, country, crk.inCountry))
