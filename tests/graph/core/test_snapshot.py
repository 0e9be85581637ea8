"""Snapshots and the pool of workers that answers from them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from crackdown.errors import InvalidQuery, QueryAborted, QueryTimeout, StoreLocked, StoreUnavailable, UpdateRefused
from crackdown.graph.pool import QueryPool
from crackdown.graph.snapshot import Snapshot
from crackdown.graph.store import Store

# A cross product that no machine finishes: the engine would run for years.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/crackdown/ontology#Announcement> }"


@pytest.fixture
def folder(tmp_path: Path, announce, put_into) -> Path:
    with Store.open(tmp_path / "s") as store:
        put_into(store, announce())
    return tmp_path / "s"


def test_a_load_goes_on_while_a_snapshot_is_read(folder: Path, announce, put_into) -> None:
    with Snapshot.take(folder) as snapshot, Store.open(folder) as store:
        put_into(store, announce("b"))
        assert [row["n"].value for row in snapshot.view.select(COUNT)] == ["1"]


def test_a_snapshot_is_stale_once_the_store_is_written(folder: Path, announce, put_into) -> None:
    with Snapshot.take(folder) as snapshot:
        assert not snapshot.is_stale()
        with Store.open(folder) as store:
            put_into(store, announce("b"))
        assert snapshot.is_stale()


def test_loading_what_is_there_makes_no_snapshot_stale(folder: Path, announce, put_into) -> None:
    with Snapshot.take(folder) as snapshot:
        with Store.open(folder) as store:
            put_into(store, announce())
        assert not snapshot.is_stale()


def test_a_snapshot_finds_the_texts(folder: Path) -> None:
    with Snapshot.take(folder) as snapshot:
        assert snapshot.view.text("https://w3id.org/crackdown/announcement/kh-gdi-2026-02-09-en")


def test_a_closed_snapshot_is_gone(folder: Path) -> None:
    Snapshot.take(folder).close()
    assert list((folder / "snapshots").iterdir()) == []


def test_a_dead_servers_snapshot_is_swept_and_a_live_ones_is_not(folder: Path) -> None:
    with Snapshot.take(folder) as live:
        dead = Snapshot.take(folder)
        dead._lock.release()  # what the system does when a process dies
        with Snapshot.take(folder):
            assert live.folder.exists()
            assert not dead.folder.exists()


def test_a_store_that_is_being_loaded_is_waited_for_then_given_up(folder: Path) -> None:
    with Store.open(folder), pytest.raises(StoreLocked):
        Snapshot.take(folder, wait_seconds=0.2)


def test_no_store_no_snapshot(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        Snapshot.take(tmp_path / "s")


@pytest.fixture
def pool(folder: Path):
    with Snapshot.take(folder) as snapshot, QueryPool(snapshot.folder, workers=1) as pool:
        yield pool


def test_a_worker_answers_as_a_view_does(pool: QueryPool) -> None:
    answer = pool.answer(COUNT)
    assert (answer.form, json.loads(answer.body)["results"]["bindings"][0]["n"]["value"]) == ("select", "1")


def test_a_query_past_its_time_is_stopped_and_the_next_one_answered(pool: QueryPool) -> None:
    pool.answer(COUNT)
    start = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"0\.5 s"):
        pool.answer(ENDLESS, timeout_seconds=0.5)
    assert time.monotonic() - start < 5
    assert pool.answer(COUNT).form == "select"


def keep_busy(pool: QueryPool, seconds: float) -> None:
    with pytest.raises(QueryTimeout):
        pool.answer(ENDLESS, timeout_seconds=seconds)


def test_waiting_for_a_worker_counts_as_time(pool: QueryPool) -> None:
    pool.answer(COUNT)
    slow = threading.Thread(target=keep_busy, args=(pool, 1.5))
    slow.start()
    time.sleep(0.2)
    with pytest.raises(QueryTimeout, match="no worker"):
        pool.answer(COUNT, timeout_seconds=0.2)
    slow.join()


def test_errors_come_back_as_they_were(pool: QueryPool) -> None:
    with pytest.raises(InvalidQuery) as caught:
        pool.answer("SELECT *\nWHERE { ?s ?p }")
    assert caught.value.line == 2
    with pytest.raises(UpdateRefused):
        pool.answer("CLEAR ALL")


def test_a_query_that_eats_memory_is_aborted_alone(folder: Path) -> None:
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c LIMIT 1"
    with Snapshot.take(folder) as snapshot, QueryPool(snapshot.folder, workers=1, max_memory_bytes=1024**3) as pool:
        with pytest.raises(QueryAborted):
            pool.answer(greedy, timeout_seconds=60)
        assert pool.answer(COUNT).form == "select"


def test_a_pool_moves_to_a_newer_snapshot(folder: Path, pool: QueryPool, announce, put_into) -> None:
    pool.answer(COUNT)
    with Store.open(folder) as store:
        put_into(store, announce("b"))
    with Snapshot.take(folder) as newer:
        pool.move_to(newer.folder)
        assert b'"2"' in pool.answer(COUNT).body


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can deny sockets to one process")
def test_a_worker_has_no_network() -> None:
    code = """
import socket
from crackdown.graph.sandbox import close_network
socket.socket().close()
assert close_network()
try:
    socket.socket()
except PermissionError:
    print("denied")
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "denied"
