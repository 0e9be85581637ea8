"""Writers on an endpoint: one at a time, and whole or not at all, on either server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from crackdown.errors import StoreLocked, StoreUnavailable
from crackdown.graph.remote.backend import RemoteBackend
from crackdown.graph.remote.client import Client
from crackdown.graph.remote.lease import Lease
from crackdown.graph.remote.vocabulary import HELD, HOLDER, STORE, VERSION, term
from crackdown.graph.storage.store import Store

DAY = '"2020-01-01T00:00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>'


pytestmark = pytest.mark.parametrize("pair", ["oxigraph", "virtuoso"], indirect=True, scope="session")


@pytest.fixture
def remote(pair: Any) -> Any:
    return pair


@pytest.fixture
def backend(remote: Any) -> RemoteBackend:
    assert isinstance(remote.store.backend, RemoteBackend)
    return remote.store.backend


@pytest.fixture
def update(backend: RemoteBackend) -> Callable[[str], None]:
    return backend.update


def retitled(read: Any, title: str) -> Any:
    return read[0], read[1].model_copy(update={"title": title})


def test_a_second_writer_is_refused_and_told_who_writes(remote: Any) -> None:
    with pytest.raises(StoreLocked, match="process"):
        Store.open(remote.place, wait_seconds=0)


def test_a_dead_writers_lease_is_removed(backend: RemoteBackend, update: Callable[[str], None]) -> None:
    dead = term("lease-dead")
    update(f'INSERT DATA {{ GRAPH {STORE} {{ {dead} {HELD} {DAY} ; {HOLDER} "gone" }} }}')
    backend.lease.check()
    assert not backend.rows(f"SELECT ?when WHERE {{ GRAPH {STORE} {{ {dead} {HELD} ?when }} }}")


def test_of_two_that_come_at_once_never_both_go_on(backend: RemoteBackend, update: Callable[[str], None]) -> None:
    backend.lease.pause()
    try:
        one, other = (Lease("here", backend.rows, update) for _ in range(2))
        one.acquire(0)
        with pytest.raises(StoreLocked):
            other.acquire(0)
        one.release()
        other.acquire(0)
        other.release()
    finally:
        backend.lease.renew()


def test_without_its_lease_a_writer_writes_nothing(
    remote: Any, backend: RemoteBackend, samples: Any, put: Any, compare: Any
) -> None:
    backend.lease.pause()
    try:
        with pytest.raises(StoreLocked):
            put(remote.store, retitled(samples[0], "Never written"))
    finally:
        backend.lease.renew()
    compare(remote)


def test_a_write_behind_a_writers_back_is_noticed(
    remote: Any, backend: RemoteBackend, update: Callable[[str], None], samples: Any, put: Any, compare: Any
) -> None:
    before = backend.version
    update(f'DELETE DATA {{ GRAPH {STORE} {{ {STORE} {VERSION} "{before}" }} }}')
    update(f'INSERT DATA {{ GRAPH {STORE} {{ {STORE} {VERSION} "another" }} }}')
    try:
        with pytest.raises(StoreLocked):
            put(remote.store, retitled(samples[0], "Never written"))
    finally:
        backend.mend()
    assert backend.version == "another"
    compare(remote)


@pytest.fixture
def by_journal(backend: RemoteBackend) -> Iterator[None]:
    """Have the Oxigraph server written like those that do not do a request whole or not at all."""
    state = backend.state
    backend.state = replace(state, dialect=replace(state.dialect, is_atomic=False))
    yield
    backend.state = replace(backend.state, dialect=state.dialect)


@pytest.mark.parametrize("done", [3, 5, 7])  # updates: within the journal, between it and the quads, among the quads
def test_a_write_that_broke_off_is_ended_or_never_was(
    done: int, remote: Any, backend: RemoteBackend, by_journal: None, samples: Any, put: Any, compare: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    whole, count = Client.update, 0

    def dying(self: Client, update: str, url: str) -> None:
        nonlocal count
        count += 1
        if count > done:
            raise StoreUnavailable("the writer died here")
        whole(self, update, url)

    changed = retitled(samples[0], f"Broken off after {done}")
    with monkeypatch.context() as patched:
        patched.setattr(Client, "update", dying)
        with pytest.raises(StoreUnavailable, match="died"):
            put(remote.store, changed)
    backend.mend()  # as the next opening does
    if any(str(row["title"]) == changed[1].title for row in remote.view().select(TITLES)):
        put(remote.twin, changed)
    compare(remote)
    remote.each(lambda store: put(store, samples[0]))


TITLES = "SELECT ?title WHERE { ?a a crk:Announcement ; dcterms:title ?title }"
