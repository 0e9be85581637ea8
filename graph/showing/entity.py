"""All that is known of one thing: its names, its facts with their quotes, its figures, its announcements.

Inferred facts are told apart from stated ones; both are facts of the default graph.
"""

from __future__ import annotations

import re
import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from crackdown.errors import InputError, NotFound
from crackdown.graph.figures.table import Figure, figures_of
from crackdown.graph.linking.neighbourhood import ALWAYS, NODES_LISTED, Period, RelationCount, relations_of
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.things import Node, to_id, to_iri
from crackdown.graph.searching.search import best_names, near_ids
from crackdown.graph.showing.evidence import Fact, facts_of_claims, inferred_facts
from crackdown.graph.showing.wording import property_label, reference, value_of
from crackdown.graph.sparql.query import load, with_values
from crackdown.graph.storage.view import View
from crackdown.graph.term import Term, iri
from crackdown.ontology.terms import PREFIXES, crk

_IRI_LIKE: Final = re.compile(r"[a-z]+/\S+|https?://\S+")  # a local path or an IRI
_MOST_LISTED: Final = 10
_MOST_KEPT: Final = 30  # descriptions: that of a hub has hundreds of quotes


@dataclass(frozen=True, slots=True)
class NameUsed:
    """One name of a thing."""

    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """The description of one thing; `origins` counts the independent origins of what its announcements tell."""

    node: Node
    names: list[NameUsed]
    facts: list[Fact]
    relations: list[RelationCount]
    figures: list[Figure]
    announcements: list[Node]
    origins: int


_LOCK = threading.Lock()
_LATELY: weakref.WeakKeyDictionary[Network, OrderedDict[tuple[str, Period], Entity]] = weakref.WeakKeyDictionary()


def describe(view: View, id_: str, *, period: Period = ALWAYS) -> Entity:
    """Describe a thing by its id or IRI; those asked for last are kept as long as the graph does not change.

    Args:
        view: where to look.
        id_: the local path of the thing's IRI, or the IRI.
        period: leaves out what was announced, or happened, on other days.

    Raises:
        NotFound: there is no such thing.
    """
    network = network_of(view)
    node = network.node(current_id(view, network, id_))
    with _LOCK:
        lately = _LATELY.setdefault(network, OrderedDict())
        found = lately.get((node.id, period))
    if found is None:
        found = _describe(view, network, node, period)
    with _LOCK:
        lately[node.id, period] = found
        lately.move_to_end((node.id, period))
        while len(lately) > _MOST_KEPT:
            lately.popitem(last=False)
    return found


def _describe(view: View, network: Network, node: Node, period: Period) -> Entity:
    facts = [fact for fact in _facts(view, network, node) if _is_within(network, fact, period)]
    announcements = _announcements(network, node, facts, period)
    return Entity(
        node=node,
        names=_names(network, node),
        facts=facts,
        relations=relations_of(network, node.id, period=period, listed=NODES_LISTED),
        figures=figures_of(view, network, node.iri),
        announcements=announcements,
        origins=network.origins.count(announcement.iri for announcement in announcements),
    )


def current_id(view: View, network: Network, id_: str) -> str:
    """Follow a merge: return the id of the thing that stands in for one that was merged into it.

    So it does for what one announcement alone tells of, which the index alone knows by an IRI of its own.
    """
    if to_id(id_) in network.nodes:
        return to_id(id_)
    iri_ = to_iri(id_)
    if is_known(view, iri_):
        rows = view.select(load("replaced"), thing=iri(iri_))
    else:
        rows = _members(view, iri_) or _once_shared(view, iri_)
    return to_id(str(rows[0]["kept"])) if rows else to_id(id_)


def _once_shared(view: View, iri_: str) -> list[dict[str, Term]]:
    """Find what an operation went into that went by the IRI which all who tell the same of it share."""
    try:
        rows = view.select(with_values(load("replacements"), "thing", [iri_]))
    except InputError:  # it is no IRI
        return []
    return rows if len(rows) == 1 else []  # of several nobody knows which was meant


def _members(view: View, iri_: str) -> list[dict[str, Term]]:
    try:
        return view.select(load("member"), thing=iri(iri_))
    except InputError:  # it is no IRI, and nothing is called so
        return []


def is_known(view: View, iri_: str) -> bool:
    """Tell whether the graph says anything of an IRI; of what is none it says nothing."""
    try:
        return view.ask(load("known"), thing=iri(iri_))
    except InputError:
        return False


