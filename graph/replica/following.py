"""A replica: a store in a folder that is kept equal to what another publishes.

Each delta is one transaction. Where one is missing, or does not fit its checksum, the snapshot is fetched anew; what it
differs in from what is held is one transaction too, so that readers never see a half.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyoxigraph as ox

from crackdown.errors import StoreError, StoreUnavailable
from crackdown.graph.replica.files import File, Manifest, Published, Step
from crackdown.graph.replica.publishing import named_in
from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.durable import write_durably
from crackdown.graph.storage.embedded import EmbeddedBackend
from crackdown.graph.storage.leftovers import forget_unnamed
from crackdown.graph.storage.oxigraph import store_errors
from crackdown.graph.storage.patch import Patch

_LOG = logging.getLogger(__name__)
EVERY_SECONDS: Final = 5.0
_STATE: Final = "replica.json"
_LOCK_WAIT_SECONDS: Final = 10.0


class Replica:
    """Follows one publisher into one folder."""

    def __init__(self, where: str, folder: Path) -> None:
        """Prepare; `update` does the first work.

        Args:
            where: the folder or the address of what is published.
            folder: of the store that is kept equal to it; no other process writes to it.
        """
        self._published = Published(where)
        self._folder = folder
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def published_at(self) -> str | None:
        """When what is held was published, ISO 8601 in UTC; None where nothing is held yet."""
        return self._state().get("published_at")

    def age_seconds(self) -> float | None:
        """Tell how long ago what is held was published."""
        told = self.published_at
        return max(0.0, (datetime.now(UTC) - datetime.fromisoformat(told)).total_seconds()) if told else None

    def update(self) -> bool:
        """Fetch what was published since; return whether there was anything.

        Raises:
            StoreUnavailable: nothing can be read there; what is held stays as it is.
            StoreFull: there is no room here; once there is some, the next call goes on.
        """
        with store_errors(self._folder):
            return self._update()

    def _update(self) -> bool:
        manifest = self._published.manifest()
        held = self._state().get("version")
        if held == manifest.version:
            return False
        with _opened(self._folder) as backend:
            steps = _from(manifest, held)
            try:
                for step in steps or ():
                    self._apply(backend, step)
                    self._note(step.end, manifest.published_at)
            except StoreUnavailable as error:
                _LOG.warning("%s; the snapshot is fetched anew", error)
                steps = None
            if steps is None:
                self._start_anew(backend, manifest)
            backend.flush()
        return True

    def follow(self, every_seconds: float = EVERY_SECONDS) -> None:
        """Look again and again, on a thread of its own, until `close`."""

        def run() -> None:
            while not self._ended.wait(every_seconds):
                try:
                    self.update()
                except StoreError as error:
                    _LOG.warning("the replica is %s s old: %s", round(self.age_seconds() or 0), error)

        self._thread = threading.Thread(target=run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._ended.set()
        if self._thread:
            self._thread.join(timeout=30)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _apply(self, backend: EmbeddedBackend, step: Step) -> None:
        """Write one delta; nothing is written before all of it was read and fits."""
        removed = self._published.lines(step.removed) if step.removed else []
        added = self._published.lines(step.added)
        self._keep(backend, step.kept)
        _write(backend, Patch.of_quads(_quads(removed), _quads(added)), step.end)
        for kind, digest in set(named_in(removed)) - set(named_in(added)):
            (backend.archive if kind == "text" else backend.records).remove(digest)

    def _start_anew(self, backend: EmbeddedBackend, manifest: Manifest) -> None:
        lines = set(self._published.lines(manifest.snapshot.added))
        self._keep(backend, manifest.snapshot.kept)
        for step in manifest.deltas:
            lines.difference_update(self._published.lines(step.removed) if step.removed else ())
            lines.update(self._published.lines(step.added))
            self._keep(backend, step.kept)
        if len(backend.engine):  # what is held stays whole until all that is new was written, whatever happens
            wanted, held = set(_quads(lines)), set(backend.engine)
            _write(backend, Patch.of_quads(held - wanted, wanted - held), manifest.version)
        else:
            (self._folder / _STATE).unlink(missing_ok=True)
            backend.engine.bulk_extend(_quads(lines))
            backend.apply(Patch({}, {}), manifest.version)
        texts, records = backend.archive, backend.records
        assert isinstance(texts, Archive)  # of a folder
        assert isinstance(records, Archive)
        forget_unnamed(backend.engine, texts, records)  # what was withdrawn, of what was held or of the snapshot
        self._note(manifest.version, manifest.published_at)

    def _keep(self, backend: EmbeddedBackend, file: File) -> None:
        for line in self._published.lines(file):
            try:
                told = json.loads(line)
                kind, text = told["kind"], told["text"]
            except (ValueError, KeyError, TypeError) as error:
                raise StoreUnavailable(f"{self._published}/{file.name} holds what is no text ({error!r})") from error
            (backend.archive if kind == "text" else backend.records).write(text)

    def _state(self) -> dict[str, str]:
        try:
            state: dict[str, str] = json.loads((self._folder / _STATE).read_bytes())
        except (FileNotFoundError, ValueError):  # of one that is damaged nobody knows what is held: all is fetched anew
            return {}
        return state

    def _note(self, version: str, published_at: str) -> None:
        told = json.dumps({"version": version, "published_at": published_at})
        write_durably(self._folder / _STATE, told.encode())


@contextmanager
def _opened(folder: Path) -> Iterator[EmbeddedBackend]:
    backend = EmbeddedBackend.open(folder, create=True, wait_seconds=_LOCK_WAIT_SECONDS)
    try:
        yield backend
    finally:
        backend.close()


def _write(backend: EmbeddedBackend, patch: Patch, version: str) -> None:
    backend.apply(patch, version)
    for graph in patch.removed:  # the engine remembers the name of a graph that has lost its last triple
        if isinstance(graph, ox.NamedNode) and not any(backend.engine.quads_for_pattern(None, None, None, graph)):
            backend.engine.remove_graph(graph)


def _from(manifest: Manifest, held: str | None) -> list[Step] | None:
    """Return the deltas that lead from a version to the newest; None where none lead there."""
    for place, step in enumerate(manifest.deltas):
        if held is not None and step.start == held:
            return manifest.deltas[place:]
    return None


def _quads(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    try:
        yield from ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise StoreUnavailable(f"what is published holds a line that is no quad ({error})") from error
