"""Writing: one announcement, a few together, or one named graph, a transaction.

What a write brings is worked out and checked before anything is written; then the text goes to the archive, and the
graph is replaced together with all that follows from it. A writer may be used by any thread: it takes the store's lock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import pyoxigraph as ox

from crackdown.errors import InvalidRecord, NotFound
from crackdown.graph import iris
from crackdown.graph.addresses import page_key
from crackdown.graph.announcement.harmless import refuse_harm
from crackdown.graph.announcement.record import Record
from crackdown.graph.announcement.stated import Stated, read_stated
from crackdown.graph.announcement.statements import TEXT_PREFIX, Source
from crackdown.graph.identity import judgements
from crackdown.graph.identity.index import ARCHIVED, Index
from crackdown.graph.identity.judgements import Verdict
from crackdown.graph.storage import transaction
from crackdown.graph.storage.archive import digest_of
from crackdown.graph.storage.consequences import Consequences
from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node, to_triple
from crackdown.graph.storage.same_place import announcement_from, told_as_before
from crackdown.graph.storage.together import Again, Change, Given, Prepared, Waiting
from crackdown.graph.term import Triple, iri
from crackdown.graph.versioning.history import LISTED_BY, History, moment
from crackdown.graph.versioning.observing import is_same, observed, rewrite, withdrawn
from crackdown.graph.versioning.versions import history_of, texts_of
from crackdown.ontology.terms import dcterms, schema

if TYPE_CHECKING:
    from crackdown.graph.storage.store import Store


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
        seen_at: str | None = None,
    ) -> Change:
        """Store what one announcement states; what it stated before in another text is kept as an earlier version.

        Args:
            record: what was read.
            text: the whole text it was read from.
            origin: an opaque key of where the text came from: the same origin is the same announcement, and so is
                another spelling of the same web address (`addresses.page_key`).
            publisher: who published it.
            media_type: what its bytes were.
            submitted_by: who handed it in over the network; it takes no part in telling whether anything changed.
            seen_at: when the text was fetched, ISO 8601, where that is known: one fetched before another that the store
                holds is an earlier version. Nothing there, and it is what the page says now.

        Returns:
            Whether the announcement is new, has changed, or is word for word what the store holds; then nothing is
            written and the store keeps its version.

        Raises:
            InvalidRecord: a fact lacks evidence, a quote does not stand in the text, or somebody is named who is no
                official; nothing is written.
            StoreFull, StoreUnavailable: see `crackdown.errors`.
        """
        (outcome,) = self.put_all([Given(record, text, origin, publisher, media_type, submitted_by, seen_at)])
        if isinstance(outcome, InvalidRecord):
            raise outcome
        return outcome

    @property
    def together(self) -> int:
        """How many announcements `put_all` does well to be given at once."""
        return self._store.backend.together

    def put_all(self, given: Sequence[Given | Again]) -> list[Change | InvalidRecord]:
        """Store what some announcements state, together, as if `put` had been called for one after the other.

        They come in one transaction, or in a few where one speaks of what another has just brought; when this returns,
        all of it is on the disk. One that is refused takes no other along.

        Args:
            given: some tens, so that the transaction fits in memory; one that was given before is only looked up, where
                the store holds just that of it.

        Returns:
            For each, what `put` returns, or the error that it would have raised.

        Raises:
            StoreFull, StoreUnavailable: see `crackdown.errors`; of what was given, the first may be stored.
        """
        outcomes: dict[int, Change | InvalidRecord] = {}
        with self._store.lock:
            waiting = Waiting()
            for position, one in enumerate(given):
                if isinstance(one, Again):
                    if self._stands(one, waiting):
                        outcomes[position] = "unchanged"
                        self._store.archive.write(one.text)
                        continue
                    one = one.to_given()  # noqa: PLW2901  from here on as if it came for the first time
                try:
                    prepared = self._prepare(one)
                    if waiting.has(prepared.announcement, prepared.stated.source.origin):
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

    def _stands(self, again: Again, waiting: Waiting) -> bool:
        """Tell whether the store holds just what it was given of an announcement, and nothing waits to change that.

        One that says when it was seen is never taken for granted: that may tell something new of its versions.
        """
        announcement = self._announcement(again.id, digest_of(again.text), again.origin)
        if again.seen_at or waiting.has(announcement, page_key(again.origin)):
            return False
        return Index(self._store.engine).archived(announcement) == again.archived

    def _prepare(self, given: Given) -> Prepared:
        """Compare an announcement with what the store holds.

        Raises:
            InvalidRecord: it names somebody who is no official, or cannot be stored.
        """
        try:
            refuse_harm(given.record)
        except InvalidRecord as error:
            raise InvalidRecord(f"{given.record.id}: {error}") from error
        announcement, stated, known = self._compare(given)
        source, is_known = stated.source, stated.source.record_digest in known
        if is_known and not source.seen_at:
            return Prepared(announcement, stated, given.text, (), (), "unchanged")
        before = history_of(self._store.engine, announcement)
        after, stated = observed(before, stated)
        if after == before or (is_known and is_same(before, after)):
            return Prepared(announcement, stated, given.text, before, before, "unchanged")
        return Prepared(announcement, stated, given.text, before, after, "changed" if known or before else "added")

    def _compare(self, given: Given) -> tuple[str, Stated, list[str]]:
        """Return an announcement's IRI, what it states, and the digests of what the store holds of it."""
        source = _source(*given)
        announcement = self._announcement(given.record.id, source.text_digest, given.origin)
        known = self._values(announcement, iris.mint_extraction(announcement), schema.sha256)
        if source.record_digest not in known:
            before_it = read_stated(self._store.records, Index(self._store.engine).archived(announcement))
            given = given._replace(record=told_as_before(given.record, source.text_digest, before_it))
            source = _source(*given)
        return announcement, Stated(given.record, source), known

    def _write_together(self, prepared: Mapping[int, Prepared]) -> dict[int, Change | InvalidRecord]:
        """Write announcements in one transaction, or, where one of them is refused, all others in several."""
        if not prepared:
            return {}
        change = Consequences(self._store)
        try:
            for one in prepared.values():
                rewrite(self._store, change, one.announcement, one.before, one.after, (one.stated, one.text))
            self._commit(change)
        except InvalidRecord as error:
            if len(prepared) == 1:
                return dict.fromkeys(prepared, error)
            items, middle = list(prepared.items()), len(prepared) // 2
            return self._write_together(dict(items[:middle])) | self._write_together(dict(items[middle:]))
        return {position: one.change for position, one in prepared.items()}

    def announcement_of(self, record_id: str, text: str, origin: str) -> str:
        """Return the IRI under which `put` keeps an announcement of that id, text and origin, or would."""
        with self._store.lock:
            return self._announcement(record_id, digest_of(text), origin)

    def archived(self, given: Given) -> str | None:
        """Return the digest under which the archive keeps the record of an announcement, if it is stored as given.

        None where the store holds something else of it, or nothing.
        """
        with self._store.lock:
            announcement, stated, known = self._compare(given)
            is_known = stated.source.record_digest in known
            return Index(self._store.engine).archived(announcement) if is_known else None

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
        """Remove all that one announcement states, and stated before, as if it had never been loaded.

        Raises:
            NotFound: the store does not hold it.
        """
        announcement = iri(announcement_iri).value
        with self._store.lock:
            change = Consequences(self._store)
            rewrite(self._store, change, announcement, change.versions.history(announcement), ())
            if not self._commit(change):
                raise NotFound(f"the store holds no announcement {announcement_iri}")

    def withdraw(self, announcement_iri: str, *, on: str | None = None, reason: str = "") -> None:
        """Note that who published an announcement withdrew it: what it states is kept as an earlier version only.

        Args:
            announcement_iri: which.
            on: the first day on which it was withdrawn, ISO 8601; today (UTC) where nothing is given.
            reason: why, in your words.

        Raises:
            NotFound: the store does not hold it, or holds it as a graph of which there is no record.
            InputError: see `observing.withdrawn`.
        """
        announcement, at = iri(announcement_iri).value, datetime.now(UTC).isoformat(timespec="seconds")
        with self._store.lock:
            change = Consequences(self._store)
            before = change.versions.history(announcement)
            if not before:
                raise NotFound(f"the store holds no announcement {announcement_iri} that came as a record; {LISTED_BY}")
            after = withdrawn(announcement, before, on=on or at[:10], at=at, reason=reason)
            rewrite(self._store, change, announcement, before, after)
            self._commit(change)

    def restore(self, announcement_iri: str, history: History) -> None:
        """Have an announcement be as an earlier part of its history left it, as for the graph of a day.

        Raises:
            StoreUnavailable: the archive lacks what is needed for that.
        """
        announcement = iri(announcement_iri).value
        with self._store.lock:
            change = Consequences(self._store)
            rewrite(self._store, change, announcement, change.versions.history(announcement), history)
            self._commit(change)

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
        if known := announcement_from(self._store.engine, origin):
            return known
        number, minted = 1, iris.mint_announcement(record_id)
        candidate = minted
        while (texts := texts_of(self._store.engine, candidate)) and text_digest not in texts:
            number += 1
            candidate = f"{minted}-{number}"
        return candidate

    def _put(self, graphs: Mapping[ox.NamedNode, set[Fact[Node]]]) -> bool:
        """Write named graphs whole; an announcement that came as a record is one no more, and takes no part."""
        with self._store.lock:
            change = Consequences(self._store)
            for name in graphs:
                if history := change.versions.history(name.value):
                    rewrite(self._store, change, name.value, history, ())
            return self._commit(change, graphs)

    def _commit(self, change: Consequences, graphs: Mapping[ox.NamedNode, set[Fact[Node]]] | None = None) -> bool:
        """Write a change in one transaction, then forget what nothing names any more; return whether anything changed.

        Args:
            change: what announcements bring, and all that follows from it.
            graphs: named graphs to be written as they are given.
        """
        worked_out, deltas = change.conclude()
        has_changed = self._store.commit({**worked_out, **(graphs or {})}, deltas)
        for digest in change.versions.texts:
            if not self._is_named(ox.NamedNode(dcterms.identifier), TEXT_PREFIX + digest):
                self._store.archive.remove(digest)
        for digest in change.outdated | change.versions.records:
            if not self._is_named(ARCHIVED, digest):
                self._store.records.remove(digest)
        return has_changed

    def _is_named(self, predicate: ox.NamedNode, value: str) -> bool:
        """Tell whether an announcement, or an earlier version of one, names what the archive keeps."""
        quads = self._store.engine.quads_for_pattern(None, predicate, ox.Literal(value), None)
        return next(quads, None) is not None

    def _values(self, graph: str, subject: str, predicate: str) -> list[str]:
        quads = self._store.engine.quads_for_pattern(
            ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.NamedNode(graph)
        )
        return [quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)]


def _source(
    record: Record,
    text: str,
    origin: str,
    publisher: str | None,
    media_type: str,
    submitted_by: str | None,
    seen_at: str | None,
) -> Source:
    """Describe where a record comes from, with a digest of all that shapes its graph."""
    software, text_digest, origin = software_version(), digest_of(text), page_key(origin)
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
        extracted_at=(now := datetime.now(UTC).isoformat(timespec="seconds")),
        software_version=software,
        submitted_by=submitted_by,
        seen_at=min(moment(seen_at), now) if seen_at else None,
    )


@cache
def software_version() -> str:
    """Tell the version of this package, by which graphs name what read them."""
    try:
        return version("crackdown")
    except PackageNotFoundError:  # a checkout that was never installed
        return "unreleased"


def source_of(
    record: Record, text: str, *, origin: str, publisher: str | None, media_type: str, submitted_by: str | None, at: str
) -> Source:
    """Describe where a record comes from as `Writer.put` would have done at a time, ISO 8601 in UTC.

    Raises:
        InvalidRecord: it holds half a character.
    """
    return replace(_source(record, text, origin, publisher, media_type, submitted_by, None), extracted_at=at)
