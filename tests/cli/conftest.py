"""The command is run as a person runs it: a process of its own, its output in a pipe.

`run` runs the command and waits, `command` is its words; `sample_store` holds two sample announcements and an unread
one, loaded once and only read; `store` is a folder still to be made. `load_here` loads into one without a process: one
that loads takes two seconds, which a test is worth that is about loading, and no other.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crackdown.graph.storage.store import Store
from crackdown.intake.loading import put_each, sample_folder
from crackdown.loaders import read_documents

Run = Callable[..., subprocess.CompletedProcess[str]]
TWO = ("kh-gdi-2026-02-08-en.txt", "kh-gdi-2026-02-09-2-fr.txt")
# Odia, which is not read.
UNREAD = "ଭୁବନେଶ୍ୱର, 3 ମାର୍ଚ୍ଚ 2026 – ଅନଲାଇନ୍ ଠକେଇ ଅଭିଯୋଗରେ ପୋଲିସ ବାର ଜଣଙ୍କୁ ଗିରଫ କରିଛି।\n"


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
def unread(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("unread") / "in-police-2026-03-03-or.txt"
    path.write_text(UNREAD, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def sample_store(run: Run, samples: Path, unread: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "store"
    done = run("load", *(samples / name for name in TWO), unread, "--store", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def load_here() -> Callable[..., None]:
    def load(store: Path, *paths: Path) -> None:
        with Store.open(store, wait_seconds=60) as opened:
            loaded = list(put_each(opened.writer(), read_documents(list(map(str, paths)))))
        assert all(one.summary for one in loaded), loaded

    return load


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"
