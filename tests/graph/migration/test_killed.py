"""A migration that dies, at any step, leaves the old store or the new one, whole; the same call goes on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crackdown.commands.migration_commands import read_anew
from crackdown.errors import StoreFull, StoreUnavailable
from crackdown.graph.migration import migrate as migrating
from crackdown.graph.migration import swapping
from crackdown.graph.migration.swapping import complete_swap, layout_of
from crackdown.graph.storage.folder import FORMAT
from crackdown.graph.storage.read_only import copy_graph
from crackdown.graph.storage.store import Store
from tests.graph.migration.conftest import files_of, lines_of, unpack_into

ROOT = Path(__file__).parents[3]
STEPS = 15  # of a swap: three marks, eleven renames, one removal


class Died(BaseException):
    """Nothing after this is done: what catches it does not write."""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Make a store whose new one is built, and the swap not begun; with its files, and with what it is to become."""
    place = tmp_path_factory.mktemp("built")
    store = unpack_into(place / "store", 2)

    def stop(*_):
        raise Died

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrating, "swap", stop)
        with pytest.raises(Died):
            migrating.migrate(store, read_anew)
    shutil.copytree(store, place / "whole")
    migrating.migrate(place / "whole", read_anew)
    return store, files_of(store), lines_of(place / "whole")


@pytest.mark.parametrize("step", range(1, STEPS + 2))
def test_a_swap_that_dies_at_any_step(built, step, tmp_path, monkeypatch):
    """Each step is one change of the disk: a mark, a rename, a removal. The last number is past the end."""
    untouched, before, after = built
    store = tmp_path / "store"
    shutil.copytree(untouched, store)
    left = [step]

    def counted(whole):
        def dying(*arguments, **named):
            left[0] -= 1
            if not left[0]:
                raise Died
            return whole(*arguments, **named)

        return dying

    with monkeypatch.context() as patch:
        patch.setattr(swapping, "write_durably", counted(swapping.write_durably))
        patch.setattr(Path, "rename", counted(Path.rename))
        patch.setattr(shutil, "rmtree", counted(shutil.rmtree))
        try:
            migrating.migrate(store, read_anew)
        except Died:
            assert step <= STEPS
        else:
            assert step == STEPS + 1, "there are more steps than are tested, or fewer"
    if layout_of(store) == "2":
        assert files_of(store) == before
        with pytest.raises(StoreUnavailable, match="crackdown migrate"):
            Store.open(store)
        migrating.migrate(store, read_anew)
    assert lines_of(store) == after
    assert layout_of(store) == FORMAT
    old = {name: content for name, content in files_of(store / "layout-2").items() if name != "format"}
    assert old == {name: content for name, content in before.items() if name != "format"}
    assert not (store / "migrating").exists()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize(("kind", "number"), [("commit", 4), ("commit", 9), ("write", 2), ("rename", 4), ("write", 3)])
def test_a_process_that_is_killed(built, older, kind, number):
    store, (_, _, after) = older(2), built
    before = files_of(store)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), *sys.path]))}
    command = [sys.executable, "-m", "tests.graph.migration.killed", store, kind, str(number)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    if layout_of(store) == "2":
        assert files_of(store) == before
        again = migrating.migrate(store, read_anew)
        assert again.announcements.total() == 7
        assert again.announcements["done before"] == {"commit": max(0, number - 3)}.get(kind, 7)
    assert lines_of(store) == after


def test_where_nothing_can_be_written_half_a_swap_is_refused(built, tmp_path):
    """A reader of such a disk copies the graph, and must not copy the old one under the new one's name."""
    store = tmp_path / "store"
    shutil.copytree(built[0], store)
    (store / "format").write_text(f"2>{FORMAT}\n")
    with pytest.raises(StoreUnavailable, match=r"middle of a migration.*crackdown migrate"):
        copy_graph(store, wait_seconds=0)


def test_a_new_store_of_another_state_of_the_old_one_is_made_again(built, tmp_path):
    """The older version wrote on between two attempts."""
    store = tmp_path / "store"
    shutil.copytree(built[0], store)
    (store / "version").write_text("0" * 32)
    assert migrating.migrate(store, read_anew).announcements == {"as kept": 7}


def test_a_disk_that_is_full_at_the_swap_leaves_the_old_store(built, tmp_path, monkeypatch):
    store = tmp_path / "store"
    shutil.copytree(built[0], store)

    def full(*_arguments, **_named):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(swapping, "write_durably", full)
        with pytest.raises(StoreFull):
            migrating.migrate(store, read_anew)
    assert files_of(store) == built[1]
    migrating.migrate(store, read_anew)
    complete_swap(store)
    assert lines_of(store) == built[2]
