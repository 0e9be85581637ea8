"""Writing: one announcement, a few together, or one named graph, a transaction.

What a write brings is worked out and checked before anything is written; then the text goes to the archive, and the
graph is replaced together with all that follows from it. A writer may be used by any thread: it takes the store's lock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import pyoxigraph as ox

from crackdown.errors import InvalidRecord, NotFound
from crackdown.graph import iris, transaction
from crackdown.graph.archive import digest_of
from crackdown.graph.consequences import Consequences
from crackdown.graph.harmless import refuse_harm
from crackdown.graph.identity import judgements
from crackdown.graph.identity.judgements import Verdict
from crackdown.graph.inference import Fact
from crackdown.graph.oxigraph import Node, to_triple
from crackdown.graph.record import Record
from crackdown.graph.stated import Stated
from crackdown.graph.statements import TEXT_PREFIX, Source
from crackdown.graph.term import Triple, iri
from crackdown.graph.together import NO_ORIGIN, Change, Given, Prepared, Waiting
from crackdown.ontology.terms import crk, dcterms, schema

if TYPE_CHECKING:
    from crackdown.graph.store import Store


class Writer:
    """Changes a store, one transaction a call."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(
        self,
        record: Record,
        text: str,
        *,
        origin: str,
        publisher: str | None,
        media_type: str,
        submitted_by: str | None = None,
    ) -> Change:
        """Store what one announcement states, in place of what it stated before.

        Args:
            record: what was read.
            text: the whole text it was read from.
            origin: an opaque key of where the text came from: the same origin is the same announcement.
            publisher: who published it.
            media_type: what its bytes were.
            submitted_by: who handed it in over the network; it takes no part in telling whether anything changed.

        Returns:
            Whether the announcement is new, has changed, or is word for word what the store holds; then nothing is
            written and the store keeps its version.

        Raises:
            InvalidRecord: a fact lacks evidence, a quote does not stand in the text, or somebody is named who is no
                official; nothing is written.
            StoreFull, StoreUnavailable: see `crackdown.errors`.
        """
        (outcome,) = self.put_all([Given(record, text, origin, publisher, media_type, submitted_by)])
        if isinstance(outcome, InvalidRecord):
            raise outcome
        return outcome

    @property
    def together(self) -> int:
        """How many announcements `put_all` does well to be given at once."""
        return self._store.backend.together

    def put_all(self, given: Sequence[Given]) -> list[Change | InvalidRecord]:
        """Store what some announcements state, together, as if `put` had been called for one after the other.

        They come in one transaction, or in a few where one speaks of what another has just brought; when this returns,
        all of it is on the disk. One that is refused takes no other along.

        Args:
            given: some tens, so that the transaction fits in memory.

        Returns:
            For each, what `put` returns, or the error that it would have raised.

        Raises:
            StoreFull, StoreUnavailable: see `crackdown.errors`; of what was given, the first may be stored.
        """
        outcomes: dict[int, Change | InvalidRecord] = {}
        with self._store.lock:
            waiting = Waiting()
            for position, one in enumerate(given):
                try:
                    prepared = self._prepare(one)
                    if waiting.has(prepared):
                        outcomes |= self._write_together(waiting.take())
                        prepared = self._prepare(one)
                except InvalidRecord as error:
                    outcomes[position] = error
                    continue
                if prepared.change == "unchanged":
                    outcomes[position] = "unchanged"
                    self._store.archive.write(one.text)  # mends one that was altered or lost
                else:
                    waiting.add(position, prepared)
            outcomes |= self._write_together(waiting.take())
        return [outcomes[position] for position in range(len(given))]

    def _prepare(self, given: Given) -> Prepared:
        """Compare an announcement with what the store holds.

        Raises:
            InvalidRecord: it names somebody who is no official, or cannot be stored.
        """
        try:
            refuse_harm(given.record)
        except InvalidRecord as error:
            raise InvalidRecord(f"{given.record.id}: {error}") from error
        source = _source(*given)
        announcement = self._announcement(given.record.id, source.text_digest, given.origin)
        known = self._values(announcement, iris.mint_extraction(announcement), schema.sha256)
        change: Change = "unchanged" if source.record_digest in known else "changed" if known else "added"
        before = self._values(announcement, announcement, dcterms.identifier)
        return Prepared(announcement, Stated(given.record, source), given.text, before, change)

    def _write_together(self, prepared: Mapping[int, Prepared]) -> dict[int, Change | InvalidRecord]:
        """Write announcements in one transaction, or each in its own where one of them is refused."""
        if not prepared:
            return {}
        change = Consequences(self._store)
        for one in prepared.values():
            change.replace(one.announcement, one.stated, one.text)
        try:
            self._commit(change, [text for one in prepared.values() for text in one.texts_before])
        except InvalidRecord as error:
            if len(prepared) == 1:
                return dict.fromkeys(prepared, error)
            each = ({position: one} for position, one in prepared.items())
            return {position: outcome for one in each for position, outcome in self._write_together(one).items()}
        return {position: one.change for position, one in prepared.items()}

    def announcement_of(self, record_id: str, text: str, origin: str) -> str:
        """Return the IRI under which `put` keeps an announcement of that id, text and origin, or would."""
        with self._store.lock:
            return self._announcement(record_id, digest_of(text), origin)

    def put_graph(self, name: str, triples: Iterable[Triple]) -> bool:
        """Make the named graph hold these triples and no others; return whether that changed anything."""
        graph = ox.NamedNode(iri(name).value)
        facts = transaction.as_stored(transaction.skolemise(graph, [to_triple(triple) for triple in triples]))
        return self._put({graph: facts})

    def put_graphs(self, trig: bytes) -> bool:
        """Replace every named graph of a TriG document, all in one transaction; return whether anything changed.

        Raises:
            InputError: it does not parse, or holds triples outside its named graphs.
        """
        return self._put(transaction.parse_trig(trig))

    def delete(self, announcement_iri: str) -> None:
        """Withdraw all that one announcement states.

        Raises:
            NotFound: the store does not hold it.
        """
        announcement = iri(announcement_iri).value
        with self._store.lock:
            texts = self._values(announcement, announcement, dcterms.identifier)
            change = Consequences(self._store)
            change.withdraw(announcement)
            if not self._commit(change, texts):
                raise NotFound(f"the store holds no announcement {announcement_iri}")

    def judge(self, one: str, other: str, verdict: Verdict | None, *, by: str, why: str = "") -> set[str]:
        """Take a person's judgement on two members over; None takes back what was judged of them.

        Args:
            one: a member's IRI, or one by which a single member goes.
            other: the other's.
            verdict: what was decided.
            by: who decided.
            why: in that person's words.

        Returns:
            The announcements whose things go by other IRIs now.

        Raises:
            NotFound, InputError: see `identity.judgements`.
        """
        with self._store.lock:
            change = Consequences(self._store)
            index = change.resolution.index
            one, other = (judgements.member_of(index, name) for name in (one, other))
            judgements.judge(index, one, other, verdict)
            moved = change.resolve({one, other})
            graphs, deltas = change.conclude()
            recorded = judgements.record(self._store.engine, one, other, verdict, by, why)
            self._store.commit(graphs, (*deltas, recorded))
            return moved

    def flush(self) -> None:
        """Sync what was written to the disk; call it after a batch."""
        self._store.flush()

    def _announcement(self, record_id: str, text_digest: str, origin: str) -> str:
        """Find the announcement of that origin, or choose an IRI for a new one.

        Two texts that come from different places under one id are two announcements; the same text is one.
        """
        if origin != NO_ORIGIN:
            key = ox.Literal(origin)
            for quad in self._store.engine.quads_for_pattern(None, ox.NamedNode(crk.origin), key, None):
                if isinstance(quad.graph_name, ox.NamedNode):
                    return quad.graph_name.value
        number, minted = 1, iris.mint_announcement(record_id)
        candidate = minted
        while (texts := self._values(candidate, candidate, dcterms.identifier)) and (
            TEXT_PREFIX + text_digest not in texts
        ):
            number += 1
            candidate = f"{minted}-{number}"
        return candidate

    def _put(self, graphs: Mapping[ox.NamedNode, set[Fact[Node]]]) -> bool:
        """Write named graphs whole; an announcement that came as a record is one no more, and takes no part."""
        with self._store.lock:
            change = Consequences(self._store)
            for name in graphs:
                if change.resolution.index.archived(name.value):
                    change.withdraw(name.value)
            return self._commit(change, (), graphs)

    def _commit(
        self, change: Consequences, texts: Iterable[str], graphs: Mapping[ox.NamedNode, set[Fact[Node]]] | None = None
    ) -> bool:
        """Write a change in one transaction, then forget what nothing names any more; return whether anything changed.

        Args:
            change: what announcements bring, and all that follows from it.
            texts: the identifiers of texts that may have lost their announcement.
            graphs: named graphs to be written as they are given.
        """
        worked_out, deltas = change.conclude()
        has_changed = self._store.commit({**worked_out, **(graphs or {})}, deltas)
        self._forget_texts(texts)
        for digest in change.outdated:
            self._store.records.remove(digest)
        return has_changed

    def _forget_texts(self, identifiers: Iterable[str]) -> None:
        """Remove texts from the archive that no announcement names any more."""
        for identifier in identifiers:
            value = ox.Literal(identifier)
            named = self._store.engine.quads_for_pattern(None, ox.NamedNode(dcterms.identifier), value, None)
            if not any(True for _ in named):
                self._store.archive.remove(identifier.removeprefix(TEXT_PREFIX))

    def _values(self, graph: str, subject: str, predicate: str) -> list[str]:
        quads = self._store.engine.quads_for_pattern(
            ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.NamedNode(graph)
        )
        return [quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)]


def _source(
    record: Record, text: str, origin: str, publisher: str | None, media_type: str, submitted_by: str | None
) -> Source:
    """Describe where a record comes from, with a digest of all that shapes its graph."""
    software, text_digest = _software_version(), digest_of(text)
    try:
        stated = record.to_json()
    except ValueError as error:  # half a character, which JSON cannot hold either
        raise InvalidRecord(f"{record.id}: this cannot be stored: {error}") from error
    shaping = "\0".join((stated, text_digest, origin, publisher or "", media_type, software))
    return Source(
        origin=origin,
        publisher=publisher,
        media_type=media_type,
        text_digest=text_digest,
        record_digest=hashlib.sha256(shaping.encode("utf-8", "surrogatepass")).hexdigest(),
        extracted_at=datetime.now(UTC).isoformat(timespec="seconds"),
        software_version=software,
        submitted_by=submitted_by,
    )


def _software_version() -> str:
    try:
        return version("crackdown")
    except PackageNotFoundError:  # a checkout that was never installed
        return "unreleased"
