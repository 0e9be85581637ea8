"""The store: one folder, or memory, that holds the graph and the announcements' texts.

Three objects. The `Store` owns the folder and its lock. Its `Writer` changes one named graph a time, each change one
transaction that also keeps the default graph equal to the union of the named graphs and what the ontology implies.
Its `View`s read. Within the process any thread may read or write; writes queue up behind one lock, as the engine would
lose some of them otherwise.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from crackdown.errors import StoreUnavailable
from crackdown.graph import transaction
from crackdown.graph.archive import Archive
from crackdown.graph.folder import Folder, read_version
from crackdown.graph.identity.delta import Delta
from crackdown.graph.oxigraph import store_errors
from crackdown.graph.reference import reference_digest, reference_graphs
from crackdown.graph.view import Answer, View
from crackdown.graph.writer import Change, Writer
from crackdown.ontology.terms import graph as named_graph

__all__ = ["Answer", "Change", "Store", "View", "Writer"]

_FINDINGS = ox.NamedNode(named_graph.findings)


class Store:
    """A graph and its texts, open for reading and writing.

    >>> with Store.open(None) as store:
    ...     store.writer().put_graphs(b"<https://w3id.org/x/g> { <https://w3id.org/x/a> <https://w3id.org/x/b> 1 }")
    ...     store.view().ask("ASK { ?s <https://w3id.org/x/b> 1 }")
    True
    True
    """

    def __init__(self, engine: ox.Store, archive: Archive, folder: Folder | None) -> None:
        self._engine: ox.Store | None = engine
        self.archive = archive
        self.records = Archive(folder.records if folder else None, suffix=".json")
        self.folder = folder
        self.lock = threading.RLock()
        self._version = read_version(folder.path) if folder else uuid.uuid4().hex

    @classmethod
    def open(cls, folder: Path | None, *, create: bool = True, wait_seconds: float = 1.0) -> Store:
        """Open the store in a folder, or one in memory.

        Args:
            folder: where it lies; None for memory.
            create: whether to make it where there is none.
            wait_seconds: how long to wait for another process to let go of it; a server holds it for moments only.

        Raises:
            StoreUnavailable, StoreLocked, StoreFull: see `crackdown.errors`.
        """
        if folder is None:
            store = cls(ox.Store(), Archive(None), None)
            store.load_reference()
            return store
        held = Folder(folder, create=create, wait_seconds=wait_seconds)
        try:
            with store_errors(folder):
                store = cls(ox.Store(str(held.graph)), Archive(held.texts), held)
            if held.rebuilding.exists():
                store.rebuild()
            store.load_reference()
        except BaseException:
            held.release()
            raise
        return store

    def close(self) -> None:
        """Sync to the disk and let other processes have the folder; the store and its views are then dead."""
        with self.lock:
            try:
                self.flush()
            finally:
                self._engine = None  # the last reference goes, which closes the engine
                if self.folder:
                    self.folder.release()
                    self.folder = None

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
        folder = self.folder.path if self.folder else None
        return View(lambda: self.engine, self.archive, lambda: self.version, folder, self.records)

    @property
    def engine(self) -> ox.Store:
        """The engine, for this package's own modules.

        Raises:
            StoreUnavailable: the store was closed.
        """
        if self._engine is None:
            raise StoreUnavailable("the store was closed; open it again")
        return self._engine

    @property
    def version(self) -> str:
        """What changes with every committed write, and with nothing else."""
        return self._version

    def backup(self, folder: Path) -> None:
        """Copy the graph into a new folder of the same disk, for `View.open_snapshot`; hard links make it quick."""
        with self.lock, store_errors(folder):
            folder.mkdir(parents=True)
            self.engine.backup(str(folder / "graph"))
            (folder / "version").write_text(self.version, encoding="ascii")

    def rebuild(self) -> None:
        """Build the default graph anew from the named graphs; a crash on the way is mended at the next opening."""
        with self.lock, store_errors(self.path):
            if self.folder:
                self.folder.rebuilding.touch()
            transaction.rebuild(self.engine)
            self.flush()
            if self.folder:
                self.folder.rebuilding.unlink()
            self._change_version()

    def load_reference(self) -> None:
        """Bring countries, ontology and vocabularies to this package's version of them."""
        digest = reference_digest()
        with self.lock, store_errors(self.path):
            if self.folder is None or self.folder.reference_digest() != digest:
                self.commit(reference_graphs())
                self.flush()
                if self.folder:
                    self.folder.set_reference_digest(digest)

    def commit(self, graphs: transaction.Graphs, deltas: Iterable[Delta] = ()) -> bool:
        """Replace named graphs, and change others, in one transaction; return whether anything changed.

        Findings that were written are about the graph as it was: any other change takes them along.

        The version on the disk changes before and after: were it only after, a crash in between would leave new data
        under an old version.
        """
        with self.lock, store_errors(self.path):
            deltas = tuple(deltas)
            request = transaction.plan(self.engine, graphs, deltas)
            if request is None:
                return False
            if _FINDINGS not in graphs and self._holds(_FINDINGS):
                request = transaction.plan(self.engine, {**graphs, _FINDINGS: frozenset()}, deltas) or request
            self._change_version()
            self.engine.update(request)
            self._change_version()
            return True

    def _holds(self, graph: ox.NamedNode) -> bool:
        return next(self.engine.quads_for_pattern(None, None, None, graph), None) is not None

    def flush(self) -> None:
        """Sync what was written to the disk: the engine logs each transaction but does not sync it."""
        if self.folder:
            with self.lock, store_errors(self.path):
                self.engine.flush()

    @property
    def path(self) -> Path | None:
        """Where the store lies; None in memory."""
        return self.folder.path if self.folder else None

    def _change_version(self) -> None:
        self._version = self.folder.change_version() if self.folder else uuid.uuid4().hex
