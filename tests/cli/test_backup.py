"""`crackdown backup`, `restore`, `verify` and `rebuild`, as a person runs them."""

import json
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crackdown.console import backing_up
from crackdown.console.checking import FindingFormat
from crackdown.errors import InputError, StoreUnavailable
from crackdown.graph.backup import packing, restoring
from crackdown.graph.backup.freezing import frozen
from crackdown.graph.storage.folder import FORMAT
from crackdown.loaders.collecting.state import State
from crackdown.loaders.fetching.answers import Answer
from crackdown.loaders.originals import Originals


@pytest.fixture
def folder(sample_store: Path, tmp_path: Path) -> Path:
    shutil.copytree(sample_store, tmp_path / "store")
    return tmp_path / "store"


def test_the_whole_way_there_and_back(run, sample_store, tmp_path):
    file, new = tmp_path / "backup.tar.gz", tmp_path / "new"
    made = run("backup", file, "--store", sample_store)
    assert made.returncode == 0, made.stderr
    assert "3 announcements" in made.stderr
    assert "tokens are not in it" in made.stderr
    again = run("backup", file, "--store", sample_store)
    assert again.returncode == 2
    assert "--force" in again.stderr
    restored = run("restore", file, "--store", new)
    assert restored.returncode == 0, restored.stderr
    exports = [run("export", "nquads", "--store", place).stdout for place in (sample_store, new)]
    assert exports[0] == exports[1]
    verified = run("verify", file)
    assert (verified.returncode, verified.stdout) == (0, ""), verified.stderr
    assert "0 problems" in verified.stderr


def test_what_is_wrong_is_told_in_lines_for_programs(run, folder):
    text = sorted((folder / "texts").rglob("*.txt"))[0]
    text.write_bytes(text.read_bytes() + b"?")
    done = run("verify", "--store", folder, "--format", "jsonl")
    assert done.returncode == 1, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    (problem,) = [one for one in told if not one["is_note"]]
    assert (problem["check"], problem["where"], problem["expected"]) == ("text", str(text), text.stem)
    assert problem.keys() == {"check", "where", "found", "expected", "remedy", "is_note"}


def test_that_originals_are_missing_is_told_and_those_of_another_folder_are_taken(run, folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    with Originals.open(tmp_path / "elsewhere", writes=True) as originals, closing(State(folder)):
        address = "https://police.example/1"
        at = datetime(2026, 2, 10, tzinfo=UTC)
        page = Answer(address, address, at, 200, "OK", (), (("Content-Type", "text/plain"),), b"Five were freed.")
        originals.add(page, source="test", role="page")
    made = run("backup", tmp_path / "without.tar.gz", "--store", folder)
    assert made.returncode == 0, made.stderr
    assert "name that folder with --originals" in made.stderr
    made = run("backup", tmp_path / "with.tar.gz", "--store", folder, "--originals", tmp_path / "elsewhere")
    assert made.returncode == 0, made.stderr
    assert "the originals of sources" not in made.stderr
    verified = run("verify", tmp_path / "with.tar.gz")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    none = run("backup", tmp_path / "none.tar.gz", "--store", folder, "--originals", folder)
    assert none.returncode == 2
    assert "no originals here" in none.stderr


def test_a_damaged_store_is_backed_up_and_told_and_its_backup_verified_by_its_own_name(folder, tmp_path, capsys):
    text = sorted((folder / "texts").rglob("*.txt"))[0]
    text.write_bytes(text.read_bytes() + b"?")
    file = tmp_path / "backup.tar.gz"
    assert backing_up.write_backup(folder, str(file), force=False) == 1
    assert text.name in capsys.readouterr().err
    assert backing_up.verify_backup(file, FindingFormat.jsonl) == 1
    problems = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert problems[0]["where"] == f"{file}/texts/{text.parent.name}/{text.name}"


def test_a_cut_backup_is_a_problem_of_its_own(folder, tmp_path, capsys):
    file = tmp_path / "backup.tar.gz"
    backing_up.write_backup(folder, str(file), force=False)
    file.write_bytes(file.read_bytes()[:-9])
    assert backing_up.verify_backup(file, FindingFormat.text) == 1
    assert f"backup: {file}: it is cut" in capsys.readouterr().out


@pytest.mark.parametrize("before", [None, b"an older one"])
def test_ctrl_c_leaves_no_half_backup(folder, tmp_path, monkeypatch, before):
    file = tmp_path / "backup.tar.gz"
    if before:
        file.write_bytes(before)

    def interrupted(_held, out, *_):
        out.write(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr("crackdown.graph.backup.packing.pack", interrupted)
    with pytest.raises(KeyboardInterrupt):
        backing_up.write_backup(folder, str(file), force=True)
    assert (file.read_bytes() if file.exists() else None) == before
    assert not file.with_name("backup.tar.gz.part").exists()
    assert list((folder / "snapshots").iterdir()) == []


def test_ctrl_c_leaves_no_half_store(folder, tmp_path, monkeypatch):
    backing_up.write_backup(folder, str(tmp_path / "backup.tar.gz"), force=False)

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "_write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        backing_up.read_backup(tmp_path / "backup.tar.gz", str(tmp_path / "new"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.tar.gz", "store"]


def test_a_backup_goes_through_a_pipe(command, folder, tmp_path):
    import subprocess

    with (tmp_path / "backup.tar.gz").open("wb") as out:
        subprocess.run(command("backup", "-", "--store", folder), stdout=out, check=True, timeout=120)
    backing_up.read_backup(tmp_path / "backup.tar.gz", str(tmp_path / "new"))
    assert (tmp_path / "new" / "format").exists()


def test_a_backup_of_an_older_layout_is_restored_and_told_what_brings_it_up_to_date(folder, tmp_path, capsys):
    (file, new), old = (tmp_path / "backup.tar.gz", tmp_path / "new"), str(int(FORMAT) - 1)
    with frozen(folder) as held, file.open("wb") as out:
        packing.pack(replace(held, layout=old), out, "crackdown")
    with pytest.raises(StoreUnavailable, match=f"it is whole, and of layout {old}, .*crackdown migrate"):
        backing_up.verify_backup(file, FindingFormat.text)
    backing_up.read_backup(file, str(new))
    assert f"crackdown migrate --store {new}" in capsys.readouterr().err


def test_a_folder_is_no_place_for_a_backup(folder, tmp_path):
    with pytest.raises(InputError, match=r"is a folder; name a file in it"):
        backing_up.write_backup(folder, str(tmp_path), force=True)


def test_an_endpoint_is_backed_up_by_its_own_means():
    from crackdown.graph.remote.address import parse_place

    with pytest.raises(InputError, match="is an endpoint"):
        backing_up.write_backup(parse_place("https://example.org/sparql"), "backup.tar.gz", force=False)


def test_a_rebuild_says_that_it_is_done(run, folder):
    done = run("rebuild", "--store", folder)
    assert done.returncode == 0, done.stderr
    assert "built anew" in done.stderr
