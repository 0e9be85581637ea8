"""A backup holds all of a store, is whole or not there, and gives back what it was made of; a forged one is refused.

`folder` is a store on the disk with two announcements, a judgement, an audit log and a watch.
"""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import shutil
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crackdown.errors import DamagedBackup, InputError, StoreUnavailable
from crackdown.graph.backup import freezing, packing
from crackdown.graph.backup.freezing import frozen
from crackdown.graph.backup.manifest import MANIFEST
from crackdown.graph.backup.packing import Packed, pack
from crackdown.graph.backup.reading import check
from crackdown.graph.backup.restoring import restore
from crackdown.graph.export.nquads import write as write_nquads
from crackdown.graph.export.source import Source
from crackdown.graph.identity.index import iter_members
from crackdown.graph.storage.audit import AuditLog
from crackdown.graph.storage.folder import READ_BEFORE
from crackdown.graph.storage.on_disk import FOLDER as KEPT
from crackdown.graph.storage.store import Store
from crackdown.graph.verifying.verification import verifying

Kept = tuple[list[str], dict[str, bytes]]


def back_up(store: Path, file: Path) -> Packed:
    with frozen(store) as held, file.open("wb") as out:
        return pack(held, out, "crackdown test")


def contents(folder: Path) -> Kept:
    """Return all quads of a store, and all files beside them but those that each store has of its own."""
    with Store.open(folder) as store:
        quads = sorted(map(str, store.engine.quads_for_pattern(None, None, None, None)))
    own = ("version", "lock", "graph/", "snapshots/", "changes.jsonl")
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return quads, {name: path.read_bytes() for name, path in paths.items() if not name.startswith(own)}


def exported(folder: Path) -> bytes:
    out = io.BytesIO()
    with Store.open(folder) as store:
        write_nquads(Source(store.view()), out)
    return out.getvalue()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, announce, put_into) -> Path:
    place = tmp_path_factory.mktemp("made") / "store"
    with Store.open(place) as store:
        put_into(store, announce("a"))
        put_into(store, announce("b", persons=77, official="Sok Daravuth"))
        officials = sorted(member for member, _ in iter_members(store.engine) if "/official/" in member)
        store.writer().judge(officials[0], officials[1], "different", by="tester")
    AuditLog(place).write("announcement", name="a")
    (place / "watches" / "raids" / "hits").mkdir(parents=True)
    (place / "watches" / "raids" / "state.json").write_text("{}")
    (place / "watches" / "raids" / "hits" / "000001.json").write_text("{}")
    back_up(place, place.with_name("backup.tar.gz"))
    return place


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def backup(folder: Path, made: Path, tmp_path: Path) -> Path:
    shutil.copyfile(made.with_name("backup.tar.gz"), tmp_path / "backup.tar.gz")
    return tmp_path / "backup.tar.gz"


def test_a_restored_store_is_the_one_that_was_backed_up(folder, backup, tmp_path):
    restore(backup, tmp_path / "new")
    assert contents(tmp_path / "new") == contents(folder)


def test_the_manifest_counts_what_is_there(folder, backup):
    counts = check(backup).counts
    with Store.open(folder) as store:
        assert counts == {
            "announcements": 2, "quads": len(store.engine), "texts": 2, "records": 2, "originals": 0
        }  # fmt: skip


def test_a_graph_of_several_parts_comes_back(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "BYTES_A_PART", 100_000)
    packed = back_up(folder, tmp_path / "backup.tar.gz")
    assert sum(part.path.startswith("graph/") for part in packed.manifest.parts) > 3
    restore(tmp_path / "backup.tar.gz", tmp_path / "new")
    assert contents(tmp_path / "new") == contents(folder)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(30, 33), st.sampled_from(["Sok Dara", "Sok Darah"])), max_size=4
    ),
    withdrawn=st.sampled_from([None, "a", "b"]),
)
def test_what_is_exported_is_the_same_after_backup_and_restore(tmp_path_factory, announce, put_into, told, withdrawn):
    place = tmp_path_factory.mktemp("property")
    with Store.open(place / "store") as store:
        for name, persons, official in told:
            put_into(store, announce(name, persons=persons, official=official))
        if withdrawn in {name for name, *_ in told}:
            store.writer().delete(f"https://w3id.org/crackdown/announcement/{withdrawn}")
    back_up(place / "store", place / "backup.tar.gz")
    restore(place / "backup.tar.gz", place / "new")
    assert exported(place / "new") == exported(place / "store")
    assert contents(place / "new") == contents(place / "store")


