"""`make fuzz` searches for as long as it is let, and no longer."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import pytest

from tests.fuzz import __main__ as fuzzing
from tests.fuzz.judging import Judge


def test_a_search_that_is_still_reading_what_is_kept_ends_with_its_time(
    tmp_path: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float] = []

    def run(command: list[str], *, timeout: float, **_: object) -> None:
        given.append(timeout)
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name)  # as where atheris is installed
    monkeypatch.setattr(subprocess, "run", run)
    (tmp_path / "seeds").mkdir()
    fuzzing._search("date", tmp_path, 7.0, judge)
    assert len(given) == 1
    assert 0 < given[0] <= 7
