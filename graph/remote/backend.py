"""Writing to an endpoint: what a store there stands on.

A patch is written in one request where the server is known to do a request whole or not at all; the request looks for
the lease and the version it was worked out from, and does nothing where they are gone. On any other server the patch is
first put into a journal, in the store's own graph, and its quads are then written piece by piece. A writer that dies in
between leaves the journal: the next one finds it and writes the patch once more, which changes nothing that was done.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from crackdown.errors import StoreLocked, StoreUnavailable
from crackdown.graph.remote.address import Address
from crackdown.graph.remote.archive import RemoteArchive
from crackdown.graph.remote.client import Client
from crackdown.graph.remote.dialect import find_dialect, server_of
from crackdown.graph.remote.engine import RemoteEngine
from crackdown.graph.remote.journal import from_text, pieces, to_text
from crackdown.graph.remote.lease import Lease
from crackdown.graph.remote.making import find_update_url, make
from crackdown.graph.remote.state import State, read_state
from crackdown.graph.remote.vocabulary import (
    FORMAT,
    PENDING,
    REBUILDING,
    REFERENCE,
    STORE,
    VERSION,
)
from crackdown.graph.storage.patch import Patch, block
from crackdown.graph.storage.transaction import run_rebuild


class RemoteBackend:
    """What a store on an endpoint stands on; see `engine.Backend`."""

    together = 1  # servers differ in how large a request they take

    def __init__(self, client: Client, update_url: str, state: State) -> None:
        self._client = client
        self._update_url = update_url
        self.state = state
        self._lock = threading.RLock()
        self._is_closed = False
        self._engine = RemoteEngine(client, state.dialect, remembers=True)
        self._plain = RemoteEngine(client, state.dialect)
        self.lease = Lease(str(client.address), self.rows, self.update)
        self.archive = RemoteArchive("text", self.rows, self.update)
        self.records = RemoteArchive("record", self.rows, self.update)
        self._journal = RemoteArchive("patch", self.rows, self.update)

    @classmethod
    def open(cls, address: Address, *, create: bool, wait_seconds: float) -> RemoteBackend:
        """Open the store on an endpoint for writing; what a dead writer left half done is done first.

        Raises:
            StoreUnavailable: there is none, or the endpoint cannot be reached, refuses or cannot hold one.
            StoreLocked: another process writes.
        """
        client = Client(address)
        server = server_of(client)
        state = read_state(client, server)
        if state is None and not create:
            raise StoreUnavailable(f"{address}: no graph here yet; load announcements first: crackdown load --samples")
        update_url = find_update_url(client)
        if state is None:
            state = State(find_dialect(client, update_url, server), uuid.uuid4().hex)
            make(client, update_url, state)
        backend = cls(client, update_url, state)
        backend.lease.acquire(wait_seconds)
        try:
            backend.mend()
        except BaseException:
            backend.close()
            raise
        return backend

    @property
    def engine(self) -> RemoteEngine:
        """The engine, which remembers what it read while the lease is held.

        Raises:
            StoreUnavailable: the store was closed.
        """
        if self._is_closed:
            raise StoreUnavailable("the store was closed; open it again")
        return self._engine

    @property
    def path(self) -> Path | None:
        """None: it lies in no folder."""
        return None

    @property
    def version(self) -> str:
        """What changes with every committed write, and with nothing else."""
        return self.state.version

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Let one thread write at a time."""
        with self._lock:
            yield

    def apply(self, patch: Patch) -> None:
        """Write a patch, whole or not at all as far as anybody sees who opens the store for writing.

        Raises:
            StoreLocked: the lease was lost, or somebody wrote without one; nothing was written.
            StoreUnavailable: see `crackdown.errors`; what was begun is ended at the next opening.
        """
        try:
            if self.state.dialect.is_atomic:
                self._apply_at_once(patch)
            else:
                self._apply_by_journal(patch)
        except BaseException:
            self._engine.forget()  # what the endpoint holds now is not known
            raise
        self._engine.take_over(patch)

    def rebuild(self) -> None:
        """Build the default graph anew; a crash on the way is mended at the next opening."""
        with self._lock:
            self.lease.check()
            self.update(f'INSERT DATA {{ GRAPH {STORE} {{ {STORE} {REBUILDING} "1" }} }}')
            dialect = self.state.dialect
            run_rebuild(self.update, self._size, merged=dialect.merged, left_out=[STORE, *dialect.foreign])
            self._replace(VERSION, uuid.uuid4().hex)
            self.update(f'DELETE DATA {{ GRAPH {STORE} {{ {STORE} {REBUILDING} "1" }} }}')
            self._engine.forget()
            self._refresh()

    def reference_digest(self) -> str | None:
        """Read which version of the reference graphs was loaded; None before the first."""
        return self.state.reference

    def set_reference_digest(self, digest: str) -> None:
        """Note which version of the reference graphs is loaded."""
        self._replace(REFERENCE, digest)
        self._refresh()

    def flush(self) -> None:
        """Nothing: how long what it acknowledged lives is the server's concern."""

    def close(self) -> None:
        """Let others write."""
        with self._lock:
            if not self._is_closed:
                self._is_closed = True
                self.lease.release()
                self._client.close()

    def _apply_at_once(self, patch: Patch) -> None:
        before, after = self.state.version, uuid.uuid4().hex
        removed = "".join(block(facts, graph) for graph, facts in patch.removed.items())
        added = "".join(block(facts, graph) for graph, facts in patch.added.items())
        condition = f'{STORE} {VERSION} "{before}" . {self.lease.name} ?held ?when'
        self.update(
            f'DELETE {{ GRAPH {STORE} {{ {STORE} {VERSION} "{before}" }}\n{removed} }}\n'
            f'INSERT {{ GRAPH {STORE} {{ {STORE} {VERSION} "{after}" }}\n{added} }}\n'
            f"WHERE {{ {{ SELECT * WHERE {{ GRAPH {STORE} {{ {condition} }} }} LIMIT 1 }} }}"
        )
        self._refresh()
        if self.state.version != after:
            raise StoreLocked(f"{self._client.address} was written by another process; open the store again")

    def _apply_by_journal(self, patch: Patch) -> None:
        self.lease.check()
        before = self.state.version
        self._refresh()
        if self.state.version != before:
            raise StoreLocked(f"{self._client.address} was written by another process; open the store again")
        digest = self._journal.write(to_text(patch))
        self._replace(PENDING, digest)
        self._write_pieces(patch, digest)

    def _write_pieces(self, patch: Patch, digest: str) -> None:
        """Write the quads of a journalled patch, then a new version, then take it out of the journal."""
        merged = self.state.dialect.merged
        for verb, quads in (("DELETE", patch.removed_quads()), ("INSERT", patch.added_quads())):
            for piece in pieces(quads):
                by_graph = Patch.of_quads((), piece).added
                body = "".join(
                    block(facts, merged if merged and graph == ox.DefaultGraph() else graph)
                    for graph, facts in by_graph.items()
                )
                self.update(f"{verb} DATA {{ {body} }}")
        self._replace(VERSION, uuid.uuid4().hex)
        self.update(f'DELETE DATA {{ GRAPH {STORE} {{ {STORE} {PENDING} "{digest}" }} }}')
        self._journal.remove(digest)
        self._refresh()

    def mend(self) -> None:
        """End what a writer that died left half done."""
        self._refresh()
        if self.state.pending:
            text = self._journal.read(self.state.pending)
            if text is None:
                raise StoreUnavailable(f"the journal of {self._client.address} names a patch that is not there")
            self._write_pieces(from_text(text), self.state.pending)
        if self.state.is_rebuilding:
            self.rebuild()

    def _refresh(self) -> None:
        state = read_state(self._client, "", self.state.dialect)
        if state is None:
            raise StoreUnavailable(f"{self._client.address} holds no store any more")
        self.state = state

    def _replace(self, predicate: ox.NamedNode, value: str) -> None:
        """Have the store's state hold this value and no other, in one operation."""
        rows = self.rows(f"SELECT ?old WHERE {{ GRAPH {STORE} {{ {STORE} {predicate} ?old }} }}")
        new = f"{STORE} {predicate} {ox.Literal(value)}"
        old = " . ".join(f"{STORE} {predicate} {row['old']}" for row in rows if row["old"] != ox.Literal(value))
        if not old:
            self.update(f"INSERT DATA {{ GRAPH {STORE} {{ {new} }} }}")
            return
        self.update(
            f"DELETE {{ GRAPH {STORE} {{ {old} }} }} INSERT {{ GRAPH {STORE} {{ {new} }} }} "
            f"WHERE {{ GRAPH {STORE} {{ {STORE} {FORMAT} ?format }} }}"
        )

    def rows(self, query: str) -> list[ox.QuerySolution]:
        """Return the rows of a SELECT query as the endpoint answers it now."""
        return self._plain.rows(query)

    def _size(self) -> int:
        (row,) = self.rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        return int(row["n"].value)

    def update(self, update: str) -> None:
        """Run one update of the store's own."""
        self._client.update(update, self._update_url)
