"""Who is who in a file of records, resolved all at once: in this process, or by an engine's workers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crackdown.errors import InvalidRecord, UnreadableAnnouncement
from crackdown.graph import iris
from crackdown.graph.addresses import page_key
from crackdown.graph.announcement.harmless import refuse_harm
from crackdown.graph.identity.bulk import Here, resolve_all
from crackdown.loaders.records import iter_records

if TYPE_CHECKING:
    from crackdown.engines.loading import Engine
    from crackdown.graph.announcement.record import Record
    from crackdown.graph.identity.clusters import Cluster


def resolve(path: Path, engine: Engine | None = None) -> tuple[list[Cluster], list[str]]:
    """Return the clusters that a store would have that `crackdown load --records` filled, and what it would refuse.

    Raises:
        InputError: there is no such file.
        EngineUnavailable: see `on_ray.connected`.
    """
    records, problems = _given(path)
    if engine is None:
        return resolve_all(records, Here()), problems
    from crackdown.engines.on_ray import connected

    with connected(engine.master) as workers:
        return resolve_all(records, workers.shuffle()), problems


class _Held(NamedTuple):
    """What the announcement of an IRI states, and what tells whether another record is the same announcement."""

    origin: str
    text: str
    record: Record


def _given(path: Path) -> tuple[list[tuple[str, Record]], list[str]]:
    """Read records, each with the IRI that the writer would give it; the last of an announcement counts."""
    held: dict[str, _Held] = {}
    by_origin: dict[str, str] = {}
    problems: list[str] = []
    for one in iter_records(path):
        if isinstance(one, UnreadableAnnouncement):
            problems.append(str(one))
            continue
        document, record = one
        try:
            refuse_harm(record)
        except InvalidRecord as error:
            problems.append(f"{path}: {record.id}: {error}")
            continue
        origin = page_key(document.origin)
        iri = by_origin.get(origin) or _free(held, iris.mint_announcement(record.id), document.text)
        if iri in held:
            by_origin.pop(held[iri].origin, None)
        held[iri], by_origin[origin] = _Held(origin, document.text, record), iri
    return [(iri, one.record) for iri, one in held.items()], problems


def _free(held: dict[str, _Held], minted: str, text: str) -> str:
    """Add `-2`, `-3` and so on until the IRI is free, or that of the same text."""
    number, iri = 1, minted
    while iri in held and held[iri].text != text:
        number += 1
        iri = f"{minted}-{number}"
    return iri
