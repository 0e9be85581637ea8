"""One contract, four stores: in memory, in a folder, on an Oxigraph server, on Virtuoso.

The servers are real ones, started once on free loopback ports with an empty database. `pair` is a store under test and
a store in memory beside it into which the same announcements were loaded; whatever a test does to the one it does to
the other, so that they can be compared at any time.

Where Virtuoso is not installed its tests are skipped and say so; in CI they fail.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pyoxigraph as ox
import pytest

from crackdown.graph.announcement.record import Record
from crackdown.graph.remote.address import Address, Credentials
from crackdown.graph.remote.source import RemoteSource
from crackdown.graph.storage import writer
from crackdown.graph.storage.store import Change, Store
from crackdown.graph.storage.view import View
from crackdown.intake.loading import sample_folder
from crackdown.loaders import Document, extract, read_documents
from tests import virtuoso as virtuoso_server

ROOT = Path(__file__).parents[3]
# Two tell one deportation in two languages, one comes from elsewhere.
SAMPLES = (
    "kh-gdi-2026-02-08-en.txt",
    "kh-gdi-2026-02-09-2-fr.txt",
    "hk-police-2025-11-04-zh-hant.txt",
)
KINDS = ("memory", "disk", "oxigraph", "virtuoso")
SERVERS = ("oxigraph", "virtuoso")
_START_SECONDS = 60

# What differs from one run to the next: times, digests of what holds them, and names of judgements.
_VARIES = re.compile("endedAtTime|seenAt|index#archived|/decision/[0-9a-f]{16}>")

Read = tuple[Document, Record]


@dataclass
class Pair:
    """A store under test, and one in memory that holds the same."""

    kind: str
    store: Store
    twin: Store
    place: Path | Address | None

    def each(self, change: Callable[[Store], object]) -> tuple[object, object]:
        """Change both alike."""
        return change(self.store), change(self.twin)

    def view(self) -> View:
        """Read the store as somebody else would who has not written to it."""
        return RemoteSource(self.place).view() if isinstance(self.place, Address) else self.store.view()


class Still(datetime):
    """A clock that stands: when a text was first seen is part of the graph, and two stores are to be compared."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Still:
        return cls(2026, 3, 31, 12, tzinfo=UTC).astimezone(tz)


def put(store: Store, read: Read) -> Change:
    document, record = read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "datetime", Still)
        return store.writer().put(
            record, document.text, origin=document.origin, publisher=document.publisher, media_type=document.media_type
        )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def serve(command: list[str], folder: Path, url: str) -> subprocess.Popen[bytes]:
    """Start a server and wait until it answers."""
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}?query=ASK%7B%7D", timeout=5):
                return process
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"{command[0]} did not start: {(folder / 'output').read_text(errors='replace')[-500:]}")


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    folder, port = tmp_path_factory.mktemp("oxigraph"), free_port()
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert binary, "the oxigraph server is among the development dependencies"
    url = f"http://127.0.0.1:{port}/query"
    process = serve([binary, "serve", "--location", "data", "--bind", f"127.0.0.1:{port}"], folder, url)
    yield Address(url)
    process.terminate()
    process.wait(timeout=90)


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    binary = virtuoso_server.program()
    if binary is None:
        reason = "Virtuoso is not installed: sh tools/ensure_virtuoso.sh"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    folder, http = tmp_path_factory.mktemp("virtuoso"), free_port()
    url = f"http://127.0.0.1:{http}/sparql"
    process = serve(virtuoso_server.command(binary, folder, sql=free_port(), http=http), folder, url)
    yield Address(url, credentials=Credentials("dba", "dba"))
    process.terminate()
    process.wait(timeout=120)


@pytest.fixture(scope="session")
def samples() -> list[Read]:
    """Read the announcements once for all stores."""
    documents = read_documents([str(sample_folder() / name) for name in SAMPLES])
    return [(one, extract(one)) for one in documents if isinstance(one, Document)]


def loaded(store: Store, samples: Iterable[Read]) -> Store:
    for read in samples:
        assert put(store, read) == "added"
    return store


@pytest.fixture(scope="session", params=KINDS)
def pair(
    request: pytest.FixtureRequest, samples: list[Read], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    kind = request.param
    place: Path | Address | None = None
    if kind == "disk":
        place = tmp_path_factory.mktemp("disk") / "store"
    elif kind in SERVERS:
        place = request.getfixturevalue(kind)
    with Store.open(place) as store:
        yield Pair(kind, loaded(store, samples), loaded(Store.open(None), samples), place)


def quads(view: View) -> set[str]:
    """Everything a graph holds, but what differs from one run to the next."""
    found: Iterable[ox.Quad] = view.engine.quads_for_pattern(None, None, None, None)
    return {str(one) for one in found if not _VARIES.search(str(one))}


def changing(view: View) -> set[str]:
    """All but the default graph and the reference data, which take long to fetch over and over."""
    found = set()
    for name in view.engine.named_graphs():
        if "/ontology" in name.value or "/vocab" in name.value or name.value.endswith("reference"):
            continue
        found |= {str(one) for one in view.engine.quads_for_pattern(None, None, None, name)}
    return {one for one in found if not _VARIES.search(one)}


@pytest.fixture(scope="session")
def compare() -> Callable[[Pair], None]:
    """Compare what changes, and count the default graph."""

    def run(pair: Pair) -> None:
        ours, theirs = pair.view(), pair.twin.view()
        assert changing(ours) == changing(theirs)
        count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
        assert ours.select(count) == theirs.select(count)

    return run


@pytest.fixture(scope="session", name="put")
def _put() -> Callable[[Store, Read], Change]:
    return put


@pytest.fixture(scope="session")
def every_quad() -> Callable[[View], set[str]]:
    return quads
