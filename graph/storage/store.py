"""The store: one folder, memory, or a SPARQL endpoint that holds the graph and the announcements' texts.

Three objects. The `Store` stands on a backend, which holds the quads and knows who may write. Its `Writer` changes one
named graph a time, each change one transaction that also keeps the default graph equal to the union of the named graphs
and what the ontology implies. Its `View`s read. Within the process any thread may read or write; writes queue up behind
one lock.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pyoxigraph as ox

from crackdown.errors import StoreUnavailable
from crackdown.graph.identity.delta import Delta
from crackdown.graph.storage import transaction
from crackdown.graph.storage.embedded import EmbeddedBackend
from crackdown.graph.storage.engine import Backend
from crackdown.graph.storage.reference import reference_digest, reference_graphs
from crackdown.graph.storage.together import Change, Given
from crackdown.graph.storage.view import Answer, View
from crackdown.graph.storage.writer import Writer
from crackdown.ontology.terms import graph as named_graph

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Address

__all__ = ["Answer", "Change", "Given", "Store", "View", "Writer"]

_FINDINGS = ox.NamedNode(named_graph.findings)


class Store:
    """A graph and its texts, open for reading and writing.

    >>> with Store.open(None) as store:
    ...     store.writer().put_graphs(b"<https://w3id.org/x/g> { <https://w3id.org/x/a> <https://w3id.org/x/b> 1 }")
    ...     store.view().ask("ASK { ?s <https://w3id.org/x/b> 1 }")
    True
    True
    """

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.archive = backend.archive
        self.records = backend.records

    @classmethod
    def open(cls, place: Path | Address | None, *, create: bool = True, wait_seconds: float = 1.0) -> Store:
        """Open the store in a folder, on an endpoint, or one in memory.

        Args:
            place: where it lies; None for memory.
            create: whether to make it where there is none.
            wait_seconds: how long to wait for another process to let go of it; a server holds it for moments only.

        Raises:
            StoreUnavailable, StoreLocked, StoreFull: see `crackdown.errors`.
        """
        backend: Backend
        if place is None or isinstance(place, Path):
            backend = EmbeddedBackend.open(place, create=create, wait_seconds=wait_seconds)
        else:
            from crackdown.graph.remote.backend import RemoteBackend

            backend = RemoteBackend.open(place, create=create, wait_seconds=wait_seconds)
        store = cls(backend)
        try:
            store.load_reference()
        except BaseException:
            backend.close()
            raise
        return store

    def close(self) -> None:
        """Let other processes have the store, with all that was written on the disk; its views are then dead."""
        self.backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def writer(self) -> Writer:
        """Return what changes the store."""
        return Writer(self)

    def view(self) -> View:
        """Return what reads the store, as it is at each call."""
        return View(lambda: self.engine, self.archive, lambda: self.version, self.path, self.records)

    @property
    def engine(self) -> Any:
        """The engine, for this package's own modules: an `Engine`, which in the embedded backend is pyoxigraph's own.

        Raises:
            StoreUnavailable: the store was closed.
        """
        return self.backend.engine

    @property
    def lock(self) -> AbstractContextManager[object]:
        """What lets one thread write at a time."""
        return self.backend.writing()

    @property
    def version(self) -> str:
        """What changes with every committed write, and with nothing else."""
        return self.backend.version

    @property
    def path(self) -> Path | None:
        """The folder where the store lies; None in memory and on an endpoint."""
        return self.backend.path

    def backup(self, folder: Path) -> None:
        """Copy the graph into a new folder of the same disk, for `View.open_snapshot`; hard links make it quick.

        Raises:
            StoreUnavailable: the store lies on an endpoint, which keeps copies in its own way.
        """
        if not isinstance(self.backend, EmbeddedBackend):
            raise StoreUnavailable("a store on an endpoint has no files to copy; back it up by the server's own means")
        self.backend.backup(folder)

    def rebuild(self) -> None:
        """Build the default graph anew from the named graphs; a crash on the way is mended at the next opening."""
        self.backend.rebuild()

    def load_reference(self) -> None:
        """Bring countries, ontology and vocabularies to this package's version of them."""
        digest = reference_digest()
        with self.lock:
            if self.backend.reference_digest() != digest:
                self.commit(reference_graphs())
                self.flush()
                self.backend.set_reference_digest(digest)

    def commit(self, graphs: transaction.Graphs, deltas: Iterable[Delta] = ()) -> bool:
        """Replace named graphs, and change others, in one transaction; return whether anything changed.

        Findings that were written are about the graph as it was: any other change takes them along.
        """
        with self.lock:
            deltas = tuple(deltas)
            patch = transaction.plan(self.engine, graphs, deltas)
            if patch is None:
                return False
            if _FINDINGS not in graphs and self._holds(_FINDINGS):
                patch = transaction.plan(self.engine, {**graphs, _FINDINGS: frozenset()}, deltas) or patch
            self.backend.apply(patch)
            return True

    def _holds(self, graph: ox.NamedNode) -> bool:
        return next(self.engine.quads_for_pattern(None, None, None, graph), None) is not None

    def flush(self) -> None:
        """Make sure that what was written outlives a loss of power."""
        self.backend.flush()
