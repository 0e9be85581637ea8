"""Who tells of a thing, for people to read: speaker → relay → copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.things import Node, to_id
from crackdown.graph.showing.entity import describe
from crackdown.graph.showing.wording import Reference, reference
from crackdown.graph.storage.view import View
from crackdown.graph.telling.copies import likeness
from crackdown.graph.telling.origins import Origin
from crackdown.graph.telling.told_by import told_by
from crackdown.ontology.terms import dcterms, schema


@dataclass(frozen=True, slots=True)
class Report:
    """One announcement that carries a speaker's words; `relay` is who published it.

    A copy's `likeness` is the share of its wording that it has in common with the original, whose id is `copy_of`, from
    0 to 1. It stands by itself where the original was not read to tell of the thing.
    """

    announcement: Node
    relay: str | None
    published: str | None
    language: str | None
    copy_of: str | None
    likeness: float | None
    copies: list[Report]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One independent origin: whose words, and the reports that carry them, the earliest first.

    `speakers` are officials, agencies or a publisher; empty where nobody is told, and the one report stands for itself.
    """

    speakers: list[Reference]
    reports: list[Report]


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells of a thing."""

    node: Node
    announcements: int
    origins: list[Spoken]

    def __str__(self) -> str:
        return told_by(self.announcements, len(self.origins))


def telling_of(view: View, id_: str) -> Telling:
    """Tell who tells of a thing, by its id or IRI.

    Raises:
        NotFound: there is no such thing.
    """
    network, entity = network_of(view), describe(view, id_)
    of_itself = [entity.node] if entity.node.type == "announcement" else entity.announcements
    told = {node.iri for node in of_itself}
    if entity.node.type == "announcement":
        original = network.origins.original(entity.node.iri)
        told |= {original, *network.origins.copies(original)}
    return Telling(entity.node, len(told), _spoken(view, network, network.origins.of(told)))


def _spoken(view: View, network: Network, origins: Iterable[Origin]) -> list[Spoken]:
    return [
        Spoken(
            speakers=[_speaker(network, one) for one in origin.speakers if not _is_announcement(network, one)],
            reports=[
                _report(view, network, first, [_report(view, network, copy, []) for copy in copies])
                for first, copies in origin.reports
            ],
        )
        for origin in origins
    ]


def _is_announcement(network: Network, speaker: str) -> bool:
    return network.things.types.get(speaker) == "announcement"


def _speaker(network: Network, speaker: str) -> Reference:
    """Name a speaker: an official or an agency, or a publisher, who is no thing of the graph and goes by a name."""
    return reference(network, speaker) if speaker in network.things.types else Reference("", speaker, "publisher")


def _report(view: View, network: Network, announcement: str, copies: list[Report]) -> Report:
    trait, original = network.things.trait, network.origins.original(announcement)
    return Report(
        announcement=network.node(announcement),
        relay=trait(announcement, dcterms.publisher),
        published=trait(announcement, dcterms.issued),
        language=trait(announcement, schema.inLanguage),
        copy_of=None if original == announcement else to_id(original),
        likeness=None if original == announcement else likeness(view.engine, announcement, original),
        copies=copies,
    )
