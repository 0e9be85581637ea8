"""The store as a whole: loading, loading again, deleting, locks, crashes and full disks."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from crackdown.errors import InputError, NotFound, StoreFull, StoreLocked, StoreUnavailable
from crackdown.graph.storage.folder import FORMAT
from crackdown.graph.storage.oxigraph import store_errors
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from crackdown.graph.term import iri
from crackdown.ontology.terms import crk

A = "https://w3id.org/crackdown/announcement/kh-gdi-2026-02-09-en"


def default_graph(store: Store) -> set[str]:
    return {str(quad.triple) for quad in store.engine.quads_for_pattern(None, None, None, ox.DefaultGraph())}


def test_loading_again_changes_nothing(store: Store, announce, put_into) -> None:
    first, version = put_into(store, announce()), store.version
    assert (first, put_into(store, announce()), store.version) == ("added", "unchanged", version)


def test_a_changed_text_replaces_the_whole_graph(store: Store, announce, put_into) -> None:
    put_into(store, announce())
    change = put_into(store, announce(persons=429))
    assert change == "changed"
    assert not store.view().ask(f"ASK {{ {{ ?s ?p 428 }} UNION {{ GRAPH <{A}> {{ ?s ?p 428 }} }} }}")
    assert "429" in (store.view().text(A) or "")


def test_deleting_leaves_no_trace(store: Store, announce, put_into) -> None:
    before = default_graph(store), set(store.engine.named_graphs())
    put_into(store, announce())
    store.writer().delete(A)
    assert (default_graph(store), set(store.engine.named_graphs())) == before
    assert store.view().text(A) is None


def test_deleting_one_of_two_leaves_what_the_other_says(store: Store, announce, put_into) -> None:
    put_into(store, announce("b", persons=77))
    before = default_graph(store)
    put_into(store, announce())
    store.writer().delete(A)
    assert default_graph(store) == before


def test_deleting_what_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(NotFound, match="no announcement"):
        store.writer().delete(A)


def test_one_id_from_two_places_is_two_announcements(store: Store, announce, put_into) -> None:
    put_into(store, announce(), origin="one")
    put_into(store, announce(persons=429), origin="two")
    assert store.view().ask(f"ASK {{ GRAPH <{A}> {{ ?s ?p ?o }} GRAPH <{A}-2> {{ ?t ?q ?r }} }}")


def test_one_origin_is_one_announcement_whatever_its_id(store: Store, announce, put_into) -> None:
    put_into(store, announce(), origin="one")
    assert put_into(store, announce("renamed", persons=429), origin="one") == "changed"
    assert not store.view().ask("ASK { GRAPH <https://w3id.org/crackdown/announcement/renamed> { ?s ?p ?o } }")


def test_two_texts_from_standard_input_are_two_announcements(store: Store, announce, put_into) -> None:
    assert put_into(store, announce("one"), origin="-") == put_into(store, announce("two"), origin="-") == "added"


def test_two_announcements_of_one_operation_share_it(store: Store, announce, put_into) -> None:
    put_into(store, announce("a"))
    put_into(store, announce("b"))
    operation = iri("https://w3id.org/crackdown/operation/kh-2026-02-08-deportation-428")
    assert len(store.view().select(f"SELECT ?a {{ ?a <{crk.reports}> ?operation }}", operation=operation)) == 2


def test_every_store_knows_countries_and_concepts(store: Store) -> None:
    assert store.view().ask('ASK { ?c <https://w3id.org/crackdown/ontology#isoCode> "KH" ; ?label "កម្ពុជា"@km }')
    assert store.view().ask("ASK { <https://w3id.org/crackdown/vocab/kind/raid> ?label ?text }")


def test_a_blank_node_gets_the_same_iri_every_time(store: Store) -> None:
    trig = b"<https://example.org/g> { <https://example.org/a> <https://example.org/b> [ <https://example.org/c> 1 ] }"
    assert [store.writer().put_graphs(trig) for _ in range(2)] == [True, False]


@pytest.mark.parametrize("trig", [b"<https://example.org/g> {", b"<https://e.org/a> <https://e.org/b> 1 ."])
def test_trig_that_cannot_be_loaded_is_refused(store: Store, trig: bytes) -> None:
    with pytest.raises(InputError):
        store.writer().put_graphs(trig)


def test_threads_lose_no_writes(store: Store, announce, put_into) -> None:
    threads = [threading.Thread(target=put_into, args=(store, announce(f"t{n}"))) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = default_graph(store)
    store.rebuild()
    assert kept == default_graph(store)
    assert len(store.view().select("SELECT ?a { ?a a <https://w3id.org/crackdown/ontology#Announcement> }")) == 12


# On disk


def test_a_store_reopened_is_as_it_was(tmp_path: Path, announce, put_into) -> None:
    with Store.open(tmp_path / "s") as store:
        put_into(store, announce())
        before, version = default_graph(store), store.version
    with Store.open(tmp_path / "s") as store:
        assert (default_graph(store), store.version) == (before, version)
        assert put_into(store, announce()) == "unchanged"
        assert store.view().text(A)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "s")
    view = store.view()
    store.close()
    with pytest.raises(StoreUnavailable, match="was closed"):
        view.ask("ASK {}")


def test_a_store_in_use_names_its_folder(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s"), pytest.raises(StoreLocked, match=r"/s is in use"):
        Store.open(tmp_path / "s", wait_seconds=0)


def test_who_may_not_ask_a_locked_store_is_told_how_to_ask_a_copy(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s"), pytest.raises(StoreLocked, match="meanwhile ask a copy: crackdown backup"):
        Snapshot.take(tmp_path / "s", wait_seconds=0)


def test_waiting_for_a_store_gets_it_once_it_is_free(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "s")
    threading.Timer(0.2, store.close).start()
    Store.open(tmp_path / "s", wait_seconds=10).close()


def test_a_missing_store_is_not_made_where_it_must_exist(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="no store at"):
        Store.open(tmp_path / "s", create=False)
    assert not (tmp_path / "s").exists()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(StoreUnavailable, match="something else"):
        Store.open(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("x")
    with pytest.raises(StoreUnavailable, match="is a file"):
        Store.open(tmp_path / "s", wait_seconds=0)


def test_another_layout_is_refused(tmp_path: Path) -> None:
    Store.open(tmp_path / "s").close()
    (tmp_path / "s" / "format").write_text("99")
    with pytest.raises(StoreUnavailable, match=r"layout '99'.*too old"):
        Store.open(tmp_path / "s", wait_seconds=0)


def test_a_place_that_cannot_be_written_is_unavailable() -> None:
    with pytest.raises(StoreUnavailable, match="/proc/nothing"):
        Store.open(Path("/proc/nothing"))


@pytest.mark.parametrize(
    "message", ["IO error: No space left on device: While appending to file", "Disk quota exceeded"]
)
def test_a_full_disk_is_told_as_such(message: str) -> None:
    with pytest.raises(StoreFull, match="no space"), store_errors(Path("s")):
        raise OSError(message)


def test_a_full_disk_is_told_by_its_number() -> None:
    with pytest.raises(StoreFull), store_errors(Path("s")):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("content", [b"forged", b"\xff\x00 no text at all"])
def test_a_text_altered_on_the_disk_is_not_shown(tmp_path: Path, announce, put_into, content: bytes) -> None:
    with Store.open(tmp_path / "s") as store:
        put_into(store, announce())
        (file,) = (tmp_path / "s" / "texts").rglob("*.txt")
        file.write_bytes(content)
        with pytest.raises(StoreUnavailable, match="was altered"):
            store.view().text(A)
        text = put_into(store, announce()) and store.view().text(A)  # loaded again, as the message says
    assert text
    assert hashlib.sha256(text.encode()).hexdigest() == file.stem


def test_only_texts_of_announcements_and_of_their_earlier_versions_are_kept(tmp_path: Path, announce, put_into) -> None:
    texts = tmp_path / "s" / "texts"
    with Store.open(tmp_path / "s") as store:
        put_into(store, announce())
        put_into(store, announce(persons=429))
        assert len(list(texts.rglob("*.txt"))) == 2
        store.writer().delete(A)
        assert list(texts.rglob("*.txt")) == []


def test_a_text_that_two_announcements_share_outlives_one_of_them(tmp_path: Path, announce, put_into) -> None:
    with Store.open(tmp_path / "s") as store:
        put_into(store, announce("one"))
        put_into(store, announce("two"))
        store.writer().delete("https://w3id.org/crackdown/announcement/one")
        assert store.view().text("https://w3id.org/crackdown/announcement/two")


def test_an_interrupted_rebuild_is_done_again(tmp_path: Path, announce, put_into) -> None:
    with Store.open(tmp_path / "s") as store:
        put_into(store, announce())
        before = default_graph(store)
        store.engine.update("CLEAR DEFAULT")
        (tmp_path / "s" / "rebuilding").touch()
    with Store.open(tmp_path / "s") as store:
        assert default_graph(store) == before


def test_an_older_reference_is_replaced(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        before = default_graph(store)
        store.writer().put_graphs(
            b"<https://w3id.org/crackdown/graph/reference> { <https://e.org/a> <https://e.org/b> 1 }"
        )
    (tmp_path / "s" / "reference").write_text("an older version")
    with Store.open(tmp_path / "s") as store:
        assert default_graph(store) == before


LOADER = """
import importlib.util, sys
from pathlib import Path
from crackdown.graph.storage.store import Store
spec = importlib.util.spec_from_file_location("conftest", sys.argv[2])
conftest = importlib.util.module_from_spec(spec)
spec.loader.exec_module(conftest)
with Store.open(Path(sys.argv[1])) as store:
    for number in range(10_000):
        conftest.put(store, conftest.tell(f"n{number}", persons=number + 100))
        print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX thing")
