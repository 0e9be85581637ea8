"""What reads a graph, wherever it lies: the port between this package and the engines that hold quads.

`Engine` is what everything that reads needs: pyoxigraph's `Store` is one as it stands, `remote.engine.RemoteEngine` the
same over HTTP. `Backend` is what a `Store` stands on: an engine, and how one patch is written whole, how versions are
told, who may write, and where texts and records are kept. `embedded.py` and `remote/backend.py` are the two there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import pyoxigraph as ox

from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.storage.patch import Patch

Results = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]


class Engine(Protocol):
    """Reads quads and answers queries; terms are pyoxigraph's, literals in the form in which it keeps them."""

    def quads_for_pattern(
        self,
        subject: Any,
        predicate: Any,
        object_: Any,
        graph_name: Any = None,
        /,
    ) -> Iterator[ox.Quad]:
        """Yield the quads that fit; None fits everything, the default graph included."""
        ...

    def named_graphs(self) -> Iterable[ox.NamedNode | ox.BlankNode]:
        """Yield the names of the named graphs."""
        ...

    def query(
        self,
        query: str,
        /,
        *,
        base_iri: str | None = ...,
        prefixes: dict[str, str] | None = ...,
        default_graph: Any = ...,
        named_graphs: Any = ...,
    ) -> Results:
        """Answer a query; the options are those of pyoxigraph's `Store.query`."""
        ...


@runtime_checkable
class Prefetches(Protocol):
    """An engine to which many small look-ups are dear, and which takes a hint of those to come."""

    def prefetch(self, subjects: Iterable[Node], graph: ox.DefaultGraph | None) -> None:
        """Be ready to tell what the default graph says of some subjects, or with None what all graphs say."""
        ...


class Keeps(Protocol):
    """Keeps texts under their digests."""

    def write(self, text: str) -> str:
        """Keep a text and return its digest."""
        ...

    def read(self, digest: str) -> str | None:
        """Return the text of that digest, or None where it is not kept."""
        ...

    def remove(self, digest: str) -> None:
        """Forget a text that nothing names any more."""
        ...


class Backend(Protocol):
    """What a store stands on.

    Attributes:
        together: how many announcements it does well to take in one patch.
    """

    together: int

    @property
    def archive(self) -> Keeps:
        """What keeps the announcements' texts."""
        ...

    @property
    def records(self) -> Keeps:
        """What keeps the records read from them."""
        ...

    @property
    def engine(self) -> Engine:
        """What reads.

        Raises:
            StoreUnavailable: the store was closed.
        """
        ...

    @property
    def path(self) -> Path | None:
        """The folder where it lies; None where there is none."""
        ...

    @property
    def version(self) -> str:
        """What changes with every committed write, and with nothing else."""
        ...

    def writing(self) -> AbstractContextManager[object]:
        """Let one thread write at a time; errors of the engine are raised as ours within."""
        ...

    def apply(self, patch: Patch) -> None:
        """Write a patch, whole or not at all, and change the version."""
        ...

    def rebuild(self) -> None:
        """Build the default graph anew from the named graphs."""
        ...

    def reference_digest(self) -> str | None:
        """Read which version of the reference graphs was loaded; None before the first."""
        ...

    def set_reference_digest(self, digest: str) -> None:
        """Note which version of the reference graphs is loaded."""
        ...

    def flush(self) -> None:
        """Make sure that what was written outlives a loss of power."""
        ...

    def close(self) -> None:
        """Let others have the store."""
        ...


def prefetch(engine: Engine, subjects: Iterable[Node], graph: ox.DefaultGraph | None) -> None:
    """Tell an engine to which that helps what it is about to be asked of."""
    if isinstance(engine, Prefetches):
        engine.prefetch(subjects, graph)
