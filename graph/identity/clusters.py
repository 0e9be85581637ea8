"""Everything that goes by one IRI, with the announcements' own things that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from crackdown.graph.announcement.record import Record
from crackdown.graph.announcement.stated import read_stated
from crackdown.graph.identity.index import Index, iter_archived
from crackdown.graph.identity.things import Things, things_of
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import crk

TYPES = {crk.Agency: "agency", crk.Official: "official", crk.Airport: "airport", crk.Place: "place"}


@dataclass
class Cluster:
    """One thing: its IRI, its type, and its members as `record id#position in the record's list of the type`."""

    iri: str
    type: str
    members: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


def read_clusters(view: View) -> list[Cluster]:
    """Read all clusters of a store, by type and IRI."""
    index = Index(view.engine)
    found: dict[tuple[str, str], Cluster] = {}
    for announcement, digest in sorted(iter_archived(view.engine)):
        stated = read_stated(view.records, digest)
        if stated is None:
            continue
        for type_, member, position, name in iter_listed(stated.record, things_of(stated.record, announcement)):
            iri = index.canonical(member)
            if iri is None:
                continue
            cluster = found.setdefault((type_, iri), Cluster(iri, type_))
            cluster.members.append(f"{stated.record.id}#{position}")
            cluster.names.add(name)
    return [found[key] for key in sorted(found)]


def iter_listed(record: Record, things: Things) -> Iterator[tuple[str, str, int, str]]:
    """Yield type, member, position and name of each thing that stands in one of the record's lists."""
    names = {
        crk.Agency: [agency.name for agency in record.agencies],
        crk.Official: [official.name for official in record.officials],
        crk.Airport: [airport.name for airport in record.airports],
        crk.Place: record.places,
    }
    for mention in things.mentions:
        if mention.key in names[mention.type]:
            yield TYPES[mention.type], mention.iri, names[mention.type].index(mention.key), mention.label.name
    for position, (member, operation) in enumerate(things.operations):
        yield "operation", member, position, operation.kind
