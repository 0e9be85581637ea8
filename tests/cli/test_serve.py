"""`crackdown serve` as it is run: its log, its end, several processes; each a process of its own, on loopback."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from crackdown.graph.storage.store import Store

# Long enough to be running when the server is told to end, and short enough to come to its own.
SLOW = """SELECT (COUNT(*) AS ?n) {
  ?a a crk:Country . ?b a crk:Country . ?c a crk:Country . FILTER(STR(?a) < STR(?b) && STRLEN(STR(?c)) > 1)
}"""


class Served:
    """A running server."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address

    def get(self, path: str, **params: str) -> str:
        with urlopen(f"{self.address}{path}?{urlencode(params)}", timeout=90) as answer:
            return answer.read().decode()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serve") / "store"
    Store.open(folder).close()
    return folder


@pytest.fixture
def served(command: Callable[..., list[str]], store: Path, tmp_path: Path) -> Iterator[Callable[..., Served]]:
    with contextlib.ExitStack() as stack:

        def start(*options: str) -> Served:
            log = stack.enter_context((tmp_path / "log").open("w"))
            process = subprocess.Popen(
                command("serve", "--store", store, "--port", "0", "--in-memory", "off", *options),
                stdout=subprocess.PIPE, stderr=log, text=True,
            )  # fmt: skip
            stack.callback(stop, process)
            assert process.stdout
            address = re.search(r"http://\S+?:\d+", process.stdout.readline())
            assert address
            return Served(process, address[0])

        yield start


def stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(timeout=90)
    finally:
        process.kill()
        if process.stdout:
            process.stdout.close()


def snapshots(store: Path) -> list[str]:
    return [folder.name for folder in (store / "snapshots").iterdir()]


def test_a_request_is_a_line_of_json(served: Callable[..., Served], tmp_path: Path) -> None:
    server = served("--log-format", "json")
    server.get("/sparql", query="ASK { FILTER('confidential' = '') }")
    with pytest.raises(HTTPError) as refused:
        server.get("/sparql", query="ASK {")
    id_ = refused.value.headers["x-query-id"]
    stop(server.process)
    text = (tmp_path / "log").read_text()
    assert all(line.startswith("{") for line in text.splitlines()), text
    lines = [json.loads(line) for line in text.splitlines()]
    requests = [line for line in lines if line.get("path") == "/sparql"]
    assert [line["status"] for line in requests] == [200, 400]
    assert (requests[1]["query_id"], requests[1]["problem"]) == (id_, "invalid-query")
    assert {"time", "level", "process", "method", "seconds", "bytes", "query"} <= requests[0].keys()
    assert "confidential" not in text


def test_a_running_answer_comes_to_its_end(served: Callable[..., Served], store: Path) -> None:
    server = served()
    answers: list[str] = []
    asking = threading.Thread(target=lambda: answers.append(server.get("/sparql", query=SLOW, format="csv")))
    asking.start()
    time.sleep(0.4)
    assert not answers
    server.process.send_signal(signal.SIGTERM)
    asking.join(timeout=90)
    assert answers == ["n\r\n7688124\r\n"]
    assert server.process.wait(timeout=90) == 0
    assert snapshots(store) == []


def test_an_answer_that_takes_too_long_is_not_waited_for(served: Callable[..., Served], store: Path) -> None:
    server = served("--grace", "1")
    endless = SLOW.replace("} ", "}").replace("?c a crk:Country .", "?c a crk:Country . ?d ?e ?f . ?g ?h ?i .")

    def ask() -> None:
        with contextlib.suppress(OSError):
            server.get("/sparql", query=endless)

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(1)
    begun = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(timeout=90)
    asking.join(timeout=90)
    assert time.monotonic() - begun < 15
    assert snapshots(store) == []


def test_behind_a_proxy_it_has_its_name_and_takes_nothing_without_a_token(served: Callable[..., Served]) -> None:
    server = served("--name", "Data.example")

    def ask(host: str, body: str | None = None, **headers: str) -> tuple[int, str]:
        path = "/api/judgements" if body else "/sparql"
        given = {"Host": host, "X-Forwarded-Proto": "https", "Accept": "text/turtle", **headers}
        asked = Request(f"{server.address}{path}", body and body.encode(), given)
        try:
            with urlopen(asked, timeout=90) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    status, told = ask("data.example")
    assert (status, "<https://data.example/sparql>" in told) == (200, True)
    assert ask("localhost")[0] == 200
    assert ask("evil.example")[0] == 400
    own = {"Origin": "https://data.example", "Content-Type": "application/json"}
    assert ask("data.example", "{}", **own)[0] == 403
    ways = json.loads(server.get("/announcements"))
    assert (ways["announcements"], ways["judgements"]) == ("not-at-all", "not-at-all")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="the processes are found in /proc")
def test_several_processes_serve_one_store(served: Callable[..., Served], store: Path, tmp_path: Path) -> None:
    server = served("--workers", "2")
    wait_until(lambda: len(snapshots(store)) == 2)
    for _ in range(6):
        assert json.loads(server.get("/sparql", query="ASK {}"))["boolean"] is True
    told = re.search(
        r'crackdown_requests_total\{method="GET",route="/sparql",status="200"\} (\S+)', server.get("/metrics")
    )
    assert told
    assert float(told[1]) == 6
    os.kill(int(snapshots(store)[0].partition("-")[0]), signal.SIGKILL)
    wait_until(lambda: "another takes its place" in (tmp_path / "log").read_text())
    assert json.loads(server.get("/sparql", query="ASK {}"))["boolean"] is True
    stop(server.process)
    assert server.process.returncode == 0


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 90
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)
