"""Two replicas follow one store, whatever happens to the files on the way."""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from crackdown.errors import StoreFull, StoreLocked, StoreUnavailable
from crackdown.graph.replica import following, publishing
from crackdown.graph.replica.following import Replica
from crackdown.graph.replica.publishing import publish
from crackdown.graph.storage.embedded import EmbeddedBackend
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View

BASE = "https://w3id.org/crackdown/"


@pytest.fixture
def store(samples: Any, put: Any) -> Iterator[Store]:
    with Store.open(None) as opened:
        put(opened, samples[0])
        yield opened


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "published"


@pytest.fixture
def address(out: Path) -> Iterator[str]:
    """Offer the folder over HTTP."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
            pass

    out.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def read(folder: Path, every_quad: Callable[[View], set[str]]) -> tuple[str, set[str], set[str]]:
    with Snapshot.take(folder) as snapshot:
        view = snapshot.view
        return view.version, every_quad(view), {one.value for one in view.engine.named_graphs()}


def test_two_replicas_hold_what_was_published(
    store: Store, out: Path, address: str, tmp_path: Path, samples: Any, put: Any, every_quad: Any
) -> None:
    folders = [tmp_path / "near", tmp_path / "far"]
    replicas = [Replica(str(out), folders[0]), Replica(address, folders[1])]
    name = f"{BASE}announcement/{samples[1][1].id}"
    changes: list[Callable[[], object]] = [
        lambda: None,
        lambda: put(store, samples[1]),
        lambda: store.writer().delete(name),
        lambda: put(store, samples[2]),
    ]
    for number, change in enumerate(changes):
        change()
        assert publish(store.view(), out) is not None
        assert publish(store.view(), out) is None
        assert [one.update() for one in replicas] == [True, True]
        assert [one.update() for one in replicas] == [False, False]
        graphs = {one.value for one in store.engine.named_graphs()}
        expected = store.version, every_quad(store.view()), graphs
        assert read(folders[number % 2], every_quad) == expected
        assert len(json.loads((out / "manifest.json").read_text())["deltas"]) == number
    assert read(folders[0], every_quad) == read(folders[1], every_quad)
    with Snapshot.take(folders[1]) as snapshot:
        assert snapshot.view.text(f"{BASE}announcement/{samples[2][1].id}") == samples[2][0].text
    assert not any("kh-gdi-2026-02-09-2-fr" in path.read_text() for path in (folders[0] / "records").rglob("*.json"))


def test_a_late_replica_reads_the_deltas_too(
    store: Store, out: Path, tmp_path: Path, samples: Any, put: Any, every_quad: Any
) -> None:
    publish(store.view(), out)
    put(store, samples[1])
    publish(store.view(), out)
    Replica(str(out), tmp_path / "late").update()
    assert read(tmp_path / "late", every_quad)[1] == every_quad(store.view())


@pytest.mark.parametrize("damage", ["delta", "gap"])
def test_a_delta_that_does_not_fit_is_not_taken_and_a_gap_is_bridged_by_the_snapshot(
    damage: str, store: Store, out: Path, tmp_path: Path, samples: Any, put: Any, every_quad: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    publish(store.view(), out)
    replica = Replica(str(out), tmp_path / "held")
    replica.update()
    put(store, samples[1])
    if damage == "gap":
        monkeypatch.setattr(publishing, "_MOST_DELTAS", 0)
    manifest = publish(store.view(), out)
    assert manifest
    if damage == "delta":
        (out / manifest.deltas[0].added.name).write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> .\n"))
        with pytest.raises(StoreUnavailable, match="SHA-256"):
            replica.update()
        assert read(tmp_path / "held", every_quad)[0] != store.version
        return
    replica.update()
    assert read(tmp_path / "held", every_quad)[:2] == (store.version, every_quad(store.view()))


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("added", gzip.compress(b"no quad\n")), ("added", b"\x1f\x8b\x08\x00no gzip"),
        ("kept", gzip.compress(b"{}\n")), ("kept", b"no gzip"),
    ],
    ids=["no quad", "no whole gzip", "no text", "no gzip"],
)  # fmt: skip
def test_what_is_published_and_cannot_be_read_ends_no_thread_that_follows(
    part: str, content: bytes, store: Store, out: Path, tmp_path: Path, samples: Any, put: Any, every_quad: Any
) -> None:
    publish(store.view(), out)
    Replica(str(out), tmp_path / "held").update()
    before = read(tmp_path / "held", every_quad)
    put(store, samples[1])
    manifest = publish(store.view(), out)
    assert manifest
    file = getattr(manifest.deltas[0], part)
    (out / file.name).write_bytes(content)
    told = (out / "manifest.json").read_text().replace(file.sha256, hashlib.sha256(content).hexdigest())
    (out / "manifest.json").write_text(told)
    with pytest.raises(StoreUnavailable):  # any other error would end the thread
        Replica(str(out), tmp_path / "held").update()
    assert read(tmp_path / "held", every_quad) == before


def test_what_is_held_outlives_its_publisher(store: Store, out: Path, tmp_path: Path, every_quad: Any) -> None:
    publish(store.view(), out)
    replica = Replica(str(out), tmp_path / "held")
    replica.update()
    (out / "manifest.json").write_text("not a manifest")
    with pytest.raises(StoreUnavailable, match="no manifest"):
        replica.update()
    age = replica.age_seconds()
    assert age is not None
    assert age < 600
    assert read(tmp_path / "held", every_quad)[0] == store.version


def test_where_it_is_not_known_what_is_held_all_is_fetched_anew(
    store: Store, out: Path, tmp_path: Path, samples: Any, put: Any, every_quad: Any
) -> None:
    publish(store.view(), out)
    replica = Replica(str(out), tmp_path / "held")
    replica.update()
    (tmp_path / "held" / "replica.json").write_bytes(b"")  # as a loss of power may leave a file
    put(store, samples[1])
    publish(store.view(), out)
    assert replica.update()
    assert read(tmp_path / "held", every_quad)[:2] == (store.version, every_quad(store.view()))


def test_what_is_held_stays_whole_where_fetching_anew_breaks_off(
    store: Store, out: Path, tmp_path: Path, samples: Any, put: Any, every_quad: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(store.view(), out)
    replica = Replica(str(out), tmp_path / "held")
    replica.update()
    before = read(tmp_path / "held", every_quad)
    (tmp_path / "held" / "replica.json").write_bytes(b"")
    put(store, samples[1])
    publish(store.view(), out)

    def full(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
        yield from islice(quads(lines), 100)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    quads = following._quads
    with monkeypatch.context() as patched:
        patched.setattr(following, "_quads", full)
        with pytest.raises(StoreFull):
            replica.update()
    assert read(tmp_path / "held", every_quad) == before
    assert replica.update()
    assert read(tmp_path / "held", every_quad)[:2] == (store.version, every_quad(store.view()))


def test_what_was_removed_is_gone_from_one_that_is_fetched_anew_too(
    store: Store, out: Path, tmp_path: Path, samples: Any, put: Any
) -> None:
    put(store, samples[1])
    publish(store.view(), out)
    store.writer().delete(f"{BASE}announcement/{samples[0][1].id}")
    publish(store.view(), out)
    Replica(str(out), tmp_path / "held").update()  # from the snapshot, which has it, and what changed since
    for name, kept in (("texts", store.archive), ("records", store.records)):
        assert {file.stem for file in (tmp_path / "held" / name).rglob("*.*")} == set(kept.digests())


def test_a_replica_whose_disk_is_full_says_so_and_goes_on_once_there_is_room(
    store: Store, out: Path, tmp_path: Path, samples: Any, put: Any, every_quad: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(store.view(), out)
    replica = Replica(str(out), tmp_path / "held")
    replica.update()
    put(store, samples[1])
    publish(store.view(), out)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(EmbeddedBackend, "apply", full)
        with pytest.raises(StoreFull, match="no space is left"):  # any other error would end the thread that follows
            replica.update()
    assert replica.update()
    assert read(tmp_path / "held", every_quad)[:2] == (store.version, every_quad(store.view()))


def test_a_folder_that_cannot_be_written_is_named(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="file/published"):
        publish(store.view(), tmp_path / "file" / "published")


def test_half_files_of_a_publisher_that_was_killed_are_swept(store: Store, out: Path, samples: Any, put: Any) -> None:
    publish(store.view(), out)
    halves = [out / f"{name}.4711.part" for name in ("snapshot-0123.nq.gz", "delta-0123-added.nq.gz", "manifest.json")]
    others = [out / "index.html", out / "film.part"]
    for path in (*halves, *others):
        path.write_bytes(b"")
    put(store, samples[1])
    publish(store.view(), out)
    assert [path.exists() for path in (*halves, *others)] == [False] * 3 + [True] * 2


def test_a_manifest_does_not_lead_out_of_its_folder(store: Store, out: Path, tmp_path: Path) -> None:
    publish(store.view(), out)
    manifest = json.loads((out / "manifest.json").read_text())
    manifest["snapshot"]["added"]["name"] = "../elsewhere"
    (out / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(StoreUnavailable, match="no file of its own"):
        Replica(str(out), tmp_path / "held").update()


def test_a_store_that_is_written_meanwhile_is_not_published(store: Store, out: Path) -> None:
    with pytest.raises(StoreLocked, match="written while"):
        publish(store.view(), out, is_current=lambda: False)
    assert not (out / "manifest.json").exists()


def test_old_snapshots_are_swept(store: Store, out: Path, samples: Any, put: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(publishing, "_MOST_DELTAS", 0)
    for read_one in (samples[1], samples[2]):
        publish(store.view(), out)
        put(store, read_one)
    publish(store.view(), out)
    assert len(list(out.glob("snapshot-*.nq.gz"))) == 2


def test_a_served_replica_follows_and_tells_its_age(tmp_path: Path, samples: Any, put: Any, out: Path) -> None:
    source = tmp_path / "store"

    def run(*words: str | Path) -> str:
        command = [sys.executable, "-m", "crackdown", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout

    with Store.open(source) as store:
        put(store, samples[0])
    assert "a snapshot and 0 deltas" in run("replica", "publish", out, "--store", source)
    command = [sys.executable, "-m", "crackdown", "serve", "--replica-of", str(out), "--store", str(tmp_path / "held")]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as serving:
        assert serving.stdout
        lines = [serving.stdout.readline() for _ in range(3)]
        try:
            assert lines[0].startswith("Replica of")
            endpoint = lines[2].split()[-1]
            query = f"{endpoint}?format=csv&query=SELECT%20%3Fa%20%7B%20%3Fa%20a%20crk%3AAnnouncement%20%7D"
            with urllib.request.urlopen(query, timeout=90) as answer:
                assert answer.headers["Crackdown-Published-At"]
                assert len(answer.read().split()) == 2
            with Store.open(source) as store:
                put(store, samples[1])
            run("replica", "publish", out, "--store", source)
            until, found = time.monotonic() + 90, 0
            while found != 3 and time.monotonic() < until:
                time.sleep(0.5)
                with urllib.request.urlopen(query, timeout=90) as answer:
                    found = len(answer.read().split())
            assert found == 3
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(timeout=90)


def test_a_store_that_is_held_is_looked_at_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from crackdown.commands import replica_commands

    endings = [StoreLocked("a load runs on"), KeyboardInterrupt()]

    def end(_place: object, _folder: object) -> str:
        raise endings.pop(0)

    monkeypatch.setattr(replica_commands, "publish_once", end)
    with pytest.raises(KeyboardInterrupt):
        replica_commands.publish(tmp_path, str(tmp_path / "store"), every=0.01)
    assert "a load runs on; looking again in 0.01 s" in capsys.readouterr().err
