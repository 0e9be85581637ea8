"""The command is run as a person runs it: a process of its own, its output in a pipe.

`run` runs the command and waits, `command` is its words; `sample_store` holds three sample announcements, loaded once
and only read; `store` is a folder still to be made.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crackdown.loading import sample_folder

Run = Callable[..., subprocess.CompletedProcess[str]]
THREE = ("kh-gdi-2026-02-08-en.txt", "kh-gdi-2026-02-09-2-fr.txt", "kh-gdi-2026-02-08-km.txt")


@pytest.fixture(scope="session")
def command() -> Callable[..., list[str]]:
    return lambda *arguments: [sys.executable, "-m", "crackdown", *map(str, arguments)]


@pytest.fixture(scope="session")
def run(command: Callable[..., list[str]]) -> Run:
    def run_command(*arguments: str | Path, stdin: str | bytes | None = None, **environment: str):
        done = subprocess.run(
            command(*arguments),
            input=stdin.encode() if isinstance(stdin, str) else stdin or b"",
            capture_output=True,
            env={**os.environ, "COLUMNS": "200", **environment},
            timeout=120,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_command


@pytest.fixture(scope="session")
def samples() -> Path:
    return sample_folder()


@pytest.fixture(scope="session")
def sample_store(run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "store"
    done = run("load", *(samples / name for name in THREE), "--store", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"