def resolve_name(view: View, text: str) -> str:
    """Return the IRI of what is meant: an IRI, whole or by a prefix, a local path, a code, or a name in any script.

    Raises:
        NotFound: nothing is called so (the nearest names are listed), or several things are (they are listed).
    """
    network, wanted = network_of(view), _spelt_out(text.strip())
    is_id = _IRI_LIKE.fullmatch(wanted) is not None
    known = network.nodes.get(current_id(view, network, wanted)) if is_id else None
    if known:
        return known.iri
    called, near = best_names(network, wanted)
    if len(called) == 1:
        return called[0].iri
    if called:
        raise NotFound(f"{text}: several things are called so; name one by its id: {_listed(called[:_MOST_LISTED])}")
    near = near_ids(network, to_id(wanted)) if is_id else near
    if near:
        raise NotFound(f"{text}: nothing is called so; nearest are: {_listed(near)}")
    raise NotFound(f"{text}: nothing is called so; names in any script work, as do codes such as KTI or KH")


def _spelt_out(text: str) -> str:
    """Spell out an IRI that is written by one of our prefixes, as answers show it.

    >>> _spelt_out("country:KH"), _spelt_out("Phnom Penh: police")
    ('https://w3id.org/crackdown/country/KH', 'Phnom Penh: police')
    """
    prefix, colon, local = text.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES and local and " " not in local else text


def _listed(nodes: Iterable[Node]) -> str:
    return "; ".join(f"{node.label} ({node.id})" for node in nodes)


def _facts(view: View, network: Network, node: Node) -> list[Fact]:
    about = {str(row["claim"]) for row in view.select(load("claims_about"), thing=iri(node.iri))}
    with_it = {str(row["claim"]) for row in view.select(load("claims_with"), thing=iri(node.iri))}
    stated = facts_of_claims(view, network, about | with_it)
    stated.sort(key=lambda fact: fact.subject.id != node.id)
    return [*stated, *_unclaimed(view, network, node, stated), *_inferred(view, network, node)]


def _unclaimed(view: View, network: Network, node: Node, stated: Iterable[Fact]) -> list[Fact]:
    """Return what some graph says without a claim: what an agency is, where an airport lies."""
    claimed = {(fact.property, fact.value) for fact in stated if fact.subject.id == node.id}
    facts = []
    for row in view.select(load("triples"), thing=iri(node.iri)):
        property_, value = str(row["property"]), value_of(network, row["object"])
        if (property_, value) not in claimed:
            id_ = f"{node.iri} {property_} {row['object'].n3()}"
            facts.append(Fact(id_, property_, property_label(property_), value, reference(network, node.iri)))
    return sorted(facts, key=lambda fact: (fact.property, fact.value.text))


def _inferred(view: View, network: Network, node: Node) -> list[Fact]:
    """Return the relations that follow from claims, with the words those claims rest on.

    Who is taken for the holder of a post is told of both, the post's unnamed official and the person.
    """
    edges = [
        edge
        for link in network.links_of(node.id)
        if link.source == node.id or link.relation == crk.inferredHolder
        if (edge := network.edge_of(link)).inferred
    ]
    return inferred_facts(view, network, sorted(edges, key=lambda edge: edge.id))


def _is_within(network: Network, fact: Fact, period: Period) -> bool:
    """Tell whether a fact's operation happened, or else one of its announcements appeared, in the period."""
    if period == ALWAYS:
        return True
    ends = (network.nodes.get(end) for end in (fact.subject.id, fact.value.id) if end)
    operation = next((node for node in ends if node and node.type == "operation"), None)
    if operation:
        return period.holds(operation)
    return not fact.evidence or any(period.meets(one.published, one.published) for one in fact.evidence)


def _names(network: Network, node: Node) -> list[NameUsed]:
    names = {NameUsed(name.text, name.language) for name in network.things.names.get(node.iri, [])}
    return sorted(names, key=lambda name: (name.text != node.label, name.language or "", name.text))


def _announcements(network: Network, node: Node, facts: Iterable[Fact], period: Period) -> list[Node]:
    """Return the announcements that say something of a thing, or that it made, the newest first."""
    ids = {evidence.announcement for fact in facts for evidence in fact.evidence}
    linked = (link for link in network.links_of(node.id) if link.relation in (crk.reports, crk.announcedBy))
    ids |= {link.source for link in linked} - {node.id}
    nodes = (network.nodes[id_] for id_ in ids if id_ in network.nodes)
    within = (node for node in nodes if period.meets(node.from_, node.to))
    return sorted(within, key=lambda node: (node.from_ or "", node.id), reverse=True)
