"""Answers over real connections: cut, streamed, broken off, refused; and queries whose client goes away."""

from __future__ import annotations

import http.client
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import uvicorn
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.graph.serving.limits import Limits
from crackdown.graph.storage.following import FollowingSnapshot
from crackdown.graph.storage.store import Store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?e && ?e != ?h) }"
MANY = "SELECT ?a ?c { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"
ENDING = "SELECT ?a ?c { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
MAX_ROWS = 150_000


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FollowingSnapshot]:
    folder: Path = tmp_path_factory.mktemp("streaming") / "store"
    Store.open(folder).close()
    limits = Limits(timeout_seconds=60.0, heavy=1, waiting_seconds=0.2, max_rows=MAX_ROWS, replica="off")
    with FollowingSnapshot(folder, limits=limits) as source:
        yield source


@pytest.fixture(scope="module")
def client(source: FollowingSnapshot) -> TestClient:
    return TestClient(create_app(source, origins=["https://e.org"]))


@pytest.fixture(scope="module")
def port(source: FollowingSnapshot) -> Iterator[int]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(source), log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join(60)


def connect(port: int, query: str, **more: str) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
    connection.request("GET", f"/sparql?{urlencode({'query': query, **more})}")
    return connection


def workers(source: FollowingSnapshot) -> set[int]:
    pid = source._pool._disk.template.process.pid
    return {int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def seconds_used(pid: int) -> float:
    try:
        user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    except OSError:
        return 0.0
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def keep_busy(source: FollowingSnapshot, port: int) -> tuple[http.client.HTTPConnection, int]:
    """Ask what has no end, until its worker has used so much that it is seen to be heavy; give that worker too."""
    before = {pid: seconds_used(pid) for pid in workers(source)}  # by queries that were answered
    connection, busy = connect(port, ENDLESS), set[int]()

    def is_busy() -> bool:
        busy.update(pid for pid in workers(source) if seconds_used(pid) - before.get(pid, 0.0) > 0.3)
        return bool(busy)

    wait_for(is_busy)
    return connection, busy.pop()


def wait_for(condition, seconds: float = 90.0) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come about in time"
        time.sleep(0.02)


def test_a_client_that_goes_away_takes_its_query_along(source: FollowingSnapshot, port: int) -> None:
    killed = source.stats()["killed_unread"]
    connection, worker = keep_busy(source, port)
    connection.close()
    wait_for(lambda: source.stats()["killed_unread"] == killed + 1)
    wait_for(lambda: worker not in workers(source))


def test_a_client_that_stops_in_the_middle_of_an_answer_takes_its_query_along(
    source: FollowingSnapshot, port: int
) -> None:
    killed = source.stats()["killed_unread"]
    connection = connect(port, ENDING, format="tsv")
    connection.getresponse().read(1000)
    connection.sock.close()
    connection.close()
    wait_for(lambda: source.stats()["killed_unread"] == killed + 1)
    assert source.stats()["running"] == 0


def test_a_large_answer_is_streamed_and_whole(port: int) -> None:
    response = connect(port, MANY, format="json").getresponse()
    assert response.getheader("transfer-encoding") == "chunked"
    assert len(json.loads(response.read())["results"]["bindings"]) == 100_000


def test_a_small_answer_has_its_length(port: int) -> None:
    response = connect(port, "ASK {}").getresponse()
    assert int(response.getheader("content-length", "0")) == len(response.read())


def test_a_streamed_answer_tells_its_limit_and_ends_there(port: int) -> None:
    response = connect(port, ENDING, format="tsv").getresponse()
    assert response.getheader("crackdown-row-limit") == str(MAX_ROWS)
    assert response.read().count(b"\n") == MAX_ROWS + 1


def test_an_answer_that_breaks_off_does_not_look_whole(port: int) -> None:
    """Its worker dies after the status was sent: the connection ends without the last chunk."""
    from_many = "SELECT ?a (STR(?c) AS ?t) { ?a ?b ?c . ?d ?e ?f }"
    connection = connect(port, from_many, format="tsv")
    response = connection.getresponse()
    response.read(100_000)
    busiest = max(everyone(os.getpid()), key=seconds_used)
    os.kill(busiest, 9)
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        response.read()


def everyone(pid: int) -> list[int]:
    """The processes that descend from one by two steps: workers."""
    tasks = list(Path(f"/proc/{pid}/task").iterdir())
    children = [int(one) for task in tasks for one in (task / "children").read_text().split()]
    return [int(one) for child in children for one in Path(f"/proc/{child}/task/{child}/children").read_text().split()]


def test_a_cut_answer_says_so(client: TestClient, source: FollowingSnapshot) -> None:
    answer = client.get("/sparql", params={"query": "SELECT (1 AS ?x) { ?a ?b ?c . ?d ?e ?f }", "format": "csv"})
    assert answer.headers["crackdown-truncated"] == str(MAX_ROWS)


def test_other_sites_may_read_what_answered(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK { ?a ?b ?c }"}, headers={"origin": "https://e.org"})
    assert answer.headers["crackdown-answered-by"] == "disk"
    assert "crackdown-truncated" in answer.headers["access-control-expose-headers"]


def test_who_finds_no_place_is_told_when_to_come_back(client: TestClient, source: FollowingSnapshot, port: int) -> None:
    first, _ = keep_busy(source, port)
    answer = client.get("/sparql", params={"query": f"{ENDLESS} # another"})
    first.close()
    assert (answer.status_code, answer.json()["code"]) == (503, "server-busy")
    assert int(answer.headers["retry-after"]) >= 1


def test_a_query_that_calls_another_server_is_refused(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o } }"})
    assert (answer.status_code, answer.json()["code"]) == (403, "service-refused")
