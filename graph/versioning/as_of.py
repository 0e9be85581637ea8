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
from typing import Final, NamedTuple

import pyoxigraph as ox

from crackdown.errors import InputError, InvalidRecord
from crackdown.graph import dates
from crackdown.graph.announcement.stated import Stated, read_stated
from crackdown.graph.identity import Resolution
from crackdown.graph.identity.decisions import decision_iri
from crackdown.graph.identity.delta import Delta
from crackdown.graph.identity.holders import Holders, seats_of
from crackdown.graph.identity.index import Index, iter_archived, iter_judged, iter_members
from crackdown.graph.iris import is_version
from crackdown.graph.storage import transaction
from crackdown.graph.storage.engine import Engine
from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.storage.stating import facts_of
from crackdown.graph.storage.view import View
from crackdown.graph.telling.copies import Copies, fingerprint_of
from crackdown.graph.versioning.history import History, as_known, current
from crackdown.graph.versioning.versions import Versions, iter_histories
from crackdown.ontology.terms import crk, dcterms, graph, prov, rdf

_WORKED_OUT = {
    ox.NamedNode(name)
    for name in (graph.findings, graph.identity, graph.index, graph.inferred, graph.origins, graph.versions)
}
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_MOST_KEPT: Final = 4  # a person compares a few days; each graph lies in memory

_LOCK = threading.Lock()
_KEPT: OrderedDict[tuple[str, str], View] = OrderedDict()


def as_of(view: View, day: str) -> View:
    """Return a view of what the public record said on a day.

    An announcement counts from the day it was published; where only a month or a year is told, from its last day; where
    nothing is told, from the day it was seen (UTC). One that was changed or withdrawn since counts as it was then.

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
    _put_earlier(engine, view, day)
    taken = dict(_taken(view, day))
    for announcement, (stated, digest) in taken.items():
        resolution = Resolution(engine)
        resolution.replace(announcement, None, stated.record)
        copies = Copies(engine, resolution.index.delta)
        copies.replace(announcement, fingerprint_of(stated, _text(view, stated)))
        resolution.index.set_archived(announcement, digest)
        _apply(engine, (resolution.index.delta, resolution.decisions.delta, copies.delta))
    now, then = Resolution(view.engine), Resolution(engine)
    holders = Holders(engine, then.index.delta)
    for announcement, (stated, _) in taken.items():
        holders.replace(announcement, seats_of(stated.record, then.assignment(stated.record, announcement)))
    holders.conclude()
    _apply(engine, (then.index.delta, holders.delta))
    for announcement, (stated, digest) in taken.items():
        is_current = now.index.archived(announcement) == digest
        engine.bulk_extend(_stated_by(view, announcement, stated, now if is_current else None, then))
    transaction.rebuild(engine)
    return engine


def _put_earlier(engine: ox.Store, view: View, day: str) -> None:
    """Put in what announcements had said before, by a day."""
    index = Index(engine)
    versions = Versions(engine, index, lambda digest: view.kept("text", digest), view.records.read)
    for announcement, history in iter_histories(view.engine):
        versions.rewrite(announcement, (), as_known(history, day))
    for name, facts in versions.graphs.items():
        engine.bulk_extend(_quads(facts, name))
    _apply(engine, (index.delta, versions.delta))


def _stated_by(
    view: View, announcement: str, stated: Stated, now: Resolution | None, then: Resolution
) -> Iterator[ox.Quad]:
    """Write an announcement's graph; where its things go by the same IRIs and labels as now, it is the one there is."""
    name, assignment = ox.NamedNode(announcement), then.assignment(stated.record, announcement)
    if now and now.assignment(stated.record, announcement) == assignment:
        return view.engine.quads_for_pattern(None, None, None, name)
    return _quads(facts_of(announcement, stated, _text(view, stated), then), name)


def _text(view: View, stated: Stated) -> str:
    return view.kept("text", stated.source.text_digest) or ""


def _taken(view: View, day: str) -> Iterator[tuple[str, tuple[Stated, str]]]:
    """Yield the announcements that came as records and were public by a day, as they were then."""
    histories = dict(iter_histories(view.engine))
    digests = dict(iter_archived(view.engine))
    for announcement in sorted(digests.keys() | histories.keys()):
        if announcement in histories:
            version = current(as_known(histories[announcement], day))
            stated = read_stated(view.records, version.record) if version else None
            if version and stated:
                yield announcement, (stated, version.record)
            continue
        stated = read_stated(view.records, digests[announcement])
        if stated is not None and _public_from(stated.record.published, _seen(stated)) <= day:
            yield announcement, (stated, digests[announcement])


def _seen(stated: Stated) -> str:
    return stated.source.seen_at or stated.source.extracted_at


def _public_from(published: str | None, seen: str | None) -> str:
    return dates.day_public(published) if published else (seen or "")[:10]


def _untouched(engine: Engine, day: str) -> Iterator[ox.Quad]:
    """Yield what is taken over as it stands: all that was not worked out from records, but later announcements."""
    archived = {ox.NamedNode(announcement) for announcement, _ in iter_archived(engine)}
    for name in engine.named_graphs():
        if name in _WORKED_OUT or name in archived or not isinstance(name, ox.NamedNode) or is_version(name.value):
            continue
        if not _is_later(engine, name, day):
            yield from engine.quads_for_pattern(None, None, None, name)
    members = {member for member, _ in iter_members(engine)}
    worked_out = {ox.NamedNode(name) for member in members for name in (member, decision_iri(member))}
    for quad in engine.quads_for_pattern(None, None, None, ox.NamedNode(graph.identity)):
        if quad.subject not in worked_out:
            yield quad


class Split(NamedTuple):
    """Announcements by what a day makes of them.

    Attributes:
        earlier: those that were public, and as they are now.
        later: those that were not yet.
        changed: those that were otherwise, with their histories up to then.
    """

    earlier: list[str]
    later: list[str]
    changed: dict[str, History]


def split(engine: Engine, day: str) -> Split:
    """Tell which announcements were public by a day, which were not yet, and which were otherwise."""
    found = Split([], [], {})
    for announcement, history in iter_histories(engine):
        then = as_known(history, day)
        if then != history:
            found.changed[announcement] = then
    for name in engine.named_graphs():
        if isinstance(name, ox.NamedNode) and _is_announcement(engine, name) and name.value not in found.changed:
            (found.later if _is_later(engine, name, day) else found.earlier).append(name.value)
    return found


def _is_announcement(engine: Engine, name: ox.NamedNode) -> bool:
    typed = engine.quads_for_pattern(name, ox.NamedNode(rdf.type), ox.NamedNode(crk.Announcement), name)
    return next(typed, None) is not None


def _is_later(engine: Engine, name: ox.NamedNode, day: str) -> bool:
    """Tell whether a graph holds an announcement that was not public by a day."""
    if not _is_announcement(engine, name):
        return False
    published = _value(engine, name, dcterms.issued, name)
    seen = _value(engine, name, crk.seenAt, name) or _value(engine, None, prov.endedAtTime, name)
    return _public_from(published, seen) > day


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
