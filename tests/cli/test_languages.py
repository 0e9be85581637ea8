"""`crackdown languages`: the list, the check, a new language, and one kept outside the package."""

import json
import shutil

import pytest

from crackdown.loaders.checking.files import FILES
from crackdown.loaders.extraction.text.data import language_folder


@pytest.fixture
def elsewhere(tmp_path):
    """A folder of languages with one in it: Manx by name, French by its words, which makes it easy to read."""
    folder = shutil.copytree(str(language_folder("fr")), tmp_path / "languages" / "gv")
    lexicon = folder / "lexicon.yaml"
    lexicon.write_text(lexicon.read_text(encoding="utf-8").replace("language: fr", "language: gv"), encoding="utf-8")
    return folder.parent


def test_list_has_a_line_for_each_language(run):
    lines = run("languages").stdout.splitlines()
    assert lines[0].split("\t")[:4] == ["code", "language", "files", "examples"]
    assert any(line.startswith("km\tKhmer\t8\t") for line in lines)


def test_check_says_that_all_is_well(run):
    done = run("languages", "check", "de")
    assert (done.returncode, done.stdout) == (0, "")
    assert "all well" in done.stderr


def test_check_names_file_and_line_and_fails(run, elsewhere):
    path = elsewhere / "gv" / "patterns.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('list: "', 'list: "(', 1), encoding="utf-8")
    done = run("languages", "check", "gv", "--folder", elsewhere / "gv")
    assert done.returncode == 1
    assert f"{path}:" in done.stdout
    assert "does not compile" in done.stdout


def test_check_of_an_unknown_language_says_how_to_add_it(run):
    done = run("languages", "check", "da")
    assert done.returncode == 2
    assert "crackdown languages new da" in done.stderr


def test_new_writes_a_folder_and_says_what_next(run, tmp_path):
    done = run("languages", "new", "da", "--folder", tmp_path)
    assert done.returncode == 0
    assert sorted(path.name for path in (tmp_path / "da").iterdir()) == sorted(f"{name}.yaml" for name in FILES)
    assert f"CRACKDOWN_LANGUAGES={tmp_path}" in done.stdout
    assert run("languages", "new", "da", "--folder", tmp_path).returncode == 2


def test_a_folder_that_cannot_be_written_is_told(run, tmp_path):
    (tmp_path / "file").touch()
    done = run("languages", "new", "da", "--folder", tmp_path / "file")
    assert (done.returncode, "cannot be written" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_language_kept_elsewhere_is_listed_and_read(run, elsewhere, tmp_path):
    (tmp_path / "notice.txt").write_text("PARIS, 3 mars 2025 - La police a arrêté 12 suspects à Lyon le 2 mars 2025.")
    (tmp_path / "sources.yaml").write_text("notice.txt: {language: gv}")
    settings = {"CRACKDOWN_LANGUAGES": str(elsewhere)}
    assert "gv\tFrench\t8" in run("languages", **settings).stdout
    record = json.loads(run("extract", tmp_path / "notice.txt", **settings).stdout)
    assert (record["language"], record["operations"][0]["persons"]) == ("gv", 12)
    without = json.loads(run("extract", tmp_path / "notice.txt").stdout)
    assert (without["language"], without["operations"]) == ("gv", [])