def test_a_killed_load_leaves_whole_announcements_and_no_lock(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", LOADER, str(tmp_path / "s"), str(Path(__file__).with_name("conftest.py"))]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    assert process.stdout
    for _ in range(5):
        assert process.stdout.readline()
    time.sleep(0.03)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with Store.open(tmp_path / "s") as store:
        kept = default_graph(store)
        sizes = {
            len(list(store.engine.quads_for_pattern(None, None, None, graph)))
            for graph in store.engine.named_graphs()
            if "/announcement/" in graph.value
        }
        store.rebuild()
        assert default_graph(store) == kept
        assert len(sizes) == 1


def test_opening_rewrites_nothing(tmp_path):
    """What another process reads while it waits for the lock is never a half-written file."""
    Store.open(tmp_path / "s").close()
    before = {name: (tmp_path / "s" / name).stat() for name in ("format", "base", "version")}
    Store.open(tmp_path / "s").close()
    after = {name: (tmp_path / "s" / name).stat() for name in before}
    assert {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in before.items()} == {
        name: (stat.st_ino, stat.st_mtime_ns) for name, stat in after.items()
    }


@pytest.mark.parametrize("made", [["lock"], ["lock", "format.17.part"], ["lock", "texts", "records", "base"]])
def test_a_store_whose_making_was_cut_short_is_made_whole(tmp_path, made):
    folder = tmp_path / "s"
    Store.open(folder).close()
    for entry in [*folder.iterdir()]:
        if entry.name not in made:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    for name in made:
        if name.endswith(".part"):
            (folder / name).write_text("")
    Store.open(folder).close()
    assert (folder / "format").read_text().strip() == FORMAT
    assert not [*folder.glob("*.part")]


def test_a_folder_with_a_lock_of_its_own_is_not_taken_for_a_store(tmp_path):
    (tmp_path / "lock").write_text("")
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(StoreUnavailable, match="something else"):
        Store.open(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letters.txt", "lock"]


def test_an_older_layout_says_what_to_do(tmp_path):
    Store.open(tmp_path / "s").close()
    (tmp_path / "s" / "format").write_text("1\n")
    with pytest.raises(StoreUnavailable, match=r"older version.*crackdown migrate --store"):
        Store.open(tmp_path / "s")


def test_what_a_killed_process_left_in_the_archive_is_removed(tmp_path, announce, put_into):
    with Store.open(tmp_path / "s") as store:
        put_into(store, announce())
        store.archive.write("withdrawn, and killed before it was removed")
    (tmp_path / "s" / "texts" / "half.txt.7.part").write_text("half")
    (tmp_path / "s" / "unfinished").touch()
    with Store.open(tmp_path / "s") as store:
        assert store.view().text(A)
    assert len([path for path in (tmp_path / "s" / "texts").rglob("*") if path.is_file()]) == 1
    assert not (tmp_path / "s" / "unfinished").exists()


def test_a_transaction_is_synced_before_its_version(tmp_path, announce, put_into, monkeypatch):
    """At a loss of power the log is on the disk before anything says that the announcement is stored."""
    synced = []
    sync = os.fsync

    def note(handle):
        synced.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        sync(handle)

    if not Path("/proc/self/fd").exists():
        pytest.skip("needs /proc")
    with Store.open(tmp_path / "s") as store:
        monkeypatch.setattr(os, "fsync", note)
        put_into(store, announce())
    logs = [place for place, name in enumerate(synced) if name.endswith(".log")]
    versions = [place for place, name in enumerate(synced) if name.startswith("version.")]
    assert versions[0] < logs[0] < versions[1]


def test_a_withdrawn_text_is_gone_though_the_process_was_killed_before_it_removed_it(tmp_path, announce, put_into):
    """The transaction is through, the text not yet removed: the next to open the store does it."""
    with Store.open(tmp_path / "s") as store:
        put_into(store, announce())
    with Store.open(tmp_path / "s") as store:
        store.archive.remove = store.records.remove = lambda _: None  # type: ignore[method-assign]
        store.backend.close = lambda: None  # type: ignore[method-assign]  a killed process closes nothing
        store.writer().delete(A)
        backend, store.backend = store.backend, None  # type: ignore[assignment]
        backend.flush()
        backend._folder.release()
        backend._engine = None
        store.backend = backend
    assert (tmp_path / "s" / "unfinished").exists()
    Store.open(tmp_path / "s").close()
    assert [path for path in (tmp_path / "s").rglob("*.txt") if path.parts[-3] == "texts"] == []


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(
        StoreUnavailable, match=rf"cannot be used as a store: {tmp_path}/file.*: Not a directory; check"
    ):
        Store.open(tmp_path / "file" / "store")
