"""Reading a graph of ours that an endpoint serves without being its store.

That is `crackdown serve`, or any other server into which an export of a graph was loaded. It keeps no state of a store:
the version is told by what was made and when. The texts, into which quotes point, are fetched from `crackdown serve`;
on other servers there are none, and quotes come without the rest of their sentences.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from crackdown.errors import InputError, StoreUnavailable
from crackdown.graph.announcement.statements import TEXT_PREFIX
from crackdown.graph.linking.things import to_id
from crackdown.graph.remote.address import Address
from crackdown.graph.remote.client import Client
from crackdown.graph.remote.dialect import Dialect
from crackdown.graph.remote.engine import RemoteEngine
from crackdown.graph.remote.results import JSON
from crackdown.graph.sparql.answer import Answer
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.archive import Archive, digest_of
from crackdown.graph.storage.view import View
from crackdown.graph.term import literal
from crackdown.graph.versioning.as_of import to_day

_LOOKS_EVERY_SECONDS: Final = 1.0
_MOST_ANSWERED: Final = 256 * 1024**2
_DAYS_KEPT: Final = 4


class ServedSource:
    """The current view of a graph that an endpoint serves. Any number of threads may ask.

    Attributes:
        address: of the endpoint.
        max_rows: the most rows that an answer can have, where the server says so; one with as many was cut.
    """

    def __init__(self, address: Address, *, timeout_seconds: float, day: str | None = None) -> None:
        """Look whether the endpoint serves a graph of ours.

        Args:
            address: of the endpoint.
            timeout_seconds: how long one query may run.
            day: what was published by then is seen; `crackdown serve` alone can tell.

        Raises:
            StoreUnavailable: it cannot be reached, refuses, or serves none.
        """
        self.address = address
        self._timeout_seconds = timeout_seconds
        asked = replace(address, query_url=f"{address.query_url}?{urlencode({'as_of': day})}") if day else address
        self._client = Client(asked, timeout_seconds=timeout_seconds)
        headers = self._client.query("ASK { }", JSON).headers
        self._is_ours = "crackdown-row-limit" in headers
        self.max_rows = _number(headers.get("crackdown-row-limit"))
        self._texts = _ServedTexts(self._client, address, lambda: self._plain) if self._is_ours else Archive(None)
        self._lock = threading.Lock()
        self._days: dict[str, ServedSource] = {}
        self._version = self._read_version()
        self._looked = time.monotonic()

    def view(self) -> View:
        """Return the view of the graph as it is now."""
        with self._lock:
            if time.monotonic() - self._looked >= _LOOKS_EVERY_SECONDS:
                self._looked = time.monotonic()
                self._version = self._read_version()
            version = self._version
        return self._view(self._engine(), version)

    def look(self) -> None:
        """Look at once whether the graph has changed."""
        with self._lock:
            self._looked = 0.0
        self.view()

    def as_of(self, day: str) -> View:
        """Return the view of what was published by a day, which the server makes.

        Raises:
            InputError: it is no day, or this is no `crackdown serve`: others cannot tell.
        """
        day = to_day(day)
        if not self._is_ours:
            raise InputError(
                f"{self.address} cannot tell what was known on a day: it keeps no records of the announcements; "
                "ask the store itself, or a crackdown serve in front of it"
            )
        if day not in self._days:
            while len(self._days) >= _DAYS_KEPT:
                self._days.pop(next(iter(self._days))).close()
            self._days[day] = ServedSource(self.address, timeout_seconds=self._timeout_seconds, day=day)
        return self._days[day].view()

    def answer(self, query: str, *, select_format: str = "json", graph_format: str = "turtle",
               as_of: str | None = None, timeout_seconds: float | None = None) -> Answer:  # fmt: skip
        """Answer a query within a time; see `View.serialize`.

        Raises:
            QueryTimeout, QueryAborted: it ran past its time, or its answer past 256 MiB.
            InvalidQuery, UpdateRefused, ServiceRefused, UnknownFormat: as for `View.serialize`.
        """
        if as_of is not None:
            self.as_of(as_of)
            day = self._days[to_day(as_of)]
            return day.answer(
                query, select_format=select_format, graph_format=graph_format, timeout_seconds=timeout_seconds
            )
        engine = self._engine().limited(timeout_seconds or self._timeout_seconds, _MOST_ANSWERED)
        view = self._view(engine, self._version)
        return view.serialize(query, select_format=select_format, graph_format=graph_format)

    def send(self, announcement: Mapping[str, str], *, reads_again: bool = False) -> dict[str, Any]:
        """Send an announcement to `crackdown serve`, for whom it gave a token; return what it says of it.

        Args:
            announcement: its text and what is said of it, see docs/writing.md.
            reads_again: have the server read it though it knows what it says.

        Raises:
            StoreUnavailable: it takes none, from this asker or at all.
        """
        if not self._is_ours:
            raise StoreUnavailable(f"{self.address} only gives out a graph; load into the store that it was made of")
        body = json.dumps(announcement, ensure_ascii=False).encode("utf-8", "surrogatepass")
        to = f"{_root_of(self.address)}/announcements{'?again=true' if reads_again else ''}"
        answer = self._client.post(to, body, "application/json")
        told: dict[str, Any] = json.loads(answer.body)
        return told

    def close(self) -> None:
        """Close the connections."""
        for day in self._days.values():
            day.close()
        self._client.close()

    @property
    def _plain(self) -> View:
        return self._view(self._engine(), "")

    def _engine(self) -> RemoteEngine:
        return RemoteEngine(self._client, Dialect("default"))

    def _view(self, engine: RemoteEngine, version: str) -> View:
        return View(lambda: engine, self._texts, lambda: version, None)

    def _read_version(self) -> str:
        (row,) = self._plain.select(load("told_version"))
        if str(row["announcements"]) == "0":
            raise StoreUnavailable(
                f"{self.address}: no graph here yet; load announcements first: crackdown load --samples"
            )
        told = " ".join(str(row.get(name, "")) for name in ("events", "last", "announcements"))
        return f"{self._client.address} {told}"


class _ServedTexts(Archive):
    """Texts by digest, fetched from `crackdown serve`; see `engine.Keeps`."""

    def __init__(self, client: Client, address: Address, view: Callable[[], View]) -> None:
        super().__init__(None)
        self._client = client
        self._view = view
        self._root = _root_of(address)

    def read(self, digest: str) -> str | None:
        """Return the text of that digest, or None where the server does not give it out."""
        rows = self._view().select(_WHOSE, digest=literal(TEXT_PREFIX + digest))
        for row in rows:
            at = f"{self._root}/api/announcement?id={quote(to_id(str(row['announcement'])), safe='/')}"
            response = self._client.get(at, "application/json")
            text = json.loads(response.body).get("text") if response else None
            if isinstance(text, str) and digest_of(text) == digest:
                return text
        return None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _root_of(address: Address) -> str:
    parts = urlsplit(address.query_url)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/').removesuffix('/sparql')}"


_WHOSE: Final = "SELECT DISTINCT ?announcement WHERE { ?announcement dcterms:identifier ?digest }"
