"""The properties by which things are matched, and with which a table of them is extended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from crackdown.graph.linking.network import Network
from crackdown.graph.linking.things import Node
from crackdown.graph.searching.matching_profiles import country_of_node
from crackdown.ontology.terms import crk, org, schema

# A value: a thing, a text, a day or a number.
Value = Node | str | int


@dataclass(frozen=True, slots=True)
class Property:
    """One property: of which types of thing, and its values; `is_asked` where matching makes use of it."""

    id: str
    name: str
    types: tuple[str, ...]
    values: Callable[[Network, Node], Sequence[Value]]
    is_date: bool = False
    is_asked: bool = False


def _linked(*relations: str) -> Callable[[Network, Node], Sequence[Value]]:
    return lambda network, node: [other for one in relations for other in network.targets(node.id, one)]


def _traits(*properties: str) -> Callable[[Network, Node], Sequence[Value]]:
    def values(network: Network, node: Node) -> Sequence[Value]:
        known = network.things.traits.get(node.iri, {})
        return sorted({value for name in properties for value in known.get(name, ())})

    return values


def _country(network: Network, node: Node) -> Sequence[Value]:
    code = country_of_node(network, node)
    return [network.nodes[f"country/{code}"]] if code else []


def _names(network: Network, node: Node) -> Sequence[Value]:
    return sorted({name.text for name in network.things.names.get(node.iri, ())})


def _persons(_network: Network, node: Node) -> Sequence[Value]:
    return sorted({node.persons.low, node.persons.high}) if node.persons else []


def _kind(_network: Network, node: Node) -> Sequence[Value]:
    return [node.kind] if node.kind else []


def _announcements(network: Network, node: Node) -> Sequence[Value]:
    ids = {edge.source for edge in network.links_of(node.id) if edge.relation in (crk.reports, crk.announcedBy)}
    return sorted((network.nodes[id_] for id_ in ids - {node.id}), key=lambda other: other.id)


_ALL: Final = ("official", "agency", "airport", "place", "operation")
_LIST: Final = (
    Property("country", "country", _ALL, _country, is_asked=True),
    Property("agency", "agency", ("official",), _linked(crk.servesIn), is_asked=True),
    Property("agency", "carried out by", ("operation",), _linked(crk.carriedOutBy), is_asked=True),
    Property("post", "post", ("official",), _linked(crk.holdsPost), is_asked=True),
    Property("iata", "IATA code", ("airport",), _traits(schema.iataCode), is_asked=True),
    Property("icao", "ICAO code", ("airport",), _traits(schema.icaoCode), is_asked=True),
    Property("date", "first day", ("operation",), _traits(crk.earliestDate), is_date=True, is_asked=True),
    Property("last-date", "last day", ("operation",), _traits(crk.latestDate), is_date=True),
    Property("kind", "kind of operation", ("operation",), _kind, is_asked=True),
    Property("persons", "number of people", ("operation",), _persons, is_asked=True),
    Property("parent", "belongs to", ("agency",), _linked(org.subOrganizationOf)),
    Property("partner", "with partner", ("operation",), _linked(crk.withPartner)),
    Property("sent-to", "people sent to", ("operation",), _linked(crk.sentTo)),
    Property("departed-from", "departed from", ("operation",), _linked(crk.departedFrom)),
    Property("directed-by", "directed by", ("operation",), _linked(crk.orderedBy, crk.ledBy, crk.directedBy)),
    Property("names", "names", _ALL, _names),
    Property("announcements", "announcements", ("operation", "agency"), _announcements),
)


def properties_of(type_: str | None = None) -> list[Property]:
    """List the properties of a type of thing, or all, each id once."""
    found: dict[str, Property] = {}
    for one in _LIST:
        if type_ is None or type_ in one.types:
            found.setdefault(one.id, one)
    return list(found.values())


def values_of(network: Network, node: Node, property_id: str) -> tuple[Property | None, Sequence[Value]]:
    """Return the values that a thing has of a property; none where its type has no such property."""
    one = next((one for one in _LIST if one.id == property_id and node.type in one.types), None)
    return one, one.values(network, node) if one else ()
