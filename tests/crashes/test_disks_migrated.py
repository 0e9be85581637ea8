"""A migration that finds its disk full."""

from __future__ import annotations

import subprocess

from tests.crashes.test_disks import run
from tests.graph.migration.conftest import files_of, unpack_into


def test_a_migration_that_finds_the_disk_full_leaves_the_old_store_and_goes_on_once_there_is_room(disk):
    subprocess.run(["mount", "-o", "remount,size=100m", disk], check=True)
    store = unpack_into(disk / "store", 2)
    before, ballast = files_of(store), disk / "ballast"
    used = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
    subprocess.run(["mount", "-o", f"remount,size={used + (9 << 20)}", disk], check=True)
    ballast.write_bytes(bytes(4 << 20))
    full = run("migrate", "--store", store)
    assert full.returncode == 2, full.stdout
    assert "no space is left" in full.stderr
    assert "Traceback" not in full.stderr
    assert files_of(store) == before
    ballast.unlink()
    subprocess.run(["mount", "-o", "remount,size=300m", disk], check=True)
    again = run("migrate", "--store", store)
    assert again.returncode == 0, again.stderr
    assert "7 announcements" in again.stdout
    assert files_of(store / "layout-2") == {**before, "format": b"2\n"}
    assert run("query", "ASK { ?a a crk:Announcement }", "--store", store).returncode == 0
