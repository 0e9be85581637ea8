"""A disk that is full, and one that can only be read: real file systems of a few MB, where they may be mounted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from crackdown.intake.loading import sample_folder


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "crackdown", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def test_a_load_that_finds_the_disk_full_says_so_and_goes_on_once_there_is_room(disk, tmp_path):
    (ballast := disk / "ballast").write_bytes(bytes(8 << 20))
    first = run("load", sample_folder(), "--store", disk / "store")
    assert first.returncode == 2, first.stdout
    assert "no space is left" in first.stderr
    assert "Traceback" not in first.stderr
    told = [line.split()[1] for line in first.stdout.splitlines() if line.startswith("added")]
    ballast.unlink()
    subprocess.run(["mount", "-o", "remount,size=300m", disk], check=True)
    again = run("load", sample_folder(), "--store", disk / "store")
    assert again.returncode == 0, again.stderr
    unchanged = {line.split()[1] for line in again.stdout.splitlines() if line.startswith("unchanged")}
    assert set(told) <= unchanged
    calm = run("load", sample_folder(), "--store", tmp_path / "calm")
    assert calm.returncode == 0
    assert size(disk / "store") == size(tmp_path / "calm")


def size(folder: Path) -> int:
    with Store.open(folder) as store:
        return len(store.engine)


def test_a_full_disk_leaves_no_half_export_and_no_half_release(disk, tmp_path):
    Store.open(tmp_path / "store").close()
    (disk / "ballast").write_bytes(bytes(23 << 20))
    for arguments in (("export", "nquads", "-o", disk / "graph.nq"), ("release", disk / "releases")):
        done = run(*arguments, "--store", tmp_path / "store")
        assert done.returncode == 2, done.stderr
        assert "No space left" in done.stderr
    assert not (disk / "graph.nq").exists()
    assert [path.name for path in disk.rglob("*") if path.name not in {"ballast", "releases", ".lock"}] == []


def test_a_store_on_a_disk_that_is_only_read_is_queried_and_not_written(disk):
    subprocess.run(["mount", "-o", "remount,size=100m", disk], check=True)
    assert run("load", sample_folder() / "kh-gdi-2026-02-08-en.txt", "--store", disk / "store").returncode == 0
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    asked = run("query", "ASK { ?a a crk:Announcement }", "--store", disk / "store")
    assert asked.returncode == 0, asked.stderr
    assert "true" in asked.stdout
    loaded = run("load", sample_folder(), "--store", disk / "store")
    assert (loaded.returncode, "can only be read" in loaded.stderr) == (2, True), loaded.stderr
    with Snapshot.take(disk / "store") as snapshot:
        copy = snapshot.folder
        assert snapshot.view.select("SELECT ?a { ?a a <https://w3id.org/crackdown/ontology#Announcement> }")
    assert not copy.exists()


def test_a_store_on_a_disk_that_is_only_read_is_verified_and_backed_up(disk, tmp_path):
    subprocess.run(["mount", "-o", "remount,size=100m", disk], check=True)
    assert run("load", sample_folder() / "kh-gdi-2026-02-08-en.txt", "--store", disk / "store").returncode == 0
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    verified = run("verify", "--store", disk / "store")
    assert (verified.returncode, verified.stdout) == (0, ""), verified.stderr
    made = run("backup", tmp_path / "backup.tar.gz", "--store", disk / "store")
    assert made.returncode == 0, made.stderr
    restored = run("restore", tmp_path / "backup.tar.gz", "--store", tmp_path / "new")
    assert restored.returncode == 0, restored.stderr
    assert size(tmp_path / "new") > 0


def test_a_full_disk_leaves_no_half_backup_and_no_half_store(disk, tmp_path):
    Store.open(tmp_path / "store").close()
    assert run("backup", tmp_path / "backup.tar.gz", "--store", tmp_path / "store").returncode == 0
    (disk / "ballast").write_bytes(bytes(24 << 20))
    made = run("backup", disk / "backup.tar.gz", "--store", tmp_path / "store")
    assert (made.returncode, "No space left" in made.stderr) == (2, True), made.stderr
    restored = run("restore", tmp_path / "backup.tar.gz", "--store", disk / "new")
    assert (restored.returncode, "no space is left" in restored.stderr.lower()) == (2, True), restored.stderr
    assert [path.name for path in disk.iterdir()] == ["ballast"]
