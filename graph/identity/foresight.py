"""What would be one with what is here already, if an announcement were stored: worked out, and never written.

It costs what the identity of one announcement costs, some tens of milliseconds; copies, origins and what follows from
the ontology are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crackdown.graph import iris
from crackdown.graph.announcement.record import Record
from crackdown.graph.announcement.stated import read_stated
from crackdown.graph.identity.index import Index
from crackdown.graph.identity.resolution import Resolution
from crackdown.graph.identity.things import things_of
from crackdown.graph.storage.same_bytes import find_held
from crackdown.graph.storage.same_place import announcement_from
from crackdown.graph.storage.view import View


@dataclass(frozen=True, slots=True)
class Joined:
    """A thing of a record that is in the graph already.

    Attributes:
        path: of the thing in the record: `operations[0]`, `agencies[1]`.
        iri: by which it goes in the graph as it stands.
        announcements: how many others tell of it.
        probability: how surely it is that operation; None for what is known by name.
    """

    path: str
    iri: str
    announcements: int
    probability: float | None


@dataclass(frozen=True, slots=True)
class Foresight:
    """What storing a record would meet.

    Attributes:
        held: the announcement of the very same bytes.
        replaced: the one that came from the same place, and said something else.
        joined: the record's things that are in the graph already, in its order.
    """

    held: str | None
    replaced: str | None
    joined: list[Joined]


def foresee(view: View, record: Record, origin: str) -> Foresight:
    """Work out what storing a record would meet.

    Args:
        view: of the store.
        record: what was read.
        origin: the key of where the announcement comes from.
    """
    held = find_held(view, record.sha256)
    before = None if held else announcement_from(view.engine, origin)
    known = held.iri if held else before
    # A name that no announcement has: no IRI that is minted ends so.
    announcement = known or f"{iris.mint_announcement(record.id)}~"
    stated = read_stated(view.records, Index(view.engine).archived(known)) if known else None
    resolution = Resolution(view.engine)
    resolution.replace(announcement, stated.record if stated else None, record)
    joined = list(_joined(resolution, Index(view.engine), record, announcement))
    return Foresight(held.iri if held else None, before, joined)


def _joined(resolution: Resolution, now: Index, record: Record, announcement: str) -> Iterator[Joined]:
    """Yield the things that other announcements tell of; `now` is the index without this one."""
    things = things_of(record, announcement)
    position: dict[str, str] = {}
    for kind in ("agencies", "officials", "airports"):
        position |= {item.name: f"{kind}[{number}]" for number, item in reversed([*enumerate(getattr(record, kind))])}
    for number, (member, _) in enumerate(things.operations):
        yield from _meet(resolution, now, f"operations[{number}]", member, announcement)
    for mention in things.mentions:
        if mention.key in position:
            yield from _meet(resolution, now, position[mention.key], mention.iri, announcement)


def _meet(resolution: Resolution, now: Index, path: str, member: str, announcement: str) -> Iterator[Joined]:
    index = resolution.index
    mates = index.members_of(index.canonical(member) or member)
    others = {one for mate in mates for one in index.announcements(mate)} - {announcement}
    known = [(mate, iri) for mate in mates if (iri := now.canonical(mate)) is not None]
    if not others or not known:
        return
    scores = [resolution.compare(member, mate).probability for mate, _ in known if mate != member]
    is_operation = path.startswith("operations")
    yield Joined(path, known[0][1], len(others), max(scores) if is_operation and scores else None)
