"""A benchmark that is given a store which it cannot read says so, and what to do, as the program does."""

from __future__ import annotations

import runpy
import sys
import tarfile
from pathlib import Path

import pytest

ARCHIVE = Path(__file__).parents[1] / "graph" / "migration" / "layout-1.tar.xz"


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("older")
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return folder


@pytest.mark.parametrize("name", ["after_a_load", "catching_up", "expanding", "first_paint", "light_beside", "serving"])
def test_an_older_store_is_refused_in_words(name: str, older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = ["1", "1"] if name == "light_beside" else []
    monkeypatch.setattr("sys.argv", [name, str(older), *more])
    monkeypatch.delitem(sys.modules, f"tests.benchmarks.{name}", raising=False)  # one of them uses another
    with pytest.raises(SystemExit, match=rf"crackdown: {older} has layout 1.*crackdown migrate"):
        runpy.run_module(f"tests.benchmarks.{name}", run_name="__main__")