def test_backups_made_while_announcements_come_and_go_are_each_a_whole_store(folder, tmp_path, announce, put_into):
    first = threading.Event()

    def write() -> None:
        with Store.open(folder) as store:
            for number in range(12):
                put_into(store, announce("a" if number % 3 else f"c{number}", persons=100 + number))
                first.set()
                if number % 4 == 0:
                    store.flush()

    writer = threading.Thread(target=write)
    writer.start()
    first.wait()
    made = 0
    while writer.is_alive() or not made:
        back_up(folder, tmp_path / f"{made}.tar.gz")
        made += 1
    writer.join()
    for number in range(made):
        restore(tmp_path / f"{number}.tar.gz", tmp_path / f"new-{number}")
        with verifying(tmp_path / f"new-{number}") as verification:
            assert [str(problem) for problem in verification.problems()] == []


def test_a_backup_needs_no_lock_and_leaves_nothing(folder, tmp_path):
    with Store.open(folder):
        back_up(folder, tmp_path / "backup.tar.gz")
    assert list((folder / "snapshots").iterdir()) == []


def test_what_is_no_part_of_a_store_is_left_out_and_named(folder, tmp_path):
    (folder / "tokens.txt").write_text("alice:" + "0" * 64)
    (folder / READ_BEFORE).write_bytes(b"")  # is made again, and so not named
    (folder / KEPT).mkdir()
    (folder / KEPT / "network.json").touch()
    with frozen(folder) as held:
        assert held.left_out == ("tokens.txt",)
    back_up(folder, tmp_path / "backup.tar.gz")
    with tarfile.open(tmp_path / "backup.tar.gz") as archive:
        assert not [name for name in archive.getnames() if "tokens" in name or "network" in name]


def test_originals_of_another_folder_come_back_in_the_store_s_own(folder, tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "crackdown-1.warc.gz").write_bytes(b"one")
    (elsewhere / "somebody else's.warc.gz").write_bytes(b"another")  # a name that no restored store takes
    for links in (os.link, forbidden):  # on the store's disk, on another
        monkeypatch.setattr(os, "link", links)
        with frozen(folder, elsewhere) as held:
            assert held.left_out == ("originals/somebody else's.warc.gz",)
            with (tmp_path / f"{links.__name__}.tar.gz").open("wb") as out:
                assert pack(held, out, "test").manifest.counts["originals"] == 1
        restored = tmp_path / f"restored-{links.__name__}"
        restore(tmp_path / f"{links.__name__}.tar.gz", restored)
        assert [(one.name, one.read_bytes()) for one in (restored / "originals").iterdir()] == [
            ("crackdown-1.warc.gz", b"one")
        ]


def forbidden(*_: object) -> None:
    raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))


def test_a_folder_without_originals_is_no_folder_of_originals(folder, tmp_path):
    with pytest.raises(InputError, match="no originals here"), frozen(folder, tmp_path / "nowhere"):
        pass


def test_a_line_of_the_audit_log_that_is_being_written_is_left_out(folder, tmp_path):
    whole = (folder / "audit.jsonl").read_bytes()
    (folder / "audit.jsonl").write_bytes(whole + b'{"at": "2026')
    back_up(folder, tmp_path / "backup.tar.gz")
    restore(tmp_path / "backup.tar.gz", tmp_path / "new")
    assert (tmp_path / "new" / "audit.jsonl").read_bytes() == whole


