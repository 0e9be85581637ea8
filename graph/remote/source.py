"""Reading a store on an endpoint: what every command, a server and a notebook read it through.

Nothing is copied: queries are answered where the graph lies, so a page made of several may see a write in between. The
version is looked at once a second at most. While a patch is being written the version stays what it was.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Final, Self

from crackdown.errors import InputError, StoreUnavailable
from crackdown.graph.remote.address import Address
from crackdown.graph.remote.archive import RemoteArchive
from crackdown.graph.remote.client import Client
from crackdown.graph.remote.dialect import server_of
from crackdown.graph.remote.engine import RemoteEngine
from crackdown.graph.remote.state import read_state
from crackdown.graph.storage.view import Answer, View
from crackdown.graph.versioning.as_of import as_of

LOOKS_EVERY_SECONDS: Final = 1.0
_MOST_ANSWERED: Final = 256 * 1024**2  # bytes of one answer to a stranger
_WHY_SHARE: Final = 0.6  # of a query's time: then explaining ends, so that what is explained is still sent


class RemoteSource:
    """The current view of a store on an endpoint. Any number of threads may ask."""

    def __init__(self, address: Address, *, timeout_seconds: float = 30.0) -> None:
        """Look whether the endpoint holds a store.

        Args:
            address: of the endpoint.
            timeout_seconds: how long one query of `answer` may run.

        Raises:
            StoreUnavailable: it cannot be reached, refuses, or holds none.
        """
        self._client = Client(address)
        self._timeout_seconds = timeout_seconds
        self._server = server_of(self._client)
        state = read_state(self._client, self._server)
        if state is None:
            raise StoreUnavailable(f"{address}: no graph here yet; load announcements first: crackdown load --samples")
        self._state = state
        self._lock = threading.Lock()
        self._looked = time.monotonic()

    def view(self) -> View:
        """Return the view of the store as it is now."""
        with self._lock:
            if time.monotonic() - self._looked >= LOOKS_EVERY_SECONDS:
                self._looked = time.monotonic()
                state = read_state(self._client, self._server)
                if state is not None and not state.pending:
                    self._state = state
        return self._view(RemoteEngine(self._client, self._state.dialect))

    def look(self) -> None:
        """Look at once whether the store has changed, for whoever has just changed it."""
        with self._lock:
            self._looked = 0.0
        self.view()

    def is_at(self, version: str) -> bool:
        """Tell whether the store is at a version now, and nothing is being written."""
        state = read_state(self._client, self._server)
        return state is not None and state.version == version and not state.pending

    def as_of(self, day: str) -> View:
        """Return the view of what was published by a day; its graph is made anew, in the memory of this machine.

        Raises:
            InputError: it is no day.
        """
        return as_of(self.view(), day)

    def answer(
        self,
        query: str,
        *,
        select_format: str = "json",
        graph_format: str = "turtle",
        default_graph_uris: Sequence[str] = (),
        named_graph_uris: Sequence[str] = (),
        as_of: str | None = None,
        why: bool = False,
        timeout_seconds: float | None = None,
    ) -> Answer:
        """Answer a stranger's query as `View.serialize` does, within a time, or explained with `why`.

        Calls to other servers and updates are refused before anything is sent.

        Raises:
            InputError: `as_of` is given: that graph would be asked in this process, where nothing stops a query.
            QueryTimeout, QueryAborted: it ran past its time, or its answer past 256 MiB.
            InvalidQuery, UpdateRefused, ServiceRefused, UnknownFormat: as for `View.serialize`.
        """
        if as_of:
            raise InputError(
                "this server's graph lies on an endpoint, of which queries cannot be asked as of a day; "
                "ask with crackdown query --as-of, or look at the pages as of that day"
            )
        self.view()  # looks for a new version
        seconds = timeout_seconds or self._timeout_seconds
        engine = RemoteEngine(self._client, self._state.dialect).limited(seconds, _MOST_ANSWERED)
        view = self._view(engine)
        if why:
            from crackdown.graph.why.results import answer_with_why  # parsers of SPARQL take long to load

            return answer_with_why(
                view, query, seconds=seconds * _WHY_SHARE,
                default_graph_uris=default_graph_uris, named_graph_uris=named_graph_uris,
            )  # fmt: skip
        return view.serialize(
            query, select_format=select_format, graph_format=graph_format,
            default_graph_uris=default_graph_uris, named_graph_uris=named_graph_uris,
        )  # fmt: skip

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _view(self, engine: RemoteEngine) -> View:
        version, rows = self._state.version, RemoteEngine(self._client, self._state.dialect).rows
        texts, records = (RemoteArchive(kind, rows, _read_only) for kind in ("text", "record"))
        return View(lambda: engine, texts, lambda: version, None, records)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _read_only(_update: str) -> None:
    raise StoreUnavailable("this view only reads; open the store to write to it")
