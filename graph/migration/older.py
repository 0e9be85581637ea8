"""An older store, read as it lies: nothing in its folder changes.

What is read is what every layout has: a named graph an announcement, its text, from layout 2 on its record, from layout
3 on what it said before, people's judgements (`graph:judgements`), and graphs that somebody put there. The default
graph, the index and whatever else was worked out is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Self

import pyoxigraph as ox

from crackdown.errors import NotFound
from crackdown.graph import iris
from crackdown.graph.announcement.statements import TEXT_PREFIX
from crackdown.graph.identity.decisions import decision_iri
from crackdown.graph.identity.index import iter_archived, iter_members
from crackdown.graph.identity.judgements import Judgement, read_judgements
from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.folder import read_version
from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node, from_node, store_errors
from crackdown.graph.storage.reference import reference_graphs
from crackdown.graph.storage.transaction import facts_of
from crackdown.graph.storage.view import View
from crackdown.graph.term import Triple
from crackdown.graph.versioning.history import History
from crackdown.graph.versioning.versions import iter_histories
from crackdown.ontology.terms import crk, dcterms, graph, prov, rdf, rdfs, schema

IDENTITY: Final = ox.NamedNode(graph.identity)
_WORKED_OUT: Final = {
    ox.NamedNode(name)
    for name in (graph.findings, graph.identity, graph.index, graph.inferred, graph.origins, graph.versions)
}


@dataclass(frozen=True)
class Known:
    """What the named graph of an announcement says of the announcement itself.

    Attributes:
        iri: of the announcement.
        id: by which its record went.
        text_digest: of its text in the archive.
        record_digest: of its record in the archive; None where the layout keeps none.
        taken_in: when it was loaded, ISO 8601 in UTC.
        published: its day, where it came with the text and was not read in it.
        is_from_model: whether a language model read any of its facts.
        submitted_by: who handed it in over the network.
    """

    iri: str
    id: str
    text_digest: str
    record_digest: str | None
    taken_in: str
    origin: str
    publisher: str | None
    media_type: str
    language: str
    title: str | None
    url: str | None
    published: str | None
    sha256: str
    is_from_model: bool
    submitted_by: str | None


class Older:
    """A store of an older layout, open for reading."""

    def __init__(self, path: Path, left_out: Iterable[str] = ()) -> None:
        """Open it; its lock must be held.

        Args:
            path: its folder.
            left_out: announcements, by IRI, that are passed over.

        Raises:
            StoreUnavailable: it cannot be read.
            NotFound: it holds no announcement of that IRI.
        """
        with store_errors(path):
            self.engine = ox.Store.read_only(str(path / "graph"))
        self.version = read_version(path)
        self.texts = Archive(path / "texts")
        self.records = Archive(path / "records", suffix=".json")
        self._archived = dict(iter_archived(self.engine))
        self.left_out = frozenset(left_out)
        for name in sorted(self.left_out - set(self._loaded()) - dict(iter_histories(self.engine)).keys()):
            raise NotFound(f"{path} holds no announcement {name}; leave --leave-out away, or give the IRI in full")

    def announcements(self) -> list[Known]:
        """List the announcements that came as records, in the order in which they were loaded."""
        names = sorted(self._announcements())
        return sorted((self._known(name) for name in names), key=lambda known: (known.taken_in, known.iri))

    def histories(self) -> dict[str, History]:
        """Return what announcements said that were changed or withdrawn, up to now, by their IRIs."""
        return {name: history for name, history in iter_histories(self.engine) if name not in self.left_out}

    def triples(self, announcement: str) -> list[Triple]:
        """Return an announcement's named graph."""
        found = facts_of(self.engine, ox.NamedNode(announcement))
        return [Triple(*map(from_node, fact)) for fact in found]

    def judgements(self) -> list[Judgement]:
        """List people's judgements that hold, the earliest first."""
        view = View(lambda: self.engine, self.texts, lambda: self.version, None, self.records)
        return read_judgements(view)[::-1]

    def put_by_hand(self) -> dict[ox.NamedNode, set[Fact[Node]]]:
        """Read the named graphs that are neither announcements' nor worked out nor this package's own."""
        others = {*_WORKED_OUT, *reference_graphs(), *map(ox.NamedNode, self._loaded())}
        names = [name for name in self.engine.named_graphs() if isinstance(name, ox.NamedNode)]
        return {
            name: facts_of(self.engine, name)
            for name in names
            if name not in others and not iris.is_version(name.value)
        }

    def identity_by_hand(self) -> set[Fact[Node]]:
        """Read what stands in the identity graph and was not worked out there."""
        members = {member for member, _ in iter_members(self.engine)}
        worked_out = {ox.NamedNode(name) for member in members for name in (member, decision_iri(member))}
        return {fact for fact in facts_of(self.engine, IDENTITY) if fact[0] not in worked_out}

    def close(self) -> None:
        """Let go of its files."""
        del self.engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _announcements(self) -> set[str]:
        return set(self._loaded()) - self.left_out

    def _loaded(self) -> Iterator[str]:
        """Yield those with a record; where the layout keeps none, those that were loaded: they have a text."""
        if self._archived:
            yield from (name for name in self._archived if not iris.is_version(name))
            return
        for quad in self.engine.quads_for_pattern(None, ox.NamedNode(prov.used), None, None):
            name = quad.graph_name
            if not isinstance(name, ox.NamedNode) or name != quad.object:
                continue
            if quad.subject == ox.NamedNode(iris.mint_extraction(name.value)):
                yield name.value

    def _known(self, name: str) -> Known:
        extraction = iris.mint_extraction(name)
        title = self._value(name, name, dcterms.title)
        label = self._value(name, name, rdfs.label)
        return Known(
            iri=name,
            id=iris.announcement_id(name) if title else label or iris.announcement_id(name),
            text_digest=(self._value(name, name, dcterms.identifier) or "").removeprefix(TEXT_PREFIX),
            record_digest=self._archived.get(name),
            taken_in=_as_written(self._value(name, extraction, prov.endedAtTime)),
            origin=self._value(name, name, crk.origin) or "-",
            publisher=self._value(name, name, dcterms.publisher),
            media_type=self._value(name, name, dcterms.format) or "text/plain",
            language=self._value(name, name, schema.inLanguage) or "und",
            title=title,
            url=self._value(name, name, schema.url),
            published=self._published(name),
            sha256=self._value(name, name, schema.sha256) or "",
            is_from_model=self._has(name, None, prov.wasAttributedTo, None),
            submitted_by=self._submitter(name, extraction),
        )

    def _submitter(self, name: str, extraction: str) -> str | None:
        this, by = ox.NamedNode(extraction), ox.NamedNode(prov.wasAssociatedWith)
        for quad in self.engine.quads_for_pattern(this, by, None, ox.NamedNode(name)):
            agent = quad.object
            if isinstance(agent, ox.NamedNode) and self._has(name, agent, rdf.type, ox.NamedNode(prov.Agent)):
                return self._value(name, agent.value, rdfs.label)
        return None

    def _published(self, name: str) -> str | None:
        """Return the day of publication, where no words of the text are claimed to tell it."""
        graph_name = ox.NamedNode(name)
        for quad in self.engine.quads_for_pattern(None, ox.NamedNode(rdf.predicate), _ISSUED, graph_name):
            if self._has(name, quad.subject, rdf.subject, graph_name):
                return None
        return self._value(name, name, dcterms.issued)

    def _has(self, name: str, subject: Node | None, predicate: str, object_: Node | None) -> bool:
        quads = self.engine.quads_for_pattern(subject, ox.NamedNode(predicate), object_, ox.NamedNode(name))  # type: ignore[arg-type]
        return next(quads, None) is not None

    def _value(self, name: str, subject: str, predicate: str) -> str | None:
        quads = self.engine.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.NamedNode(name))
        return next((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), None)


def _as_written(time: str | None) -> str:
    """Write a time as records have it; the engine gives it back its own way.

    >>> _as_written("2026-02-08T09:00:00Z")
    '2026-02-08T09:00:00+00:00'
    """
    return datetime.fromisoformat(time).isoformat(timespec="seconds") if time else ""


_ISSUED = ox.NamedNode(dcterms.issued)
