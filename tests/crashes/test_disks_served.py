"""A server whose disk gets full: it says so, stays up, answers what it has read, and goes on once there is room."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from crackdown.graph.storage.store import Store
from crackdown.intake.loading import load_all, sample_folder

TOKEN = "crk_of-a-test-" + "0" * 30
TEXT = "PHUKET, 2 March 2026 - Thai police arrested {} Chinese nationals in Phuket for online scams, police said.\n"


class Served:
    """A running server, and what it answers."""

    def __init__(self, port: int, process: subprocess.Popen[str]) -> None:
        self.port, self.process = port, process

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, str, str]:
        """Return status, media type and body."""
        head = {"authorization": f"Bearer {TOKEN}", "accept": "application/json"}
        sent = None if body is None else json.dumps(body).encode()
        if sent:
            head["content-type"] = "application/json"
        with contextlib.closing(HTTPConnection("127.0.0.1", self.port, timeout=120)) as connection:
            connection.request(method, path, sent, head)
            answer = connection.getresponse()
            return answer.status, answer.headers.get_content_type(), answer.read().decode()

    def post(self, number: int) -> tuple[int, str, str]:
        return self.ask("POST", "/announcements", {"text": TEXT.format(number), "name": f"posted-{number}"})

    def count(self) -> int:
        """Count the announcements that are seen."""
        query = quote("SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a crk:Announcement }")
        status, _, told = self.ask("GET", f"/sparql?query={query}")
        assert status == 200, told
        return int(json.loads(told)["results"]["bindings"][0]["n"]["value"])


@pytest.fixture
def served(disk: Path, tmp_path: Path) -> Iterator[Served]:
    with serving(disk, tmp_path, tmp_path) as one:
        yield one


@contextlib.contextmanager
def serving(disk: Path, tmp_path: Path, temporary: Path) -> Iterator[Served]:
    subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
    assert load_all([str(sample_folder() / "kh-gdi-2026-02-08-en.txt")], disk / "store") == 0
    command = [sys.executable, "-m", "crackdown", "serve", "--store", disk / "store", "--port", "0"]
    environment = os.environ | {"CRACKDOWN_TOKEN": TOKEN, "TMPDIR": str(temporary)}
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
    assert process.stdout
    try:
        port = re.search(r"http://\S+?:(\d+)", process.stdout.readline())
        assert port, (tmp_path / "log").read_text()
        yield Served(int(port[1]), process)
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()
    assert "Traceback" not in (tmp_path / "log").read_text()


def fill(disk: Path, *, but: int = 0) -> Path:
    """Take all room but some bytes."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(1 << 16)) == 1 << 16:
            pass
    with contextlib.suppress(OSError):
        os.truncate(ballast, max(0, ballast.stat().st_size - but))
    return ballast


@pytest.mark.parametrize("room", [0, 20_000, 200_000, 2_000_000])
def test_an_announcement_for_a_full_disk(served, disk, room):
    """With no room not even a line is written; with some, it is found out later."""
    assert served.post(20)[0] == 201
    assert served.count() == 2
    ballast = fill(disk, but=room)
    status, kind, told = served.post(21)
    assert status in {201, 507}, told
    assert served.process.poll() is None
    if status == 507:
        assert kind == "application/problem+json"
        problem = json.loads(told)
        assert problem["status"] == 507
        assert "no space is left" in problem["detail"]
    assert served.count() in {2, 3}
    assert served.ask("GET", "/readyz")[0] == 200
    ballast.unlink()
    assert served.post(22)[0] == 201
    assert served.count() == 3 + (status == 201)
    assert served.post(21)[0] in {200, 201}
    assert served.count() == 4
    with Store.open(disk / "store", wait_seconds=30) as store:
        assert (
            len(list(store.view().select("SELECT ?a { ?a a <https://w3id.org/crackdown/ontology#Announcement> }"))) == 4
        )
        before = sorted(map(str, store.engine.quads_for_pattern(None, None, None, None)))
        store.rebuild()
        assert sorted(map(str, store.engine.quads_for_pattern(None, None, None, None))) == before


def test_the_record_of_a_day_for_a_full_disk(served, disk):
    """Its graph is made beside the snapshot when it is first asked for."""
    asked = f"/sparql?as_of=2026-02-10&query={quote('ASK { ?a a crk:Announcement }')}"
    assert served.post(20)[0] == 201
    ballast = fill(disk)
    status, kind, told = served.ask("GET", asked)
    assert (status, kind) == (507, "application/problem+json"), told
    assert "no space is left" in json.loads(told)["detail"]
    assert served.count() == 2
    ballast.unlink()
    status, _, told = served.ask("GET", asked)
    assert (status, json.loads(told)["boolean"]) == (200, True)
    assert len(list((disk / "store" / "snapshots").glob("*/as-of-*"))) == 1


def test_no_room_for_the_temporary_files_of_reading(disk, tmp_path):
    """The first announcement has the models unpacked."""
    (disk / "temporary").mkdir()
    with serving(disk, tmp_path, disk / "temporary") as served:
        ballast = fill(disk)
        status, kind, told = served.post(20)
        assert (status, kind) == (507, "application/problem+json"), told
        assert "no space is left" in json.loads(told)["detail"]
        ballast.unlink()
        subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
        assert served.post(20)[0] == 201
        assert served.count() == 2
