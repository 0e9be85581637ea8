"""A graph of three announcements, in a folder and wherever else it may lie; read by all, written to by none.

`places` are where it lies: a folder, a store on an Oxigraph server, `crackdown serve` over the folder, and an Oxigraph
server into which the graph was loaded as N-Quads. The servers are real ones on free loopback ports. A test that writes
makes a graph of its own.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import crackdown
from crackdown.intake.loading import load_all, sample_folder
from crackdown.python.investigation import Investigation

SAMPLES = ("kh-gdi-2026-02-08-en.txt", "kh-gdi-2026-02-09-2-fr.txt", "hk-police-2025-11-04-zh-hant.txt")
KINDS = ("folder", "store", "served", "export")
_START_SECONDS = 60


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("python") / "store"
    assert load_all([str(sample_folder() / name) for name in SAMPLES], store) == 0
    return store


@pytest.fixture(scope="session")
def g(folder: Path) -> Iterator[Investigation]:
    with crackdown.open(folder) as investigation:
        yield investigation


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of all sample announcements, as the documentation's reader has it."""
    store = tmp_path_factory.mktemp("samples") / "store"
    assert load_all([str(sample_folder())], store) == 0
    return store


@pytest.fixture(scope="session")
def served(folder: Path) -> Iterator[str]:
    """Serve the folder with `crackdown serve`; return the endpoint."""
    with Serving(folder) as address:
        yield address


@pytest.fixture(scope="session")
def serving() -> type[Serving]:
    """What serves another folder."""
    return Serving


class Serving:
    """Run `crackdown serve` over a folder while this is entered."""

    def __init__(self, folder: Path, *options: str, env: dict[str, str] | None = None) -> None:
        command = [sys.executable, "-m", "crackdown", "serve", "--store", str(folder), "--port", "0", *options]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env)

    def __enter__(self) -> str:
        assert self._process.stdout is not None
        address = re.search(r"http://\S+?:\d+", self._process.stdout.readline())
        assert address
        return f"{address[0]}/sparql"

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=90)
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An Oxigraph server to write a store to."""
    yield from _oxigraph(tmp_path_factory.mktemp("oxigraph-store"))


@pytest.fixture(scope="session")
def loaded_oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Another one, for a graph that was exported."""
    yield from _oxigraph(tmp_path_factory.mktemp("oxigraph-export"))


def _oxigraph(folder: Path) -> Iterator[str]:
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert binary, "the oxigraph server is among the development dependencies"
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [binary, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url, until = f"http://127.0.0.1:{port}/query", time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}?query=ASK%7B%7D", timeout=5):
                break
        except OSError:
            time.sleep(0.1)
    yield url
    process.terminate()
    process.wait(timeout=90)


@pytest.fixture(scope="session", params=KINDS)
def anywhere(request: pytest.FixtureRequest, folder: Path) -> Iterator[Investigation]:
    """The same graph, wherever it lies."""
    with crackdown.open(_place(request, folder)) as investigation:
        yield investigation


def _place(request: pytest.FixtureRequest, folder: Path) -> str | Path:
    if request.param == "folder":
        return folder
    if request.param == "served":
        return str(request.getfixturevalue("served"))
    if request.param == "store":
        from crackdown.graph.remote.address import Address

        url = str(request.getfixturevalue("oxigraph"))
        assert load_all([str(sample_folder() / name) for name in SAMPLES], Address(url)) == 0
        return url
    url = str(request.getfixturevalue("loaded_oxigraph"))
    _copy(folder, url, ["nquads"], "", "application/n-quads")
    _copy(folder, url, ["turtle", "--default-graph"], "?default", "text/turtle")
    return url


def _copy(folder: Path, url: str, what: list[str], where: str, media_type: str) -> None:
    command = [sys.executable, "-m", "crackdown", "export", *what, "--store", str(folder)]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    at = url.removesuffix("/query") + "/store" + where
    request = urllib.request.Request(at, data=data, method="POST", headers={"Content-Type": media_type})
    urllib.request.urlopen(request, timeout=60).close()
