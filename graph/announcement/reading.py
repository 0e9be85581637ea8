"""One announcement as it is read: its text, its passages with what was taken from each, and how its reading ended."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from crackdown.errors import NotFound
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.things import Node, to_id, to_iri
from crackdown.graph.showing.evidence import Fact, facts_of_claims
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.view import View
from crackdown.graph.term import iri
from crackdown.graph.versioning.version_list import earlier_of, refuse_withdrawn
from crackdown.ontology.terms import crk, dcterms, schema


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of characters of the text (code points, end exclusive) and the facts read from it."""

    start: int
    end: int
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text (code points, end exclusive) and what became of it, as the scheme of statuses says."""

    start: int
    end: int
    status: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An announcement and what was read from it; `text` is None where the store does not keep it.

    `sha256` is that of the file it was read from; `copy_of` is the earliest announcement of the same text, where this
    is not it; `copies` are those made of this one. `earlier` are the ids of its earlier versions, the first seen first.
    """

    node: Node
    title: str | None
    language: str | None
    published: str | None
    url: str | None
    publisher: str | None
    sha256: str | None
    outcome: str | None
    notes: list[str]
    announced_by: list[Node]
    copy_of: Node | None
    copies: list[Node]
    earlier: list[str]
    operations: list[Node]
    text: str | None
    passages: list[Passage]
    sentences: list[Sentence]


def read_announcement(view: View, id_: str) -> Reading:
    """Read one announcement by its id or IRI.

    Raises:
        NotFound: there is no announcement of that name, or it was withdrawn.
    """
    network = network_of(view)
    try:
        node = network.node(id_)
    except NotFound:
        refuse_withdrawn(view, to_iri(id_))
        raise
    if node.type != "announcement":
        raise NotFound(f"{id_}: this is no announcement but: {node.detail}")
    trait = network.things.trait
    outcome, notes = _outcome(view, node.iri)
    return Reading(
        node=node,
        title=trait(node.iri, dcterms.title),
        language=trait(node.iri, schema.inLanguage),
        published=trait(node.iri, dcterms.issued),
        url=trait(node.iri, schema.url),
        publisher=trait(node.iri, dcterms.publisher),
        sha256=trait(node.iri, schema.sha256),
        outcome=outcome,
        notes=notes,
        announced_by=network.targets(node.id, crk.announcedBy),
        copy_of=_other(network, node, network.origins.original(node.iri)),
        copies=[network.node(copy) for copy in network.origins.copies(node.iri)],
        earlier=earlier_of(view, node.iri),
        operations=network.targets(node.id, crk.reports),
        text=view.text(node.iri),
        passages=_passages(view, network, node.iri),
        sentences=_sentences(view, node.iri),
    )


def _other(network: Network, node: Node, iri_: str) -> Node | None:
    return None if iri_ == node.iri else network.node(iri_)


def _outcome(view: View, announcement: str) -> tuple[str | None, list[str]]:
    rows = view.select(load("outcomes"), announcement=iri(announcement))
    outcome = next((to_id(str(row["outcome"])).rsplit("/", 1)[-1] for row in rows if "outcome" in row), None)
    return outcome, sorted({str(row["note"]) for row in rows if "note" in row})


def _sentences(view: View, announcement: str) -> list[Sentence]:
    rows = view.select(load("sentences"), announcement=iri(announcement))
    return [
        Sentence(int(str(row["start"])), int(str(row["end"])), to_id(str(row["status"])).rsplit("/", 1)[-1])
        for row in rows
    ]


def _passages(view: View, network: Network, announcement: str) -> list[Passage]:
    claims: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in view.select(load("passages"), announcement=iri(announcement)):
        claims[int(str(row["start"])), int(str(row["end"]))].append(str(row["claim"]))
    facts = {fact.id: fact for fact in facts_of_claims(view, network, {c for told in claims.values() for c in told})}
    return [
        Passage(start, end, [facts[claim] for claim in told if claim in facts])
        for (start, end), told in sorted(claims.items())
    ]