def test_damage_is_told_and_the_backup_is_made(folder, tmp_path):
    text, other = sorted((folder / "texts").rglob("*.txt"))
    text.write_bytes(text.read_bytes() + b".")
    other.unlink()
    packed = back_up(folder, tmp_path / "backup.tar.gz")
    assert len(packed.damaged) == 2
    assert any(text.name in told and "altered" in told for told in packed.damaged)
    assert any(other.name in told and "missing" in told for told in packed.damaged)


def test_there_is_no_backup_of_what_is_no_store(tmp_path):
    with pytest.raises(StoreUnavailable, match="there is no store"), frozen(tmp_path):
        pass


def test_a_folder_in_which_something_lies_is_refused(backup, tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "mine").touch()
    with pytest.raises(StoreUnavailable, match="not empty"):
        restore(backup, tmp_path / "new")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["mine"]


def test_an_empty_folder_is_taken(folder, backup, tmp_path):
    (tmp_path / "new").mkdir()
    restore(backup, tmp_path / "new")
    assert contents(tmp_path / "new") == contents(folder)


def test_what_a_killed_restore_has_left_is_taken_over(folder, backup, tmp_path):
    left = tmp_path / ".new.part" / "graph"
    left.mkdir(parents=True)
    (left / "000001.sst").write_bytes(b"half")
    restore(backup, tmp_path / "new")
    assert contents(tmp_path / "new") == contents(folder)
    assert not (tmp_path / ".new.part").exists()


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.9, 1.0])
def test_a_cut_backup_is_told_and_nothing_is_written(backup, tmp_path, share):
    whole = backup.read_bytes()
    backup.write_bytes(whole[: min(int(len(whole) * share), len(whole) - 1)])
    with pytest.raises(DamagedBackup, match="cut"):
        restore(backup, tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.tar.gz", "store"]


def test_a_cut_backup_is_told_by_its_member(backup, tmp_path):
    members = unpacked(backup)
    last = [name for name in members if name.startswith("texts/")][-1]
    data = gzip.decompress(backup.read_bytes())
    place = data.index(members[last]) + 10
    backup.write_bytes(gzip.compress(data[:place]))
    with pytest.raises(DamagedBackup, match=last):
        check(backup)


@pytest.mark.parametrize("kind", ["graph/", "texts/", "records/", "audit.jsonl", "watches/"])
def test_an_altered_part_is_told_by_its_name(backup, tmp_path, kind):
    members = unpacked(backup)
    name = next(name for name in members if name.startswith(kind))
    members[name] = members[name][:-2] + b"!\n"
    repacked(backup, members)
    with pytest.raises(DamagedBackup, match=name):
        restore(backup, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_missing_part_is_told_by_its_name(backup):
    members = unpacked(backup)
    name = next(name for name in members if name.startswith("records/"))
    del members[name]
    repacked(backup, members)
    with pytest.raises(DamagedBackup, match=f"{name} is missing"):
        check(backup)


@pytest.mark.parametrize(
    "name", ["texts/evil.txt", "../evil", "/etc/evil", "graph/../../evil", "format", "graph/1.sst"]
)
def test_a_member_that_has_no_place_in_a_store_is_refused(backup, tmp_path, name):
    repacked(backup, {name: b"evil", **unpacked(backup)})
    with pytest.raises(DamagedBackup, match="has no place in a store"):
        restore(backup, tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.tar.gz", "store"]


@pytest.mark.parametrize(
    "type_", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE]
)
def test_what_is_no_plain_file_is_refused(backup, tmp_path, type_):
    with tarfile.open(backup, "w:gz") as archive:
        entry = tarfile.TarInfo("audit.jsonl")
        entry.type, entry.linkname = type_, "/etc/passwd"
        archive.addfile(entry)
    with pytest.raises(DamagedBackup, match="no plain file"):
        restore(backup, tmp_path / "new")


def test_a_part_that_comes_twice_is_refused(backup):
    members = list(unpacked(backup).items())
    repacked(backup, [members[0], *members])
    with pytest.raises(DamagedBackup, match="twice"):
        check(backup)


@pytest.mark.skipif(os.name == "nt", reason="there are no such permissions")
def test_what_watches_hold_is_for_the_owner_alone(folder, tmp_path):
    umask = os.umask(0o022)
    try:
        with frozen(folder) as held, (tmp_path / "b.tar.gz").open("wb") as out:
            assert held.folder.stat().st_mode & 0o077 == 0
            pack(held, out, "test")
        restore(tmp_path / "b.tar.gz", tmp_path / "restored")
    finally:
        os.umask(umask)
    watches = tmp_path / "restored" / "watches"
    assert watches.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in watches.rglob("*") if path.is_file())


def test_a_part_behind_the_manifest_is_refused(backup):
    members = list(unpacked(backup).items())
    repacked(backup, [*members, ("audit.jsonl", b"")])
    with pytest.raises(DamagedBackup, match="stands after the manifest"):
        check(backup)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"version": 2}, "newer version"),
        *((change, "cannot be read") for change in ({"parts": [1]}, {"layout": 8}, {"counts": {}}, {"base": "é"})),
    ],
)
def test_a_manifest_of_another_kind_is_refused(backup, change, told):
    members = unpacked(backup)
    members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]) | change).encode()
    repacked(backup, members)
    with pytest.raises(DamagedBackup, match=told):
        check(backup)


