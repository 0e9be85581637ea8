"""What is generated from the Turtle is as the generator would write it now."""

from __future__ import annotations

from pathlib import Path

import pytest

from crackdown.ontology.generate import generated_files, main

FILES = generated_files()


@pytest.mark.parametrize("target", FILES, ids=lambda target: target.name)
def test_generated_file_is_fresh(target: Path) -> None:
    remedy = f"{target.name} is stale: run `python -m crackdown.ontology.generate`"
    assert target.read_text(encoding="utf-8") == FILES[target], remedy


def test_generator_leaves_fresh_files_alone(capsys: pytest.CaptureFixture[str]) -> None:
    before = {target: target.stat().st_mtime_ns for target in FILES}
    main()
    assert capsys.readouterr().out == ""
    assert {target: target.stat().st_mtime_ns for target in FILES} == before
