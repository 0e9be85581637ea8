"""What `crackdown load` says where an engine cannot be used."""

from __future__ import annotations

import sys

import pytest
from typer.testing import CliRunner

from crackdown.cli import app


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


@pytest.mark.parametrize("given", [["--master", "head:6379"], ["--kept", "kept"]])
def test_how_an_engine_reads_is_for_an_engine(given: list[str]) -> None:
    done = CliRunner().invoke(app, ["load", "notice.txt", *given])
    assert done.exit_code == 2
    assert "--engine ray" in done.output


def test_a_language_model_is_asked_from_here() -> None:
    done = CliRunner().invoke(app, ["load", "notice.txt", "--engine", "ray", "--watch"])
    assert done.exit_code == 2
    assert "leave --engine out" in done.output


def test_an_engine_that_is_not_installed_is_named_with_the_remedy(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    (tmp_path / "notice.txt").write_text("A notice.")
    done = CliRunner().invoke(
        app, ["load", str(tmp_path / "notice.txt"), "--engine", "ray", "--store", str(tmp_path / "s")]
    )
    assert done.exit_code == 2
    assert "pip install 'crackdown[ray]'" in done.output
