"""What the public record said on a day: the graph of what was published by then, and of nothing else.

It is made anew from the records that the store keeps, by the steps that loading takes, so that identity and inference
know nothing of what came later: quad for quad it is the graph of a store into which only those announcements were
loaded. That takes time (docs/time.md says how much); a graph made once is kept as long as the store does not change.
For a store in a folder, `as_of_folder.py` knows a second, often quicker way.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from crackdown.errors import InputError, InvalidRecord
from crackdown.graph import dates, transaction
from crackdown.graph.consequences import facts_of
from crackdown.graph.copies import Copies, fingerprint_of
from crackdown.graph.engine import Engine
from crackdown.graph.holders import Holders, seats_of
from crackdown.graph.identity import Resolution
from crackdown.graph.identity.decisions import decision_iri
from crackdown.graph.identity.delta import Delta
from crackdown.graph.identity.index import iter_archived, iter_judged, iter_members
from crackdown.graph.inference import Fact
from crackdown.graph.oxigraph import Node
from crackdown.graph.stated import Stated, read_stated
from crackdown.graph.view import View
from crackdown.ontology.terms import crk, dcterms, graph, prov, rdf

_WORKED_OUT = {
    ox.NamedNode(name) for name in (graph.findings, graph.identity, graph.index, graph.inferred, graph.origins)
}
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_MOST_KEPT: Final = 4  # a person compares a few days; each graph lies in memory

_LOCK = threading.Lock()
_KEPT: OrderedDict[tuple[str, str], View] = OrderedDict()


def as_of(view: View, day: str) -> View:
    """Return a view of what the public record said on a day.

    An announcement counts from the day it was published; where only a month or a year is told, from its last day; where
    nothing is told, from the day it was loaded (UTC). An announcement that was changed since counts as it is now.

    Args:
        view: of all that is known.
        day: a day, or a month or a year for its last day, ISO 8601.

    Raises:
        InputError: this is no day.
    """
    wanted = to_day(day)
    key = (view.version, wanted)
    with _LOCK:
        if key not in _KEPT:
            engine, version = build(view, wanted), f"{view.version}-{wanted}"
            _KEPT[key] = view.over(engine, version)
        _KEPT.move_to_end(key)
        while len(_KEPT) > _MOST_KEPT:
            _KEPT.popitem(last=False)
        return _KEPT[key]


def to_day(day: str) -> str:
    """Check a day; of a month or a year, take the last day.

    >>> to_day("2026-02")
    '2026-02-28'

    Raises:
        InputError: it is none.
    """
    try:
        return dates.last_day(day if _DAY.fullmatch(day) else "")
    except (InvalidRecord, ValueError) as error:
        raise InputError(f"{day!r} is no day; write one as 2026-02-10, or a month as 2026-02") from error


def build(view: View, day: str) -> ox.Store:
    """Make the graph of what was published by a day, in memory."""
    engine = ox.Store()
    engine.bulk_extend(_untouched(view.engine, day))
    engine.bulk_extend(iter_judged(view.engine))
    taken = dict(_taken(view, day))
    for announcement, (stated, digest) in taken.items():
        resolution = Resolution(engine)
        resolution.replace(announcement, None, stated.record)
        copies = Copies(engine, resolution.index.delta)
        copies.replace(announcement, fingerprint_of(stated, view.text(announcement)))
        resolution.index.set_archived(announcement, digest)
        _apply(engine, (resolution.index.delta, resolution.decisions.delta, copies.delta))
    now, then = Resolution(view.engine), Resolution(engine)
    holders = Holders(engine, then.index.delta)
    for announcement, (stated, _) in taken.items():
        holders.replace(announcement, seats_of(stated.record, then.assignment(stated.record, announcement)))
    holders.conclude()
    _apply(engine, (then.index.delta, holders.delta))
    for announcement, (stated, _) in taken.items():
        engine.bulk_extend(_stated_by(view, announcement, stated, now, then))
    transaction.rebuild(engine)
    return engine


def _stated_by(view: View, announcement: str, stated: Stated, now: Resolution, then: Resolution) -> Iterator[ox.Quad]:
    """Write an announcement's graph; where its things go by the same IRIs and labels as now, it is the one there is."""
    name = ox.NamedNode(announcement)
    if now.assignment(stated.record, announcement) == then.assignment(stated.record, announcement):
        return view.engine.quads_for_pattern(None, None, None, name)
    return _quads(facts_of(announcement, stated, view.text(announcement) or "", then), name)


def _taken(view: View, day: str) -> Iterator[tuple[str, tuple[Stated, str]]]:
    """Yield the announcements that came as records and were public by a day."""
    for announcement, digest in sorted(iter_archived(view.engine)):
        stated = read_stated(view.records, digest)
        if stated is not None and _public_from(stated.record.published, stated.source.extracted_at) <= day:
            yield announcement, (stated, digest)


def _public_from(published: str | None, loaded: str | None) -> str:
    return dates.day_public(published) if published else (loaded or "")[:10]


def _untouched(engine: Engine, day: str) -> Iterator[ox.Quad]:
    """Yield what is taken over as it stands: all that was not worked out from records, but later announcements."""
    archived = {ox.NamedNode(announcement) for announcement, _ in iter_archived(engine)}
    for name in engine.named_graphs():
        if name in _WORKED_OUT or name in archived or not isinstance(name, ox.NamedNode):
            continue
        if not _is_later(engine, name, day):
            yield from engine.quads_for_pattern(None, None, None, name)
    members = {member for member, _ in iter_members(engine)}
    worked_out = {ox.NamedNode(name) for member in members for name in (member, decision_iri(member))}
    for quad in engine.quads_for_pattern(None, None, None, ox.NamedNode(graph.identity)):
        if quad.subject not in worked_out:
            yield quad


def split(engine: Engine, day: str) -> tuple[list[str], list[str]]:
    """List the announcements that were public by a day, and those that were not yet."""
    earlier: list[str] = []
    later: list[str] = []
    for name in engine.named_graphs():
        if isinstance(name, ox.NamedNode) and _is_announcement(engine, name):
            (later if _is_later(engine, name, day) else earlier).append(name.value)
    return earlier, later


def _is_announcement(engine: Engine, name: ox.NamedNode) -> bool:
    typed = engine.quads_for_pattern(name, ox.NamedNode(rdf.type), ox.NamedNode(crk.Announcement), name)
    return next(typed, None) is not None


def _is_later(engine: Engine, name: ox.NamedNode, day: str) -> bool:
    """Tell whether a graph holds an announcement that was not public by a day."""
    if not _is_announcement(engine, name):
        return False
    published = _value(engine, name, dcterms.issued, name)
    return _public_from(published, _value(engine, None, prov.endedAtTime, name)) > day


def _value(engine: Engine, subject: ox.NamedNode | None, predicate: str, name: ox.NamedNode) -> str | None:
    quads = engine.quads_for_pattern(subject, ox.NamedNode(predicate), None, name)
    return next((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), None)


def _apply(engine: ox.Store, deltas: Iterable[Delta]) -> None:
    for delta in deltas:
        for quad in _quads(delta.removed, delta.graph):
            engine.remove(quad)
        engine.extend(_quads(delta.added, delta.graph))


def _quads(facts: Iterable[Fact[Node]], name: ox.NamedNode) -> Iterator[ox.Quad]:
    for subject, predicate, object_ in facts:
        yield ox.Quad(subject, predicate, object_, name)  # type: ignore[arg-type]
