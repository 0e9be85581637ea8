"""Filling the new store from the old one, in the order in which things came; and checking what came of it.

Each announcement is one transaction, as in a load: a process that dies goes on where it was. Judgements come first, as
they are about members, whose names do not depend on what else is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from crackdown.errors import InvalidRecord, StoreUnavailable
from crackdown.graph.announcement.harmless import refuse_harm
from crackdown.graph.announcement.stated import Stated, read_stated
from crackdown.graph.identity.delta import Delta
from crackdown.graph.identity.index import Index, iter_archived
from crackdown.graph.migration.older import IDENTITY, Known, Older
from crackdown.graph.migration.recovering import How, Read, recover
from crackdown.graph.storage.consequences import Consequences
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.transaction import facts_of
from crackdown.graph.versioning.history import History, current, earlier
from crackdown.graph.versioning.versions import history_of


@dataclass(frozen=True)
class Step:
    """One announcement that is in the new store.

    Attributes:
        iri: of the announcement.
        how: its record was come by; "done" where a run before this one brought it.
        position: counted from 1.
        total: how many announcements there are.
    """

    iri: str
    how: How | None
    position: int
    total: int


def build(older: Older, store: Store, read: Read) -> Iterator[Step]:
    """Bring all that an older store keeps into a new one.

    Raises:
        InvalidRecord: some announcements cannot be taken over; each is named, and the others are in the new store.
        StoreFull, StoreUnavailable: see `crackdown.errors`.
    """
    _bring_judgements(older, store)
    there, problems, announcements = dict(iter_archived(store.engine)), [], older.announcements()
    for position, known in enumerate(announcements, 1):
        how = None
        if known.iri not in there:
            try:
                how = recover(older, known, read, lambda stated, text, name=known.iri: _put(store, name, stated, text))  # type: ignore[misc]
            except InvalidRecord as error:
                problems.append(str(error))
                continue
        yield Step(known.iri, how, position, len(announcements))
    for name, history in older.histories().items():
        try:
            _bring_history(older, store, name, history)
        except StoreUnavailable as error:
            problems.append(f"{name}: what it said before cannot be taken over ({error})")
    if problems:
        remedy = "put back what is missing, or leave them out with --leave-out IRI; the old store is as it was"
        raise InvalidRecord("\n".join([*problems, remedy]))


def problems_of(older: Older, store: Store) -> Iterator[str]:
    """Yield what is missing in the new store, or is not as the old one has it."""
    there = dict(iter_archived(store.engine))
    for known in older.announcements():
        yield from _wrong(known, store, there.get(known.iri))
    for announcement, history in older.histories().items():
        if earlier(history_of(store.engine, announcement)) != earlier(history):
            yield f"not what it said before: {announcement}"
    for name, facts in older.put_by_hand().items():
        if facts_of(store.engine, name) != facts:
            yield f"not what was there: the graph {name.value}"


def unmet(older: Older, store: Store) -> list[str]:
    """List the judgements that are about things which the announcements, as read now, do not tell of."""
    index = Index(store.engine)
    judged = {member: judgement for judgement in older.judgements() for member in (judgement.one, judgement.other)}
    return sorted({judgement.iri for member, judgement in judged.items() if index.profile(member) is None})


def _bring_judgements(older: Older, store: Store) -> None:
    index, identity = Index(store.engine), Delta(store.engine, IDENTITY.value)
    for judgement in older.judgements():
        index.judge(judgement.one, judgement.other, judgement.verdict)
    for fact in older.identity_by_hand():
        identity.add(*fact)
    store.commit(older.put_by_hand(), (index.delta, identity))


def _put(store: Store, name: str, stated: Stated, text: str) -> None:
    refuse_harm(stated.record)
    change = Consequences(store)
    change.replace(name, stated, text)
    store.commit(*change.conclude())


def _bring_history(older: Older, store: Store, name: str, history: History) -> None:
    """Have an announcement have said before what it said before.

    Raises:
        StoreUnavailable: the older store's archive lacks a version, or it was altered.
    """
    now = current(history_of(store.engine, name))
    if earlier(history_of(store.engine, name)) == earlier(history):
        return  # a run before this one brought it
    for version in earlier(history):
        record, text = older.records.read(version.record), older.texts.read(version.text)
        if record is not None and text is not None:
            store.records.write(record)
            store.archive.write(text)
    store.writer().restore(name, (*earlier(history), *([now] if now else [])))


def _wrong(known: Known, store: Store, digest: str | None) -> Iterator[str]:
    """Tell what is wrong with an announcement: it is not there, its text is another, a quote does not stand."""
    stated, text = read_stated(store.records, digest), store.archive.read(known.text_digest)
    if stated is None or text is None:
        yield f"not there: {known.iri}"
    elif not facts_of(store.engine, ox.NamedNode(known.iri)):
        yield f"nothing is stated by {known.iri}"
    elif any(text[one.start : one.end] != one.quote for _, one in stated.record.iter_evidence()):
        yield f"a quote does not stand in the text of {known.iri}"