def test_a_backup_of_a_newer_layout_is_refused(backup, tmp_path):
    members = unpacked(backup)
    members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]) | {"layout": "99"}).encode()
    repacked(backup, members)
    with pytest.raises(StoreUnavailable, match="too old for it"):
        restore(backup, tmp_path / "new")


def test_a_file_that_is_no_backup_is_refused(tmp_path):
    (tmp_path / "notes").write_text("no backup")
    with pytest.raises(DamagedBackup, match="this is no backup"):
        check(tmp_path / "notes")
    with pytest.raises(InputError, match="cannot be read"):
        check(tmp_path / "nothing")


def unpacked(backup: Path) -> dict[str, bytes]:
    read: Callable[[tarfile.TarFile, tarfile.TarInfo], bytes] = lambda one, entry: one.extractfile(entry).read()  # type: ignore[union-attr]  # noqa: E731
    with tarfile.open(backup) as archive:
        return {entry.name: read(archive, entry) for entry in archive}


def repacked(backup: Path, members: dict[str, bytes] | list[tuple[str, bytes]]) -> None:
    with tarfile.open(backup, "w:gz") as archive:
        for name, content in members.items() if isinstance(members, dict) else members:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


@pytest.mark.parametrize("mark", ["rebuilding", "pending"])
def test_a_change_on_the_way_is_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch, mark: str) -> None:
    """Files of the engine say nothing of it: a large patch is written beside its transactions."""
    monkeypatch.setattr(freezing, "_WAIT_SECONDS", 0.2)
    (folder / mark).touch()
    with pytest.raises(StoreUnavailable, match="in the middle of a change"), frozen(folder):
        pass
    (folder / mark).unlink()
    with frozen(folder) as held:
        assert (held.folder / "graph" / "CURRENT").is_file()


def test_a_change_that_begins_while_it_is_copied_has_it_copied_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies, copied = [], freezing._copied

    def begin(store: Path, into: Path) -> str | None:
        copies.append(into)
        if len(copies) == 1:
            (folder / "pending").touch()
        else:
            assert not (folder / "pending").exists()
        return copied(store, into)

    monkeypatch.setattr(freezing, "_copied", begin)
    monkeypatch.setattr(freezing.time, "sleep", lambda _: (folder / "pending").unlink(missing_ok=True))
    with frozen(folder):
        assert len(copies) == 2
