"""Snapshots of a store."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from crackdown.errors import StoreLocked, StoreUnavailable
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View

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


def test_a_snapshot_that_goes_while_others_are_swept_does_no_harm(folder: Path) -> None:
    (folder / "snapshots").mkdir(exist_ok=True)
    (folder / "snapshots" / "1-gone").symlink_to(folder / "nowhere")  # listed, and not there when it is opened
    with Snapshot.take(folder) as snapshot:
        assert snapshot.view.select(COUNT)


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


def test_a_snapshot_that_lost_a_file_is_told_in_one_line(folder: Path) -> None:
    """As one is that is taken away while it is opened, to make room for a newer one."""
    with Snapshot.take(folder) as snapshot:
        place = snapshot.folder
        for table in (place / "graph").glob("*.sst"):
            table.unlink()
        with pytest.raises(StoreUnavailable, match=str(place)):
            View.open_snapshot(place)
        command = [sys.executable, "-m", "crackdown.graph.serving.dump", place, "on", "1"]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
