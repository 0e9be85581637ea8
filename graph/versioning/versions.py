"""Earlier versions of announcements in the store: each an own graph, linked in `graph:versions`.

The graph of an earlier version holds all that it stated. It is a function of its record and its text alone: it takes
no part in identity, copies or inference, and the default graph does not sum it up. Which versions there are stands in
`graph:index` (`earlier`), for the program; which came after which, when each was public and which was withdrawn, in
`graph:versions`, for everybody. All of it follows from an announcement's `History`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict

import pyoxigraph as ox

from crackdown.errors import StoreUnavailable
from crackdown.graph.announcement.stated import Stated
from crackdown.graph.announcement.statements import TEXT_PREFIX
from crackdown.graph.identity import Resolution
from crackdown.graph.identity.delta import Delta
from crackdown.graph.identity.index import Index
from crackdown.graph.storage.engine import Engine
from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.storage.stating import facts_of
from crackdown.graph.versioning.history import (
    History,
    Version,
    Withdrawal,
    current,
    earlier,
    last_days,
    moment,
    public_days,
    version_iris,
)
from crackdown.ontology.terms import BASE, crk, dcterms, graph, prov, rdf, xsd

Read = Callable[[str], str | None]

_EARLIER = ox.NamedNode(f"{BASE}index#earlier")
_TYPE, _ANNOUNCEMENT = ox.NamedNode(rdf.type), ox.NamedNode(crk.Announcement)
_VERSION = ox.NamedNode(crk.EarlierVersion)


class Versions:
    """Works out what one change does to the versions of announcements; the attributes hold what is to be written.

    Attributes:
        graphs: the graphs of versions that came or went.
        delta: what changes in `graph:versions`.
        records: the digests of records that no version names any more.
        texts: likewise of texts.
    """

    def __init__(self, engine: Engine, index: Index, read_text: Read, read_record: Read) -> None:
        """Prepare it.

        Args:
            engine: of the store.
            index: of the change at hand; it takes the index's part along.
            read_text: gives a text by its digest.
            read_record: gives an archived record by its digest.
        """
        self.graphs: dict[ox.NamedNode, set[Fact[Node]]] = {}
        self.delta = Delta(engine, graph.versions)
        self.records: set[str] = set()
        self.texts: set[str] = set()
        self._engine = engine
        self._index = index
        self._read_text = read_text
        self._read_record = read_record

    def history(self, announcement: str) -> History:
        """Return what an announcement said, up to now; () where it did not come as a record."""
        now = _current(self._engine, announcement, self._index.archived(announcement))
        return (*_earlier(self._index, announcement), *([now] if now else []))

    def rewrite(self, announcement: str, before: History, after: History) -> None:
        """Have the earlier versions of an announcement be those of another history.

        Raises:
            StoreUnavailable: the record or the text of one is not in the archive.
            InvalidRecord: see `stating.facts_of`.
        """
        old, new = _named(announcement, before), _named(announcement, after)
        for name in old.keys() - new.keys():
            self.graphs[ox.NamedNode(name)] = set()
            self._index.set_archived(name, None)
        for name, version in new.items():
            if name not in old or old[name].record != version.record:
                self.graphs[ox.NamedNode(name)] = self._facts(name, version)
                self._index.set_archived(name, version.record)
        told = _encode(earlier(after))
        self._index.delta.set(ox.NamedNode(announcement), _EARLIER, ox.Literal(told) if earlier(after) else None)
        links, kept = _links(announcement, before), _links(announcement, after)
        for fact in links - kept:
            self.delta.remove(*fact)
        for fact in kept - links:
            self.delta.add(*fact)
        self.records |= {version.record for version in before} - {version.record for version in after}
        texts = texts_of(self._engine, announcement) | {version.text for version in before}
        self.texts |= texts - {version.text for version in after}

    def _facts(self, name: str, version: Version) -> set[Fact[Node]]:
        record, text = self._read_record(version.record), self._read_text(version.text)
        if record is None or text is None:
            raise StoreUnavailable(f"the archive lacks what {name} was read from; restore the store's folder")
        return version_facts(name, Stated.from_json(record), text)


def version_facts(name: str, stated: Stated, text: str) -> set[Fact[Node]]:
    """Write what an earlier version stated, its things named as if nothing else were known.

    Raises:
        InvalidRecord: see `stating.facts_of`.
    """
    alone = Resolution(ox.Store())
    alone.replace(name, None, stated.record)
    facts, this = facts_of(name, stated, text, alone), ox.NamedNode(name)
    return (facts - {(this, _TYPE, _ANNOUNCEMENT)}) | {(this, _TYPE, _VERSION)}


def history_of(engine: Engine, announcement: str) -> History:
    """Return what an announcement said, up to now; () where it did not come as a record."""
    index = Index(engine)
    now = _current(engine, announcement, index.archived(announcement))
    return (*_earlier(index, announcement), *([now] if now else []))


def texts_of(engine: Engine, announcement: str) -> set[str]:
    """Return the digests of the text that an announcement has, or had where it is withdrawn."""
    this = ox.NamedNode(announcement)
    quads = engine.quads_for_pattern(this, ox.NamedNode(dcterms.identifier), None, this)
    now = {quad.object.value.removeprefix(TEXT_PREFIX) for quad in quads if isinstance(quad.object, ox.Literal)}
    return now or {version.text for version in _earlier(Index(engine), announcement)}


def iter_histories(engine: Engine) -> Iterator[tuple[str, History]]:
    """Yield each announcement that was changed or withdrawn, with its history."""
    index = Index(engine)
    for quad in engine.quads_for_pattern(None, _EARLIER, None, index.delta.graph):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value, history_of(engine, quad.subject.value)


def _earlier(index: Index, announcement: str) -> History:
    told = next(index.delta.objects(ox.NamedNode(announcement), _EARLIER), None)
    return _decode(told.value) if isinstance(told, ox.Literal) else ()


def _current(engine: Engine, announcement: str, record: str | None) -> Version | None:
    """Read what an announcement says now from its graph; None where it did not come as a record."""
    text = _value(engine, announcement, announcement, dcterms.identifier)
    if record is None or text is None:
        return None
    loaded = _value(engine, announcement, None, prov.endedAtTime)
    seen = _value(engine, announcement, announcement, crk.seenAt) or loaded or ""
    published = _value(engine, announcement, announcement, dcterms.issued)
    return Version(text.removeprefix(TEXT_PREFIX), record, published, moment(seen))


def _named(announcement: str, history: History) -> dict[str, Version]:
    """Return the earlier versions by their IRIs."""
    return dict(zip(version_iris(announcement, history), earlier(history), strict=False))


def _links(announcement: str, history: History) -> set[Fact[Node]]:
    """Say which version came after which, when each was public, and which was withdrawn."""
    names = [ox.NamedNode(name) for name in _named(announcement, history)]
    this = ox.NamedNode(announcement)
    chain = [*names, *([this] if current(history) else [])]
    facts: set[Fact[Node]] = set()
    for later, before in zip(chain[1:], chain, strict=False):
        facts.add((later, ox.NamedNode(prov.wasRevisionOf), before))
    rows = zip(names, history, public_days(history), last_days(history), strict=False)
    for name, version, since, until in rows:
        facts |= {
            (name, _TYPE, _VERSION),
            (name, ox.NamedNode(dcterms.isVersionOf), this),
            (this, ox.NamedNode(dcterms.hasVersion), name),
            (name, ox.NamedNode(crk.publicFrom), _day(since)),
        }
        if until:
            facts.add((name, ox.NamedNode(crk.publicUntil), _day(until)))
        if version.withdrawn:
            facts.add((name, ox.NamedNode(crk.withdrawnOn), _day(version.withdrawn.on)))
            if version.withdrawn.reason:
                facts.add((name, ox.NamedNode(crk.withdrawalReason), ox.Literal(version.withdrawn.reason)))
    return facts


def _day(day: str) -> ox.Literal:
    return ox.Literal(day, datatype=ox.NamedNode(xsd.date))


def _encode(history: History) -> str:
    return json.dumps([asdict(version) for version in history], ensure_ascii=False, separators=(",", ":"))


def _decode(text: str) -> History:
    return tuple(
        Version(**{**values, "withdrawn": Withdrawal(**values["withdrawn"]) if values["withdrawn"] else None})
        for values in json.loads(text)
    )


def _value(engine: Engine, name: str, subject: str | None, predicate: str) -> str | None:
    this = ox.NamedNode(subject) if subject else None
    quads = engine.quads_for_pattern(this, ox.NamedNode(predicate), None, ox.NamedNode(name))
    return next((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), None)
