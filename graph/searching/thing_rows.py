"""Things as rows of a table: what each is linked to, column by column, and the words behind any one cell.

A cell's values are what the network's edges and the operation's accounts say; `facts_of_cell` gives the claims behind
them with their quotes, so that every cell leads to its evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from crackdown.graph.figures.accounts_read import accounts_by_operation
from crackdown.graph.linking.network import Edge, Network
from crackdown.graph.linking.things import Node, to_id
from crackdown.graph.showing.evidence import Evidence, Fact, evidence_by_claim, facts_of_claims, inferred_facts
from crackdown.graph.showing.in_language import Words
from crackdown.graph.showing.wording import reference
from crackdown.graph.sparql.query import load, with_values
from crackdown.graph.storage.view import View
from crackdown.graph.term import iri
from crackdown.ontology.terms import crk

Column = Literal[
    "kind", "countries", "destinations", "offences", "date", "persons", "airports", "places", "agencies", "officials",
    "nationalities", "announcements",
]  # fmt: skip

_LINKS: Final[dict[Column, tuple[str, ...]]] = {
    "countries": (crk.inCountry, crk.country, crk.accreditedTo),
    "destinations": (crk.sentTo,),
    "airports": (crk.departedFrom,),
    "places": (crk.atPlace,),
    "agencies": (crk.carriedOutBy, crk.withPartner, crk.servesIn),
    "officials": (crk.orderedBy, crk.ledBy, crk.directedBy),
    "nationalities": (crk.nationalsOf,),
}
_LITERALS: Final[dict[Column, tuple[str, ...]]] = {
    "kind": (crk.kind,),
    "offences": (crk.offence,),
    "date": (crk.date, crk.earliestDate, crk.latestDate),
}
_COLUMN_OF: Final = {relation: column for column, relations in _LINKS.items() for relation in relations}
_COLUMN_OF_LITERAL: Final = {name: column for column, names in _LITERALS.items() for name in names}


@dataclass(frozen=True, slots=True)
class Named:
    """A thing or concept in a cell, called as the reader's language calls it."""

    id: str
    label: str
    language: str | None
    type: str


@dataclass(frozen=True, slots=True)
class ThingRow:
    """One thing with what it is linked to; `announcements` tell of it, from so many independent `origins`."""

    node: Node
    name: Named
    links: Mapping[Column, list[Named]]
    announcements: int
    origins: int


@dataclass(frozen=True, slots=True)
class CellQuotes:
    """The words behind one cell of a row."""

    id: str
    column: Column
    evidence: list[Evidence]


def rows_of(view: View, network: Network, ids: Iterable[str], language: str) -> Iterator[ThingRow]:
    """Yield a row for each id that is in the graph, in the order given."""
    words, accounts = Words(network, language), accounts_by_operation(view)
    for id_ in dict.fromkeys(to_id(one) for one in ids):
        node = network.nodes.get(id_)
        if node is None:
            continue
        links: dict[Column, dict[str, Named]] = defaultdict(dict)
        for edge in network.links_from(id_):
            column = _COLUMN_OF.get(edge.relation)
            if column:
                links[column][edge.target] = _named(network, words, edge.target)
        for offence in {one for account in accounts.get(node.iri, ()) for one in account.all(crk.offence)}:
            called = words.term(offence)
            links["offences"][offence] = Named(to_id(offence), called.text, called.language, "concept")
        told = announcements_of(network, node)
        yield ThingRow(
            node=node,
            name=_named(network, words, id_),
            links={column: sorted(named.values(), key=lambda one: one.label) for column, named in links.items()},
            announcements=len(told),
            origins=network.origins.count(told),
        )


def announcements_of(network: Network, node: Node) -> set[str]:
    """Return the IRIs of the announcements that say something of a thing; of a country or such, by its links."""
    if node.type == "announcement":
        return {node.iri}
    # A claim stands in the document of the announcement that makes it.
    claims = (claim for edge in network.edges_of(node.id) for claim in network.claims_behind(edge))
    return {claim.partition("#")[0] for claim in claims if "#" in claim}


def facts_of_cell(view: View, network: Network, id_: str, column: Column) -> list[Fact]:
    """Return the facts behind one cell, each with its quotes.

    Raises:
        NotFound: there is no such thing.
    """
    node = network.node(id_)
    if column in _LITERALS:
        claims = [str(row["claim"]) for row in view.select(load("claims_about"), thing=iri(node.iri))]
        facts = [fact for fact in facts_of_claims(view, network, claims) if fact.property in _LITERALS[column]]
        told = [fact for fact in facts if fact.property == crk.date]
        # The first and the last day follow from the day that is told: they would say the same words thrice.
        return told or facts
    if column == "persons":
        return facts_of_claims(view, network, (count.claim for count in network.things.told.get(node.iri, ())))
    edges = _edges(network, node, column)
    stated = {claim for edge in edges if not edge.inferred for claim in network.claims_behind(edge)}
    inferred = sorted((edge for edge in edges if edge.inferred), key=lambda edge: edge.id)
    return [*facts_of_claims(view, network, stated), *inferred_facts(view, network, inferred)]


def quotes_of(view: View, network: Network, ids: Iterable[str]) -> Iterator[CellQuotes]:
    """Yield the words behind every cell of some rows, for a file that has to carry its evidence."""
    nodes = [network.nodes[id_] for id_ in dict.fromkeys(to_id(one) for one in ids) if id_ in network.nodes]
    behind: dict[tuple[str, Column], set[str]] = defaultdict(set)
    for node in nodes:
        behind[node.id, "persons"] = {count.claim for count in network.things.told.get(node.iri, ())}
        for column in (*_LINKS, "announcements"):
            for edge in _edges(network, node, column):
                behind[node.id, column] |= network.claims_behind(edge)
    wanted = with_values(load("claims_of_kinds"), "thing", (node.iri for node in nodes))
    for row in view.select(wanted) if nodes else ():
        behind[to_id(str(row["thing"])), _COLUMN_OF_LITERAL[str(row["property"])]].add(str(row["claim"]))
    passages = evidence_by_claim(view, network, {claim for claims in behind.values() for claim in claims})
    for (id_, column), claims in behind.items():
        told = {
            (one.announcement, one.start, one.end): one for claim in sorted(claims) for one in passages.get(claim, ())
        }
        if told:
            yield CellQuotes(id_, column, [told[place] for place in sorted(told)])


def _edges(network: Network, node: Node, column: Column) -> list[Edge]:
    if column == "announcements":
        return [edge for edge in network.edges_of(node.id) if edge.relation == crk.reports and edge.target == node.id]
    relations = _LINKS.get(column, ())
    return [edge for edge in network.edges_of(node.id) if edge.relation in relations and edge.source == node.id]


def _named(network: Network, words: Words, id_: str) -> Named:
    one = reference(network, id_)
    called = words.thing(one)
    return Named(one.id, called.text, called.language, one.type)
